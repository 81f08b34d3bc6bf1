"""The nine cells, who plans across and who delivers down, with activities standing in them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.questionnaire.questionnaire import Option, Questionnaire, TypologyCell
from ladder_assess.publishing.common.shapes import Box, Point, hatched

PLANS, DELIVERS = "who_plans", "who_delivers"
WIDTH = 320.0
LEFT, TOP = 92.0, 46.0
CELL_WIDTH, CELL_HEIGHT = 74.0, 54.0
NAME_HEIGHT = 34.0
DISC, DISC_PITCH, DISCS_ACROSS = 19.0, 21.5, 3
# More activities than these are counted in each cell: numbers would no longer tell anything.
MOST_DISCS = 40


@dataclass(frozen=True)
class GridCell:
    """One cell. `here`: the activity stands in it; `possible`: it may, and its box is hatched.

    `count` is how many of very many stand in it.
    """

    cell: TypologyCell
    box: Box
    here: bool = False
    possible: bool = False
    count: int = 0


@dataclass(frozen=True)
class Head:
    """The head of a column or row: the option it stands for and where its words go."""

    option: Option
    at: Point


@dataclass(frozen=True)
class NumberedDisc:
    """One of several activities in its cell."""

    number: int
    name: str
    cell: TypologyCell
    at: Point


@dataclass(frozen=True)
class GridDrawing:
    """The grid. `standing` is the cell of a single activity, None where it is not known.

    With several activities `discs` are those whose cell is known and `unplaced` the others; with
    very many they are `counted` in the cells instead.
    """

    width: float
    height: float
    cells: tuple[GridCell, ...]
    columns: tuple[Head, ...]
    rows: tuple[Head, ...]
    frame: Box
    name: str = ""
    standing: TypologyCell | None = None
    discs: tuple[NumberedDisc, ...] = ()
    unplaced: tuple[AssessedActivity, ...] = ()
    many: bool = False
    counted: bool = False


def grid_drawing(questionnaire: Questionnaire, assessment: Assessment) -> GridDrawing:
    """Draw the cell in which one activity stands, or those in which it may."""
    answers = assessment.activity.answers
    plans, delivers = answers.get(PLANS), answers.get(DELIVERS)
    possible = {
        cell.id
        for cell in questionnaire.typology.cells
        if plans in (None, cell.plans) and delivers in (None, cell.delivers)
    }
    standing = assessment.type.cell
    cells = tuple(
        _one(cell, box, standing, possible)
        for cell, box in _boxes(questionnaire, [CELL_HEIGHT] * 3)
    )
    named = next((c.cell for c in cells if c.here), None)
    return _grid(questionnaire, cells, name=assessment.activity.name, standing=named)


def grid_of_many(
    questionnaire: Questionnaire, activities: Iterable[AssessedActivity]
) -> GridDrawing:
    """Draw several activities, each by its number in its cell; of very many, how many there are."""
    every = tuple(activities)
    by_cell: dict[str, list[AssessedActivity]] = {}
    for activity in every:
        by_cell.setdefault(activity.assessment.type.cell or "", []).append(activity)
    unplaced = tuple(by_cell.get("", []))
    if len(every) > MOST_DISCS:
        boxes = _boxes(questionnaire, [CELL_HEIGHT] * 3)
        counts = tuple(GridCell(c, box, count=len(by_cell.get(c.id, []))) for c, box in boxes)
        return _grid(questionnaire, counts, discs=(), unplaced=unplaced)
    cells: list[GridCell] = []
    discs: list[NumberedDisc] = []
    for cell, box in _boxes(questionnaire, _row_heights(questionnaire, by_cell)):
        cells.append(GridCell(cell, box))
        discs.extend(_discs(cell, box, by_cell.get(cell.id, [])))
    return _grid(questionnaire, tuple(cells), discs=tuple(discs), unplaced=unplaced)


def _one(cell: TypologyCell, box: Box, standing: str | None, possible: set[str]) -> GridCell:
    here = cell.id == standing
    maybe = standing is None and cell.id in possible and len(possible) < 9
    return GridCell(cell, hatched(box, gap=8) if maybe else box, here, maybe)


def _grid(
    questionnaire: Questionnaire,
    cells: tuple[GridCell, ...],
    name: str = "",
    standing: TypologyCell | None = None,
    discs: tuple[NumberedDisc, ...] | None = None,
    unplaced: tuple[AssessedActivity, ...] = (),
) -> GridDrawing:
    bottom = max(cell.box.bottom for cell in cells)
    columns = questionnaire.coded[PLANS].options
    rows = questionnaire.coded[DELIVERS].options
    return GridDrawing(
        width=WIDTH,
        height=bottom + (NAME_HEIGHT if discs is None else 6),
        cells=cells,
        columns=tuple(
            Head(option, Point(LEFT + (place + 0.5) * CELL_WIDTH, TOP - 8))
            for place, option in enumerate(columns)
        ),
        rows=tuple(
            Head(option, Point(LEFT - 8, cells[place * len(columns)].box.middle.y))
            for place, option in enumerate(rows)
        ),
        frame=Box(LEFT, TOP, CELL_WIDTH * len(columns), bottom - TOP),
        name=name,
        standing=standing,
        discs=discs or (),
        unplaced=unplaced,
        many=discs is not None,
        counted=any(cell.count for cell in cells),
    )


def _boxes(
    questionnaire: Questionnaire, heights: list[float]
) -> Iterator[tuple[TypologyCell, Box]]:
    """Every cell with its box, row by row."""
    cells = {(cell.plans, cell.delivers): cell for cell in questionnaire.typology.cells}
    y = TOP
    for row, height in zip(questionnaire.coded[DELIVERS].options, heights, strict=True):
        for place, column in enumerate(questionnaire.coded[PLANS].options):
            box = Box(LEFT + place * CELL_WIDTH, y, CELL_WIDTH, height)
            yield cells[column.id, row.id], box
        y += height


def _row_heights(
    questionnaire: Questionnaire, by_cell: dict[str, list[AssessedActivity]]
) -> list[float]:
    """Rows tall enough for the fullest of their cells."""
    heights = []
    for row in questionnaire.coded[DELIVERS].options:
        cells = [c.id for c in questionnaire.typology.cells if c.delivers == row.id]
        most = max(len(by_cell.get(cell, [])) for cell in cells)
        lines = -(-most // DISCS_ACROSS)
        heights.append(max(CELL_HEIGHT, lines * DISC_PITCH + 12))
    return heights


def _discs(
    cell: TypologyCell, box: Box, activities: list[AssessedActivity]
) -> Iterator[NumberedDisc]:
    lines = -(-len(activities) // DISCS_ACROSS)
    top = box.middle.y - (lines - 1) * DISC_PITCH / 2
    for place, activity in enumerate(activities):
        line, column = divmod(place, DISCS_ACROSS)
        across = min(DISCS_ACROSS, len(activities) - line * DISCS_ACROSS)
        left = box.middle.x - (across - 1) * DISC_PITCH / 2
        at = Point(left + column * DISC_PITCH, top + line * DISC_PITCH)
        yield NumberedDisc(activity.number, activity.name, cell, at)
