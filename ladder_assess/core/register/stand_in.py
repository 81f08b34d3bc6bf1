"""What activities can be called by that have no name of their own: another column of their rows."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from ladder_assess.core.register.cells import is_null
from ladder_assess.core.register.columns import LEFT_OUT, NAME, fold
from ladder_assess.core.register.headings.column_names import (
    ADDRESSES,
    LABELS,
    OF_ANOTHER,
    OF_CODES,
)
from ladder_assess.core.register.headings.column_names_elsewhere import (
    OF_ANOTHER as OF_ANOTHER_ELSEWHERE,
)
from ladder_assess.core.register.headings.column_names_elsewhere import plainly
from ladder_assess.core.register.looks import has_a_word, is_no_text
from ladder_assess.core.register.reading import ColumnReading

LOOKED_AT, HALF, LONGEST = 300, 0.5, 100
# What says of which kind activities are: better than no name, where nothing else is.
KINDS = frozenset(("type", "kind", "class", "typ", "art", "tipo", "sort", "soort", "format"))
NO_NAMES = OF_ANOTHER | OF_ANOTHER_ELSEWHERE | OF_CODES | ADDRESSES | LABELS
NONE = -1


def stand_in(rows: Sequence[Sequence[str]], reading: ColumnReading) -> int:
    """The place of the first column that is left out and has short words in most rows that
    have nothing in the column of names, or says of which kind each is where nothing else has such
    words; NONE where there is none, or every row has a name. Where activities have ids, a row
    without a name says nothing of it.
    """
    if NAME not in reading.columns or not reading.id_from_name:
        return NONE
    name = reading.columns.index(NAME)
    nameless = [cells for cells in rows if any(cells) and not _text(cells, name)]
    some = list(islice(nameless, LOOKED_AT))
    places = [at for at, column in enumerate(reading.columns) if column == LEFT_OUT]
    fitting = (
        at
        for barred in (NO_NAMES, NO_NAMES - KINDS)
        for at in places
        if some and _names_all(some, at, reading.headings[at], barred)
    )
    return next(fitting, NONE)


def _names_all(
    rows: Sequence[Sequence[str]], place: int, heading: str, barred: AbstractSet[str]
) -> bool:
    if not heading or not barred.isdisjoint(plainly(fold(heading)).split()):
        return False
    good = sum(_is_name(_text(cells, place)) for cells in rows)
    return good >= HALF * len(rows)


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST and has_a_word(text) and not is_no_text(text)


def _text(cells: Sequence[str], place: int) -> str:
    text = cells[place].strip() if place < len(cells) else ""
    return "" if is_null(text) else text
