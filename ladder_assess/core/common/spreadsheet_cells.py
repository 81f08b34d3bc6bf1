"""What spreadsheets call their columns, and texts for them: no cell may start what a spreadsheet
would work out as a formula.

Nor may a part of one, as not all of them end cells where our files do. Where a computer writes 1,5
for one and a half, its spreadsheet ends them at semicolons, and also within quotation marks that do
not begin a cell for it. Others end them at whatever of these they meet outside of such marks.
"""

import re
from collections.abc import Iterable

ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# After what may end a cell or a row, with what may stand before a sign that acts.
MIDST = r"(?<=[;|\t\r\n])"
ACTING = r"(?=[\"' \u00a0]*[=+\-@＝＋－＠])"
WOULD_ACT, STANDS_BEHIND = re.compile(MIDST + ACTING), re.compile(f"{MIDST}'{ACTING}")
# What is written in quotation marks: with commas alone some spreadsheets would find more cells.
IN_MARKS = re.compile(r'[,;|\t\r\n"]')
# As many columns as the widest spreadsheet program has.
LAST_COLUMN = 16_384


def plain_cell(value: object) -> object:
    """A value as a spreadsheet shall show it: a text or a part that would act stands behind an
    apostrophe.
    """
    if isinstance(value, str):
        return ("'" if _acts(value) else "") + WOULD_ACT.sub("'", value)
    return "" if value is None else value


def typed_cell(text: str) -> str:
    """What `plain_cell` was given, whatever it was: apostrophes are taken away again."""
    behind = text.startswith("'") and _acts(text)
    return STANDS_BEHIND.sub("", text[1:] if behind else text)


def csv_line(cells: Iterable[object]) -> str:
    """A line of CSV, with every cell made plain."""
    line = ",".join(_in_marks(str(plain_cell(cell))) for cell in cells)
    # Without anything in it, it would be no row.
    return (line or '""') + "\r\n"


def _in_marks(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if IN_MARKS.search(text) else text


def _acts(text: str) -> bool:
    """Would it act, or would it once apostrophes before it were taken for those of `plain_cell`?"""
    return text.lstrip("'").lstrip(" \u00a0").startswith(ACTS)


def column_name(place: int) -> str:
    """What a spreadsheet calls the column at a place (from 0), such as `AB`."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_place(letters: str) -> int:
    """The place (from 0) of a column that is called `AB`; ValueError where no sheet has it."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
        if not "A" <= letter <= "Z" or place > LAST_COLUMN:
            raise ValueError(letters)
    if not place:
        raise ValueError(letters)
    return place - 1
