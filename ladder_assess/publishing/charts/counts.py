"""How many there are of something, row by row: solid, and hatched for what is not certain."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import CountRow, Counts
from ladder_assess.publishing.charts.figure import Axis, Plot, bars, pattern
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


def counts(contents: Counts, speech: Speech) -> Parts:
    """The chart of some counts."""
    values = [_value(row, speech) for row in contents.rows]
    places, bottom = rows_of([row.name for row in contents.rows], values)
    drawn = list(zip(contents.rows, places, strict=True))
    longest = max([1, *(sum(row.counts or ()) for row in contents.rows)])
    marks = (mark for row, place in drawn for mark in _marks(row, place, longest))
    key = tuple(
        KeyLine((_bar(Box(-12, -7, 24, look.BAR), part),), name)
        for part, name in enumerate(contents.parts)
    )
    traces = tuple(_trace(contents, drawn, part) for part in range(len(contents.parts)))
    plot = Plot(traces, Axis(look.LEFT, look.RIGHT, 0, longest))
    scene = Scene(tuple(marks), bottom + 4, key)
    return Parts("counts", _summary(contents, speech), _table(contents, speech), scene, plot)


def _value(row: CountRow, speech: Speech) -> str:
    if row.counts is None:
        return speech.gettext("Hidden")
    return certain_and_possible(*row.counts)


def certain_and_possible(certain: int, possible: int = 0) -> str:
    """So many certainly and so many possibly: 2, 2+1? or 1?, the same in each picture of a list."""
    if not possible:
        return str(certain)
    return f"{certain}+{possible}?" if certain else f"{possible}?"


def _spans(row: CountRow) -> list[tuple[int, int]]:
    """Where the bar of each part runs, one after the other."""
    start, found = 0, []
    for count in row.counts or ():
        found.append((start, start + count))
        start += count
    return found


def _marks(row: CountRow, place: Row, longest: int) -> list[Drawn]:
    drawn: list[Drawn] = [*place.labels]
    for part, (low, high) in enumerate(_spans(row)):
        if high > low:
            drawn.append(_bar(place.bar(100 * low / longest, 100 * high / longest), part))
    return [*drawn, upright(look.LEFT, place.middle, look.BAR + 6, "axis")]


def _bar(box: Box, part: int) -> Bar:
    return Bar(hatched(box), "hollow") if part else Bar(box)


def _trace(contents: Counts, drawn: list[tuple[CountRow, Row]], part: int) -> dict[str, object]:
    name = contents.parts[part]
    rows = []
    for row, place in drawn:
        if row.counts is not None:
            low, high = _spans(row)[part]
            rows.append((low, high, place.middle, f"{row.name}. {name}: {row.counts[part]}"))
    if part:
        return bars(name, rows, look.PAPER, pattern=pattern(look.INK, look.PAPER))
    return bars(name, rows, look.INK)


def _table(contents: Counts, speech: Speech) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (row.name, *(row.counts or (None,) * len(contents.parts))) for row in contents.rows
    ]
    head = (speech.gettext("Name"), *contents.parts)
    return table(speech, head, rows, speech.gettext("Hidden: too few"))


def _summary(contents: Counts, speech: Speech) -> str:
    most = max([0, *(row.counts[0] for row in contents.rows if row.counts)])
    said = speech.gettext("%(total)s in all.", total=contents.total)
    if not most:
        return said
    names = [row.name for row in contents.rows if row.counts and row.counts[0] == most]
    return f"{said} {speech.fullest(names, most)}".strip()
