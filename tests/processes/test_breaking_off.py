"""What is broken off in the midst of its work leaves no lock behind that is held for good.

The older tests broke off pages that count numbers, and no lock was ever near.
"""

import threading
import time
from collections.abc import Callable

import aiosql.adapters.generic
import pytest

from ladder_assess import breaking_off
from ladder_assess.breaking_off import Ended, break_off, may_hold_something, take_back
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.placement import placement

PATIENCE = 20.0
# Without the check one try in five left the lock held.
TRIES = 150


def broken_off(work: Callable[[], object]) -> BaseException:
    """Break off a thread that does something again and again, and give what ended it."""
    stopping, ends = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            while not stopping.is_set():
                work()
        except Ended as ended:
            ends.append(ended)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not break_off(thread.ident or 0, Ended):
        assert time.monotonic() < end, "it is never where it may be broken off"
    thread.join(PATIENCE)
    stopping.set()
    assert ends, "it goes on"
    return ends[0]


def test_no_lock_is_left_behind() -> None:
    condition = threading.Condition(threading.Lock())

    def work() -> None:
        with condition:
            whole_number("12")
        for _ in range(20):
            whole_number("12")

    for _ in range(TRIES):
        assert not may_hold_something(broken_off(work))
        assert condition.acquire(timeout=PATIENCE)
        condition.release()


def test_it_is_said_where_a_lock_may_be_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a condition, as it may come to be where threads change between look and raise."""
    condition = threading.Condition()

    def work() -> None:
        with condition:
            pass

    monkeypatch.setattr(breaking_off, "WITHOUT_LOCKS", threading.__file__)
    ended = broken_off(work)
    assert not may_hold_something(ended)
    monkeypatch.undo()
    assert may_hold_something(ended)


def test_what_is_in_a_lock_is_not_broken_off() -> None:
    condition, inside = threading.Condition(), threading.Event()

    def wait() -> None:
        with condition:
            inside.set()
            condition.wait(PATIENCE)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    inside.wait(PATIENCE)
    assert not break_off(thread.ident or 0, Ended)
    with condition:
        condition.notify()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert not break_off(thread.ident or 0, Ended), "nobody is there any more"


def test_what_was_taken_back_is_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaking_off, "WITHOUT_LOCKS", __file__)
    done = list[str]()

    def sleep() -> None:
        time.sleep(0.3)
        done.append("to its end")

    thread = threading.Thread(target=sleep, daemon=True)
    thread.start()
    while not break_off(thread.ident or 0, Ended):
        pass
    take_back(thread.ident or 0)
    thread.join(PATIENCE)
    assert done


def test_what_heavy_pages_do_may_be_broken_off() -> None:
    for module in (placement, aiosql.adapters.generic, breaking_off, threading):
        named = breaking_off._takes_no_lock(module.__file__ or "")
        assert named is (module in (placement, aiosql.adapters.generic)), module
