"""Scores or rungs over the waves: a line each, told apart by mark and stroke."""

from itertools import groupby

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Trend, TrendLine, known
from ladder_assess.publishing.charts.figure import Axis, Plot, marks
from ladder_assess.publishing.charts.scene import Drawn, KeyLine, Label, Line, Mark, Scene
from ladder_assess.publishing.charts.speech import Speech, brief
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Point

START, END = 44.0, 318.0
TOP, GROUND = 22.0, 212.0
STEPS = 4
# As many names of waves as fit under the picture side by side.
MOST_NAMES = 4


def trend(contents: Trend, speech: Speech) -> Parts:
    """The chart of a trend."""
    x = Axis(START, END, 0, max(len(contents.waves) - 1, 1))
    y = Axis(TOP, GROUND, contents.top, 0)
    drawn: list[Drawn] = [*_frame(contents), *_rules(contents)]
    for place, line in enumerate(contents.lines):
        drawn += _line(contents, line, place)
    scene = Scene(tuple(drawn), GROUND + 24, _key(contents, speech))
    traces = [_trace(contents, line, place) for place, line in enumerate(contents.lines)]
    if contents.new_rules:
        traces.append(_rules_trace(contents, speech))
    plot = Plot(tuple(traces), x, y)
    return Parts("trend", _summary(contents, speech), _table(contents, speech), scene, plot)


def _at(contents: Trend, wave: float, value: float) -> Point:
    share = wave / max(len(contents.waves) - 1, 1)
    return Point(START + share * (END - START), GROUND - value / contents.top * (GROUND - TOP))


def _frame(contents: Trend) -> list[Drawn]:
    drawn: list[Drawn] = []
    for step in range(STEPS + 1):
        value = contents.top * step / STEPS
        y = _at(contents, 0, value).y
        drawn.append(Line((Point(START - 8, y), Point(END + 8, y)), "axis" if not step else "grid"))
        drawn.append(Label(f"{value:g}", Point(START - 14, y + 4.5), "end", "soft"))
    last = len(contents.waves) - 1
    every = max(1, -(-len(contents.waves) // MOST_NAMES))
    for place in sorted({last, *(p for p in range(0, last, every) if last - p >= every)}):
        at = Point(_at(contents, place, 0).x, GROUND + 18)
        anchor = "middle" if 0 < place < last else "end" if place else "start"
        shift = {"start": -10, "end": 10}.get(anchor, 0) if last else 0
        drawn.append(Label(contents.waves[place], Point(at.x + shift, at.y), anchor, "soft"))
    return drawn


def _rules(contents: Trend) -> list[Drawn]:
    xs = [_at(contents, place - 0.5, 0).x for place in contents.new_rules]
    return [Line((Point(x, TOP - 10), Point(x, GROUND)), "axis", look.DASHES[1]) for x in xs]


def _line(contents: Trend, line: TrendLine, place: int) -> list[Drawn]:
    """The stretches between gaps, then the marks, and the value at each end of a lone line."""
    colour, shape, dash = look.LINES[place], look.MARKS[place], look.DASHES[place]
    points = [
        None if value is None else _at(contents, wave, value)
        for wave, value in enumerate(line.values)
    ]
    drawn: list[Drawn] = []
    for there, stretch in groupby(points, key=lambda point: point is not None):
        held = tuple(point for point in stretch if point)
        if there and len(held) > 1:
            drawn.append(Line(held, "plot", dash, colour))
    drawn += [Mark(point, shape, True, 10, colour) for point in points if point]
    if len(contents.lines) == 1:
        drawn += _values(line, points, contents.digits)
    return drawn


def _values(line: TrendLine, points: list[Point | None], digits: int) -> list[Drawn]:
    return [
        Label(brief(value, digits), Point(point.x, point.y - 10), "middle", "strong")
        for value, point in zip(line.values, points, strict=True)
        if value is not None and point is not None
    ]


def _key(contents: Trend, speech: Speech) -> tuple[KeyLine, ...]:
    key = []
    for place, line in enumerate(contents.lines):
        colour, dash = look.LINES[place], look.DASHES[place]
        stroke = Line((Point(-14, 0), Point(14, 0)), "plot", dash, colour)
        mark = Mark(Point(0, 0), look.MARKS[place], True, 10, colour)
        key.append(KeyLine((stroke, mark), line.name))
    if contents.new_rules:
        stroke = Line((Point(0, -9), Point(0, 9)), "axis", look.DASHES[1])
        key.append(KeyLine((stroke,), speech.gettext("A new questionnaire from here")))
    return tuple(key)


def _trace(contents: Trend, line: TrendLine, place: int) -> dict[str, object]:
    values = [
        f"{line.name}, {wave}: {'' if value is None else brief(value, contents.digits)}"
        for wave, value in zip(contents.waves, line.values, strict=True)
    ]
    rows = [
        (wave, value, said)
        for wave, (value, said) in enumerate(zip(line.values, values, strict=True))
    ]
    return marks(
        line.name,
        rows,
        look.MARKS[place],
        mode="lines+markers",
        marker={"color": look.LINES[place], "size": 10},
        line={"color": look.LINES[place], "width": 2, "dash": look.DASHES[place]},
        connectgaps=False,
    )


def _rules_trace(contents: Trend, speech: Speech) -> dict[str, object]:
    """Nothing to see: the line stands behind already, and this names it in the key."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": speech.gettext("A new questionnaire from here"),
        "x": [None],
        "y": [None],
        "line": {"color": look.RULE_STRONG, "width": 1, "dash": look.DASHES[1]},
    }


def _table(contents: Trend, speech: Speech) -> Table:
    head = (speech.gettext("Wave"), *(line.name for line in contents.lines))
    rows: list[tuple[Cell, ...]] = [
        (wave, *(line.values[place] for line in contents.lines))
        for place, wave in enumerate(contents.waves)
    ]
    if contents.new_rules:
        head = (*head, speech.gettext("Questionnaire"))
        words = {
            True: speech.gettext("New from here"),
            False: speech.gettext("As before"),
        }
        rows = [(*row, words[place in contents.new_rules]) for place, row in enumerate(rows)]
    return table(speech, head, rows, digits=contents.digits)


def _summary(contents: Trend, speech: Speech) -> str:
    said = [_moved(line, contents.digits, speech) for line in contents.lines]
    if contents.new_rules:
        said.append(
            speech.gettext(
                "The questionnaire changed on the way: part of a change there may be the "
                "questions, not the practice."
            )
        )
    return " ".join(said)


def _moved(line: TrendLine, digits: int, speech: Speech) -> str:
    values = [float(brief(value, digits)) for value in known(line.values)]
    if len(values) < 2:
        return speech.gettext("%(name)s: not enough waves for a trend.", name=line.name)
    first, last = values[0], values[-1]
    facts = {"name": line.name, "first": f"{first:g}", "last": f"{last:g}"}
    if first == last:
        return speech.gettext("%(name)s is where it was: %(last)s.", **facts)
    if last > first:
        return speech.gettext("%(name)s went up from %(first)s to %(last)s.", **facts)
    return speech.gettext("%(name)s went down from %(first)s to %(last)s.", **facts)
