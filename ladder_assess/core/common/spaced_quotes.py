"""Rows of a text that has blanks around its quotation marks, as people and some programs type it:
a, "b, c" , d has three cells.
"""

import re
from collections.abc import Sequence

MARK = '"'
INSIDE = re.compile(r'(?:[^"]|"")*+')
PLAIN = r"[^\r\n{}]*"
BLANKS = r"[^\S\r\n{}]*"
LINE_END = re.compile(r"\r\n|\r|\n|\Z")


def has_spaced_mark(row: Sequence[str]) -> bool:
    """Does a cell begin with blanks and a quotation mark, which a reader of CSV takes for text?"""
    return any(cell[:1].isspace() and cell.lstrip()[:1] == MARK for cell in row)


def spaced_row(
    text: str, start: int, delimiter: str, longest: int, widest: int = 0
) -> tuple[list[str] | None, int]:
    """The cells of the row that starts there, and where the next one does: blanks around quotation
    marks are no part of a cell. None where no such blanks are in it, or a mark that a cell begins
    with does not end it, or a cell is longer than `longest`, or there are more than the `widest`
    row of several lines has, and how far it was looked at.
    """
    blanks = re.compile(BLANKS.format(re.escape(delimiter)))
    plain = re.compile(PLAIN.format(re.escape(delimiter)))
    cells: list[str] = []
    at, spaced, several = start, False, False
    while True:
        begin = _behind(blanks, text, at)
        if text[begin : begin + 1] == MARK:
            closing = _behind(INSIDE, text, begin + 1, longest)
            end = _behind(blanks, text, closing + 1)
            spaced |= begin > at or end > closing + 1
            cell = text[begin + 1 : closing].replace(MARK * 2, MARK)
            closed = text[closing : closing + 1] == MARK
        else:
            end = _behind(plain, text, at, longest)
            cell, closed = text[at:end].strip(), True
        line_end = LINE_END.match(text, end)
        if not closed or not (line_end or text.startswith(delimiter, end)):
            return None, end
        cells.append(cell)
        several |= "\n" in cell or "\r" in cell
        if several and 0 < widest < len(cells):
            return None, end
        if line_end:
            return (cells if spaced else None), line_end.end()
        at = end + len(delimiter)


def _behind(pattern: re.Pattern[str], text: str, at: int, longest: int = 0) -> int:
    """Where what is of a pattern, which can be nothing, ends behind a place."""
    found = pattern.match(text, at, at + longest) if longest else pattern.match(text, at)
    return found.end() if found else at
