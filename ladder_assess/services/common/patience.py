"""How long whoever waits for a page lets the rules work on a long list, and whose list is next.

What they found of each activity is remembered, so that a page which was put off goes on where it
stopped once it is asked for again: no request takes more of the processor than others can spare.
Only so much is remembered. So of the lists that were put off one is gone on with at a time, in the
order in which they were: three at once would forget each other's, and none would ever be done.
"""

import threading
import time
from contextvars import ContextVar
from math import inf

# Whoever has not asked again for so many seconds does not wait any more.
AWAY = 15.0

_since: ContextVar[tuple[float, float]] = ContextVar("since", default=(0.0, inf))
# The list that this thread looks through.
_list: ContextVar[int | None] = ContextVar("list", default=None)
# Lists that were put off, the first one first, and when each was asked for last (monotonic).
_put_off: dict[int, float] = {}
_lock = threading.Lock()


class NotReady(Exception):
    """There is more to work out first; what was is remembered."""


def work_for(seconds: float) -> None:
    """Let this thread work for so many seconds of the processor from here on; `inf` for ever. What
    it was at before is done.
    """
    _since.set((time.thread_time(), seconds))
    done = _list.get()
    if done is not None:
        _list.set(None)
        with _lock:
            _put_off.pop(done, None)


def begin(portfolio: int) -> None:
    """Look through a list. Raises NotReady where it was put off, and another one before it that is
    still asked for.
    """
    if _since.get()[1] == inf:
        return
    _list.set(portfolio)
    waiting = _waiting()
    if portfolio in waiting and waiting[0] != portfolio:
        _come_again()


def go_on(share: float = 1.0) -> None:
    """Raise NotReady where a share of that time is over: the rest may be for what comes next."""
    since, seconds = _since.get()
    if time.thread_time() > since + share * seconds:
        _come_again()


def does_one_wait() -> bool:
    """Is a list put off that is still asked for?"""
    return bool(_waiting())


def _waiting() -> list[int]:
    now = time.monotonic()
    with _lock:
        own = _list.get()
        if own in _put_off:
            _put_off[own] = now
        for gone in [each for each, asked in _put_off.items() if asked < now - AWAY]:
            del _put_off[gone]
        return list(_put_off)


def _come_again() -> None:
    own = _list.get()
    _list.set(None)
    if own is not None:
        with _lock:
            _put_off[own] = time.monotonic()
    raise NotReady
