"""A sheet as its cells are read one by one from a text that marks them up, within bounds."""

from collections.abc import Sequence

from ladder_assess.core.common.spreadsheet_cells import LAST_COLUMN
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
    without_end,
)


class DrawnSheet:
    """The rows of a sheet so far. What is more than may be stops it: see `stopped`."""

    def __init__(self, title: str, *, visible: bool = True) -> None:
        self.title, self.visible = title, visible
        self.rows: list[SheetRow] = []
        self.merged: list[str] = []
        self.hidden_columns: set[int] = set()
        self.stopped = False
        self.number = 0
        self._cells: list[str] = []
        self._odd: dict[int, Odd] = {}
        # Cells of the rows above that reach down: by place, to which row.
        self._down: dict[int, int] = {}
        self._hidden = False
        self._seen = 0

    def begin_row(self, number: int = 0, *, hidden: bool = False) -> None:
        """A row begins, the next one unless its number (from 1) is said."""
        if self.stopped:
            return
        self.number = max(number, self.number + 1)
        self._cells, self._odd, self._hidden = [], {}, hidden
        if self.number > LAST_ROW:
            self._stop(broken_row(self.number, "outside", str(self.number)))

    def add(
        self, text: str, odd: Odd | None = None, *, place: int = -1, wide: int = 1, high: int = 1
    ) -> None:
        """The next cell, or that at a place (from 0), over so many columns and rows."""
        if self.stopped:
            return
        at = max(place, len(self._cells))
        while place < 0 and self._down.get(at, 0) >= self.number:
            at += 1
        end = at + wide
        self._seen += end - len(self._cells)
        if end > LAST_COLUMN:
            self._stop(broken_row(self.number, "outside", str(end)))
        elif self._seen > MOST_CELLS:
            self._stop(too_many_cells(self.number))
        elif len(text) > LONGEST_CELL:
            self._stop(broken_row(self.number, "cell_too_long", f"{LONGEST_CELL:,}"))
        else:
            self._cells += [""] * (at - len(self._cells)) + [text] + [""] * (wide - 1)
            if odd:
                self._odd[at] = odd
            self._merge(at, end, high)

    def _merge(self, at: int, end: int, high: int) -> None:
        if high > 1:
            self._down |= dict.fromkeys(range(at, end), self.number + high - 1)
        if (end - at, high) != (1, 1) and len(self.merged) < MOST_MERGED:
            bottom = min(self.number + high - 1, LAST_ROW) - 1
            self.merged.append(merged_range(self.number - 1, at, bottom, end - 1))

    def end_row(self) -> None:
        """A row is at its end."""
        if self.stopped:
            return
        texts = without_end(self._cells)
        texts += [""] * (max(self._odd, default=-1) + 1 - len(texts))
        if texts:
            self.rows.append(SheetRow(self.number, texts, self._odd, self._hidden))

    def _stop(self, row: SheetRow) -> None:
        self.rows.append(row)
        self.stopped = True


class DrawnWorkbook:
    """A workbook of such sheets."""

    def __init__(self, sheets: Sequence[DrawnSheet]) -> None:
        self._sheets = sheets

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        return [(sheet.title, sheet.visible) for sheet in self._sheets]

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets."""
        found = next(sheet for sheet in self._sheets if sheet.title == title)
        return CellSheet(title, iter(found.rows), found.merged, found.hidden_columns)
