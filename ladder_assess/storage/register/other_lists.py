"""Another list below the first on the same sheet, with names of columns of its own."""

from collections.abc import Sequence

from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.days.which_day import fold
from ladder_assess.storage.common.sheet_cells import SheetRow

# So many columns are named, and as much of the row, where another list begins.
NAMES, SHARE = 2, 0.5
LONGEST = 60


def other_list(rows: Sequence[SheetRow], headings: Sequence[str], known: Headings) -> int:
    """At which of some rows another list begins, its title where it has one; their number where
    none does. Above such a list is a gap, or a title.
    """
    for at in range(1, len(rows)):
        row, before = rows[at], rows[at - 1]
        titled = len(_filled(before)) == 1
        gap = row.number > before.number + 1
        if (gap or titled) and _names_columns(row, headings, known):
            return at - 1 if titled else at
    return len(rows)


def _names_columns(row: SheetRow, headings: Sequence[str], known: Headings) -> bool:
    texts = _filled(row)
    if len(texts) < NAMES or row.odd or any(len(text) > LONGEST for text in texts):
        return False
    # A list that was printed says its headings on each page.
    if {fold(text) for text in texts} <= {fold(heading) for heading in headings}:
        return False
    named = [known.surely(text) for text in texts]
    return len(set(named) - {""}) >= NAMES and sum(map(bool, named)) >= SHARE * len(texts)


def _filled(row: SheetRow) -> list[str]:
    return [text.strip() for text in row.texts if text.strip()]
