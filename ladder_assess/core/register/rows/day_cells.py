"""Reads the days in cells of a register, and looks whether those of a row can be right."""

from collections.abc import Mapping, Sequence

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.part_dates import first_day, last_day, of_month, of_year
from ladder_assess.core.register.cells import LEFT_EMPTY, Reader, WrongCell
from ladder_assess.core.register.columns import RegisterColumn, is_date
from ladder_assess.core.register.days.asides import (
    is_unended,
    says_more,
    since_ended,
    without_asides,
)
from ladder_assess.core.register.days.dates import (
    FIRST_YEAR,
    MONTH_FIRST,
    ReadDay,
    is_far,
    is_no_such_day,
)
from ladder_assess.core.register.days.periods import NAMED, YEAR, named_part
from ladder_assess.core.register.days.serials import day_by_seconds, serial_day
from ladder_assess.core.register.days.spans import is_no_day, read_in_column, year_alone
from ladder_assess.core.register.days.yearless import IN_YEAR, read_of_year
from ladder_assess.core.register.rows.facts import Met

# A date of the second kind is the last that something went on.
STARTS, ENDS = "start_date", "end_date"


class DayCells:
    """Reads the cells of columns of days, each in the order of its column, and counts in `met` how.

    `is_day` is whether the file itself says that the cell being read holds a day; `other_end` is
    what several days say of the row at the end that no column is for.
    """

    def __init__(
        self, columns: Sequence[RegisterColumn | None], orders: Sequence[str], met: Met
    ) -> None:
        self._orders, self._met = orders, met
        self.is_day = False
        self.other_end: dict[str, str] = {}
        # Where no other column says it, several days say when an activity began and ended.
        self._is_only = sum(bool(column and is_date(column)) for column in columns) == 1

    def reader(self, place: int, column: RegisterColumn) -> Reader:
        """Reads the cells of the column at a place; what it gives raises WrongCell."""
        order = self._orders[place] if place < len(self._orders) else ""
        return lambda text: self._read(text, order, ends=column.name == ENDS)

    def _read(self, text: str, order: str, *, ends: bool) -> str:
        found = _day_of(text, order, last=ends)
        if found is None and (ended := since_ended(text)):
            if ends:
                return self._read(ended, order, ends=True)
            if self._is_only and (closed := _day_of(ended, order, last=True)):
                self.other_end[ENDS] = _as_known(closed, ended)
                self._met.about += 1
                return LEFT_EMPTY
        if found is None:
            raise WrongCell(_no_day(text, order))
        if self.is_day and found.day.year == FIRST_YEAR:
            # Spreadsheets show the number 16.01 as 16-Jan, which is of no other year.
            raise WrongCell("date_1900")
        self._met.months += found.month_alone
        self._met.about += says_more(text) and not found.is_span
        self._met.periods[found.period] += 1
        if found.is_span:
            self._met.spans += 1
            other = _day_of(text, order, last=not ends)
            if self._is_only and other:
                self._met.both += 1
                self.other_end[STARTS if ends else ENDS] = other.day.isoformat()
        return _as_known(found, text)


def backwards(facts: Mapping[str, Value]) -> str:
    """The days of an activity that ends before it starts; empty for others."""
    days = [str(facts.get(key, "")) for key in (STARTS, ENDS)]
    if not all(days) or first_day(days[0]) <= last_day(days[1]):
        return ""
    begun, ended = first_day(days[0]), last_day(days[1])
    return f"{begun.day}/{begun.month}/{begun.year} – {ended.day}/{ended.month}/{ended.year}"


def has_no_day(column: RegisterColumn, text: str) -> bool:
    """Is there no day in a text for a column of dates? What goes on has no end."""
    return is_no_day(text) or (column.name == ENDS and is_unended(text))


def _day_of(text: str, order: str, *, last: bool) -> ReadDay | None:
    if IN_YEAR.fullmatch(order):
        return read_of_year(text, order, last=last)
    found = read_in_column(text, order, last_of_month=last)
    found = found or year_alone(text, order, last_of_year=last)
    return found or serial_day(text) or day_by_seconds(text)


def _no_day(text: str, order: str) -> str:
    """What is wrong with a text of which no day is read."""
    if is_far(text):
        return "date_far"
    if is_no_such_day(text):
        return "no_such_day"
    return "date_month_first" if order == MONTH_FIRST else "date"


def _as_known(found: ReadDay, text: str) -> str:
    """A day, or its month, year or part of a year where no more was written."""
    written = found.day.isoformat()
    if found.period in NAMED and (part := named_part(text) or named_part(without_asides(text))):
        return part
    if found.is_span:
        return written
    if found.period == YEAR:
        return of_year(written)
    return of_month(written) if found.month_alone else written
