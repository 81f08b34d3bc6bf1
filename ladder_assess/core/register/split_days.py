"""Days that a register splits over columns: of the day, of the month, and of the year, or of two of
these in one and the third in another.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ladder_assess.core.register.cells import is_null
from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.days.dates import FIRST_YEAR, LAST_YEAR, read_day
from ladder_assess.core.register.days.month_names import month_of
from ladder_assess.core.register.headings.column_names import (
    DATES,
    LEFT_OUT,
    apart,
    is_of_the_record,
)
from ladder_assess.core.register.reading import ColumnReading

DAY, MONTH, YEAR = "day", "month", "year"
PARTS = {"day": DAY, "dd": DAY, "month": MONTH, "mm": MONTH, "year": YEAR, "yyyy": YEAR, "yy": YEAR}
# What is called a date is the day where its month or year stands beside it.
DATE = "date"
# Words that say nothing of which day it is.
PASSED_OVER = frozenset(("of", "the", DATE, "number", "no"))
# The first day of some: 25th, Sat 25, 25-26.
DAY_OF_MONTH = re.compile(r"(?:[a-z]+[.,]? )?(\d{1,2})(?:st|nd|rd|th)?(?![\d:/.])", re.IGNORECASE)
JOINED = re.compile(r"\d{4}-\d{2}(-\d{2})?")
# So many of the rows with anything there have to hold a day.
MOSTLY = 0.9


class SplitDay(NamedTuple):
    """The places of a day's parts, -1 for one that stands in another: `day` also where there are
    month and year alone; and which day it is in words.
    """

    day: int
    month: int
    year: int
    which: str

    @property
    def places(self) -> tuple[int, ...]:
        """Where its parts stand, in their order."""
        return tuple(place for place in (self.day, self.month, self.year) if place >= 0)


def split_days(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[SplitDay]:
    """The days that are split over columns of these headings without any doubt: there is one of
    each part, and the values are such.
    """
    found: dict[str, SplitDay] = {}
    for split in _by_their_headings(headings):
        if split.which not in found and _holds_days(split, rows):
            found[split.which] = split
    return list(found.values())


def joined(split: SplitDay, cells: Sequence[str]) -> str:
    """The day of a row as `2020-06-23`, or `2020-06`; empty where its year or month is, and what
    stands there where that is no day.
    """
    day, month, year = (_at(cells, place) for place in split[:3])
    if min(split.month, split.year) < 0:
        return _joined_in_words(day, month or year)
    if not (month and year):
        return ""
    known = month_of(month.casefold().rstrip(".")) or _whole(month, 12)
    first = DAY_OF_MONTH.match(day)
    y, d = _whole(year, LAST_YEAR), _whole(first[1] if first else "", 31)
    if not known or y < FIRST_YEAR or (day and not d):
        return "/".join(part for part in (day, month, year) if part)
    return f"{y}-{known:02}-{d:02}" if d else f"{y}-{known:02}"


def _joined_in_words(day: str, rest: str) -> str:
    """The day of two parts, such as `25 July` and `2026`, or `25` and `July 2026`."""
    if not rest:
        return ""
    found = read_day(f"{day} {rest}".strip())
    if found is None:
        return "/".join(part for part in (day, rest) if part)
    return found.day.isoformat()[: 7 if found.month_alone else 10]


def guess_split_days(
    reading: ColumnReading, splits: Mapping[int, SplitDay], known: Headings
) -> ColumnReading:
    """The same, with what the days might be that stand at these places: what they are called, or
    the start where a register has no other date.
    """
    guesses, maybe = list(reading.guesses), list(reading.maybe)
    for place, split in splits.items():
        if reading.columns[place] is not None or guesses[place]:
            continue
        if split.day >= 0:
            for part in split.places:
                # The day of a month is none by itself.
                guesses[part] = maybe[part] = LEFT_OUT
        called = known.guess(f"{split.which} date".strip())
        only = split.day >= 0 and not DATES & {*guesses, *reading.columns}
        if called in DATES and called not in guesses:
            guesses[place] = called
        elif only and not is_of_the_record(split.which):
            guesses[place] = "start_date"
        taken = guesses[place] or "start_date" in {*guesses, *reading.columns}
        maybe[place] = LEFT_OUT if taken else "start_date"
    return replace(reading, guesses=tuple(guesses), maybe=tuple(maybe))


def _by_their_headings(headings: Sequence[str]) -> Iterator[SplitDay]:
    parts: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, heading in enumerate(headings):
        words = apart(heading).split()
        of_day = [PARTS[word] for word in words if word in PARTS]
        part = of_day[0] if len(of_day) == 1 else DATE if DATE in words and not of_day else ""
        if part:
            rest = tuple(w for w in words if w not in PARTS and w not in PASSED_OVER)
            parts[rest][part].append(place)
    for rest, places in parts.items():
        months, years = places[MONTH], places[YEAR]
        if len(months) > 1 or len(years) > 1 or not (months or years):
            continue
        days, which = places[DAY] or places[DATE], " ".join(rest)
        month, year = (found[0] if found else -1 for found in (months, years))
        if len(days) == 1:
            yield SplitDay(days[0], month, year, which)
        if months and years and not places[DAY]:
            yield SplitDay(-1, month, year, which)


def _holds_days(split: SplitDay, rows: Sequence[Sequence[str]]) -> bool:
    days = [joined(split, row) for row in rows if any(_at(row, place) for place in split.places)]
    good = sum(bool(JOINED.fullmatch(day)) for day in days)
    # That a column is called a date and is none has to show in some of its cells.
    has_day = split.day < 0 or any(_at(row, split.day) for row in rows)
    return bool(days) and has_day and good >= MOSTLY * len(days)


def _at(cells: Sequence[str], place: int) -> str:
    text = cells[place].strip().removesuffix(".0") if 0 <= place < len(cells) else ""
    return "" if is_null(text) else text


def _whole(text: str, most: int) -> int:
    """A whole number from 1 to the most; 0 for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number <= most else 0
