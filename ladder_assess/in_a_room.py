"""Serving the phones in one room, with no internet: where this computer is found in its network."""

import socket
from dataclasses import replace
from io import StringIO

import segno

from ladder_assess.serving import CannotServe
from ladder_assess.settings import Settings

EVERYWHERE = "0.0.0.0"  # noqa: S104  (phones in the network are to reach it)
# An address that is nobody's (RFC 5737): asking for the way there sends nothing.
NOBODYS = ("192.0.2.1", 9)

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
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOBODYS)
            found = str(probe.getsockname()[0])
        except OSError:
            found = ""
    if not found or found.startswith("127."):
        raise CannotServe(
            "This computer is in no network. Join one, or turn on its hotspot, and start again. "
            "Where it is in one all the same, set LADDER_ADDRESS, such as http://192.168.0.5:8000."
        )
    return found


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
