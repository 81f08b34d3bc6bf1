"""Counts at two dates, row by row: the earlier tinted above, the later solid below."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_portfolio import Shift, ShiftRow
from ladder_assess.publishing.charts.figure import Axis, Plot, Trace, bars, pattern
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Row,
    Scene,
    rows_of,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, hatched

THICK, BETWEEN = 12.0, 2.0
HEIGHT = 2 * THICK + BETWEEN
THEN, NOW = range(2)
STYLES = ("peers", "solid")
# Fill, edge and strokes of what is certain and of what is possible, at each date.
FILLS = ((look.PEERS, look.RULE_STRONG), (look.INK, look.INK))


def shift(contents: Shift, speech: Speech) -> Parts:
    """The chart of counts at two dates."""
    values = [f"{_sum(row.then)} → {_sum(row.now)}" for row in contents.rows]
    places, bottom = rows_of([row.name for row in contents.rows], values, HEIGHT)
    drawn = list(zip(contents.rows, places, strict=True))
    longest = max([1, *(count for row in contents.rows for count in map(sum, row.both))])
    marks: list[Drawn] = []
    for row, place in drawn:
        marks += [*place.labels, *_marks(row, place, longest)]
    kinds = [(date, part) for date in (THEN, NOW) for part in range(len(contents.parts))]
    names = {kind: _name(contents, *kind, speech) for kind in kinds}
    key = tuple(
        KeyLine((_bar(Box(-12, -THICK / 2, 24, THICK), *kind),), names[kind]) for kind in kinds
    )
    traces = tuple(_trace(names[kind], drawn, *kind) for kind in kinds)
    plot = Plot(traces, Axis(look.LEFT, look.RIGHT, 0, longest))
    scene = Scene(tuple(marks), bottom + 4, key)
    return Parts("shift", _summary(contents, speech), _table(contents, names, speech), scene, plot)


def _sum(counts: tuple[int, ...]) -> str:
    """What is certain, and after a plus what is possible."""
    certain, *possible = counts
    return "+".join(str(count) for count in (certain, *filter(None, possible)))


def _name(contents: Shift, date: int, part: int, speech: Speech) -> str:
    if len(contents.parts) == 1:
        return contents.dates[date]
    return speech.gettext(
        "%(date)s: %(part)s", date=contents.dates[date], part=contents.parts[part]
    )


def _span(row: ShiftRow, date: int, part: int) -> tuple[int, int]:
    counts = row.both[date]
    return sum(counts[:part]), sum(counts[: part + 1])


def _top(place: Row, date: int) -> float:
    return place.middle - HEIGHT / 2 + date * (THICK + BETWEEN)


def _marks(row: ShiftRow, place: Row, longest: int) -> list[Drawn]:
    drawn: list[Drawn] = []
    for date in (THEN, NOW):
        for part in range(len(row.then)):
            low, high = _span(row, date, part)
            if high > low:
                across = place.bar(100 * low / longest, 100 * high / longest)
                box = Box(across.x, _top(place, date), across.width, THICK)
                drawn.append(_bar(box, date, part))
    return [*drawn, upright(look.LEFT, place.middle, HEIGHT + 6, "axis")]


def _bar(box: Box, date: int, part: int) -> Bar:
    if not part:
        return Bar(box, STYLES[date])
    return Bar(hatched(box), "hollow", colour=FILLS[date][1])


def _trace(name: str, drawn: list[tuple[ShiftRow, Row]], date: int, part: int) -> Trace:
    fill, edge = FILLS[date]
    rows = []
    for row, place in drawn:
        low, high = _span(row, date, part)
        middle = _top(place, date) + THICK / 2
        rows.append((low, high, middle, f"{row.name}. {name}: {high - low}"))
    extra = {"pattern": pattern(edge, look.PAPER)} if part else {}
    return {**bars(name, rows, look.PAPER if part else fill, edge, **extra), "width": THICK}


def _table(contents: Shift, names: dict[tuple[int, int], str], speech: Speech) -> Table:
    rows: list[tuple[Cell, ...]] = [(row.name, *row.then, *row.now) for row in contents.rows]
    return table(speech, (speech.gettext("Name"), *names.values()), rows)


def _summary(contents: Shift, speech: Speech) -> str:
    (first, second), (then, now) = contents.dates, contents.totals
    return speech.gettext(
        "%(first)s: %(then)s in all. %(second)s: %(now)s in all.",
        first=first,
        then=then,
        second=second,
        now=now,
    )
