"""Workbooks in the OpenDocument format (.ods), read in one pass: cells come as they are shown.

Rows and columns may be written once and repeated; what is empty is not repeated, so that a sheet
that is formatted to its end costs nothing.
"""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property

from ladder_assess.core.common.number_format import plain_number
from ladder_assess.core.common.spreadsheet_cells import LAST_COLUMN
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_MERGED,
    CellSheet,
    Odd,
    SheetRow,
    broken_row,
    merged_range,
    too_many_cells,
)
from ladder_assess.storage.common.xml_stream import BadXml, feed, local, parse_all, xml_parser

MEDIA_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
CONTENT = "content.xml"
CELLS = ("table-cell", "covered-table-cell")
HIDDEN = ("collapse", "filter")


class OdsWorkbook:
    """A workbook of LibreOffice and others. Raises BadRegister for one with a password, BadXml or
    KeyError where it is none.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        if "META-INF/manifest.xml" in archive.namelist():
            with archive.open("META-INF/manifest.xml") as stream:
                parse_all(stream, self._refuse_locked, lambda name: None)
        assert self._names is not None

    @staticmethod
    def _refuse_locked(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "encryption-data":
            raise BadRegister(Flaw("locked"))

    @cached_property
    def _names(self) -> list[tuple[str, bool]]:
        found: list[tuple[str, str]] = []
        hidden: set[str] = set()
        style = [""]

        def start(name: str, attributes: dict[str, str]) -> None:
            name = local(name)
            if name == "style":
                style[0] = attributes.get("style:name", "")
            elif name == "table-properties" and attributes.get("table:display") == "false":
                hidden.add(style[0])
            elif name == "table":
                title = attributes.get("table:name", "")
                found.append((title, attributes.get("table:style-name", "")))

        with self._archive.open(CONTENT) as stream:
            parse_all(stream, start, lambda name: None)
        return [(title, look not in hidden) for title, look in found]

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        return self._names

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets."""
        merged: list[str] = []
        hidden: set[int] = set()
        return CellSheet(
            title, self._rows(CellSheet(title, iter(()), merged, hidden)), merged, hidden
        )

    def _rows(self, sheet: CellSheet) -> Iterator[SheetRow]:
        with suppress(_Stopped):
            yield from self._read(_SheetReader(sheet))

    def _read(self, reader: "_SheetReader") -> Iterator[SheetRow]:
        try:
            with self._archive.open(CONTENT) as stream:
                for _ in feed(reader.parser, stream):
                    yield from reader.waiting()
                    if sum(map(len, reader.pieces)) > LONGEST_CELL:
                        raise reader.stop("cell_too_long", f"{LONGEST_CELL:,}")
        except _Stopped:
            # Those that were read before it, unless it was giving them that came to an end.
            if not reader.given:
                yield from reader.waiting()
        except (BadXml, ValueError, LookupError, OverflowError):
            yield from reader.waiting()
            yield broken_row(reader.number + 1, "damaged")


class _Stopped(Exception):
    """Enough was read: the sheet is at its end, or the row that says why not is the last."""


