"""Which of the first rows of a register names its columns."""

import re
from collections.abc import Iterator, Sequence

from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.core.register.headings.column_names import LEFT_OUT, LIKE, TO_THE_LETTER
from ladder_assess.storage.common.sheet_cells import WHOLE_ROW, SheetRow
from ladder_assess.storage.register.header import MOST_COLUMNS, TOP, flaw_of_row

# Where nothing parts a list from what is above it, its headings surely say so many columns.
FEWEST_SURE = 3
# No heading is so long, or has a figure at its beginning.
LONGEST = 60
FIGURE = re.compile(r"\W*\d")


def header_at(top: Sequence[SheetRow], known: Headings) -> int:
    """Which of the first rows names the columns: the one with most names that are known, or else
    the first that has texts in half as many cells as the fullest; but not of a form or of totals
    that stand above a list which names its columns as well. One text alone is a section's title,
    also where a column is called so, unless all rows have one alone.
    """
    at = _first(top, known)
    more = max(_lists_below(top, at, known), default=None)
    return at if more is None else -more[-1]


def likely_header(rows: Sequence[SheetRow], known: Headings) -> int:
    """Where the header of a sheet stands, its first row where that cannot be said."""
    try:
        return header_at(rows, known)
    except BadRegister:
        return 0


def _first(top: Sequence[SheetRow], known: Headings) -> int:
    names = [known.count(row.texts[:MOST_COLUMNS]) for row in top[:TOP]]
    texts = [len(_texts(row)) for row in top[:TOP]]
    full = _full(texts)
    widest = max(texts, default=0)
    sure = [
        at
        for at, some in enumerate(names)
        if some > 1 or (some and (widest < 2 or at in full[:1] or some * 2 >= texts[at] > 1))
    ]
    if sure:
        return max(sure, key=lambda at: names[at])
    # What is broken further down hides no header.
    for row in top[: full[0] if full else TOP]:
        if broken := row.odd.get(WHOLE_ROW):
            raise BadRegister(flaw_of_row(broken), row.number)
    if not full:
        raise BadRegister(Flaw("no_header" if top else "empty"))
    return full[0]


def _full(texts: Sequence[int]) -> list[int]:
    """The places of rows that have texts in half as many cells as the fullest."""
    widest = max(texts, default=0)
    return [at for at, some in enumerate(texts) if widest > 1 and some > 1 and some * 2 >= widest]


def _lists_below(
    top: Sequence[SheetRow], at: int, known: Headings
) -> Iterator[tuple[int, int, int]]:
    """The rows further down that name the columns of a longer list than what stands beneath `at`:
    how many of its texts name one, how long its list is, and its place, less than 0.
    """
    texts = [len(_texts(row)) for row in top]
    # Of two lists that say as much, the first is read, where it leaves no doubt.
    said = _said(top[at], known, surely=False) + (_said(top[at], known, surely=True) > 1)
    for place in _full(texts[:TOP]):
        if place <= at or not _may_be_headings(top[place]) or _says(top[place], top[at]):
            continue
        length = _length(top, place)
        apart = top[place].number > top[place - 1].number + 1 or texts[place - 1] == 1
        if length <= (_length(top, at) if apart else place - at - 1):
            continue
        more = _said(top[place], known, surely=not apart)
        if more >= max(1 if apart else FEWEST_SURE, said):
            yield more, length, -place


def _length(top: Sequence[SheetRow], at: int) -> int:
    """How many rows with several cells stand below one, as far as no empty row parts them."""
    found = 0
    for before, row in zip(top[at:], top[at + 1 :], strict=False):
        if row.number > before.number + 1:
            break
        found += len(_texts(row)) > 1
    return found


def _said(row: SheetRow, known: Headings, *, surely: bool) -> int:
    """How many texts of a row name a column, `surely` by what people call one alone. Lists of every
    kind have somebody who leads, and a status.
    """
    texts = _texts(row)
    if surely:
        return sum(known.surely(text) not in (LEFT_OUT, *TO_THE_LETTER) for text in texts)
    return sum(
        any(close >= LIKE for name, close in known.guesses(text) if name not in TO_THE_LETTER)
        for text in texts
    )


def _may_be_headings(row: SheetRow) -> bool:
    texts = [text.strip() for text in row.texts[:MOST_COLUMNS] if text.strip()]
    return not row.odd and not any(len(t) > LONGEST or FIGURE.match(t) for t in texts)


def _says(row: SheetRow, header: SheetRow) -> bool:
    """Does a row say what the header does, as on each page of a list that was printed?"""
    return _texts(row) == _texts(header)


def _texts(row: SheetRow) -> set[str]:
    """The texts of a row that differ."""
    return {text.strip().casefold() for text in row.texts[:MOST_COLUMNS]} - {""}
