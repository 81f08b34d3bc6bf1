"""What a spreadsheet holds, whatever its format: rows of texts, each with what is odd of it.

Whatever a workbook can hide - merged cells, dates that were typed as text, formulas without a
result, hidden rows, parts that unpack to far more than was sent - is said and never guessed at.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol

from ladder_assess.core.common.spreadsheet_cells import column_name

SHEET = "Activities"
MOST_UNPACKED = 96 * 1024 * 1024
# Cells of a sheet, those that stand empty before others in their row among them.
MOST_CELLS = 2_000_000
# As many rows as the widest spreadsheet program has.
LAST_ROW = 1_048_576
LONGEST_CELL = 1_000_000
# Characters of a sheet: a text that many cells share counts in each.
MOST_CHARACTERS = 200_000_000
# Each is looked into where none is named as the register.
MOST_SHEETS = 200
# Merged cells that are looked at.
MOST_MERGED = 100_000
# As far down as a header is looked for.
TOP = 200
# The place of what is odd of a row as a whole.
WHOLE_ROW = -1
MIDNIGHT = time()
FIRST_DAYS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001
LAST_SERIAL = 2_958_466


class Odd(NamedTuple):
    """What is odd of a cell: the id of a flaw, where it may be none that counts, and `about` what
    there is to say of it.
    """

    id: str
    about: str = ""


class SheetRow(NamedTuple):
    """A row: its number (from 1), its cells as texts, what is odd by place (from 0; WHOLE_ROW for
    all of it), and whether it is hidden.
    """

    number: int
    texts: list[str]
    odd: Mapping[int, Odd]
    hidden: bool = False


@dataclass(frozen=True)
class CellSheet:
    """A sheet of a workbook: its rows in order, those without anything left out.

    `merged` has the cells that are merged, such as `A1:B2`, and `hidden_columns` the places (from
    0) of those that are hidden; both are whole once the rows have been read.
    """

    title: str
    rows: Iterator[SheetRow]
    merged: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)


class Workbook(Protocol):
    """A workbook that was opened."""

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets."""


def first_rows(book: Workbook, title: str, most: int) -> list[SheetRow]:
    """The first rows of a sheet with anything in them, at most so many and none below TOP."""
    found: list[SheetRow] = []
    for row in book.sheet(title).rows:
        if len(found) == most or row.number > TOP:
            break
        if row.odd or any(text and not text.isspace() for text in row.texts):
            found.append(row)
    return found


def broken_row(number: int, flaw: str, about: str = "") -> SheetRow:
    """What stands in place of a row that cannot be read."""
    return SheetRow(number, [], {WHOLE_ROW: Odd(flaw, about)})


def too_many_cells(number: int) -> SheetRow:
    """What stands in place of the row with which a sheet has more cells than are read."""
    return broken_row(number, "too_many_cells", f"{MOST_CELLS:,}")


def within_bounds(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    """The rows of a sheet; where they hold more characters than are read, a row that says so."""
    seen = 0
    for row in rows:
        seen += sum(map(len, row.texts))
        if seen > MOST_CHARACTERS:
            yield broken_row(row.number, "too_much_text", f"{MOST_CHARACTERS:,}")
            return
        yield row


def merged_range(first: int, left: int, last: int, right: int) -> str:
    """Merged cells as spreadsheets write them; rows and columns from 0."""
    return f"{column_name(left)}{first + 1}:{column_name(right)}{last + 1}"


def day_of(serial: float, *, from_1904: bool) -> date | datetime | time | None:
    """The day or time of day that a spreadsheet counts as a number; None where it is neither."""
    if not (math.isfinite(serial) and 0 <= serial < LAST_SERIAL):
        return None
    seconds = round(serial * 86_400)
    if not from_1904 and seconds < 60 * 86_400:
        if seconds < 86_400:
            return (FIRST_DAYS[True] + timedelta(seconds=seconds)).time()
        # Spreadsheets take 1900 for a leap year, so that days before its March are one off.
        seconds += 86_400
    return FIRST_DAYS[from_1904] + timedelta(seconds=seconds)


def day_text(value: date | datetime | time) -> str:
    """A date as ISO 8601; a time of day with it is kept, so that it is seen not to be a date."""
    if isinstance(value, datetime) and value.time() == MIDNIGHT:
        return value.date().isoformat()
    return str(value)


def without_end(texts: Sequence[str]) -> list[str]:
    """The same without empty texts at its end."""
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return list(texts[:end])
