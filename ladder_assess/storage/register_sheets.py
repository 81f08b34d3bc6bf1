"""Spreadsheets in the format of Excel (.xlsx), read as rows of text like a CSV.

Whatever a sheet can hide - merged cells, dates that were typed as text, formulas without a result,
parts that unpack to far more than was sent - is said and never guessed at.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from typing import Any, BinaryIO

from ladder_assess.core.record import BadRecord, Problem

ZIPPED, LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SHEET = "Activities"
MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 96 * 1024 * 1024
MOST_PARTS = 1000
MOST_CELLS = 2_000_000
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z0-9:]+)\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
BOOK_EXPECTED = "expected an Excel workbook (.xlsx) with a sheet of activities"
DAMAGED = "expected a whole workbook: this one is cut short or damaged, so save or send it again"
TOO_MUCH = f"expected a workbook of at most {MOST_UNPACKED // 1024**2} MB when unpacked"
IS_LOCKED = (
    "expected a workbook that opens without a password, saved as .xlsx: remove the password, or "
    "save an older .xls file as .xlsx"
)
WHICH = f"expected one sheet with rows, or one named {SHEET}: remove, hide or rename the others"
IS_DATE = "expected a text, found a date: format the cell as Text and type it again"
NO_RESULT = "expected a value, found a formula without a result: open the file, save and try again"
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
    if head == LOCKED:
        raise BadSheet(IS_LOCKED)
    if head != ZIPPED:
        raise BadSheet(BOOK_EXPECTED)
    content = head + rest.read(MOST_BYTES)
    if rest.read(1):
        raise BadSheet(f"expected a file of at most {MOST_BYTES // 1024**2} MB")
    _check_parts(content)
    try:
        return _first(_numbered(content))
    except BadSheet:
        raise
    # A part that is no spreadsheet at all can fail in as many ways as the library has lines.
    except Exception:
        raise BadSheet(BOOK_EXPECTED) from None


def _check_parts(content: bytes) -> None:
    """Refuse what unpacks to too much, before it is unpacked, and what is not whole."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise BadSheet(IS_LOCKED)
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadSheet(TOO_MUCH)
            # Sizes that were made up show here: no more than they say is unpacked.
            if archive.testzip() is not None:
                raise BadSheet(DAMAGED)
    except BadSheet:
        raise
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        raise BadSheet(DAMAGED) from None
    except Exception:
        # A damaged stream: the error is of the method by which it was packed.
        raise BadSheet(DAMAGED) from None


def _numbered(content: bytes) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Each row of the right sheet that is not blank: its number, each cell's text and problem."""
    book = _open(content)
    sheet = _choose(book)
    xml = zipfile.ZipFile(BytesIO(content)).read(sheet._worksheet_path)
    merged = [found.decode() for found in MERGED.findall(xml)]
    if merged:
        shown = ", ".join(merged[:5])
        raise BadSheet(f"expected no merged cells: unmerge {shown} and fill in each cell")
    rows: Iterator[Any] = sheet.iter_rows()
    if FORMULA.search(xml):
        formulas = _open(content, results=False)[sheet.title]
        formulas.reset_dimensions()
        rows = _with_formulas(rows, formulas.iter_rows())
    seen = 0
    for number, row in enumerate(rows, start=1):
        seen += len(row)
        if seen > MOST_CELLS:
            raise BadSheet(f"expected at most {MOST_CELLS:,} cells in a sheet", number)
        cells = [_read(cell) for cell in row]
        if any(text or problem for text, problem in cells):
            yield number, cells


def _open(content: bytes, *, results: bool = True) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content), read_only=True, data_only=results, keep_links=False)


def _choose(book: Any) -> Any:
    """The sheet of activities: by its name, or as the only one in sight that holds anything."""
    for sheet in book.worksheets:
        # What a file says of its own size may be made up.
        sheet.reset_dimensions()
    named = [sheet for sheet in book.worksheets if sheet.title == SHEET]
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    used = named or [sheet for sheet in shown if any(_any(row) for row in sheet.iter_rows())]
    if len(used) != 1:
        raise BadSheet(WHICH)
    return used[0]


def _any(row: Any) -> bool:
    return any(cell.value is not None for cell in row)


def _with_formulas(results: Iterator[Any], formulas: Iterator[Any]) -> Iterator[list[Any]]:
    """The results, with the formula itself where it has none."""
    for shown, typed in zip(results, formulas, strict=True):
        yield [t if s.value is None else s for s, t in zip(shown, typed, strict=True)]


def _read(cell: Any) -> tuple[str, str]:
    """A cell as text, and what is wrong with it, if anything."""
    value = cell.value
    if value is None:
        return "", ""
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return "", NO_RESULT
    if kind == "e":
        return "", f"expected a value, found the error {value}"
    if isinstance(value, date | time | timedelta):
        return "", IS_DATE
    if isinstance(value, bool):
        return str(value).lower(), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return str(value), ""


def _first(rows: Iterator[tuple[int, list[tuple[str, str]]]]) -> Sheet:
    number, header = next(rows, (1, []))
    if not header:
        raise BadSheet("expected a header: the names of the columns in the first row")
    columns = [text for text, _ in header]
    while not columns[-1]:
        columns.pop()
    return Sheet(columns, number, _below(rows, columns))


def _below(
    rows: Iterator[tuple[int, list[tuple[str, str]]]], columns: list[str]
) -> Iterator[SheetRow]:
    number = 1
    try:
        for number, cells in rows:
            yield number, _row(cells, columns)
    except BadSheet as bad:
        yield bad.row, BadRecord([Problem("row", str(bad))])
    except Exception:
        yield number + 1, BadRecord([Problem("row", DAMAGED)])


def _row(cells: list[tuple[str, str]], columns: list[str]) -> list[str] | BadRecord:
    named = cells[: len(columns)]
    problems = [Problem(c, wrong) for c, (_, wrong) in zip(columns, named, strict=False) if wrong]
    beyond = range(len(columns), len(cells))
    problems += [Problem(f"column {n + 1}", NOT_IN_HEADER) for n in beyond if any(cells[n])]
    if problems:
        return BadRecord(problems)
    return [text for text, _ in named] + [""] * (len(columns) - len(named))
