"""The cells of a spreadsheet in the format of Excel (.xlsx), each as a text with what is odd of it.

Whatever a workbook can hide - merged cells, dates that were typed as text, formulas without a
result, parts that unpack to far more than was sent - is said and never guessed at.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, NamedTuple

from ladder_assess.core.register.flaws import BadRegister, Flaw

ZIPPED, LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SHEET = "Activities"
MOST_BYTES = 32 * 1024 * 1024
MOST_UNPACKED = 96 * 1024 * 1024
MOST_PARTS = 1000
MOST_CELLS = 2_000_000
# As far down as a header is looked for.
TOP = 200
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=\"([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


class Cell(NamedTuple):
    """A cell as a text. `odd` is the id of a flaw, where it may be none that counts; `about` what
    there is to say of it.
    """

    text: str
    odd: str = ""
    about: str = ""


NumberedRow = tuple[int, list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its cells by row (from 1; rows without anything are left out), and
    which are merged, such as `A1:B2`.
    """

    title: str
    visible: bool
    merged: tuple[str, ...]
    rows: Iterator[NumberedRow]


@dataclass(frozen=True)
class Workbook:
    """A workbook that can be opened. Raises BadRegister from all it does where it cannot be."""

    content: bytes
    book: Any

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        return [(sheet.title, sheet.sheet_state == "visible") for sheet in self.book.worksheets]

    def sheet(self, title: str) -> Sheet:
        """One of its sheets."""
        sheet = self.book[title]
        # What a file says of its own size may be made up.
        sheet.reset_dimensions()
        xml = zipfile.ZipFile(BytesIO(self.content)).read(sheet._worksheet_path)
        merged = tuple(found.decode() for found in MERGED.findall(xml))
        rows = sheet.iter_rows()
        if FORMULA.search(xml):
            formulas = _open(self.content, results=False)[title]
            formulas.reset_dimensions()
            rows = _with_formulas(rows, formulas.iter_rows())
        return Sheet(title, sheet.sheet_state == "visible", merged, _numbered(rows))

    def first_rows(self, title: str, most: int) -> list[list[Cell]]:
        """The first rows of a sheet, those without anything left out."""
        sheet = self.book[title]
        sheet.reset_dimensions()
        found = _numbered(sheet.iter_rows(max_row=TOP))
        return [cells for _, (_, cells) in zip(range(most), found, strict=False)]


def open_workbook(content: bytes) -> Workbook:
    """Open a workbook. Raises BadRegister where it is none, or none that may be opened."""
    if content.startswith(LOCKED):
        raise BadRegister(Flaw("locked" if ENCRYPTED in content else "old_format"))
    if not content.startswith(ZIPPED):
        raise BadRegister(Flaw("not_a_table"))
    if len(content) > MOST_BYTES:
        raise BadRegister(Flaw("too_large", wanted=str(MOST_BYTES // 1024**2)))
    _check_parts(content)
    try:
        return Workbook(content, _open(content))
    # A part that is no spreadsheet at all can fail in as many ways as the library has lines.
    except Exception:
        raise BadRegister(Flaw("not_a_table")) from None


def _check_parts(content: bytes) -> None:
    """Refuse what unpacks to too much, before it is unpacked, and what is not whole."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise BadRegister(Flaw("locked"))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BadRegister(Flaw("unpacks_too_large", wanted=str(MOST_UNPACKED // 1024**2)))
            # Sizes that were made up show here: no more than they say is unpacked.
            if archive.testzip() is not None:
                raise BadRegister(Flaw("damaged"))
    except BadRegister:
        raise
    # A damaged stream: the error is of the method by which it was packed.
    except Exception:
        raise BadRegister(Flaw("damaged")) from None


def _open(content: bytes, *, results: bool = True) -> Any:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content), read_only=True, data_only=results, keep_links=False)


def _with_formulas(results: Iterator[Any], formulas: Iterator[Any]) -> Iterator[list[Any]]:
    """The results, with the formula itself where it has none."""
    for shown, typed in zip(results, formulas, strict=True):
        yield [t if s.value is None else s for s, t in zip(shown, typed, strict=True)]


def _numbered(rows: Iterator[Any]) -> Iterator[NumberedRow]:
    """Each row with anything in it. A sheet that breaks off says so in place of the next row."""
    seen = number = 0
    try:
        for number, row in enumerate(rows, start=1):
            seen += len(row)
            if seen > MOST_CELLS:
                yield number, [Cell("", "too_many_cells", f"{MOST_CELLS:,}")]
                return
            cells = [_read(cell) for cell in row]
            if any(cell.text or cell.odd for cell in cells):
                yield number, cells
    except Exception:
        yield number + 1, [Cell("", "damaged")]


def _read(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if type(value) is str and cell.data_type == "s":
        return Cell(value)
    kind = getattr(cell, "data_type", "n")
    if kind == "f":
        return Cell("", "formula")
    if kind == "e":
        return Cell("", "error", str(value))
    if isinstance(value, date | time | timedelta):
        return Cell(_day(value), "is_date", _day(value))
    if isinstance(value, bool):
        return Cell(str(value).lower())
    if isinstance(value, float) and value.is_integer():
        return Cell(str(int(value)))
    return Cell(str(value))


def _day(value: date | time | timedelta) -> str:
    """A date as ISO 8601; a time of day with it is kept, so that it is seen not to be a date."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
