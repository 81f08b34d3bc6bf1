"""Days that a register splits over columns: of the day, of the month, and of the year, or of two of
these in one and the third in another.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ladder_assess.core.register.cells import is_null
from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.days.dates import DAY_FIRST, FIRST_YEAR, LAST_YEAR
from ladder_assess.core.register.days.month_names import month_of
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.days.which_day import END, START, which_day
from ladder_assess.core.register.headings.column_names import (
    DATES,
    LEFT_OUT,
    apart,
    is_of_the_record,
)
from ladder_assess.core.register.headings.column_names_elsewhere import plainly
from ladder_assess.core.register.reading import ColumnReading

DAY, MONTH, YEAR = "day", "month", "year"
# What the parts are called in several languages, without the marks on their letters.
CALLED = {
    DAY: "day days dd jour jours dia dias tag giorno dag den dzien dydd",
    MONTH: "month months mm mois mes meses monat monate mese mesi maand maned manad mesic mis",
    YEAR: "year years yyyy yy annee an ano anos jahr anno jaar ar rok any blwyddyn",
}
PARTS = {word: part for part, words in CALLED.items() for word in words.split()}
# What is called a date is the day where its month or year stands beside it.
DATE = "date"
DATES_CALLED = frozenset(("date", "dates", "fecha", "fechas", "datum", "data", "dato", "dyddiad"))
# Words that say nothing of which day it is.
PASSED_OVER = frozenset(("of", "the", "number", "no", "de", "du", "del", "la")) | DATES_CALLED
# The first day of some: 25th, Sat 25, 25-26, 10 au 25; and the last.
NTH = r"(?:[a-z]+[.,]? )?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
DAY_OF_MONTH = re.compile(rf"{NTH}(?![\d:/.])", re.IGNORECASE)
BETWEEN = r"--?|–|&|/|,|to|and|au|et|al?|y|bis|und|e|tot|en|do"
SEVERAL_DAYS = re.compile(
    rf"(?:du |from |del? |vom |dal )?{NTH} ?(?:{BETWEEN}) ?{NTH}", re.IGNORECASE
)
JOINED = re.compile(r"(?:\d{4}-\d{2}-\d{2} - )?\d{4}-\d{2}(-\d{2})?")
IN_NUMBERS = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}")
DAY_AND_MONTH = re.compile(r"\d{1,2}([./-])\d{1,2}\.?")
A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# So many of the rows with anything there have to hold a day.
MOSTLY = 0.9


class SplitDay(NamedTuple):
    """The places of a day's parts, -1 for one that stands in another: `day` also where there are
    month and year alone; and which day it is in words. `begun` is where the month of the start
    stands, which is that of an end without one.
    """

    day: int
    month: int
    year: int
    which: str
    begun: int = -1

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
        once = written_once(split, rows)
        whole = list(carried_down(rows, once)) if once else rows
        if split.which not in found and _holds_days(split, whole):
            found[split.which] = split
    return list(found.values())


def written_once(split: SplitDay, rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The places of a month and a year that stand once above several days, as in a calendar that
    names a month before its days: in the first row with a day, and in less than half of them.
    """
    days = [row for row in rows if split.day >= 0 and _at(row, split.day)]
    beside = (at for at in (split.month, split.year) if at >= 0)
    return frozenset(
        at
        for at in beside
        if days and _at(days[0], at) and 2 * sum(bool(_at(row, at)) for row in days) < len(days)
    )


def carried_down(rows: Iterable[Sequence[str]], places: Iterable[int]) -> Iterator[list[str]]:
    """The cells of rows, with what stands at some places in those below it that have nothing."""
    last: dict[int, str] = {}
    for row in rows:
        cells = list(row)
        for at in places:
            if text := _at(cells, at):
                last[at] = text
            elif at in last and any(cells):
                cells += [""] * (at + 1 - len(cells))
                cells[at] = last[at]
        yield cells


