"""Workbooks for the command line: rows of text like a CSV's, and everything else an error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ladder_assess.core.questionnaire.record import BadRecord, Problem
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.common.sheet_cells import (
    MOST_BYTES,
    SHEET,
    WHOLE_ROW,
    Odd,
    SheetRow,
    Workbook,
    first_rows,
    without_end,
)
from ladder_assess.storage.common.sheet_cells import Sheet as CellSheet
from ladder_assess.storage.common.workbook_files import LOCKED, ZIPPED, open_workbook

__all__ = ["LOCKED", "ZIPPED", "BadSheet", "Sheet", "read_sheet"]

# What was expected, by the flaw that was found.
EXPECTED: Mapping[str, str] = {
    "not_a_table": "expected an Excel workbook (.xlsx) with a sheet of activities, or an .xls or "
    ".ods file",
    "damaged": "expected a whole workbook: this one is cut short or damaged, so save or send it "
    "again",
    "unpacks_too_large": "expected a workbook of at most {wanted} MB when unpacked",
    "too_large": "expected a file of at most {wanted} MB",
    "locked": "expected a workbook that opens without a password, saved as .xlsx: remove the "
    "password",
    "old_format": "expected a workbook that opens without a password, saved as .xlsx, .xls or "
    ".ods: save it as one of these",
    "is_date": "expected a text, found a date: format the cell as Text and type it again",
    "formula": "expected a value, found a formula without a result: open the file, save and try "
    "again",
    "error": "expected a value, found the error {about}",
    "too_many_cells": "expected at most {about} cells in a sheet",
    "outside": "expected rows and columns that a spreadsheet can have, found {about}",
    "cell_too_long": "expected at most {about} characters in a cell",
}
WHICH = f"expected one sheet with rows, or one named {SHEET}: remove, hide or rename the others"
# Cells of a row under no name that are reported.
MOST_BEYOND = 5
NOT_IN_HEADER = "expected an empty cell, because there is no name above it in the header"

Record = tuple[int, list[str] | BadRecord]


class BadSheet(ValueError):
    """Nothing in a workbook can be read; the message is what was expected, `row` where."""

    def __init__(self, expected: str, row: int = 1) -> None:
        super().__init__(expected)
        self.row = row


@dataclass(frozen=True)
class Sheet:
    """A header, the row it stands in, and the rows below it; blank rows are left out.

    `hidden` is how many of the rows are hidden; they are among them.
    """

    columns: list[str]
    row: int
    rows: Iterator[Record]
    hidden: int = 0


def read_sheet(head: bytes, rest: BinaryIO) -> Sheet:
    """Read a workbook whose first bytes have been read already.

    Raises BadSheet where none of it can be read. A row that cannot be is a BadRecord in its place.
    """
    try:
        # One byte more than may be, so that what is too much shows.
        book = open_workbook(head + rest.read(MOST_BYTES + 1))
        sheet = _choose(book)
        # Which cells are merged is known once all have been read.
        rows = [row for row in sheet.rows if row.odd or any(row.texts)]
    except BadRegister as bad:
        said = EXPECTED[bad.flaw.id].format(wanted=bad.flaw.wanted)
        raise BadSheet(said, bad.row) from None
    except BadSheet:
        raise
    # A part that is no spreadsheet at all can fail in as many ways as the library has lines.
    except Exception:
        raise BadSheet(EXPECTED["not_a_table"]) from None
    if sheet.merged:
        shown = ", ".join(sheet.merged[:5])
        raise BadSheet(f"expected no merged cells: unmerge {shown} and fill in each cell")
    return _first(rows)


def _choose(book: Workbook) -> CellSheet:
    """The sheet of activities: by its name, or as the only one in sight that holds anything."""
    names = book.names()
    named = [title for title, _ in names if title == SHEET]
    used = named or [title for title, shown in names if shown and first_rows(book, title, 1)]
    if len(used) != 1:
        raise BadSheet(WHICH)
    return book.sheet(used[0])


def _first(rows: list[SheetRow]) -> Sheet:
    if not rows:
        raise BadSheet("expected a header: the names of the columns in the first row")
    header, below = rows[0], rows[1:]
    if broken := header.odd.get(WHOLE_ROW):
        raise BadSheet(_expected(broken), header.number)
    columns = without_end(header.texts)
    found = ((row.number, _row(row, columns)) for row in below)
    return Sheet(columns, header.number, found, sum(row.hidden for row in below))


def _row(row: SheetRow, columns: list[str]) -> list[str] | BadRecord:
    if broken := row.odd.get(WHOLE_ROW):
        return BadRecord([Problem("row", _expected(broken))])
    wide = len(columns)
    odd = sorted(row.odd.items())
    problems = [Problem(columns[at], _expected(found)) for at, found in odd if at < wide]
    beyond = [at for at in range(wide, len(row.texts)) if row.texts[at] or at in row.odd]
    problems += [Problem(f"column {at + 1}", NOT_IN_HEADER) for at in beyond[:MOST_BEYOND]]
    if problems:
        return BadRecord(problems)
    return row.texts[:wide] + [""] * (wide - len(row.texts))


def _expected(odd: Odd) -> str:
    return EXPECTED[odd.id].format(about=odd.about)
