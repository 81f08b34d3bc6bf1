"""What charts of a whole list of activities show: facts alone, as in contents.py."""

from dataclasses import dataclass

from ladder_assess.publishing.charts.bounds import NotDrawable

# More columns than this leave no room for a figure in a cell.
MOST_COLUMNS = 6


@dataclass(frozen=True)
class GridCell:
    """How many stand in a cell certainly, and possibly; how many of them are marked."""

    certain: int = 0
    possible: int = 0
    marked: int = 0

    def __post_init__(self) -> None:
        if min(self.certain, self.possible) < 0:
            raise NotDrawable("nothing is counted below 0")
        if not 0 <= self.marked <= self.certain + self.possible:
            raise NotDrawable("what is marked stands in the cell")


@dataclass(frozen=True)
class GridRow:
    """One row of a grid, with a cell for each column."""

    name: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """Counts by row and column. `parts` are what being there certainly, being there possibly and
    being marked is called. `total` is of how many things.
    """

    parts: tuple[str, str, str]
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    total: int

    def __post_init__(self) -> None:
        if len(self.columns) > MOST_COLUMNS:
            raise NotDrawable(f"a grid has at most {MOST_COLUMNS} columns")
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise NotDrawable("each row has one cell a column")


@dataclass(frozen=True)
class ReachRow:
    """How many people an activity affects and how many of them, or of others too, took part."""

    name: str
    affected: int
    took_part: int

    def __post_init__(self) -> None:
        if min(self.affected, self.took_part) < 0:
            raise NotDrawable("nobody is counted below 0")

    @property
    def percent(self) -> float | None:
        """Those who took part for each hundred affected, which may be more than a hundred."""
        return 100 * self.took_part / self.affected if self.affected else None


@dataclass(frozen=True)
class Reach:
    """Who took part beside who was affected; `untold` activities do not say both."""

    rows: tuple[ReachRow, ...]
    untold: int = 0
