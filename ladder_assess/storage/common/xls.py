"""Workbooks in the format that Excel had until 2003 (.xls), read by xlrd: the only library that
knows their formats of numbers, merged cells, and hidden rows and columns.
"""

import io
from collections.abc import Iterator
from typing import Any

from ladder_assess.core.common.number_format import BUILT_IN, GENERAL, plain_number, shown_number
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import (
    MOST_CELLS,
    MOST_MERGED,
    CellSheet,
    Odd,
    SheetRow,
    day_of,
    day_text,
    merged_range,
    too_many_cells,
    without_end,
)

EMPTY, TEXT, NUMBER, DAY, TRUTH, ERROR, BLANK = range(7)


class XlsWorkbook:
    """A workbook of an older Excel. Raises BadRegister where it has a password or is none."""

    def __init__(self, content: bytes) -> None:
        # Imported here: few workbooks are so old.
        import xlrd

        try:
            # What it finds odd is written to a file that nobody reads, not among our own words.
            self._book = xlrd.open_workbook(
                file_contents=content,
                logfile=io.StringIO(),
                formatting_info=True,
                on_demand=True,
                ragged_rows=True,
                # Programs that write sectors twice into their lists are common, and Excel opens
                # what they write.
                ignore_workbook_corruption=True,
            )
        # Damage shows in as many ways as the library has lines.
        except Exception as error:
            locked = "encrypted" in str(error).casefold()
            raise BadRegister(Flaw("locked" if locked else "old_format")) from None
        self._errors: dict[int, str] = xlrd.error_text_from_code

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        shown = getattr(self._book, "_sheet_visibility", [])
        names = self._book.sheet_names()
        return [(name, not (shown[at] if at < len(shown) else 0)) for at, name in enumerate(names)]

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets. Raises BadRegister where it is damaged."""
        try:
            found = self._book.sheet_by_name(title)
        except Exception:
            raise BadRegister(Flaw("damaged")) from None
        merged = [
            merged_range(top, left, bottom - 1, right - 1)
            for top, bottom, left, right in found.merged_cells[:MOST_MERGED]
        ]
        hidden = {place for place, info in found.colinfo_map.items() if info.hidden}
        return CellSheet(title, self._rows(found), merged, hidden)

    def _rows(self, sheet: Any) -> Iterator[SheetRow]:
        seen = 0
        for at in range(sheet.nrows):
            odd: dict[int, Odd] = {}
            texts = [self._text(cell, place, odd) for place, cell in enumerate(sheet.row(at))]
            texts = without_end(texts + [""] * (max(odd, default=-1) + 1 - len(texts)))
            texts += [""] * (max(odd, default=-1) + 1 - len(texts))
            seen += len(texts)
            if seen > MOST_CELLS:
                yield too_many_cells(at + 1)
                return
            info = sheet.rowinfo_map.get(at)
            if texts:
                yield SheetRow(at + 1, texts, odd, bool(info and info.hidden))

    def _text(self, cell: Any, place: int, odd: dict[int, Odd]) -> str:
        kind, value = cell.ctype, cell.value
        if kind == TEXT:
            return str(value)
        if kind == NUMBER:
            return shown_number(value, self._code(cell))
        if kind == DAY:
            day = day_of(value, from_1904=bool(self._book.datemode))
            if day is None:
                return plain_number(value)
            shown = day_text(day)
            odd[place] = Odd("is_date", shown)
            return shown
        if kind == TRUTH:
            return "true" if value else "false"
        if kind == ERROR:
            odd[place] = Odd("error", self._errors.get(value, "#ERROR"))
        return ""

    def _code(self, cell: Any) -> str:
        try:
            key = self._book.xf_list[cell.xf_index].format_key
            return str(self._book.format_map[key].format_str) or BUILT_IN.get(key, GENERAL)
        except (IndexError, KeyError, TypeError):
            return GENERAL