def joined(split: SplitDay, cells: Sequence[str]) -> str:
    """The day of a row as `2020-06-23`, or `2020-06`; empty where its year or month is, and what
    stands there where that is no day.
    """
    day, month, year = (_at(cells, place) for place in split[:3])
    if min(split.month, split.year) < 0:
        return _joined_in_words(day, month or year)
    month = month or (_at(cells, split.begun) if day else "")
    if not (month and year):
        return ""
    known = month_of(month.casefold().rstrip(".")) or _whole(month, 12)
    days = _days_in(day)
    y = _whole(year, LAST_YEAR)
    if not known or y < FIRST_YEAR or (day and not days):
        return "/".join(part for part in (day, month, year) if part)
    return " - ".join(f"{y}-{known:02}-{d:02}" for d in days) or f"{y}-{known:02}"


def _days_in(text: str) -> tuple[int, ...]:
    """The day of a month, or the first and the last of several; none for other texts."""
    several = SEVERAL_DAYS.fullmatch(text)
    found = several or DAY_OF_MONTH.match(text)
    days = tuple(_whole(day, 31) for day in found.groups()) if found else ()
    return days if all(days) and sorted(days) == list(days) else ()


def _joined_in_words(day: str, rest: str) -> str:
    """The day of two parts, such as `25 July` and `2026`, `25` and `July 2026`, or `25 July` and
    `July 2026`; the first and the last of several.
    """
    if not rest:
        return ""
    years = A_YEAR.findall(rest)
    if years and (numbers := DAY_AND_MONTH.fullmatch(day)):
        # Which of them is the day is decided for the whole column.
        return f"{day.rstrip('.')}{numbers[1]}{years[0]}"
    for text in (f"{day} {rest}".strip(), f"{day} {years[0]}" if years else ""):
        text = text.replace("--", "-")
        found = read_in_column(text, DAY_FIRST)
        if found and found.is_span:
            last = read_in_column(text, DAY_FIRST, last_of_month=True)
            return f"{found.day.isoformat()} - {last.day.isoformat()}" if last else ""
        if found:
            return found.day.isoformat()[: 7 if found.month_alone else 10]
    return "/".join(part for part in (day, rest) if part)


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
        called = which_day(split.which) or known.guess(f"{split.which} date".strip())
        only = split.day >= 0 and not DATES & {*guesses, *reading.columns}
        if called in DATES and called not in guesses:
            guesses[place] = called
        elif only and not is_of_the_record(split.which):
            guesses[place] = "start_date"
        taken = guesses[place] or "start_date" in {*guesses, *reading.columns}
        maybe[place] = LEFT_OUT if taken else "start_date"
    return replace(reading, guesses=tuple(guesses), maybe=tuple(maybe))


def _by_their_headings(headings: Sequence[str]) -> Iterator[SplitDay]:
    parts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, heading in enumerate(headings):
        words = plainly(apart(heading)).split()
        of_day = [PARTS[word] for word in words if word in PARTS]
        dated = not of_day and not DATES_CALLED.isdisjoint(words)
        part = of_day[0] if len(of_day) == 1 else DATE if dated else ""
        if part:
            which = " ".join(w for w in words if w not in PARTS and w not in PASSED_OVER)
            parts[which][part].append(place)
    for which, own in list(parts.items()):
        places = {**parts[""], **own} if which_day(which) and own.get(DAY) else own
        months, years = places.get(MONTH, []), places.get(YEAR, [])
        if len(months) > 1 or len(years) > 1 or not (months or years):
            continue
        month, year = (found[0] if found else -1 for found in (months, years))
        starts = [at for w, p in parts.items() if which_day(w) == START for at in p.get(MONTH, [])]
        begun = starts[0] if which_day(which) == END and len(starts) == 1 else -1
        for days in (own.get(DAY, []), own.get(DATE, [])):
            if len(days) == 1:
                yield SplitDay(days[0], month if months else begun, year, which, begun)
        if months and years and not own.get(DAY):
            yield SplitDay(-1, month, year, which)
            # The days may stand with their month: 14th-16th September.
            yield SplitDay(month, -1, year, which)


def _holds_days(split: SplitDay, rows: Sequence[Sequence[str]]) -> bool:
    # A year alone says nothing of a day that there is none of.
    telling = [at for at in split.places if split.day < 0 or at != split.year]
    days = [joined(split, row) for row in rows if any(_at(row, place) for place in telling)]
    forms = (JOINED,) if min(split.month, split.year) >= 0 else (JOINED, IN_NUMBERS)
    good = sum(any(form.fullmatch(day) for form in forms) for day in days)
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
