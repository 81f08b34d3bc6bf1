"""Which cells of a register are merged with others."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from ladder_assess.core.common.spreadsheet_cells import column_place
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import SheetRow

RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
# Rows that merged cells touch, counted once for each: more lie over each other, which none may.
MOST = 200_000


class MergedRange:
    """Cells that were made one: the rows and places (from 0) that they take up."""

    def __init__(self, ref: str) -> None:
        found = RANGE.fullmatch(ref)
        assert found, ref
        self.ref = ref
        self.rows = range(int(found[2]), int(found[4]) + 1)
        self.places = range(column_place(found[1]), column_place(found[3]) + 1)

    @property
    def is_down(self) -> bool:
        """Are they one below the other alone?"""
        return len(self.places) == 1 and len(self.rows) > 1

    @property
    def is_across(self) -> bool:
        """Are they one beside the other alone?"""
        return len(self.rows) == 1


class MergedCells:
    """Finds what is merged in a row. `refs` are such as `A1:B2`, `rows` the numbers of all rows.

    Raises BadRegister where more is merged than can be.
    """

    def __init__(self, refs: Sequence[str], rows: Collection[int]) -> None:
        self._by_row: dict[int, list[MergedRange]] = {}
        ordered = sorted(rows) if refs else []
        touched = 0
        for ref in refs:
            area = MergedRange(ref)
            first = bisect_left(ordered, area.rows.start)
            touching = ordered[first : bisect_right(ordered, area.rows.stop - 1)]
            touched += len(touching)
            if touched > MOST:
                raise BadRegister(Flaw("merged", found=ref), area.rows.start)
            for row in touching:
                self._by_row.setdefault(row, []).append(area)

    def at(self, row: int) -> Sequence[MergedRange]:
        """What is merged in the row of this number."""
        return self._by_row.get(row, ())

    def title_across(self, row: int, texts: Sequence[str], wide: int) -> int:
        """Over how many columns (of so many) the one text of a row (by its number) stands, where
        all that stands there is one text in merged cells of that row alone, as the title of a
        section does; 0 for any other row.
        """
        areas = self.at(row)
        filled = [place for place, text in enumerate(texts) if text.strip()]
        if len(areas) != 1 or len(filled) != 1:
            return 0
        (area,), (place,) = areas, filled
        across = len(range(area.places.start, min(area.places.stop, wide)))
        return across if len(area.rows) == 1 and place in area.places and across > 1 else 0


def filled_down(found: Sequence[SheetRow], cells: MergedCells) -> Iterator[SheetRow]:
    """The rows, each with what stands in the first of cells that are merged with those above."""
    said: dict[str, str] = {}
    for row in found:
        texts = list(row.texts)
        for area in cells.at(row.number):
            if not area.is_down:
                continue
            (place,) = area.places
            texts += [""] * (place + 1 - len(texts))
            texts[place] = said.setdefault(area.ref, texts[place])
        yield row._replace(texts=texts)
