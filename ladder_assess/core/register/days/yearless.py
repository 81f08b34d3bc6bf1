"""Days that lack their year, as in 02.01. and September 6 - 3pm: how they look, and how they are
read once somebody has said which year it is.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from zlib import crc32

from ladder_assess.core.register.days.asides import LONGEST, SURE_HOUR, without_asides
from ladder_assess.core.register.days.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    ReadDay,
    month_in,
    order_of,
)
from ladder_assess.core.register.days.spans import read_in_column

# The order of days in a column that lack their year, and the same once it is known: with which of
# day and month comes first, and a sum of the values, as another file is of another year.
YEARLESS = "yearless"
OPEN = re.compile(rf"{YEARLESS} ({DAY_FIRST}|{MONTH_FIRST}) (\w+)")
IN_YEAR = re.compile(rf"(\d{{4}}) ({DAY_FIRST}|{MONTH_FIRST}) (\w+)")
A_YEAR, A_FIGURE = re.compile(r"\d{4}"), re.compile(r"\d")
# A day and a month in figures, at the end of a text: Sa 02.01 and 5/1.
SPLIT_DAY = re.compile(r"\d([./-])\d{1,2}$")
IN_SIGNS = re.compile(r"(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号號]")
AN_HOUR = re.compile(rf"(?<![ ,;@])[ ,;@]+(?:[-–—] ?)?{SURE_HOUR}$")
# July 11 is a day of July or all of July 2011, as the others of its column are.
DAY_OR_YEAR = re.compile(r"([^\W\d_]+\.?) (\d\d)")
LAST_DAY = 31
# Values of a column that are looked at, and so many of them lack their year where it is said of it.
LOOKED_AT, MOST = 50, 0.5
YEAR = "2024"


def is_yearless_day(text: str) -> bool:
    """Is a text a day that lacks its year, as in 31 January, 5/1 and Sa 02.01., 19 Uhr?"""
    return not _is_day(text) and any(_is_day(day) for day in _of_year(text, YEAR))


def names_a_day(text: str) -> bool:
    """Is a text a day without a year, by a month in words (Friday, 9 June) or in figures alone?"""
    if len(text) > LONGEST or not A_FIGURE.search(text):
        return False
    words = (word.strip(".,") for word in text.casefold().split())
    return (text[:1].isdigit() or any(map(month_in, words))) and is_yearless_day(text)


def order_without_year(values: Mapping[str, int]) -> str:
    """The order of the days in a column whose values lack their year; empty for others."""
    some = list(islice(values, LOOKED_AT))
    open_ones = [text for text in some if _is_day_or_year(text)]
    sure = sum(map(is_yearless_day, some)) if len(open_ones) < len(some) else 0
    if sure + len(open_ones) < MOST * len(some) or not (sure or _are_days(values)):
        return ""
    whole = {
        day: times for text, times in values.items() for day in islice(_of_year(text, YEAR), 1)
    }
    first = MONTH_FIRST if order_of(whole) == MONTH_FIRST else DAY_FIRST
    return f"{YEARLESS} {first} {crc32(' '.join(values).encode()):x}"


def is_open(order: str) -> bool:
    """Has somebody to say of which year the days of a column are?"""
    return order.startswith(YEARLESS)


def in_year(order: str, said: str) -> str:
    """An order with the year that somebody `said`, or said before of the same values."""
    found, before = OPEN.fullmatch(order), IN_YEAR.fullmatch(said)
    if found and A_YEAR.fullmatch(said):
        return f"{said} {found[1]} {found[2]}"
    return said if found and before and before[3] == found[2] else order


def read_of_year(text: str, order: str, *, last: bool) -> ReadDay | None:
    """The day that a text of a column names whose days lack their year; None also where the column
    is none such and where nobody has said it.
    """
    found = IN_YEAR.fullmatch(order)
    if not found:
        return None
    if not _is_day_or_year(text) and (day := read_in_column(text, found[2], last_of_month=last)):
        return day
    days = (read_in_column(t, found[2], last_of_month=last) for t in _of_year(text, found[1]))
    return next((day for day in days if day), None)


def _is_day(text: str) -> bool:
    return any(read_in_column(text, order) is not None for order in (DAY_FIRST, MONTH_FIRST))


def _of_year(text: str, year: str) -> Iterator[str]:
    """A text with a year, first without a time of day: 6 - 3pm is a day and a time."""
    folded = " ".join(text.casefold().split())[:LONGEST]
    if found := IN_SIGNS.fullmatch(without_asides(text)):
        yield f"{year}-{int(found[1]):02}-{int(found[2]):02}"
    for plain in dict.fromkeys((AN_HOUR.sub("", folded), without_asides(text), text)):
        mark = SPLIT_DAY.search(plain)
        yield f"{plain}{'' if plain.endswith('.') else mark[1] if mark else ' '}{year}"
        yield f"{plain} {year}"


def _is_day_or_year(text: str) -> bool:
    found = DAY_OR_YEAR.fullmatch(text.strip().casefold())
    return bool(found and 1 <= int(found[2]) <= LAST_DAY and month_in(found[1].rstrip(".")))


def _are_days(values: Mapping[str, int]) -> bool:
    """Are the numbers behind months days, as there are more of them than months?"""
    found = [t.strip().casefold().split() for t in values if _is_day_or_year(t)]
    return len({number for _, number in found}) > len({month for month, _ in found})
