"""Days and times of a place as instants, and back; where clocks are put forward or back, too."""

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

UK = "Europe/London"
# Where campaigns of public bodies are timed, by the names of the time zone database.
ZONES = (
    UK,
    "Europe/Dublin",
    "Europe/Gibraltar",
    "Europe/Paris",
    "Europe/Athens",
    "Atlantic/Bermuda",
    "Atlantic/Stanley",
    "UTC",
)


@cache
def zone(name: str) -> ZoneInfo:
    """A time zone. Read when first asked for: it may lie in a file of the system."""
    return ZoneInfo(name)


def local(moment: float, name: str = UK) -> datetime:
    """What clocks in a zone show at an instant."""
    return datetime.fromtimestamp(moment, zone(name))


def instant(day: date, at: time, name: str = UK, *, last: bool = False) -> int | None:
    """When clocks in a zone show a time on a day, in seconds since 1970. None where they are put
    forward past it. Where it comes twice the first is meant, or the `last` one.
    """
    shown = datetime.combine(day, at, tzinfo=zone(name)).replace(fold=int(last))
    found = int(shown.timestamp())
    return found if local(found, name).replace(tzinfo=None) == shown.replace(tzinfo=None) else None
