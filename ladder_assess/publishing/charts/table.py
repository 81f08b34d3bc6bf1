"""The figures behind a chart: read as a table, out loud, and taken away as CSV."""

from dataclasses import dataclass
from functools import cached_property

from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.publishing.charts.speech import Speech, brief
from ladder_assess.publishing.common.directions import unmarked

Cell = str | int | float | None
MARK = "\N{BYTE ORDER MARK}"


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first column names the row. None is a value that there is not.

    Values are kept as they are and shown with at most `digits` decimals. Of many rows, the first
    `drawn` alone stand in the picture, and are all that its words say; None for every one.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    missing: str
    digits: int = 0
    drawn: int | None = None

    def shown(self, cell: Cell) -> str:
        """A cell as a reader sees it: short numbers, and words for what is missing."""
        if cell is None:
            return self.missing
        return brief(cell, self.digits) if isinstance(cell, float) else str(cell)

    @cached_property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns are of figures, so that they line up on the right."""
        return tuple(
            str not in set(map(type, column)) for column in zip(*self.rows, strict=True)
        ) or (False,) * len(self.head)

    @property
    def spoken(self) -> str:
        """Every row of the picture as a sentence, for those who hear it."""
        return " ".join(self._sentence(row) for row in self.rows[: self.drawn])

    def _sentence(self, row: tuple[Cell, ...]) -> str:
        if all(cell is None for cell in row[1:]):
            return f"{self._name(row)}. {self.missing}."
        pairs = zip(self.head[1:], row[1:], strict=True)
        said = "; ".join(f"{head}: {self.shown(cell)}" for head, cell in pairs)
        return f"{self._name(row)}. {said}."

    def _name(self, row: tuple[Cell, ...]) -> str:
        return self.shown(row[0]).rstrip(".")


def table(
    speech: Speech,
    head: tuple[str, ...],
    rows: list[tuple[Cell, ...]],
    missing: str = "",
    digits: int = 0,
    drawn: int | None = None,
) -> Table:
    """A table; `missing` says why a cell is empty where it is not for want of answers."""
    return Table(head, tuple(rows), missing or speech.gettext("Not known"), digits, drawn)


def csv_of(figures: Table) -> bytes:
    """The table as CSV, values unrounded, cells that would act made harmless.

    With a byte-order mark, without which spreadsheets take UTF-8 for something else.
    """
    lines = [
        csv_line(unmarked(cell) if isinstance(cell, str) else cell for cell in row)
        for row in (figures.head, *figures.rows)
    ]
    return (MARK + "".join(lines)).encode()
