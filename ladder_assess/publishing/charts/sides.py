"""Scores of several groups, topic by topic on one line: each group has a mark of its own shape."""

from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_sides import Sides, SidesRow
from ladder_assess.publishing.charts.figure import Plot, Trace, marks
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Mark,
    Row,
    Scene,
    across,
    rows_of,
    scale,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Table, table
from ladder_assess.publishing.common.shapes import Point

TICKS = tuple((value, f"{value:g}") for value in (0, 25, 50, 75, 100))
NONE = "–"
# Room for a figure and the space before it.
ROOM = 26.0


def sides(contents: Sides, speech: Speech) -> Parts:
    """The chart of groups side by side."""
    values = [_values(row) for row in contents.rows]
    room = ROOM * (len(contents.groups) + 1)
    places, bottom = rows_of([row.name for row in contents.rows], values, room=room)
    drawn = list(zip(contents.rows, places, strict=True))
    marks_ = (*scale(bottom, TICKS), *(mark for row, place in drawn for mark in _marks(row, place)))
    key = tuple(
        KeyLine((_mark(side, Point(0, 0)),), name) for side, name in enumerate(contents.groups)
    )
    traces = tuple(_trace(contents, drawn, side) for side in range(len(contents.groups)))
    scene = Scene(marks_, bottom + 20, key)
    summary, figures = _summary(contents, speech), _table(contents, speech)
    return Parts("sides", summary, figures, scene, Plot(traces))


def _values(row: SidesRow) -> str:
    return "  ".join(NONE if score is None else str(whole(score)) for score in row.scores)


def _marks(row: SidesRow, place: Row) -> list[Drawn]:
    drawn: list[Drawn] = [*place.labels, Bar(place.strip(), "strip"), *place.grid()]
    for side, score in enumerate(row.scores):
        if score is not None:
            drawn.append(_mark(side, Point(across(score), place.middle)))
    return drawn


def _mark(side: int, at: Point) -> Mark:
    return Mark(at, look.MARKS[side], colour=look.LINES[side])


def _trace(contents: Sides, drawn: list[tuple[SidesRow, Row]], side: int) -> Trace:
    name = contents.groups[side]
    rows = [
        (score, place.middle, f"{row.name}. {name}: {whole(score)}")
        for row, place in drawn
        if (score := row.scores[side]) is not None
    ]
    return marks(name, rows, look.MARKS[side], marker={"color": look.LINES[side]})


def _table(contents: Sides, speech: Speech) -> Table:
    head = (speech.gettext("Topic"), *contents.groups)
    return table(speech, head, [(row.name, *row.scores) for row in contents.rows])


def _summary(contents: Sides, speech: Speech) -> str:
    """Where the groups are furthest apart, which is worth a talk."""
    apart = {row.name: known for row in contents.rows if len(known := _known(row)) > 1}
    if not apart:
        return speech.gettext("No topic has a score of two groups yet.")
    name = max(apart, key=lambda topic: max(apart[topic]) - min(apart[topic]))
    low, high = whole(min(apart[name])), whole(max(apart[name]))
    if low == high:
        return speech.gettext("The groups give every topic the same score.")
    return speech.gettext(
        "The groups are furthest apart on: %(topic)s, from %(low)s to %(high)s out of 100.",
        topic=name,
        low=low,
        high=high,
    )


def _known(row: SidesRow) -> list[float]:
    return [score for score in row.scores if score is not None]
