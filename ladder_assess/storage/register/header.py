"""What the columns of a register are called, also where their names take up several rows."""

from collections.abc import Sequence
from math import ceil

from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.sheet_cells import Odd, SheetRow, without_end
from ladder_assess.storage.register.merged_cells import MergedCells, MergedRange

# Rows among which the header is looked for, and how many it takes up at the most.
TOP, TALLEST = 20, 3
MOST_COLUMNS = 1000
# Rows, and their share, that make a column of what stands under no heading.
FEWEST_FILLED, FILLED = 3, 0.1


def headings_of(header: SheetRow, below: Sequence[SheetRow]) -> list[str]:
    """What the columns are called, nothing for one without a name. Raises BadRegister where there
    are more than MOST_COLUMNS.
    """
    headings = [text.strip() for text in header.texts[: MOST_COLUMNS + 1]]
    while headings and not headings[-1]:
        headings.pop()
    if (wide := _filled(below)) <= MOST_COLUMNS:
        headings += [""] * (wide - len(headings))
    if len(headings) > MOST_COLUMNS:
        raise BadRegister(Flaw("beyond", wanted=str(MOST_COLUMNS)), header.number)
    return headings


def _filled(below: Sequence[SheetRow]) -> int:
    """How wide rows are where enough of them are as wide: a column whose name is missing, and not
    something that stands there by mistake.
    """
    wide = sorted((len(without_end(row.texts)) for row in below), reverse=True)
    enough = max(FEWEST_FILLED, ceil(FILLED * len(wide)))
    return wide[enough - 1] if len(wide) >= enough else 0


def says_headings(row: SheetRow, headings: Sequence[str]) -> bool:
    """Does a row say what the header does, as where two lists were put one below the other, or a
    list was printed with its heading on each page?
    """
    # Nearly all rows differ in the first of the cells that are named.
    at = next((place for place, heading in enumerate(headings) if heading), 0)
    if len(row.texts) <= at or row.texts[at].strip().casefold() != headings[at].casefold():
        return False
    wanted = [heading.casefold() for heading in headings]
    texts = [text.strip().casefold() for text in row.texts]
    texts += [""] * (len(wanted) - len(texts))
    return sum(map(bool, wanted)) > 1 and texts == wanted


def flaw_of_row(odd: Odd) -> Flaw:
    """What is wrong with a row as a whole, said with what there is to say of it."""
    return Flaw(odd.id, found=odd.about, wanted=odd.about)


def _width(headings: Sequence[str], rows: Sequence[SheetRow]) -> int:
    wide = max(len(headings), *(len(without_end(row.texts)) for row in rows))
    return min(wide, MOST_COLUMNS)


def widest(headings: Sequence[str], below: Sequence[SheetRow]) -> int:
    """How many columns there are at the most, where names go on in the rows below the header."""
    wide = [len(without_end(row.texts)) for row in below[: TALLEST - 1]]
    return max(len(headings), *(some for some in wide if some <= MOST_COLUMNS), 0)


def over_rows(
    headings: Sequence[str],
    above: Sequence[SheetRow],
    header: SheetRow,
    below: Sequence[SheetRow],
    cells: MergedCells,
) -> tuple[list[str], set[int]]:
    """What the columns are called where their names take up several rows, as months above weeks
    do, and the numbers of those rows; the headings as they are where no cell of theirs is merged.

    Raises BadRegister where nobody can say which column a name is of.
    """
    areas = cells.at(header.number)
    if not areas:
        return list(headings), set()
    rows = _rows_of(areas, above, header, below)
    if len(rows) == 1:
        if any(_is_filled(area, below) for area in areas):
            raise BadRegister(Flaw("merged_header", found=areas[0].ref), header.number)
        return list(headings), set()
    names = []
    for place in range(_width(headings, rows)):
        parts = (_text_at(row, place, cells, rows) for row in rows)
        names.append(" ".join(dict.fromkeys(part for part in parts if part)))
    return names, {row.number for row in rows}


def _rows_of(
    areas: Sequence[MergedRange],
    above: Sequence[SheetRow],
    header: SheetRow,
    below: Sequence[SheetRow],
) -> list[SheetRow]:
    """The rows that the names of columns take up: as many as their merged cells do, and one more
    that has something beneath cells merged across alone. Raises BadRegister where they are many.
    """
    first = min(area.rows.start for area in areas)
    last = max(area.rows.stop for area in areas)
    if last - first > TALLEST:
        raise BadRegister(Flaw("merged_header", found=areas[0].ref), header.number)
    rows = [row for row in (*above, header, *below[:TALLEST]) if first <= row.number < last]
    across = {place for area in areas for place in area.places}
    if len(rows) == 1 and below:
        parts = {place for place, text in enumerate(below[0].texts) if text.strip()}
        named = {place for place, text in enumerate(header.texts) if text.strip()}
        if len(parts) > 1 and parts <= across and named - across:
            rows.append(below[0])
    return rows


def _is_filled(area: MergedRange, below: Sequence[SheetRow]) -> bool:
    """Does anything stand beneath more than the first of some cells that are merged across?"""
    behind = slice(area.places.start + 1, area.places.stop)
    return any(text.strip() for row in below for text in row.texts[behind])


def _text_at(row: SheetRow, place: int, cells: MergedCells, rows: Sequence[SheetRow]) -> str:
    """What stands in a cell, or in the first of those that it is merged with."""
    for area in cells.at(row.number):
        if place in area.places:
            first = next((r for r in rows if r.number == area.rows.start), row)
            return _cell(first, area.places.start)
    return _cell(row, place)


def _cell(row: SheetRow, place: int) -> str:
    return row.texts[place].strip() if place < len(row.texts) else ""
