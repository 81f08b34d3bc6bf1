"""How many there are in each cell of a grid: tinted where certain, thick where marked."""

from collections.abc import Iterator
from string import ascii_uppercase
from typing import NamedTuple

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_portfolio import Grid, GridCell
from ladder_assess.publishing.charts.counts import certain_and_possible
from ladder_assess.publishing.charts.figure import Plot, Trace, bars
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Label,
    Scene,
    across,
    paragraph,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, Point

HEIGHT = 22.0
# A tie of more cells than this says nothing.
MOST_NAMED = 3
CERTAIN, POSSIBLE, MARKED = range(3)
STYLES = ("peers", "box", "weakest")
FILLS = ((look.PEERS, look.RULE_STRONG, 1.0), (look.PAPER, look.RULE_STRONG, 1.5),
         (look.PAPER, look.INK, 3.0))  # fmt: skip


class PlacedCell(NamedTuple):
    """A cell of the drawing: its row's name, its column, from and to in percent, its top."""

    row: str
    column: int
    cell: GridCell
    low: float
    high: float
    top: float

    @property
    def look(self) -> int | None:
        """How it is drawn; None for an empty one."""
        if self.cell.marked:
            return MARKED
        if self.cell.certain:
            return CERTAIN
        return POSSIBLE if self.cell.possible else None

    @property
    def box(self) -> Box:
        left = across(self.low)
        return Box(left, self.top, across(self.high) - left, HEIGHT)


def grid(contents: Grid, speech: Speech) -> Parts:
    """The chart of a grid."""
    names, placed, y = _places(contents)
    marks: list[Drawn] = [*names]
    for each in sorted(placed, key=lambda cell: -1 if cell.look is None else cell.look):
        marks += _marks(each, speech)
    for place, column in enumerate(contents.columns):
        letter = ascii_uppercase[place]
        named = speech.gettext("%(letter)s. %(name)s", letter=letter, name=column)
        lines = paragraph(named, Point(look.LEFT - 4, y + look.LINE), look.WIDTH - 10)
        marks += lines
        y += len(lines) * look.LINE
    seen = [part for part in range(len(STYLES)) if any(each.look == part for each in placed)]
    key = tuple(
        KeyLine((Bar(Box(-12, -7, 24, look.BAR), STYLES[part]),), contents.parts[part])
        for part in seen
    )
    traces = tuple(_trace(contents, placed, part) for part in seen)
    scene = Scene(tuple(marks), y + look.LINE, key)
    return Parts("grid", _summary(contents, speech), _table(contents, speech), scene, Plot(traces))


def _places(contents: Grid) -> tuple[list[Label], list[PlacedCell], float]:
    """The names of the rows, their cells, and where the last one ends."""
    names: list[Label] = []
    placed: list[PlacedCell] = []
    y = 0.0
    for row in contents.rows:
        own = paragraph(row.name, Point(look.LEFT - 4, y + look.LINE), look.WIDTH - 10)
        top = y + len(own) * look.LINE + 8
        names += own
        share = 100 / max(1, len(row.cells))
        placed += [
            PlacedCell(row.name, place, cell, place * share, (place + 1) * share, top)
            for place, cell in enumerate(row.cells)
        ]
        y = top + HEIGHT + look.ROW_GAP / 2
    return names, placed, y


def _marks(each: PlacedCell, speech: Speech) -> Iterator[Drawn]:
    if each.look is None:
        yield Bar(each.box, "strip")
        return
    yield Bar(each.box, STYLES[each.look])
    said = certain_and_possible(each.cell.certain, each.cell.possible)
    at = Point(each.box.middle.x, each.box.middle.y + look.RISE_TO_BASELINE)
    letter = ascii_uppercase[each.column]
    text = speech.gettext("%(letter)s %(count)s", letter=letter, count=said)
    yield Label(text, at, "middle", "strong")


def _trace(contents: Grid, placed: list[PlacedCell], part: int) -> Trace:
    fill, edge, thick = FILLS[part]
    rows = [
        (each.low, each.high, each.box.middle.y, _said(contents, each))
        for each in placed
        if each.look == part
    ]
    line = {"color": edge, "width": thick}
    return {**bars(contents.parts[part], rows, fill, line=line), "width": HEIGHT}


def _said(contents: Grid, each: PlacedCell) -> str:
    counts = zip(contents.parts, _counts(each.cell), strict=True)
    figures = "; ".join(f"{part}: {count}" for part, count in counts)
    return f"{each.row}. {contents.columns[each.column]}. {figures}"


def _counts(cell: GridCell) -> tuple[int, int, int]:
    return cell.certain, cell.possible, cell.marked


def _table(contents: Grid, speech: Speech) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (f"{row.name}. {column}", *_counts(cell))
        for row in contents.rows
        for column, cell in zip(contents.columns, row.cells, strict=True)
        if any(_counts(cell))
    ]
    return table(speech, (speech.gettext("Rung and kind"), *contents.parts), rows)


def _summary(contents: Grid, speech: Speech) -> str:
    said = speech.gettext("%(total)s in all.", total=contents.total)
    if contents.marked:
        marked = f"{contents.parts[MARKED]}: {contents.marked}"
        said = f"{said} {marked}."
    certain = [
        (cell.certain, f"{row.name}, {column}")
        for row in contents.rows
        for column, cell in zip(contents.columns, row.cells, strict=True)
        if cell.certain
    ]
    if not certain:
        return said
    most = max(count for count, _ in certain)
    names = [name for count, name in certain if count == most]
    if len(names) > MOST_NAMED:
        return said
    return f"{said} {speech.fullest(names, most)}".strip()
