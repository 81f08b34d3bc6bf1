"""The address of a database on a server, read once: a password may stand in it, so no word of what
cannot be read is ever said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import Error
from psycopg.conninfo import conninfo_to_dict

SCHEMES = ("postgresql://", "postgres://")
# The start, where the driver looks for user and host, up to the name of the database.
START = re.compile(r"\w+://[^@/?]*(?:@[^@/?]*)?(?:/[^@/?]*)?(?:\?[^@?]*)?", re.ASCII)
NAME = re.compile(r"[\w.$-]*")
HOST = re.compile(r"[\w.:%-]*|/.*")
PORT = re.compile(r"\d{0,5}", re.ASCII)
QUOTED = re.compile(r"""(["'])(.*?)(?:\1|$)""", re.DOTALL)
# A quote may stand in what is quoted.
FROM_THE_FIRST = re.compile(r"""["'].*""", re.DOTALL)
# What is said of a place.
SAID = ("user", "host", "port", "dbname")
DEFAULT_PORT = "5432"
EXPECTED = (
    "expected postgresql://USER:PASSWORD@HOST:PORT/NAME, in which signs of USER and PASSWORD that "
    "are no letters or digits are written as % and two digits: % as %25, @ as %40, / as %2F, "
    "a space as %20"
)


class BadAddress(ValueError):
    """An address that cannot be read, in words that hold no part of it."""


@dataclass(frozen=True)
class Address:
    """What stands in an address, and how to say where it leads."""

    parts: Mapping[str, str]

    @property
    def named(self) -> str:
        """Where the database is: its user, its first server and its name."""
        user, host, port, name = (self._said(part) for part in SAID)
        if ":" in host:
            host = f"[{host}]"
        place = f"{host}:{port}" if port else host
        return f"postgresql://{f'{user}@' if user else ''}{place}/{name}"

    def told(self, words: str) -> str:
        """What a server or its driver says, without what it quotes beside where the database is."""
        socket = f"{self._said('host')}/.s.PGSQL.{self._said('port') or DEFAULT_PORT}"
        known = {*self.parts, *map(self._said, SAID), socket}
        if all(found[2] in known for found in QUOTED.finditer(words)):
            return words
        return FROM_THE_FIRST.sub("…", words)

    def _said(self, part: str) -> str:
        value = self.parts.get(part, "")
        if part == "dbname" and not NAME.fullmatch(value):
            return "…"
        return value.partition(",")[0]


def read_address(address: str) -> Address:
    """Raises BadAddress for one that is not understood, or in which a password may stand where
    something else is looked for.
    """
    parts = _parts(address) if START.fullmatch(address) and address.startswith(SCHEMES) else None
    if parts is None:
        raise BadAddress(EXPECTED)
    hosts, ports = (parts.get(part, "").split(",") for part in ("host", "port"))
    if not (all(map(_can_be_a_host, hosts)) and all(map(PORT.fullmatch, ports))):
        raise BadAddress(EXPECTED)
    return Address(parts)


def _can_be_a_host(host: str) -> bool:
    """Whether it is a folder, or a name that the system can look up: it raises for others."""
    try:
        if not host.startswith("/"):
            host.encode("idna")
    except UnicodeError:
        return False
    return HOST.fullmatch(host) is not None


def _parts(address: str) -> dict[str, str] | None:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(address).items()}
    except (Error, ValueError):
        return None
