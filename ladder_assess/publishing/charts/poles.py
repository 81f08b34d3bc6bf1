"""Pairs of poles with a mark between them. Nothing is filled from one side: neither is the goal."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Poles, PolesRow
from ladder_assess.publishing.charts.figure import Plot, marks
from ladder_assess.publishing.charts.scene import (
    Drawn,
    KeyLine,
    Label,
    Line,
    Mark,
    Scene,
    across,
    paragraph,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Point

STEPS = (0, 25, 50, 75, 100)
TICK, HALF = 8.0, 154.0
# Closer to the middle than this is between the two, a quarter of the way to either pole.
BETWEEN = 12.5


def poles(contents: Poles, speech: Speech) -> Parts:
    """The chart of an orientation."""
    drawn: list[Drawn] = []
    points = []
    y = 2.0
    for row in contents.rows:
        marks_, point, y = _row(row, y, speech)
        drawn += marks_
        points.append((row, point))
    key = (KeyLine((_mark(Point(0, 0)),), speech.gettext("Where you stand")),)
    traces = [(row.value, at.y, f"{row.name}. {_where(row, speech)}") for row, at in points]
    own = marks(
        speech.gettext("Where you stand"),
        traces_of_known(traces),
        "circle",
        marker={"color": look.PAPER, "size": 14, "line": {"width": 3, "color": look.INK}},
    )
    scene = Scene(tuple(drawn), y, key)
    summary, figures = _summary(contents, speech), _table(contents, speech)
    return Parts("poles", summary, figures, scene, Plot((own,)))


def traces_of_known(
    rows: list[tuple[float | None, float, str]],
) -> list[tuple[float, float | None, str]]:
    """The rows that have a value."""
    return [(value, y, said) for value, y, said in rows if value is not None]


def _row(row: PolesRow, top: float, speech: Speech) -> tuple[list[Drawn], Point, float]:
    """One pair's marks, the point of its mark, and where it ends."""
    start = Point(look.LEFT - 4, top + look.LINE)
    names = paragraph(row.name, start, look.WIDTH - 10, style="strong")
    y = names[-1].at.y + 16
    drawn: list[Drawn] = [*names, Line((Point(across(0), y), Point(across(100), y)), "axis")]
    drawn += [upright(across(step), y, TICK, "axis") for step in STEPS]
    under = y + 22
    first = paragraph(row.first, Point(look.LEFT - 4, under), HALF)
    second = paragraph(row.second, Point(look.RIGHT + 4, under), HALF, "end")
    drawn += [*first, *second]
    point = Point(across(row.value or 0), y)
    if row.value is None:
        text = speech.gettext("Not known")
        drawn.append(Label(text, Point(look.WIDTH / 2, y - 6), "middle", "soft"))
    else:
        drawn.append(_mark(point))
    end = max(label.at.y for label in (*first, *second))
    return drawn, point, end + look.ROW_GAP


def _mark(at: Point) -> Mark:
    return Mark(at, "circle", False, 14)


def _where(row: PolesRow, speech: Speech) -> str:
    """A position in words that set no side above the other."""
    if row.value is None:
        return speech.gettext("Not known")
    if abs(row.value - 50) <= BETWEEN:
        return speech.gettext("Between the two")
    pole = row.first if row.value < 50 else row.second
    return speech.gettext("Nearer to: %(pole)s", pole=pole)


def _table(contents: Poles, speech: Speech) -> Table:
    head = (
        speech.gettext("Pair"),
        speech.gettext("One pole, at 0"),
        speech.gettext("Other pole, at 100"),
        speech.gettext("Where you stand"),
        speech.gettext("In words"),
    )
    rows: list[tuple[Cell, ...]] = [
        (row.name, row.first, row.second, row.value, _where(row, speech)) for row in contents.rows
    ]
    return table(speech, head, rows)


def _summary(contents: Poles, speech: Speech) -> str:
    there = [row.value for row in contents.rows if row.value is not None]
    between = sum(abs(value - 50) <= BETWEEN for value in there)
    first = sum(value < 50 - BETWEEN for value in there)
    said = speech.gettext(
        "Pairs in which you stand nearer to the first pole: %(first)s; nearer to the second: "
        "%(second)s; between the two: %(between)s.",
        first=first,
        second=len(there) - first - between,
        between=between,
    )
    return f"{said} {speech.gettext('Neither pole is the better one.')}"
