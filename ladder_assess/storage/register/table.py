"""A register as a table: its headings and the rows below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ladder_assess.core.register.flaws import Flaw

# Values of a column, cells of a row under no heading and titles that are kept to be shown.
EXAMPLES, FEW = 3, 5


@dataclass(frozen=True)
class TableRow:
    """A row: its number in the file, its cells, and what is wrong with some, by place (from 0).

    What is wrong with the row as a whole has the place WHOLE_ROW.
    """

    number: int
    cells: list[str]
    wrong: Mapping[int, Flaw] = field(default_factory=dict)
    hidden: bool = False


@dataclass(frozen=True)
class RegisterTable:
    """A register: its headings, the row that they stand in (the last where they take up several),
    and the rows below.

    `examples` has the first values beneath each heading. `sheet` is the one that was read where
    there are `others`, and `out_of_sight` are those of them that are hidden; `sheet_open` says that
    another looks nearly as much like a list, and `alike` are those with the same headings that
    can be read together, this one among them. `hidden_columns` are places (from 0). `encoding` is
    said where it was guessed, with some `words` to check. `titles` is how many rows are titles of
    sections, and no activities, and `sections` are some of them; `headed_again` is how many say the
    headings once more, and `tall` how many rows these take up. `loose` has the
    numbers of rows that were read although their quotation marks do not match. `kinds_at`
    is the row that says what kind of thing columns hold (0 where there is none), `other_at` the
    row at which another list begins, which was not read (0 where there is none), and `other_rows`
    how many rows that has. `letters` is how many cells held letters of Windows-1252 as controls.
    `written_once` are places of months and years that stand once above several days.
    """

    headings: tuple[str, ...]
    row: int
    examples: tuple[tuple[str, ...], ...]
    rows: Sequence[TableRow]
    sheet: str = ""
    others: tuple[str, ...] = ()
    out_of_sight: tuple[str, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    sheet_open: bool = False
    alike: tuple[str, ...] = ()
    encoding: str = ""
    words: tuple[str, ...] = ()
    titles: int = 0
    sections: tuple[str, ...] = ()
    headed_again: int = 0
    kinds_at: int = 0
    other_at: int = 0
    other_rows: int = 0
    letters: int = 0
    tall: int = 1
    loose: tuple[int, ...] = ()
    written_once: tuple[int, ...] = ()
