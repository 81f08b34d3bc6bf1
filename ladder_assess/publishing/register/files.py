"""A register as a file to take away: CSV and JSON Lines piece by piece, and a workbook (XLSX).

However many activities there are, one is held in memory at a time.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime, time
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.export import Entry, Remark
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.new_book import new_book
from ladder_assess.publishing.files.workbook import AS_TYPED, LONGEST_TEXT
from ladder_assess.publishing.register.export_columns import Cell, ExportColumn, export_columns
from ladder_assess.publishing.register.records import register_record
from ladder_assess.publishing.register.template import SHEET

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Spreadsheets know UTF-8 by it.
MARK = "\ufeff"
REMARK_COLUMNS = ("id", "name", "number", "kind", "item", "text", "by", "on")
NARROW, MIDDLE, WIDE = 9, 18, 48
CUT = " […]"
# A zip begins with a day; this is the first that it can name, so that the same gives the same.
DAY_OF_FILES = (1980, 1, 1, 0, 0, 0)
PARTS = ("activities.csv", "remarks.csv", "activities.jsonl")
AT_ONCE = 64 * 1024


def register_csv(
    entries: Iterable[Entry], questionnaire: Questionnaire, speech: Speech
) -> Iterator[str]:
    """One activity a row."""
    columns = export_columns(questionnaire, speech)
    yield MARK + csv_line([column.name for column in columns])
    for entry in entries:
        yield csv_line([column.cell(entry) for column in columns])


def remarks_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """One row for each note, link, comment, agreed view and file beside the answers."""
    yield MARK + csv_line(REMARK_COLUMNS)
    for entry in entries:
        for remark in entry.remarks:
            yield csv_line(_remark(entry, remark))


def register_jsonl(entries: Iterable[Entry], questionnaire: Questionnaire) -> Iterator[str]:
    """One activity a line."""
    for entry in entries:
        yield json.dumps(register_record(questionnaire, entry), ensure_ascii=False) + "\n"


def register_text(
    out: IO[bytes], entries: Iterable[Entry], questionnaire: Questionnaire, speech: Speech
) -> None:
    """Write all three to `out` in one file (ZIP), each activity forgotten once the next begins."""
    columns = export_columns(questionnaire, speech)
    with ExitStack() as stack:
        parts = [
            stack.enter_context(TemporaryFile("w+", encoding="utf-8", newline="")) for _ in PARTS
        ]
        activities, remarks, lines = parts
        activities.write(MARK + csv_line([column.name for column in columns]))
        remarks.write(MARK + csv_line(REMARK_COLUMNS))
        for entry in entries:
            activities.write(csv_line([column.cell(entry) for column in columns]))
            remarks.writelines(csv_line(_remark(entry, remark)) for remark in entry.remarks)
            record = register_record(questionnaire, entry)
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        packed = stack.enter_context(ZipFile(out, "w", ZIP_DEFLATED))
        for name, part in zip(PARTS, parts, strict=True):
            part.seek(0)
            about = ZipInfo(name, DAY_OF_FILES)
            about.compress_type = ZIP_DEFLATED
            with packed.open(about, "w") as entry_of_zip:
                while text := part.read(AT_ONCE):
                    entry_of_zip.write(text.encode("utf-8", "replace"))


def _remark(entry: Entry, remark: Remark) -> tuple[Cell, ...]:
    record = entry.record
    where = (record.register_id, record.name, record.number)
    return (*where, remark.kind, remark.item, remark.text, remark.by, remark.on)


class _Book:
    """A workbook that is written row by row, each row forgotten once the next one begins."""

    def __init__(self, out: IO[bytes], title: str, made_on: date) -> None:
        self.book = new_book(out, {**AS_TYPED, "in_memory": False, "constant_memory": True})
        created = datetime.combine(made_on, time())
        self.book.set_properties({"title": _writable(title), "created": created})
        self.head = self.book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
        self.text = self.book.add_format({"num_format": "@"})
        self.rows: dict[str, int] = {}

    def sheet(self, name: str, heads: Sequence[str], widths: Sequence[int], kept: int) -> Any:
        """A new sheet; its first `kept` columns stay when it is scrolled."""
        page = self.book.add_worksheet(name[:31])
        for place, width in enumerate(widths):
            page.set_column(place, place, width, self.text)
        page.freeze_panes(1, kept)
        self.rows[page.name] = 0
        self.add(page, heads, self.head)
        return page

    def close(self) -> None:
        """End each sheet with a filter over all its rows."""
        for page in self.book.worksheets():
            page.autofilter(0, 0, max(self.rows[page.name] - 1, 0), page.dim_colmax)
        self.book.close()

    def add(self, page: "Worksheet", cells: Iterable[Cell], look: "Format | None" = None) -> None:
        """A row below those that are there. Every text is written as text."""
        row = self.rows[page.name]
        for place, cell in enumerate(cells):
            if isinstance(cell, int):
                page.write_number(row, place, cell, look)
            elif cell:
                page.write_string(row, place, _writable(cell), look or self.text)
        self.rows[page.name] = row + 1


def register_workbook(
    out: IO[bytes],
    entries: Iterable[Entry],
    questionnaire: Questionnaire,
    speech: Speech,
    named: tuple[str, date],
) -> None:
    """Write a workbook to `out`: the activities, remarks, and what the columns mean.

    `named` are the title of the list and the day.
    """
    columns = export_columns(questionnaire, speech)
    _ = speech.gettext
    book = _Book(out, *named)
    names = [column.name for column in columns]
    activities = book.sheet(SHEET, names, [MIDDLE, WIDE, *[MIDDLE] * (len(names) - 2)], 2)
    widths = [MIDDLE, MIDDLE, NARROW, NARROW, MIDDLE, WIDE, MIDDLE, MIDDLE]
    remarks = book.sheet(_("Notes and comments"), REMARK_COLUMNS, widths, 2)
    for entry in entries:
        book.add(activities, [column.cell(entry) for column in columns])
        for remark in entry.remarks:
            book.add(remarks, _remark(entry, remark))
    _explain(book, columns, speech)
    book.close()


def _explain(book: _Book, columns: Iterable[ExportColumn], speech: Speech) -> None:
    _ = speech.gettext
    heads = (_("Column"), _("What it says"))
    page = book.sheet(_("What the columns mean"), heads, (MIDDLE + 8, WIDE * 2), 1)
    for column in columns:
        book.add(page, (column.name, column.says))


def _writable(text: str) -> str:
    """A text as a cell can hold it, its lines ended as in one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    legible = lines.encode("utf-8", "replace").decode()
    return legible if len(legible) <= LONGEST_TEXT else legible[: LONGEST_TEXT - len(CUT)] + CUT
