"""What can be wrong with a register, by id; pages say each in the reader's language."""

from collections.abc import Iterable
from typing import NamedTuple

# Of a file: none of it is read.
OF_A_FILE = (
    "empty", "locked", "old_format", "not_a_table", "damaged", "too_large", "unpacks_too_large",
    "no_header", "merged_header", "too_many_rows", "line_too_long",
    "too_many_sheets", "json", "pdf", "document", "web_page", "web_archive", "numbers",
)  # fmt: skip
# Of a row or a cell: the others are read.
OF_A_ROW = (
    "quotes", "too_many_cells", "too_much_text", "outside", "cell_too_long", "beyond", "merged",
    "merged_down", "merged_across", "formula", "error", "is_date", "option", "rung", "date",
    "date_month_first", "no_such_day", "date_far", "date_1900", "number", "number_large",
    "too_long", "control", "link", "repeated", "unknown_beside", "required", "no_name", "id_twice",
    "id_several", "agreed", "submitted", "later_answer",
)  # fmt: skip
FLAWS = frozenset((*OF_A_FILE, *OF_A_ROW))


class Flaw(NamedTuple):
    """Something wrong. `column` is what the file calls it, empty where it is no single one's.

    `found` is what stands there and `wanted` what could stand there, where there is more to say
    than the id does.
    """

    id: str
    column: str = ""
    found: str = ""
    wanted: str = ""


class SheetsOfFile(NamedTuple):
    """The sheet of a workbook that was looked at, the others, and which of those are hidden."""

    sheet: str = ""
    others: tuple[str, ...] = ()
    out_of_sight: tuple[str, ...] = ()


class BadRegister(ValueError):
    """None of a file can be read, for what stands in this row of it (from 1); `sheets` are those
    that could be read in place of this one.
    """

    def __init__(self, flaw: Flaw, row: int = 1) -> None:
        super().__init__(flaw)
        self.flaw = flaw
        self.row = row
        self.sheets = SheetsOfFile()


class BadRow(ValueError):
    """A row cannot be taken in; `flaws` holds everything that is wrong with it."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__(self.flaws)
