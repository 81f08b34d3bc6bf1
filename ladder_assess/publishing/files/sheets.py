"""Sheets of rows, and the charts that are drawn from them, before they are any file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None
NARROW, MIDDLE, WIDE = 11, 24, 60


@dataclass(frozen=True)
class SheetColumn:
    """A column's heading, and its width in letters."""

    head: str
    width: int = MIDDLE


@dataclass(frozen=True)
class Bars:
    """A chart of bars beside the rows that it is drawn from, which run from `first` to before
    `end`: `names` and `values` are columns, `top` is where the scale ends. `words` tell what it
    shows to who cannot see it.
    """

    title: str
    words: str
    names: int
    values: Sequence[int]
    first: int
    end: int
    top: int | None = None


@dataclass(frozen=True)
class WorkbookSheet:
    """Rows under a heading. The heading, and the first `kept` columns, stay when it is scrolled."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]
    kept: int = 1
    charts: Sequence[Bars] = ()
