"""Moments and days as clocks in the United Kingdom show them: one place for pages and for files.

Moments are kept as seconds since 1970. What is shown or dated is the time of the UK, wherever the
machine stands: in summer an hour before that of UTC.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo


def uk_time(moment: float) -> datetime:
    """The time in the UK at a moment, in seconds since 1970."""
    return datetime.fromtimestamp(moment, uk())


@cache
def zone(name: str) -> ZoneInfo:
    """A time zone. Read when first asked for: it may lie in a file of the system."""
    return ZoneInfo(name)


def zone_time(moment: float, where: ZoneInfo) -> datetime:
    """The time in a zone at a moment, in seconds since 1970."""
    return datetime.fromtimestamp(moment, where)


def uk_day(moment: float) -> date:
    """The day in the UK at a moment, in seconds since 1970."""
    return uk_time(moment).date()


def utc_time(moment: float) -> datetime:
    """The time at Greenwich without summer, which calendars want."""
    return datetime.fromtimestamp(moment, UTC)


def day_start(day: date) -> int:
    """The first second of a day in the UK, in seconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=uk()).timestamp())


def day_end(day: date) -> int:
    """The last second of a day in the UK, in seconds since 1970."""
    return day_start(day + timedelta(days=1)) - 1


def written(moment: float) -> str:
    """A moment for files and other programs: the time in the UK, with how far it is from UTC."""
    return uk_time(moment).isoformat(sep=" ", timespec="seconds")


@cache
def uk() -> ZoneInfo:
    """The time zone of the UK. Read when first asked for: it may lie in a file of the system."""
    return ZoneInfo("Europe/London")
