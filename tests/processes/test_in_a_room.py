"""A laptop serves the phones in one room: it says where they join, and answers there."""

import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from ladder_assess import in_a_room
from ladder_assess.in_a_room import EVERYWHERE, for_room, how_to_join, own_address
from ladder_assess.serving import CannotServe
from ladder_assess.web.common.security import hosts
from tests.processes.running import serving, until
from tests.support.site import settings_in

HERE = "192.168.7.5"


@pytest.fixture
def in_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_a_room, "own_address", lambda: HERE)


class Probe(socket.socket):
    """A way into a network that is not there, or only to this computer itself."""

    found: str | None = None

    def connect(self, _address: object) -> None:
        if self.found is None:
            raise OSError("unreachable")

    def getsockname(self) -> tuple[str, int]:
        return (self.found or "", 0)


@pytest.mark.parametrize("found", [None, "", "127.0.0.1"])
def test_a_computer_in_no_network_says_so(
    monkeypatch: pytest.MonkeyPatch, found: str | None
) -> None:
    monkeypatch.setattr(Probe, "found", found)
    monkeypatch.setattr(socket, "socket", Probe)
    with pytest.raises(CannotServe, match="in no network"):
        own_address()


@pytest.mark.usefixtures("in_network")
def test_phones_and_this_computer_find_it(tmp_path: Path) -> None:
    made = for_room(settings_in(tmp_path))
    assert (made.host, made.site_address) == (EVERYWHERE, f"http://{HERE}:{made.port}")
    assert {HERE, "127.0.0.1", "localhost"} <= hosts(made)


@pytest.mark.usefixtures("in_network")
def test_an_address_that_is_set_stays(tmp_path: Path) -> None:
    address = "http://ladder.local:8000"
    assert for_room(settings_in(tmp_path, site_address=address)).site_address == address


@pytest.mark.usefixtures("in_network")
def test_it_says_where_to_join_and_what_may_be_in_the_way(tmp_path: Path) -> None:
    told = how_to_join(for_room(settings_in(tmp_path)))
    assert f"http://{HERE}:8000/join" in told
    assert "http://127.0.0.1:8000/workshops/new" in told
    assert all(word in told for word in ("Firewall", "hotspot", "client isolation"))
    assert "█" in told or "▄" in told, "the code to point a phone at"


def test_it_answers_at_the_address_that_it_says(tmp_path: Path) -> None:
    try:
        address = own_address()
    except CannotServe:
        pytest.skip("this computer is in no network")
    with serving(tmp_path, "--lan") as running:
        until(lambda: "Ctrl+C" in running.said)
        until(running.answers)
        with urllib.request.urlopen(f"http://{address}:{running.port}/join", timeout=5) as answer:
            assert b"Join a workshop" in answer.read()
        assert f"http://{address}:{running.port}/join" in running.said
        running.send(signal.SIGTERM, group=False)
