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
    being marked is called. `total` is of how many things, `marked` how many of them are marked.
    """

    parts: tuple[str, str, str]
    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    total: int
    marked: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.marked <= self.total:
            raise NotDrawable("what is marked is among the things counted")
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
    """Who took part beside who was affected, those that are shown first standing first; `untold`
    activities do not say both.
    """

    rows: tuple[ReachRow, ...]
    untold: int = 0


@dataclass(frozen=True)
class ShiftRow:
    """How many there were and are under one name, one number a part."""

    name: str
    then: tuple[int, ...]
    now: tuple[int, ...]

    @property
    def both(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The earlier counts and the later ones."""
        return self.then, self.now


@dataclass(frozen=True)
class Shift:
    """Counts at two dates, which are given in words. `parts` are one or two: certain and possible,
    as they stand after a date. `totals` are of how many things at each date, which may be fewer
    than the counts add up to.
    """

    dates: tuple[str, str]
    parts: tuple[str, ...]
    rows: tuple[ShiftRow, ...]
    totals: tuple[int, int]

    def __post_init__(self) -> None:
        if len(self.parts) not in (1, 2):
            raise NotDrawable("counts have one part or two")
        for counts in (counts for row in self.rows for counts in row.both):
            if len(counts) != len(self.parts) or min(counts) < 0:
                raise NotDrawable("each row has one count a part and date, none of them negative")
