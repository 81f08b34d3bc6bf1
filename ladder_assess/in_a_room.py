"""Serving the phones in one room, with no internet: where this computer is found in its network."""

import fcntl
import socket
import struct
from contextlib import suppress
from dataclasses import replace
from io import StringIO
from pathlib import Path

import segno

from ladder_assess.serving import CannotServe
from ladder_assess.settings import Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104  (phones in the network are to reach it)
# An address that is nobody's (RFC 5737): asking for the way there sends nothing.
NOBODYS = ("192.0.2.1", 9)
# How Linux is asked for the flags and for the address of a network card (netdevice(7)).
FLAGS_OF, ADDRESS_OF = 0x8913, 0x8915
UP, LOOPBACK, RUNNING = 0x1, 0x8, 0x40
CARDS = Path("/sys/class/net")

WORDS = """\
Start a workshop here:  http://127.0.0.1:{port}/workshops/new
Phones join it at:      {join}

{code}
The phones must be in the same network as this computer. If they cannot open the page:
- Firewall: let others in the network come in on port {port}. Windows asks when this
  starts: choose private networks. macOS: System Settings, Network, Firewall. Linux:
  sudo ufw allow {port}/tcp
- Guest networks often keep devices apart (client isolation). Then turn on the hotspot
  of this computer or of a phone, let everyone join that, and start this again.
- A phone that finds no internet may leave the network: tell it to stay.
Everyone in the network can open this site while it runs. Nothing on the way is encrypted, so
do not sign in from a phone here: others in the network could read the password.
"""


def own_address() -> str:
    """The address of this computer in the network that it is in. Raises CannotServe where it is in
    none.
    """
    found = _on_the_way_out() or next(iter(addresses_of_cards()), "")
    if not found:
        raise CannotServe(
            "This computer is in no network. Join one, or turn on its hotspot, and start again. "
            "Where it is in one all the same, set LADDER_ADDRESS, such as http://192.168.0.5:8000."
        )
    return found


def _on_the_way_out() -> str:
    """The address by which it would reach others far away; empty where no way leads there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOBODYS)
            found = str(probe.getsockname()[0])
        except OSError:
            return ""
    return "" if found.startswith("127.") else found


def addresses_of_cards() -> list[str]:
    """The address of each network card at work, wireless ones first: a hotspot that is in no other
    network has a way to its phones alone.
    """
    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in sorted(socket.if_nameindex(), key=_wired_last):
            with suppress(OSError):
                about = struct.pack("256s", name.encode())
                flags = struct.unpack_from("H", fcntl.ioctl(asked, FLAGS_OF, about), 16)[0]
                address = socket.inet_ntoa(fcntl.ioctl(asked, ADDRESS_OF, about)[20:24])
                if flags & UP and flags & RUNNING and not flags & LOOPBACK:
                    found.append(address)
    return found


def _wired_last(card: tuple[int, str]) -> bool:
    return not (CARDS / card[1] / "wireless").exists()


def for_room(settings: Settings) -> Settings:
    """The same, open to every computer in the network, under an address that phones can reach."""
    if settings.has_address:
        return replace(settings, host=EVERYWHERE)
    address = f"http://{own_address()}:{settings.port}"
    return replace(settings, host=EVERYWHERE, site_address=address)


def how_to_join(settings: Settings) -> str:
    """What whoever runs a workshop needs to know: where phones join, and what may be in the way."""
    join = f"{settings.site_address}/join"
    drawn = StringIO()
    segno.make(join, error="m", micro=False).terminal(drawn, compact=True)
    return WORDS.format(join=join, port=settings.port, code=drawn.getvalue())
