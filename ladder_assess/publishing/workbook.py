"""Sheets of rows as a spreadsheet file (XLSX), the same bytes for the same rows.

Every text is written as text: whatever it starts with, no spreadsheet works it out as a formula or
makes a link of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
# No cell of the format holds more.
LONGEST_TEXT = 32_767
NARROW, MIDDLE, WIDE = 11, 24, 60
AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


@dataclass(frozen=True)
class Column:
    """A column's heading, and its width in letters."""

    head: str
    width: int = MIDDLE


@dataclass(frozen=True)
class Sheet:
    """Rows under a heading. The heading, and the first `kept` columns, stay when it is scrolled."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    kept: int = 1


def workbook(title: str, made_on: date, sheets: Iterable[Sheet]) -> bytes:
    """The sheets as a file. Raises ValueError for a text that no cell can hold."""
    # Imported here: few requests ask for a spreadsheet.
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, AS_TYPED)
    book.set_properties({"title": _writable(title), "created": datetime.combine(made_on, time())})
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"}),
    }
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, looks)
    book.close()
    return out.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, looks: dict[str, "Format"]) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.head, looks["head"])
    page.freeze_panes(1, sheet.kept)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        for place, cell in enumerate(row):
            _write(page, number, place, cell, looks)


def _write(page: "Worksheet", row: int, place: int, cell: Cell, looks: dict[str, "Format"]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        page.write_datetime(row, place, datetime.combine(cell, time()), looks["day"])
    elif isinstance(cell, str):
        if page.write_string(row, place, _writable(cell), looks["cell"]) < 0:
            raise ValueError(f"expected at most {LONGEST_TEXT} characters, found {len(cell)}")
    else:
        page.write_number(row, place, cell, looks["cell"])


def _writable(text: str) -> str:
    """Half a character, as JSON can hold it, would stop the writer."""
    return text.encode("utf-8", "replace").decode()
