"""Where scores stand among the peers: a band of five percentiles on a strip of four quarters."""

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Position, PositionRow
from ladder_assess.publishing.charts.figure import Plot, bars
from ladder_assess.publishing.charts.scene import (
    Bar,
    Drawn,
    KeyLine,
    Line,
    Row,
    Scene,
    across,
    rows_of,
    scale,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box, Point

QUARTERS = (25, 50, 75)


def position(contents: Position, speech: Speech) -> Parts:
    """The chart of positions in a group."""
    values = [_band(row, speech) for row in contents.rows]
    places, bottom = rows_of([row.name for row in contents.rows], values, room=110)
    names = ((0, speech.gettext("Lowest")), (50, speech.gettext("Middle")))
    behind = scale(bottom, (*names, (100, speech.gettext("Highest"))))
    drawn = list(zip(contents.rows, places, strict=True))
    front = (mark for row, place in drawn for mark in _marks(row, place))
    scene = Scene((*behind, *front), bottom + 20, _key(speech))
    name = speech.gettext("Where you stand")
    own = [
        (*row.band, place.middle, f"{row.name}. {_band(row, speech)}")
        for row, place in drawn
        if row.band
    ]
    quarters = _quarters(places, speech)
    plot = Plot((bars(name, own, look.INK), quarters))
    return Parts("position", _summary(contents, speech), _table(contents, speech), scene, plot)


def _band(row: PositionRow, speech: Speech) -> str:
    if row.band is None:
        return speech.gettext("Not known")
    return speech.gettext("%(low)s to %(high)s", low=row.band[0], high=row.band[1])


def _marks(row: PositionRow, place: Row) -> list[Drawn]:
    drawn: list[Drawn] = [*place.labels, Bar(place.strip(), "strip")]
    drawn += [upright(across(share), place.middle, look.BAR, "quarter") for share in QUARTERS]
    if row.band:
        drawn.append(Bar(place.bar(*row.band)))
    return drawn


def _key(speech: Speech) -> tuple[KeyLine, ...]:
    own = Bar(Box(-6, -7, 12, look.BAR))
    quarter = Line((Point(0, -7), Point(0, 7)), "quarter")
    return (
        KeyLine((own,), speech.gettext("Where you stand")),
        KeyLine((quarter,), speech.gettext("Quarters of the group")),
    )


def _quarters(places: list[Row], speech: Speech) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": speech.gettext("Quarters of the group"),
        "x": [share for _ in places for share in QUARTERS],
        "y": [place.middle for place in places for _ in QUARTERS],
        "marker": {
            "symbol": "line-ns",
            "size": look.BAR,
            "line": {"width": 1.5, "color": look.INK_SOFT},
        },
        "hoverinfo": "skip",
    }


def _table(contents: Position, speech: Speech) -> Table:
    head = (
        speech.gettext("Dimension"),
        speech.gettext("Your score"),
        speech.gettext("Share of the group below you, from"),
        speech.gettext("Share of the group below you, to"),
        speech.gettext("Lower quarter of the group ends at"),
        speech.gettext("Median of the group"),
        speech.gettext("Upper quarter of the group starts at"),
        speech.gettext("Organisations in the group, at least"),
    )
    rows: list[tuple[Cell, ...]] = []
    for row in contents.rows:
        peers = row.peers
        figures = (peers.low, peers.median, peers.high, peers.count) if peers else (None,) * 4
        rows.append((row.name, row.score, *(row.band or (None, None)), *figures))
    return table(speech, head, rows)


def _summary(contents: Position, speech: Speech) -> str:
    placed = {row.name: row.band for row in contents.rows if row.band}
    if not placed:
        return speech.gettext(
            "No position can be shown: too few organisations of this group have answered."
        )
    low = [name for name, band in placed.items() if band[1] <= QUARTERS[0]]
    high = [name for name, band in placed.items() if band[0] >= QUARTERS[2]]
    said = [
        speech.gettext(
            "Compared with %(group)s. 50 is the middle of the group, and positions are given in "
            "steps of five.",
            group=contents.group,
        )
    ]
    if high:
        names = speech.listed(high)
        said.append(speech.gettext("In the highest quarter: %(names)s.", names=names))
    if low:
        names = speech.listed(low)
        said.append(speech.gettext("In the lowest quarter: %(names)s.", names=names))
    if not high and not low:
        said.append(speech.gettext("All stand in the middle half of the group."))
    return " ".join(said)
