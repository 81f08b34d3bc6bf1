"""Sheets of rows as a spreadsheet file (XLSX), the same bytes for the same rows.

Every text is written as text: whatever it starts with, no spreadsheet works it out as a formula or
makes a link of it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from ladder_assess.publishing.files.new_book import new_book
from ladder_assess.publishing.files.sheets import Cell, SheetColumn, WorkbookSheet
from ladder_assess.publishing.files.workbook_charts import draw

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9
# So many letters beside each other can be read on a page in print.
WIDTH_OF_PAGE = 220
# Three lines of a heading, with room for the arrow that filters.
HEAD_HEIGHT = 47
# A line's height in points; no row is taller than the other.
LINE, TALLEST = 15.0, 405.0
# No cell of the format holds more.
LONGEST_TEXT = 32_767
AS_TYPED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
# Of more rows than these each is written out before the next one begins: held in memory, those of
# twenty thousand activities take a gigabyte and a half.
MOST_ROWS_HELD = 50_000
ROW_BY_ROW = {"in_memory": False, "constant_memory": True}


def workbook(title: str, made_on: date, sheets: Iterable[WorkbookSheet]) -> bytes:
    """The sheets as a file, each a table with a head: it can be sorted and filtered, and a screen
    reader names the column of each cell. Sheets of very many rows are filtered likewise, and are no
    tables, which cannot be written row by row. Raises ValueError for a text that no cell can hold.
    """
    sheets = list(sheets)
    long = sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS_HELD
    out = BytesIO()
    book = new_book(out, {**AS_TYPED, **(ROW_BY_ROW if long else {})})
    facts = {"title": _writable(title), "created": datetime.combine(made_on, time())}
    book.set_properties(facts)
    looks = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top", "align": "right", "indent": 1}),
        "part": book.add_format(
            {"num_format": "0.0", "valign": "top", "align": "right", "indent": 1}
        ),
        "day": book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"}),
    }
    for number, sheet in enumerate(sheets, start=1):
        page = book.add_worksheet(sheet.name)
        if long:
            _head(page, sheet, looks["head"])
        _fill(page, sheet, looks)
        if not long:
            _name_table(page, sheet, number, looks["head"])
        draw(book, page, sheet)
    book.close()
    return out.getvalue()


def _fill(page: "Worksheet", sheet: WorkbookSheet, looks: dict[str, "Format"]) -> None:
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(1, sheet.kept)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(A4)
    wide = sum(column.width for column in sheet.columns)
    page.fit_to_pages(max(1, round(wide / WIDTH_OF_PAGE)), 0)
    page.repeat_columns(0, sheet.kept - 1)
    page.set_footer("&L&A&R&P / &N")
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _height(row, sheet.columns))
        for place, cell in enumerate(row):
            _write(page, number, place, cell, looks)


def _head(page: "Worksheet", sheet: WorkbookSheet, head: "Format") -> None:
    """The first row, with what filters the others."""
    page.set_row(0, HEAD_HEIGHT)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.head, head)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)


def _height(row: Sequence[Cell], columns: Sequence[SheetColumn]) -> float:
    """Room for the longest text of a row. Excel would find it by itself, other programs do not."""
    lines = max(
        sum(-(-len(line) // column.width) or 1 for line in cell.splitlines() or [""])
        if isinstance(cell, str) else 1
        for cell, column in zip(row, columns, strict=True)
    )  # fmt: skip
    return min(LINE * lines, TALLEST)


def _name_table(page: "Worksheet", sheet: WorkbookSheet, number: int, head: "Format") -> None:
    """Mark the rows as a table whose first row is its head; no two tables share a name."""
    columns = [{"header": column.head, "header_format": head} for column in sheet.columns]
    facts = {"name": f"Table{number}", "columns": columns, "style": None}
    page.add_table(0, 0, max(1, len(sheet.rows)), len(columns) - 1, facts)
    page.set_row(0, HEAD_HEIGHT)


def _write(page: "Worksheet", row: int, place: int, cell: Cell, looks: dict[str, "Format"]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date):
        page.write_datetime(row, place, datetime.combine(cell, time()), looks["day"])
    elif isinstance(cell, str):
        if page.write_string(row, place, _writable(cell), looks["cell"]) < 0:
            raise ValueError(f"expected at most {LONGEST_TEXT} characters, found {len(cell)}")
    else:
        broken = isinstance(cell, float) and not cell.is_integer()
        page.write_number(row, place, cell, looks["part" if broken else "number"])


def _writable(text: str) -> str:
    """Half a character, as JSON can hold it, would stop the writer."""
    return text.encode("utf-8", "replace").decode()
