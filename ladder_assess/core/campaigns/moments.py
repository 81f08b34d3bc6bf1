"""Days and times of a place as instants, and back; where clocks are put forward or back, too."""

import re
from datetime import date, datetime, time

from ladder_assess.core.common.clock import zone, zone_time
from ladder_assess.core.common.whole_number import whole_number

HALF_DAY, AN_HOUR = 12, 60
CLOCK = re.compile(r"(?P<hour>[0-9]{1,2})(:(?P<minute>[0-9]{2}))?(?P<half>am|pm)?")
NAMED_TIMES = {"midday": time(12, 0), "noon": time(12, 0), "midnight": time(0, 0)}
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


def local(moment: float, name: str = UK) -> datetime:
    """What clocks in a zone show at an instant."""
    return zone_time(moment, zone(name))


def instant(day: date, at: time, name: str = UK, *, last: bool = False) -> int | None:
    """When clocks in a zone show a time on a day, in seconds since 1970. None where they are put
    forward past it. Where it comes twice the first is meant, or the `last` one.
    """
    shown = datetime.combine(day, at, tzinfo=zone(name)).replace(fold=int(last))
    found = int(shown.timestamp())
    return found if local(found, name).replace(tzinfo=None) == shown.replace(tzinfo=None) else None


def clock_time(typed: str) -> time | None:
    """The time that somebody typed, such as 9am, 5.30 pm, 17:30, midday or midnight; None for what
    is no time.
    """
    text = "".join(typed.split()).casefold().replace(".", ":")
    if text in NAMED_TIMES:
        return NAMED_TIMES[text]
    found = CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute = whole_number(found["hour"]) or 0, whole_number(found["minute"]) or 0
    half = found["half"]
    if half:
        if not 1 <= hour <= HALF_DAY:
            return None
        hour = hour % HALF_DAY + (HALF_DAY if half == "pm" else 0)
    elif found["minute"] is None:
        return None
    return time(hour, minute) if hour < 2 * HALF_DAY and minute < AN_HOUR else None


def typed_time(at: time) -> str:
    """A time as it is typed: 9am, 5:30pm."""
    half = "pm" if at.hour >= HALF_DAY else "am"
    minute = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % HALF_DAY or HALF_DAY}{minute}{half}"
