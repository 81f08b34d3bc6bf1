"""Days that a register splits over columns: of the day, of the month, and of the year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ladder_assess.core.register.cells import is_null
from ladder_assess.core.register.columns import ColumnReading, Headings
from ladder_assess.core.register.dates import FIRST_YEAR, LAST_YEAR, MONTHS
from ladder_assess.core.register.often import DATES, LEFT_OUT, apart, is_of_the_record

DAY, MONTH, YEAR = "day", "month", "year"
PARTS = {"day": DAY, "dd": DAY, "month": MONTH, "mm": MONTH, "year": YEAR, "yyyy": YEAR, "yy": YEAR}
# Words that say nothing of which day it is.
PASSED_OVER = frozenset(("of", "the", "date", "number", "no"))
# So many of the rows with anything there have to hold a day.
MOSTLY = 0.9


class SplitDay(NamedTuple):
    """The places of a day's parts, `day` -1 where there are month and year alone, and which day it
    is in words.
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
    found = _by_their_headings(headings)
    return [split for split in found if _holds_days(split, rows)]


def joined(split: SplitDay, cells: Sequence[str]) -> str:
    """The day of a row as `2020-06-23`, or `2020-06`; empty where its year or month is, and what
    stands there where that is no day.
    """
    day, month, year = (_at(cells, place) for place in split[:3])
    if not (month and year):
        return ""
    known = MONTHS.get(month.casefold(), 0) or _whole(month, 12)
    y, d = _whole(year, LAST_YEAR), _whole(day, 31)
    if not known or y < FIRST_YEAR or (day and not d):
        return "/".join(part for part in (day, month, year) if part)
    return f"{y}-{known:02}-{d:02}" if d else f"{y}-{known:02}"


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
        called = known.guess(f"{split.which} date".strip())
        only = split.day >= 0 and not DATES & {*guesses, *reading.columns}
        if called in DATES and called not in guesses:
            guesses[place] = called
        elif only and not is_of_the_record(split.which):
            guesses[place] = "start_date"
        maybe[place] = LEFT_OUT if guesses[place] else "start_date"
    return replace(reading, guesses=tuple(guesses), maybe=tuple(maybe))


def _by_their_headings(headings: Sequence[str]) -> Iterator[SplitDay]:
    parts: dict[tuple[str, ...], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, heading in enumerate(headings):
        words = apart(heading).split()
        of_day = [PARTS[word] for word in words if word in PARTS]
        if len(of_day) == 1:
            rest = tuple(w for w in words if w not in PARTS and w not in PASSED_OVER)
            parts[rest][of_day[0]].append(place)
    for rest, places in parts.items():
        day, month, year = (places[part] for part in (DAY, MONTH, YEAR))
        if len(month) == len(year) == 1 and len(day) < 2:
            yield SplitDay(day[0] if day else -1, month[0], year[0], " ".join(rest))


def _holds_days(split: SplitDay, rows: Sequence[Sequence[str]]) -> bool:
    days = [joined(split, row) for row in rows if any(_at(row, place) for place in split.places)]
    return bool(days) and sum("-" in day for day in days) >= MOSTLY * len(days)


def _at(cells: Sequence[str], place: int) -> str:
    text = cells[place].strip().removesuffix(".0") if 0 <= place < len(cells) else ""
    return "" if is_null(text) else text


def _whole(text: str, most: int) -> int:
    """A whole number from 1 to the most; 0 for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    return number if number <= most else 0
