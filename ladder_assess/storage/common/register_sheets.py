"""Workbooks for the command line: rows of text like a CSV's, and everything else an error."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ladder_assess.core.questionnaire.record import BadRecord, Problem
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.common.sheet_cells import (
    LOCKED,
    MOST_BYTES,
    SHEET,
    ZIPPED,
    Cell,
    NumberedRow,
    Workbook,
    open_workbook,
)
from ladder_assess.storage.common.sheet_cells import Sheet as CellSheet

__all__ = ["LOCKED", "ZIPPED", "BadSheet", "Sheet", "read_sheet"]

# What was expected, by the flaw that was found.
EXPECTED: Mapping[str, str] = {
    "not_a_table": "expected an Excel workbook (.xlsx) with a sheet of activities",
    "damaged": "expected a whole workbook: this one is cut short or damaged, so save or send it "
    "again",
    "unpacks_too_large": "expected a workbook of at most {wanted} MB when unpacked",
    "too_large": "expected a file of at most {wanted} MB",
    "locked": "expected a workbook that opens without a password, saved as .xlsx: remove the "
    "password",
    "old_format": "expected a workbook that opens without a password, saved as .xlsx: save an "
    "older .xls file as .xlsx",
    "is_date": "expected a text, found a date: format the cell as Text and type it again",
    "formula": "expected a value, found a formula without a result: open the file, save and try "
    "again",
    "error": "expected a value, found the error {about}",
    "too_many_cells": "expected at most {about} cells in a sheet",
}
WHICH = f"expected one sheet with rows, or one named {SHEET}: remove, hide or rename the others"
NOT_IN_HEADER = "expected an empty cell, because there is no name above it in the header"

SheetRow = tuple[int, list[str] | BadRecord]


class BadSheet(ValueError):
    """Nothing in a workbook can be read; the message is what was expected, `row` where."""

    def __init__(self, expected: str, row: int = 1) -> None:
        super().__init__(expected)
        self.row = row


@dataclass(frozen=True)
class Sheet:
    """A header, the row it stands in, and the rows below it; blank rows are left out."""

    columns: list[str]
    row: int
    rows: Iterator[SheetRow]


def read_sheet(head: bytes, rest: BinaryIO) -> Sheet:
    """Read a workbook whose first bytes have been read already.

    Raises BadSheet where none of it can be read. A row that cannot be is a BadRecord in its place.
    """
    try:
        # One byte more than may be, so that what is too much shows.
        book = open_workbook(head + rest.read(MOST_BYTES + 1))
        sheet = _choose(book)
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
    return _first(sheet.rows)


def _choose(book: Workbook) -> CellSheet:
    """The sheet of activities: by its name, or as the only one in sight that holds anything."""
    names = book.names()
    named = [title for title, _ in names if title == SHEET]
    used = named or [title for title, shown in names if shown and book.first_rows(title, 1)]
    if len(used) != 1:
        raise BadSheet(WHICH)
    return book.sheet(used[0])


def _first(rows: Iterator[NumberedRow]) -> Sheet:
    number, header = next(rows, (1, []))
    if not header:
        raise BadSheet("expected a header: the names of the columns in the first row")
    if header[0].odd in ("damaged", "too_many_cells"):
        raise BadSheet(_expected(header[0]), number)
    columns = [cell.text for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    return Sheet(columns, number, ((line, _row(cells, columns)) for line, cells in rows))


def _row(cells: list[Cell], columns: list[str]) -> list[str] | BadRecord:
    if cells[0].odd in ("damaged", "too_many_cells"):
        return BadRecord([Problem("row", _expected(cells[0]))])
    named = cells[: len(columns)]
    problems = [
        Problem(column, _expected(cell))
        for column, cell in zip(columns, named, strict=False)
        if cell.odd
    ]
    beyond = range(len(columns), len(cells))
    problems += [Problem(f"column {n + 1}", NOT_IN_HEADER) for n in beyond if any(cells[n])]
    if problems:
        return BadRecord(problems)
    return [cell.text for cell in named] + [""] * (len(columns) - len(named))


def _expected(cell: Cell) -> str:
    return EXPECTED[cell.odd].format(about=cell.about)
