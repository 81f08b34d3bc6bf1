"""Dates of which only the month or the year is known, as ISO 8601 writes them: 2025-03 and 2025;
or only a part of the year: 2025-autumn, 2025-Q3 and 2025-H2, which read as that anywhere.
"""

import re
from calendar import monthrange
from datetime import date

YEAR, MONTH = len("2025"), len("2025-03")
# Each part of a year by its first month and how many it has. Which winter a year alone names is not
# known: it may be that before the year or after it.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (1, 12)}
QUARTERS = {f"Q{n}": (3 * n - 2, 3) for n in range(1, 5)}
HALVES = {"H1": (1, 6), "H2": (7, 6)}
NAMED = {**SEASONS, **QUARTERS, **HALVES}
PART = re.compile(rf"\d{{4}}(?:-(?:\d{{2}}|{'|'.join(NAMED)}))?")
# In words, for gettext.
IN_WORDS = {
    "spring": "Spring %(year)s",
    "summer": "Summer %(year)s",
    "autumn": "Autumn %(year)s",
    "winter": "Winter %(year)s",
    "H1": "First half of %(year)s",
    "H2": "Second half of %(year)s",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_part(text: str) -> bool:
    """Is it a month, a year or a part of one, and no day?"""
    return bool(PART.fullmatch(text))


def is_day(text: str) -> bool:
    """Is it written as a day?"""
    return bool(DAY.fullmatch(text))


def of_month(day: str) -> str:
    """The month of a day."""
    return day[:MONTH]


def of_year(day: str) -> str:
    """The year of a day."""
    return day[:YEAR]


def first_day(text: str) -> date:
    """A day, or the first of its month, year or part of a year. Raises ValueError for what is none
    of these.
    """
    year, _, named = text.partition("-")
    if named in NAMED:
        return date(int(year), NAMED[named][0], 1)
    rest = {YEAR: "-01-01", MONTH: "-01"}.get(len(text), "")
    return date.fromisoformat(text + rest)


def last_day(text: str) -> date:
    """A day, or the last of its month, year or part of a year. Raises ValueError for what is none
    of these.
    """
    first, named = first_day(text), text.partition("-")[2]
    if named in NAMED:
        month = first.month + NAMED[named][1] - 1
        return first.replace(month=month, day=monthrange(first.year, month)[1])
    if len(text) == YEAR:
        return first.replace(month=12, day=31)
    if len(text) == MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def pattern_of(text: str) -> str:
    """How it is written in words, as Unicode (CLDR) has patterns of dates; a part of a year that
    these do not have stands in IN_WORDS.
    """
    if text.partition("-")[2] in QUARTERS:
        return "QQQQ y"
    return {YEAR: "y", MONTH: "MMMM y"}.get(len(text), "d MMMM y")


def in_words(text: str) -> tuple[str, str] | None:
    """What a season or half is called, for gettext, and its year; None for other dates."""
    year, _, named = text.partition("-")
    return (IN_WORDS[named], year) if named in IN_WORDS else None