class _SheetReader:
    """Gathers the rows of one sheet as its elements come."""

    def __init__(self, sheet: CellSheet) -> None:
        self.sheet = sheet
        # Rows, each with how often it stands there one below the other.
        self.ready: list[tuple[SheetRow, int]] = []
        self.parser = xml_parser(self._start, self._end)
        self.within = self.hidden = self.given = False
        # How deep within a comment, which stands in the cell that it is about.
        self.aside = 0
        self.number = self.seen = self.columns = 0
        self.rows = self.times = 1
        self.row: list[str] = []
        self.odd: dict[int, Odd] = {}
        # Empty cells that count only once something stands behind them.
        self.gap = 0
        self.cell: dict[str, str] = {}
        self.pieces: list[str] = []
        self.paragraphs = self.spaces = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "table" and not self.within:
            self.within = attributes.get("table:name", "") == self.sheet.title
        elif not self.within or self.aside or name == "annotation":
            self.aside += name == "annotation"
        elif name == "table-column":
            self._column(attributes)
        elif name == "table-row":
            self.rows = _times(attributes, "table:number-rows-repeated")
            self.hidden = attributes.get("table:visibility") in HIDDEN
            self.row, self.odd, self.gap = [], {}, 0
        elif name in CELLS:
            self.cell = attributes
            self.times = _times(attributes, "table:number-columns-repeated")
            self.pieces.clear()
            self.paragraphs = self.spaces = 0
        else:
            self._text(name, attributes)

    def _text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p":
            if self.paragraphs:
                self.pieces.append("\n")
            self.paragraphs += 1
            self.parser.CharacterDataHandler = self.pieces.append
        elif name == "s":
            self._spaces(_times(attributes, "text:c"))
        elif name in ("tab", "line-break"):
            self.pieces.append("\t" if name == "tab" else "\n")

    def _spaces(self, times: int) -> None:
        """A few letters of the file stand for many: counted as they come."""
        self.spaces += times
        if self.spaces > LONGEST_CELL:
            raise self.stop("cell_too_long", f"{LONGEST_CELL:,}")
        self.pieces.append(" " * times)

    def _column(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in HIDDEN:
            columns = range(self.columns, min(self.columns + times, LAST_COLUMN))
            self.sheet.hidden_columns.update(columns)
        self.columns = min(self.columns + times, LAST_COLUMN)

    def _end(self, name: str) -> None:
        name = local(name)
        if not self.within:
            return
        if self.aside:
            self.aside -= name == "annotation"
        elif name == "p":
            self.parser.CharacterDataHandler = None
        elif name in CELLS:
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            raise _Stopped

    def _end_cell(self) -> None:
        text, odd = _value(self.cell, "".join(self.pieces), told=self.paragraphs > 0)
        self._merge()
        if not text and odd is None:
            self.gap = min(self.gap + self.times, LAST_COLUMN)
            return
        end = len(self.row) + self.gap + self.times
        if end > LAST_COLUMN:
            raise self.stop("outside", str(end))
        self.row.extend([""] * self.gap)
        if odd is not None:
            self.odd |= dict.fromkeys(range(len(self.row), end), odd)
        self.row.extend([text] * self.times)
        self.gap = 0

    def _merge(self) -> None:
        wide = _times(self.cell, "table:number-columns-spanned")
        high = _times(self.cell, "table:number-rows-spanned")
        if (wide, high) != (1, 1) and len(self.sheet.merged) < MOST_MERGED:
            left = min(len(self.row) + self.gap, LAST_COLUMN - 1)
            right = min(left + wide, LAST_COLUMN) - 1
            bottom = min(self.number + high, LAST_ROW) - 1
            self.sheet.merged.append(merged_range(self.number, left, bottom, right))

    def _end_row(self) -> None:
        if self.row:
            if self.number + self.rows > LAST_ROW:
                raise self.stop("outside", str(self.number + self.rows))
            self.seen += len(self.row)
            if self.seen > MOST_CELLS:
                raise self.stop("too_many_cells", f"{MOST_CELLS:,}")
            row = SheetRow(self.number + 1, self.row, self.odd, self.hidden)
            self.ready.append((row, self.rows))
        self.number += self.rows

    def waiting(self) -> Iterator[SheetRow]:
        """The rows that were read and not given yet."""
        for row, times in self.ready:
            for more in range(times):
                # Those that are repeated take no room in the file, and count all the same.
                self.seen += len(row.texts) if more else 0
                if self.seen > MOST_CELLS:
                    self.given = True
                    yield too_many_cells(row.number + more)
                    raise _Stopped
                yield row._replace(number=row.number + more, texts=list(row.texts))
        self.ready.clear()

    def stop(self, flaw: str, about: str) -> _Stopped:
        """Have a row that says why be the last."""
        self.ready.append((broken_row(self.number + 1, flaw, about), 1))
        return _Stopped()


def _times(attributes: dict[str, str], key: str) -> int:
    """How often something is repeated: at least once."""
    said = attributes.get(key, "1")
    return max(1, int(said[:9])) if said.isdecimal() else 1


def _value(cell: dict[str, str], shown: str, *, told: bool) -> tuple[str, Odd | None]:
    """A cell as it is shown, and what is odd of it. That nothing is shown is `told` of a formula
    whose result is empty.
    """
    kind = cell.get("calcext:value-type") or cell.get("office:value-type", "")
    if kind == "error":
        return "", Odd("error", shown[:40])
    if kind == "date":
        day, _, clock = cell.get("office:date-value", "").partition("T")
        day = day if clock.strip("0:.Z") == "" else f"{day} {clock}"
        return day, Odd("is_date", day)
    if kind == "time":
        return shown, Odd("is_date", shown)
    if kind == "boolean":
        return cell.get("office:boolean-value", shown).lower(), None
    if kind == "float":
        return _number(cell.get("office:value", ""), shown), None
    if "table:formula" in cell and not kind and not told:
        return "", Odd("formula")
    return shown, None


def _number(value: str, shown: str) -> str:
    """A number as it is shown, but for marks that a country groups its digits by."""
    plain = plain_number(float(value)) if value else shown
    same = [sign for sign in plain if sign.isdigit()]
    apart = shown.strip("-").replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    grouped = all(sign.isdigit() or sign in ".,'’" for sign in apart)
    return plain if grouped and [s for s in apart if s.isdigit()] == same else shown or plain
