"""Which sheet of a workbook is read, of those that hold anything."""

from collections.abc import Sequence

from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.core.register.sheets import MOST_LOOKED_AT, ChosenSheet, choose_sheet
from ladder_assess.storage.common.sheet_cells import SHEET, Workbook, first_rows
from ladder_assess.storage.register.header_row import likely_header


def filled_sheets(book: Workbook) -> list[tuple[str, bool]]:
    """The sheets that hold anything, and whether each is in sight: nobody is asked about those that
    a program made and nobody filled.
    """
    return [(title, seen) for title, seen in book.names() if first_rows(book, title, 1)]


def likely_sheet(book: Workbook, titles: Sequence[str], known: Headings) -> ChosenSheet:
    """Of some sheets the one named Activities, or else the one that looks most like a list of them.
    Raises BadRegister where there is none.
    """
    if SHEET in titles:
        return ChosenSheet(SHEET)
    if not titles:
        raise BadRegister(Flaw("empty"))
    tops = {}
    for title in titles:
        rows = first_rows(book, title, MOST_LOOKED_AT)
        tops[title] = (likely_header(rows, known), [row.texts for row in rows])
    return choose_sheet(tops, known)
