"""Who took part beside who was affected, activity by activity."""

from collections.abc import Iterator

from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.bounds import TOP
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents_portfolio import Reach, ReachRow
from ladder_assess.publishing.charts.figure import Plot, bars
from ladder_assess.publishing.charts.scene import Bar, Drawn, KeyLine, Scene, rows_of, scale
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Box

FEW = 10.0
# More rows than this are no picture any more; the figures have them all.
MOST_DRAWN = 20
MOST_NAMED = 3


def reach(contents: Reach, speech: Speech) -> Parts:
    """The chart of who took part, of the first rows where there are many."""
    drawn = contents.rows[:MOST_DRAWN]
    names = [row.name for row in drawn]
    places, bottom = rows_of(names, [_value(row) for row in drawn], room=150)
    name = speech.gettext("Took part, for each 100 affected")
    marks: list[Drawn] = []
    rows = []
    for row, place in zip(drawn, places, strict=True):
        marks += [*place.labels, Bar(place.strip(), "strip")]
        if row.percent is not None:
            share = min(TOP, row.percent)
            marks.append(Bar(place.bar(0, share)))
            rows.append((0.0, share, place.middle, f"{row.name}. {_value(row)}"))
    marks += scale(bottom, [(value, str(value)) for value in (0, 50, 100)])
    key = (KeyLine((Bar(Box(-12, -7, 24, look.BAR)),), name),)
    plot = Plot((bars(name, rows, look.INK),))
    scene = Scene(tuple(marks), bottom + 20, key)
    return Parts("reach", _summary(contents, speech), _table(contents, speech), scene, plot)


def _value(row: ReachRow) -> str:
    return f"{row.took_part:,} / {row.affected:,}"


def _table(contents: Reach, speech: Speech) -> Table:
    said = speech.gettext
    rows: list[tuple[Cell, ...]] = [
        (row.name, row.affected, row.took_part, row.percent) for row in contents.rows
    ]
    head = (said("Activity"), said("People affected"), said("People who took part"))
    return table(speech, (*head, said("Took part, in percent")), rows, drawn=MOST_DRAWN)


def _summary(contents: Reach, speech: Speech) -> str:
    said = speech.gettext(
        "Activities that say how many people they affect and how many took part: %(told)s. Those "
        "that do not say both: %(untold)s.",
        told=len(contents.rows),
        untold=contents.untold,
    )
    return " ".join((said, *_few(contents, speech), *_left_out(contents, speech)))


def _few(contents: Reach, speech: Speech) -> Iterator[str]:
    few = [row.name for row in contents.rows if row.percent is not None and row.percent < FEW]
    if len(few) > MOST_NAMED:
        yield speech.gettext("Fewer than one in ten took part in %(few)s of them.", few=len(few))
    elif few:
        named = speech.listed(few)
        yield speech.gettext("Fewer than one in ten took part: %(names)s.", names=named)


def _left_out(contents: Reach, speech: Speech) -> Iterator[str]:
    if len(contents.rows) > MOST_DRAWN:
        yield speech.gettext(
            "The picture shows the %(drawn)s that affect most people. The table has the others "
            "too.",
            drawn=MOST_DRAWN,
        )
