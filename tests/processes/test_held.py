"""What all requests hold together is bounded, and whoever makes room is told in the site's words.

The older tests stalled connections that hold next to nothing; none came near the bound.
"""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import flask_babel
import pytest
from flask import Flask
from waitress import wasyncore

from ladder_assess import answering
from ladder_assess.answering import Server, server_of
from tests.processes.running import HERE, PATIENCE, whole_answer
from tests.support.pseudo import CLOSE, OPEN, Pseudo

BOUND, LITTLE, MUCH, WHOLE = 1_000_000, 300_000, 390_000, 400_000
HEAD = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % WHOLE


@pytest.fixture
def server(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """One that is patient, and holds a megabyte."""
    monkeypatch.setattr(answering, "MOST_HELD", BOUND)
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    settings = replace(own_app.config["SETTINGS"], patience=600)
    made = server_of(own_app, socket.create_server((HERE, 0)), settings)
    keeper = threading.Thread(target=made.keep)
    keeper.start()
    yield made
    made.stop()
    keeper.join(PATIENCE)
    assert not keeper.is_alive()
    wasyncore.close_all(made._map, ignore_all=True)


@pytest.fixture
def open_ones() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def begin(server: Server, open_ones: ExitStack, size: int) -> socket.socket:
    """A request of which so much has been sent, and is there."""
    at = server.socket.getsockname()[1]
    one = open_ones.enter_context(socket.create_connection((HERE, at), PATIENCE))
    before = held(server)
    one.sendall(HEAD + b"a" * size)
    until(lambda: held(server) >= before + size)
    return one


def held(server: Server) -> int:
    return sum(each.held for each in list(server.active_channels.values()))


def until(met: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.01)


def heard(one: socket.socket) -> str:
    """All that is said to somebody whose connection is ended."""
    parts = []
    while part := one.recv(65_536):
        parts.append(part)
    return b"".join(parts).decode()


def test_who_holds_most_makes_room_and_is_told(server: Server, open_ones: ExitStack) -> None:
    few = [begin(server, open_ones, LITTLE) for _ in range(2)]
    most = begin(server, open_ones, MUCH)
    assert held(server) < BOUND, "nobody has to make room yet"
    last = begin(server, open_ones, 2_000)
    last.sendall(b"a" * (LITTLE - 2_000))
    said = heard(most)
    assert said.startswith("HTTP/1.1 503 Service Unavailable\r\n")
    assert f"{OPEN}Too much is being sent to this site at once" in said
    assert said.rstrip().endswith(CLOSE)
    until(lambda: held(server) < BOUND)
    # The others send the rest of theirs, and are answered.
    for one in (*few, last):
        one.sendall(b"a" * (WHOLE - LITTLE))
        assert one.recv(12).startswith(b"HTTP/1.1 4")


def test_however_many_send_at_once_they_hold_no_more(
    server: Server, open_ones: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(12):
        begin(server, open_ones, 80_000)
    monkeypatch.setattr(answering, "MOST_HELD", BOUND // 4)
    until(lambda: held(server) <= BOUND // 4)
    assert server.active_channels, "those that fit go on"


def test_who_falls_behind_is_told_in_the_words_of_the_site(
    server: Server, open_ones: ExitStack
) -> None:
    slow = begin(server, open_ones, 1_000)
    for each in list(server.active_channels.values()):
        each.until = 0.0
    said = heard(slow)
    assert said.startswith("HTTP/1.1 408 Request Timeout\r\n")
    assert f"{OPEN}What you sent did not arrive in full" in said


def test_what_even_its_own_page_cannot_say_is_logged_without_its_address(
    server: Server, open_ones: ExitStack, caplog: pytest.LogCaptureFixture
) -> None:
    """The address may be a private link: waitress writes it down, the application never does."""

    def fails(*_given: object) -> None:
        raise ArithmeticError("on purpose")

    server.application = fails
    at = server.socket.getsockname()[1]
    one = open_ones.enter_context(socket.create_connection((HERE, at), PATIENCE))
    one.sendall(b"GET /p/secret HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert whole_answer(one)[0] == 500
    assert "Exception while serving a request" in caplog.text
    assert "secret" not in caplog.text
