"""A sheet of a workbook of Excel's (.xlsx), read in one pass as it is unpacked."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import IO

from ladder_assess.core.common.number_format import GENERAL, plain_number, shown_number
from ladder_assess.core.common.spreadsheet_cells import LAST_COLUMN, column_place
from ladder_assess.storage.common.sheet_cells import (
    LAST_ROW,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_MERGED,
    CellSheet,
    Odd,
    SheetRow,
    broken_row,
    day_of,
    day_text,
    too_many_cells,
)
from ladder_assess.storage.common.xlsx_parts import DATE, MOST_RUNS, TRUE, unescape
from ladder_assess.storage.common.xml_stream import DEEPEST, BadXml, feed, local, quick_parser

DIGITS = "0123456789"
# A cell has two beside its value at most; more of them are made to take time.
MOST_OTHERS = 3 * MOST_CELLS
# A whole number as it is usually written: it need not be worked out.
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
MERGED = re.compile(r"[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}")
_place = lru_cache(LAST_COLUMN)(column_place)


class Stopped(Exception):
    """Enough was read; the row that says so is the last."""


class SheetReader:
    """Gathers the rows of a sheet as its elements come.

    `texts` are those that cells share, `formats` is by style: see xlsx_parts.
    """

    def __init__(self, sheet: CellSheet, texts: list[str], formats: list[str], *, from_1904: bool):
        self.sheet, self.texts, self.formats = sheet, texts, formats
        self.from_1904 = from_1904
        self.ready: list[SheetRow] = []
        self.parser = quick_parser(self._start, self._end)
        self.number = self.seen = self.columns = self.others = self.depth = 0
        self.row: list[str] = []
        self.odd: dict[int, Odd] = {}
        self.hidden = self.formula = self.valued = self.spoken = False
        self.place = -1
        self.kind: str | None = None
        self.style: str | None = None
        self.pieces: list[str] = []
        self.keep = self.pieces.append
        self.kinds: dict[str | None, Callable[[str], str]] = {
            "s": lambda text: self.texts[int(text)],
            "inlineStr": unescape,
            "str": unescape,
            "b": lambda text: "true" if text.strip() in TRUE else "false",
            "e": self._error,
            "d": self._iso_day,
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise BadXml("elements within elements without end")
        if name == "c":
            get = attributes.get
            place = get("r")
            try:
                self.place = self.place + 1 if place is None else _place(place.rstrip(DIGITS))
            except ValueError:
                raise self._stop("outside", place or "") from None
            self.kind, self.style = get("t"), get("s")
            self.formula = self.valued = False
        elif name == "v" or (name == "t" and not self.spoken):
            self.valued = True
            self.parser.CharacterDataHandler = self.keep
        elif name == "is":
            pass
        elif name == "row":
            self._begin_row(attributes)
        elif name == "f":
            self.formula = True
        else:
            self._other(name, attributes)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        """Elements that are few, and those whose names have a prefix."""
        self.others += 1
        if self.others > MOST_OTHERS:
            raise self._stop("damaged", "")
        if ":" in name:
            self.depth -= 1
            self._start(local(name), attributes)
        elif name == "rPh":
            self.spoken = True
        elif name == "col" and attributes.get("hidden") in TRUE:
            first, last = (int(attributes.get(key, "0")) for key in ("min", "max"))
            columns = range(max(first, 1) - 1, min(last, LAST_COLUMN))
            self.columns += len(columns)
            # Each is named once: more are made to take time.
            if self.columns > LAST_COLUMN:
                raise self._stop("outside", str(last)[:20])
            self.sheet.hidden_columns.update(columns)
        elif name == "mergeCell":
            where = attributes.get("ref", "").replace("$", "")
            if len(self.sheet.merged) == MOST_MERGED:
                raise self._stop("too_many_cells", f"{MOST_MERGED:,}")
            if MERGED.fullmatch(where):
                self.sheet.merged.append(where)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        # A number of many digits would take long to read.
        number = int(said[:9]) if said and said.isdecimal() else self.number + 1
        if not 1 <= number <= LAST_ROW:
            raise self._stop("outside", (said or "")[:20])
        self.number = number
        self.hidden = attributes.get("hidden") in TRUE
        self.row, self.odd, self.place = [], {}, -1

    def _end(self, name: str) -> None:
        self.depth -= 1
        if name == "v" or name == "t":
            self.parser.CharacterDataHandler = None
        elif name == "c":
            self._end_cell()
        elif name == "is":
            pass
        elif name == "row":
            self.seen += len(self.row)
            if self.seen > MOST_CELLS:
                self.ready.append(too_many_cells(self.number))
                raise Stopped
            if self.row:
                self.ready.append(SheetRow(self.number, self.row, self.odd, self.hidden))
        elif ":" in name:
            self.depth += 1
            self._end(local(name))
        elif name == "rPh":
            self.spoken = False

    def _end_cell(self) -> None:
        pieces, place = self.pieces, self.place
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if place >= LAST_COLUMN:
            raise self._stop("outside", str(place))
        if len(text) > LONGEST_CELL:
            raise self._stop("cell_too_long", f"{LONGEST_CELL:,}")
        if text:
            read = self.kinds.get(self.kind)
            text = read(text) if read else self._number(text)
        elif self.formula and not (self.kind == "str" and self.valued):
            self.odd[place] = Odd("formula")
        if text or place in self.odd:
            row = self.row
            missing = place - len(row)
            if missing < 0:
                row[place] = text
            else:
                if missing:
                    row.extend([""] * missing)
                row.append(text)

    def _number(self, text: str) -> str:
        code = self._format()
        if code is GENERAL and WHOLE.fullmatch(text):
            return text
        value = float(text)
        if code != DATE:
            return plain_number(value) if code == GENERAL else shown_number(value, code)
        day = day_of(value, from_1904=self.from_1904)
        if day is None:
            return plain_number(value)
        shown = day_text(day)
        self.odd[self.place] = Odd("is_date", shown)
        return shown

    def _format(self) -> str:
        try:
            return self.formats[int(self.style or 0)] if self.formats else GENERAL
        except (IndexError, ValueError):
            return GENERAL

    def _error(self, text: str) -> str:
        self.odd[self.place] = Odd("error", text[:40])
        return ""

    def _iso_day(self, text: str) -> str:
        day, _, clock = text.strip().partition("T")
        shown = day if clock.strip("0:.Z") == "" else f"{day} {clock}"
        self.odd[self.place] = Odd("is_date", shown)
        return shown

    def _stop(self, flaw: str, about: str) -> Stopped:
        self.ready.append(broken_row(self.number or 1, flaw, about))
        return Stopped()

    def rows(self, stream: IO[bytes]) -> Iterator[SheetRow]:
        """The rows in order. A sheet that breaks off says so in place of the next row."""
        try:
            for _ in feed(self.parser, stream):
                yield from self.ready
                self.ready.clear()
                if len(self.pieces) > MOST_RUNS or sum(map(len, self.pieces)) > LONGEST_CELL:
                    raise self._stop("cell_too_long", f"{LONGEST_CELL:,}")
        except Stopped:
            yield from self.ready
        # What stands where a number should, or points at a text that is not there.
        except (BadXml, ValueError, LookupError, OverflowError):
            yield from self.ready
            yield broken_row(self.number + 1, "damaged")
