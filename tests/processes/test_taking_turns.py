"""Nobody's long work keeps others waiting, however often it is asked for.

The older tests had requests that arrive or are read slowly, and took it that answers are made at
once: each asked for pages of a small list. Ten requests for the plan of 20,000 activities, which a
private link and a file of three megabytes are enough for, kept everybody waiting for minutes.
"""

import gc
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from waitress import wasyncore

from ladder_assess import answering, breaking_off, taking_turns
from ladder_assess.answering import Server
from ladder_assess.storage.common.database import Database
from ladder_assess.taking_turns import MANY_LONG, MOST_THREADS, OF_ONE, THREADS
from tests.processes.running import HERE, PATIENCE, whole_answer
from tests.support.site import settings_in

ROWS = "/api/v1/campaigns/officer-survey-1/answers.csv"
WAITING_FOR = ("/sign-in/elsewhere", "/sign-in/back")
SLOW = ("/p/", "/q/", "/organisations/", "/workshops/", "/w/", ROWS, *WAITING_FOR)


class Site:
    """Pages under /p and /q that are made until told to stop; all others come at once."""

    def __init__(self) -> None:
        self.stopping = False
        self.lock = threading.Lock()
        self.at_work: list[str] = []
        self.broken_off: list[str] = []

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.startswith(SLOW):
            self._work(path, wait=path.endswith("/waits") or path in WAITING_FOR)
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]

    def _work(self, path: str, *, wait: bool) -> None:
        with self.lock:
            self.at_work.append(path)
        try:
            while not self.stopping:
                time.sleep(0.01) if wait else sum(range(2000))
        except BaseException:
            self.broken_off.append(path)
            raise
        finally:
            with self.lock:
                self.at_work.remove(path)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # So that the tests do not have to work for long, and what they do may be broken off.
    monkeypatch.setattr(breaking_off, "WITHOUT_LOCKS", __file__)
    monkeypatch.setattr(taking_turns, "LONG", 0.2)
    monkeypatch.setattr(taking_turns, "HEAVY", 0.02)
    made = Server(site, socket.create_server((HERE, 0)), 600, 1000)
    keeper = threading.Thread(target=made.keep)
    keeper.start()
    yield made
    site.stopping = True
    made.stop()
    keeper.join(PATIENCE)
    assert not keeper.is_alive()
    wasyncore.close_all(made._map, ignore_all=True)


@pytest.fixture
def ask(server: Server) -> Iterator[Callable[..., socket.socket]]:
    """Asks for a page, and gives the connection to be answered over."""
    with ExitStack() as stack:

        def asked(path: str, method: str = "GET") -> socket.socket:
            at = server.socket.getsockname()[1]
            one = stack.enter_context(socket.create_connection((HERE, at), PATIENCE))
            one.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            return one

        yield asked


