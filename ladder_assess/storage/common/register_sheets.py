"""Workbooks for the command line: rows of text like a CSV's, and everything else an error."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from ladder_assess.core.common.spreadsheet_cells import column_name
from ladder_assess.core.questionnaire.record import BadRecord, Problem
from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.common.sheet_cells import (
    SHEET,
    WHOLE_ROW,
    CellSheet,
    Odd,
    SheetRow,
    Workbook,
    first_rows,
    without_end,
)
from ladder_assess.storage.common.workbook_files import LOCKED, ZIPPED, open_workbook

__all__ = ["LOCKED", "ZIPPED", "BadSheet", "RecordSheet", "read_sheet"]

# What was expected, by the flaw that was found.
EXPECTED: Mapping[str, str] = {
    "not_a_table": "expected an Excel workbook (.xlsx) with a sheet of activities, or an .xls or "
    ".ods file",
    "document": "expected a workbook, found a text document: copy its table into a workbook",
    "numbers": "expected a workbook, found a file of Numbers: export it as .xlsx",
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
    "too_much_text": "expected at most {about} characters in a sheet",
    "too_many_sheets": "expected at most {wanted} sheets",
    "outside": "expected rows and columns that a spreadsheet can have, found {about}",
    "cell_too_long": "expected at most {about} characters in a cell",
}
WHICH = f"expected one sheet with rows, or one named {SHEET}"
# Sheets that are named in what is said.
MOST_NAMED = 10
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
class RecordSheet:
    """A header, the row it stands in, and the rows below it; blank rows are left out.

    `notes` say what is hidden, and what becomes of it.
    """

    columns: list[str]
    row: int
    rows: Iterator[Record]
    notes: tuple[str, ...] = ()


def read_sheet(
    head: bytes,
    rest: BinaryIO,
    passes: Callable[[str], bool],
    *,
    hidden: bool = True,
    named: str = "",
) -> RecordSheet:
    """Read a workbook whose first bytes have been read already; of columns that `passes` passes
    over nothing is said. Hidden rows and columns are read or left out; of several sheets the one
    `named` is read.

    Raises BadSheet where none of it can be read. A row that cannot be is a BadRecord in its place.
    """
    try:
        # One byte more than may be, so that what is too much shows.
        book = open_workbook(head + rest.read(MOST_BYTES + 1))
        sheet = _choose(book, named)
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
    notes = tuple(_notes(book, sheet, rows, hidden=hidden))
    if not hidden:
        rows = [_in_sight(row, sheet.hidden_columns) for row in rows if not row.hidden]
        # A row with cells in hidden columns alone is blank to whoever looks at the sheet.
        rows = [row for row in rows if row.odd or any(row.texts)]
    return replace(_first(rows, passes), notes=notes)


def _in_sight(row: SheetRow, hidden: Container[int]) -> SheetRow:
    """A row as if its hidden columns were not there."""
    places = [at for at in range(len(row.texts)) if at not in hidden]
    odd = {new: row.odd[at] for new, at in enumerate(places) if at in row.odd}
    if WHOLE_ROW in row.odd:
        odd[WHOLE_ROW] = row.odd[WHOLE_ROW]
    return row._replace(texts=[row.texts[at] for at in places], odd=odd)


def _notes(
    book: Workbook, sheet: CellSheet, rows: list[SheetRow], *, hidden: bool
) -> Iterator[str]:
    """Which sheet is read, where there are several; what is hidden, and what becomes of it."""
    seen = [title for title, shown in book.names() if shown and title != sheet.title]
    # Of a sheet with this name nobody doubts that it is the one.
    if seen and sheet.title != SHEET:
        yield f"read the sheet {sheet.title}, not {_some(seen)}"
    becomes = "read too" if hidden else "left out"
    if rows_hidden := sum(row.hidden for row in rows):
        yield f"hidden rows in the sheet {sheet.title}: {rows_hidden}, {becomes}"
    if sheet.hidden_columns:
        names = ", ".join(column_name(at) for at in sorted(sheet.hidden_columns)[:10])
        yield f"hidden columns in the sheet {sheet.title}: {names}, {becomes}"
    others = [title for title, seen in book.names() if not seen and title != sheet.title]
    if others:
        yield f"hidden sheets: {_some(others)}, not read"


def _some(titles: list[str]) -> str:
    more = len(titles) - MOST_NAMED
    return ", ".join(titles[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _choose(book: Workbook, wanted: str) -> CellSheet:
    """The sheet of activities: the one wanted, or by its name, or the only one in sight that holds
    anything.
    """
    names = book.names()
    titles = [title for title, _ in names]
    if wanted and wanted not in titles:
        raise BadSheet(f"expected a sheet named {wanted}, found {_some(titles)}")
    named = [title for title in titles if title == (wanted or SHEET)]
    used = named or [title for title, shown in names if shown and first_rows(book, title, 1)]
    if len(used) > 1:
        raise BadSheet(f"{WHICH}, found {_some(used)}: choose one with --sheet")
    if not used:
        raise BadSheet(WHICH)
    return book.sheet(used[0])


def _first(rows: list[SheetRow], passes: Callable[[str], bool]) -> RecordSheet:
    if not rows:
        raise BadSheet("expected a header: the names of the columns in the first row")
    header, below = rows[0], rows[1:]
    if broken := header.odd.get(WHOLE_ROW):
        raise BadSheet(_expected(broken), header.number)
    columns = without_end(header.texts)
    passed = frozenset(at for at, column in enumerate(columns) if passes(column))
    found = ((row.number, _row(row, columns, passed)) for row in below)
    return RecordSheet(columns, header.number, found)


def _row(row: SheetRow, columns: list[str], passed: frozenset[int]) -> list[str] | BadRecord:
    if broken := row.odd.get(WHOLE_ROW):
        return BadRecord([Problem("row", _expected(broken))])
    wide = len(columns)
    odd = sorted(row.odd.items())
    problems = [
        Problem(columns[at], _expected(found))
        for at, found in odd
        if at < wide and at not in passed
    ]
    beyond = [at for at in range(wide, len(row.texts)) if row.texts[at] or at in row.odd]
    problems += [Problem(f"column {at + 1}", NOT_IN_HEADER) for at in beyond[:MOST_BEYOND]]
    if problems:
        return BadRecord(problems)
    return row.texts[:wide] + [""] * (wide - len(row.texts))


def _expected(odd: Odd) -> str:
    return EXPECTED[odd.id].format(about=odd.about)
