"""Whoever sends or reads slowly keeps nobody else waiting, and is ended in the end."""

import json
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from ladder_assess.answering import MOST_CONNECTIONS
from ladder_assess.arriving import PassedOver
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.settings import CHECKOUT
from tests.processes.running import HERE, PATIENCE, Running, alive, serving, until

MANY = 40
LENGTH = 5000
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
FORM = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\nname=a" % LENGTH
)


def longest_file() -> bytes:
    """The request for the longest of the built files, many times in a row."""
    names = json.loads((CHECKOUT / "static/dist/manifest.json").read_text()).values()
    at = CHECKOUT / "static/dist"
    longest = max(
        (name for name in names if (at / name).is_file()), key=lambda n: (at / n).stat().st_size
    )
    return b"GET /static/%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" % longest.encode() * 8


# What each kind of stalled connection sends before it says or takes nothing more.
STALLED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "half a head": lambda: HEAD,
    "half a body": lambda: FORM,
    "reads nothing": longest_file,
}


@contextmanager
def stalled(running: Running, sent: bytes, count: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as all_of_them:
        made = []
        for _ in range(count):
            one = all_of_them.enter_context(socket.socket())
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            one.settimeout(PATIENCE)
            one.connect((HERE, running.port))
            one.sendall(sent)
            made.append(one)
        yield made


def rest_of(connection: socket.socket) -> bytes:
    """What still comes, until the other side ends it."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def test_nobody_waits_for_those_who_send_or_read_nothing(tmp_path: Path) -> None:
    """The server is more patient than this test, so that none of them has been ended."""
    with serving(tmp_path, patience="600") as running, ExitStack() as open_ones:
        running.up()
        for sent in STALLED.values():
            open_ones.enter_context(stalled(running, sent(), MANY))
            for _ in range(3):
                assert running.answers()


@pytest.mark.parametrize("sent", STALLED.values(), ids=STALLED)
def test_who_stalls_is_told_and_ended(sent: Callable[[], bytes], tmp_path: Path) -> None:
    with serving(tmp_path, patience="1") as running:
        running.up()
        given = sent()
        with stalled(running, given, 3) as connections:
            heard = [rest_of(connection) for connection in connections]
            if given.startswith((HEAD, FORM)) and not given.endswith(b"\r\n\r\n"):
                for each in heard:
                    assert each.split(b"\r\n")[0].endswith(b"408 Request Timeout")
                    assert b"nothing was saved. Check your connection" in each
            elif not given:
                assert heard == [b""] * 3
        assert running.answers()


@pytest.mark.parametrize("sent", [HEAD + b"X-A: ", FORM], ids=["head", "body"])
def test_a_byte_now_and_then_is_not_enough(sent: bytes, tmp_path: Path) -> None:
    with serving(tmp_path, patience="2") as running:
        running.up()
        with stalled(running, sent, 1) as (one,):
            one.setblocking(False)

            def ended() -> bool:
                try:
                    one.send(b"a")
                    time.sleep(0.2)
                    return b" 408 " in one.recv(4096)
                except BlockingIOError:
                    return False

            until(ended)


def test_when_all_places_are_taken_the_slowest_makes_room(tmp_path: Path) -> None:
    with serving(tmp_path, patience="600") as running:
        running.up()
        with stalled(running, HEAD, MOST_CONNECTIONS + 20):
            for _ in range(3):
                assert running.answers()


def test_it_stops_beside_those_who_stall(tmp_path: Path) -> None:
    with serving(tmp_path, patience="600") as running, ExitStack() as open_ones:
        pids = running.up()
        for sent in STALLED.values():
            open_ones.enter_context(stalled(running, sent(), MANY))
        running.process.terminate()
        assert running.process.wait(PATIENCE) == 0
        assert not any(alive(pid) for pid in pids)


def test_a_request_that_is_too_long_is_read_and_answered_with_a_page(tmp_path: Path) -> None:
    """Also one that the server itself would not take: the sender sees words, not a torn line."""
    with serving(tmp_path) as running:
        running.up()
        for length in (500_000, MOST_BYTES + 1_000_000):
            asked = urllib.request.Request(
                f"http://{HERE}:{running.port}/sign-in", data=b"a" * length, method="POST"
            )
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(asked, timeout=PATIENCE)
            assert refused.value.code == 413
            assert b"<h1" in refused.value.read()


def test_what_is_passed_over_is_not_kept() -> None:
    taken = PassedOver()
    taken.append(b"a")
    assert len(taken) == 0
    assert taken.getfile().read() == b""
