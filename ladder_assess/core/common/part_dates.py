"""Dates of which only the month or the year is known, as ISO 8601 writes them: 2025-03 and 2025."""

import re
from calendar import monthrange
from datetime import date

YEAR, MONTH = len("2025"), len("2025-03")
PART = re.compile(r"\d{4}(?:-\d{2})?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_part(text: str) -> bool:
    """Is it a month or a year, and no day?"""
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
    """A day, or the first of its month or year. Raises ValueError for what is none of these."""
    rest = {YEAR: "-01-01", MONTH: "-01"}.get(len(text), "")
    return date.fromisoformat(text + rest)


def last_day(text: str) -> date:
    """A day, or the last of its month or year. Raises ValueError for what is none of these."""
    first = first_day(text)
    if len(text) == YEAR:
        return first.replace(month=12, day=31)
    if len(text) == MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def pattern_of(text: str) -> str:
    """How it is written in words, as Unicode (CLDR) has patterns of dates."""
    return {YEAR: "y", MONTH: "MMMM y"}.get(len(text), "d MMMM y")
