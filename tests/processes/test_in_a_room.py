"""A laptop serves the phones in one room: it says where they join, and answers there."""

import fcntl
import signal
import socket
import struct
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from ladder_assess import in_a_room
from ladder_assess.in_a_room import (
    EVERYWHERE,
    FLAGS_OF,
    LOOPBACK,
    RUNNING,
    UP,
    for_room,
    how_to_join,
    own_address,
)
from ladder_assess.serving import CannotServe
from ladder_assess.settings import CHECKOUT
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
    monkeypatch.setattr(in_a_room, "addresses_of_cards", list)
    with pytest.raises(CannotServe, match="in no network"):
        own_address()


# A network of its own with a card at work in it, and no way to any other.
HOTSPOT = (
    "ip link add hot0 type veth peer name far0 && ip link set far0 up && ip link set lo up && "
    "ip link add off0 type veth peer name off1 && ip addr add 10.9.9.9/24 dev off0 && "
    "ip addr add 10.42.0.1/24 dev hot0 && ip link set hot0 up"
)
ASK = "from ladder_assess.in_a_room import own_address; print(own_address())"
APART = ("unshare", "--map-root-user", "--net", "sh", "-c")


def test_a_hotspot_that_leads_nowhere_is_a_network() -> None:
    if subprocess.run([*APART, HOTSPOT], capture_output=True, check=False).returncode:
        pytest.skip("no network of one's own may be made here")
    command = [*APART, f'{HOTSPOT} && "{sys.executable}" -c "{ASK}"']
    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert told.stdout.strip() == "10.42.0.1", told.stderr


AT_WORK = UP | RUNNING
# Network cards by name, as Linux tells of them: flags and address.
KEPT = {
    "lo": (AT_WORK | LOOPBACK, "127.0.0.1"),
    "eth0": (AT_WORK, "172.17.0.1"),
    "off0": (UP, "10.9.9.9"),
    "bare": (AT_WORK, ""),
    "wlan0": (AT_WORK, "10.42.0.1"),
}


def ask_card(_asked: object, request: int, about: bytes) -> bytes:
    flags, address = KEPT[about.rstrip(b"\0").decode()]
    if request == FLAGS_OF:
        return about[:16] + struct.pack("H", flags) + about[18:]
    if not address:
        raise OSError("no address")
    return about[:20] + socket.inet_aton(address) + about[24:]


def test_cards_at_work_are_asked_and_wireless_ones_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "wlan0" / "wireless").mkdir(parents=True)
    monkeypatch.setattr(in_a_room, "CARDS", tmp_path)
    monkeypatch.setattr(socket, "if_nameindex", lambda: list(enumerate(KEPT)))
    monkeypatch.setattr(fcntl, "ioctl", ask_card)
    assert in_a_room.addresses_of_cards() == ["10.42.0.1", "172.17.0.1"]
    monkeypatch.setattr(in_a_room, "_on_the_way_out", str)
    assert own_address() == "10.42.0.1"


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