def until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def test_each_request_is_looked_at_once_however_many_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five hundred phones of one room were each looked at again for each that was answered."""
    looked, answered = list[Any](), list[int]()
    about, going = taking_turns.about, threading.Event()

    def seen(task: Any) -> tuple[str, bool]:
        looked.append(task)
        return about(task)

    def task(number: int) -> Any:
        asked = SimpleNamespace(path=f"/w/room{number % 2}/now", command="GET")
        return SimpleNamespace(requests=[asked], service=lambda: work(number))

    def work(number: int) -> None:
        going.wait(PATIENCE)
        answered.append(number)

    monkeypatch.setattr(taking_turns, "about", seen)
    turns = taking_turns.Turns()
    for number in range(200):
        turns.add_task(task(number))
    going.set()
    until(lambda: len(answered) == 200)
    turns.shutdown()
    assert len(looked) == 200
    assert sorted(answered) == list(range(200))


@pytest.mark.parametrize(
    "list_", ["/p/abc/plan", "/organisations/7/plan", "/workshops/abc", "/w/CDFGHJ", ROWS]
)
def test_requests_about_one_list_leave_threads_to_others(
    list_: str, site: Site, ask: Callable[..., socket.socket]
) -> None:
    of_one = [ask(f"{list_}?{n}") for n in range(3 * THREADS)]
    until(lambda: len(site.at_work) == OF_ONE)
    for _ in range(2 * THREADS):
        assert whole_answer(ask("/help"))[0] == 200
    assert len(site.at_work) == OF_ONE, "as many are at work as before"
    # Of whom nobody is ended: there is room for all. All are answered in their turn.
    site.stopping = True
    assert all(whole_answer(one)[0] == 200 for one in of_one)
    assert not site.broken_off


def test_those_who_wait_for_another_machine_leave_threads_to_others(
    site: Site, ask: Callable[..., socket.socket]
) -> None:
    """While the provider of accounts said nothing, 200 who pressed its button kept every page from
    everybody for a minute: what only waits took all threads, and nothing of it is ever ended.
    """
    paths = ("/sign-in/elsewhere?to=/account", "/sign-in/back?code=1")
    waiting = [ask(paths[n % 2]) for n in range(4 * MOST_THREADS)]
    until(lambda: len(site.at_work) == OF_ONE)
    for _ in range(2 * THREADS):
        assert whole_answer(ask("/help"))[0] == 200
    assert len(site.at_work) == OF_ONE
    site.stopping = True
    assert all(whole_answer(one)[0] == 200 for one in waiting)


@pytest.mark.parametrize("what", ["/p/list-{}/plan", "/q/link-{}/plan"])
def test_however_many_work_for_long_others_are_answered(
    what: str, site: Site, ask: Callable[..., socket.socket]
) -> None:
    many = [ask(what.format(n)) for n in range(2 * THREADS + MANY_LONG)]
    assert whole_answer(ask("/help"))[0] == 200
    until(lambda: len(site.broken_off) >= len(many) - MANY_LONG)
    site.stopping = True
    ended = [words for status, words in map(whole_answer, many) if status == 503]
    # Those that there is room for go on; the page of help may have taken the place of one.
    assert len(many) - MANY_LONG <= len(ended) <= len(many) - MANY_LONG + 1
    assert all("this page takes long to make. Nothing was changed." in words for words in ended)


def test_what_changes_something_or_only_waits_is_never_ended(
    site: Site, ask: Callable[..., socket.socket]
) -> None:
    changes = [ask(f"/p/list-{n}/plan", "POST") for n in range(MANY_LONG)]
    waits = [ask(f"/p/list-{n}/waits") for n in range(MANY_LONG)]
    until(lambda: len(site.at_work) == len([*changes, *waits]))
    reads = ask("/p/another/plan")
    assert whole_answer(reads)[0] == 503
    assert site.broken_off == ["/p/another/plan"]
    site.stopping = True
    assert all(whole_answer(one)[0] == 200 for one in [*changes, *waits])


def test_what_saves_and_never_ends_is_ended_with_words_that_hold(
    site: Site, ask: Callable[..., socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_turns, "ENDLESS", 0.3)
    waits = ask("/p/list/waits", "POST")
    saves = ask("/p/list/plan", "POST")
    _status, words = whole_answer(saves)
    assert "It may not have been saved" in words
    assert site.broken_off == ["/p/list/plan"], "what only waits goes on"
    site.stopping = True
    assert whole_answer(waits)[0] == 200


def test_where_a_lock_may_be_held_what_answers_is_started_again(
    server: Server,
    site: Site,
    ask: Callable[..., socket.socket],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It comes to its end by itself, having answered; serving.py starts it anew."""
    monkeypatch.setattr("ladder_assess.answering.may_hold_something", lambda _ended: True)
    monkeypatch.setattr(taking_turns, "ENDLESS", 0.3)
    assert whole_answer(ask("/p/list/plan", "POST"))[0] == 503
    until(lambda: server.stopping)


def test_threads_that_were_needed_for_a_while_go_again(
    server: Server, site: Site, ask: Callable[..., socket.socket]
) -> None:
    many = [ask(f"/q/link-{n}/waits") for n in range(2 * THREADS)]
    until(lambda: len(site.at_work) == len(many))
    site.stopping = True
    assert all(whole_answer(one)[0] == 200 for one in many)
    until(lambda: len(server.task_dispatcher.threads) == THREADS)
    assert whole_answer(ask("/help"))[0] == 200


def test_who_answers_hands_over_sooner_than_python_by_itself_and_looks_through_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Kept:
        def stop(self) -> None: ...

        def keep(self) -> None:
            kept.extend((sys.getswitchinterval(), gc.get_freeze_count()))

    kept: list[float] = []
    before, threshold = sys.getswitchinterval(), gc.get_threshold()
    for name in ("number_requests", "end_with_lifeline", "have_files"):
        monkeypatch.setattr(answering, name, lambda *_given: None)
    product = SimpleNamespace(database=Database(tmp_path / "ladder.sqlite3"))
    app = SimpleNamespace(extensions={"ladder_assess": product})
    monkeypatch.setattr(answering, "create_app", lambda _settings: app)
    monkeypatch.setattr(answering, "STOPPING", ())
    monkeypatch.setattr(answering, "server_of", lambda *_given: Kept())
    try:
        with socket.socket() as listening:
            answering.answer(settings_in(tmp_path), listening, 0, int)
    finally:
        sys.setswitchinterval(before)
        gc.set_threshold(*threshold)
        gc.unfreeze()
    turn, put_aside = kept
    assert turn < before / 5
    assert put_aside > 0
