"""Rows of a text whose quotation marks do not match, read as whoever wrote them meant them."""

from ladder_assess.storage.common.sheet_cells import LONGEST_CELL

MARK, ENDS = '"', ("\r", "\n", "")


def read_loosely(text: str, start: int, delimiter: str, wide: int) -> tuple[list[str] | None, int]:
    """The cells of the row that starts there, and where the next one does: a mark closes a cell
    only where another begins behind it, as in "a "big" plan", and those within it go in pairs where
    they can. None where that does not come to as many cells as the row has to be `wide`, and how
    far it was looked at.
    """
    far = start
    for paired in (True, False):
        cells, end = _row(text, start, delimiter, wide, paired=paired)
        if cells is not None:
            return cells, end
        far += end - start
    return None, far


def _row(
    text: str, at: int, delimiter: str, wide: int, *, paired: bool
) -> tuple[list[str] | None, int]:
    cells: list[str] = []
    while len(cells) < wide:
        cell, at = _cell(text, at, delimiter, paired=paired)
        if cell is None:
            return None, at
        cells.append(cell)
        if text[at : at + 1] != delimiter:
            break
        at += 1
    if len(cells) < wide or text[at - 1 : at] == delimiter:
        return None, at
    at += 2 if text[at : at + 2] == "\r\n" else 1
    return cells, at


def _cell(text: str, at: int, delimiter: str, *, paired: bool) -> tuple[str | None, int]:
    """A cell, None where it does not end, and how far it was looked at."""
    most = at + LONGEST_CELL
    if text[at : at + 1] != MARK:
        ends = [text.find(end, at, most) for end in (delimiter, "\r", "\n")]
        end = min((found for found in ends if found >= 0), default=len(text))
        return text[at:end] if end <= most else None, end
    closing, within = text.find(MARK, at + 1, most), 0
    while closing >= 0:
        behind = closing
        while text[behind : behind + 1] == MARK:
            behind += 1
        within += behind - closing
        if text[behind : behind + 1] in (delimiter, *ENDS) and not (paired and within % 2 == 0):
            return text[at + 1 : behind - 1].replace(MARK * 2, MARK), behind
        closing = text.find(MARK, behind, most)
    return None, min(most, len(text))
