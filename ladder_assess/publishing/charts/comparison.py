"""Shares beside those of the 2013 survey, each with its 95 % interval."""

from dataclasses import dataclass

from ladder_assess.core.common.rounding import whole
from ladder_assess.publishing.charts import look
from ladder_assess.publishing.charts.chart import Parts
from ladder_assess.publishing.charts.contents import Comparison, ComparisonRow, Share
from ladder_assess.publishing.charts.figure import Plot, marks
from ladder_assess.publishing.charts.scene import (
    Drawn,
    KeyLine,
    Label,
    Line,
    Mark,
    Row,
    Scene,
    across,
    rows_of,
    scale,
    upright,
)
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import Cell, Table, table
from ladder_assess.publishing.common.shapes import Point

TICKS = tuple((value, f"{value:g}%") for value in (0, 25, 50, 75, 100))
HEIGHT = 44.0
CAP = 7.0
# From the top of a row to the baseline of its figures.
FIGURES = 9.0
MARKS = 34.0


@dataclass(frozen=True)
class Look:
    """How one of the two is drawn: above or below the middle, its mark and its stroke."""

    shift: float
    shape: str
    filled: bool
    dash: str

    @property
    def symbol(self) -> str:
        """The mark as Plotly calls it."""
        return self.shape if self.filled else f"{self.shape}-open"


HERE = Look(2, "circle", True, "solid")
THEN = Look(15, "diamond", False, "dash")


def comparison(contents: Comparison, speech: Speech) -> Parts:
    """The chart of a comparison with 2013."""
    places, bottom = rows_of(
        [row.statement for row in contents.rows], [""] * len(contents.rows), HEIGHT
    )
    drawn = list(zip(contents.rows, places, strict=True))
    front = (mark for row, place in drawn for mark in _marks(row, place, speech))
    scene = Scene((*scale(bottom, TICKS), *front), bottom + 20, _key(speech))
    here = [(row, row.here, place) for row, place in drawn if row.here]
    then = [(row, row.then, place) for row, place in drawn]
    plot = Plot(
        (
            _trace(speech.gettext("Here"), here, HERE, speech),
            _trace(speech.gettext("The 2013 survey"), then, THEN, speech),
        )
    )
    return Parts("comparison", _summary(contents, speech), _table(contents, speech), scene, plot)


def _marks(row: ComparisonRow, place: Row, speech: Speech) -> list[Drawn]:
    at = Point(look.LEFT - 4, place.middle - HEIGHT / 2 + FIGURES)
    drawn: list[Drawn] = [*place.labels, Label(_figures(row, speech), at, "start", "soft")]
    drawn += Row((), place.middle + (HERE.shift + THEN.shift) / 2).grid(MARKS)
    if row.here:
        drawn += _share(row.here, place.middle, HERE)
    return [*drawn, *_share(row.then, place.middle, THEN)]


def _share(share: Share, middle: float, shown: Look) -> list[Drawn]:
    y = middle + shown.shift
    low, high = Point(across(share.low), y), Point(across(share.high), y)
    return [
        Line((low, high), "whisker", shown.dash),
        upright(low.x, y, CAP, "whisker"),
        upright(high.x, y, CAP, "whisker"),
        Mark(Point(across(share.percent), y), shown.shape, shown.filled, 11),
    ]


def _figures(row: ComparisonRow, speech: Speech) -> str:
    here = _percent(row.here.percent) if row.here else speech.gettext("hidden")
    then = _percent(row.then.percent)
    if row.qualifier:
        return speech.gettext(
            "Here %(here)s. 2013: %(then)s (“%(word)s”)",
            here=here,
            then=then,
            word=row.qualifier,
        )
    return speech.gettext("Here %(here)s. 2013: %(then)s", here=here, then=then)


def _percent(value: float) -> str:
    return f"{whole(value)}%"


def _key(speech: Speech) -> tuple[KeyLine, ...]:
    names = ((HERE, speech.gettext("Here")), (THEN, speech.gettext("The 2013 survey")))
    return tuple(
        KeyLine(
            (
                Line((Point(-14, 0), Point(14, 0)), "whisker", shown.dash),
                Mark(Point(0, 0), shown.shape, shown.filled, 11),
            ),
            name,
        )
        for shown, name in names
    )


def _trace(
    name: str, rows: list[tuple[ComparisonRow, Share, Row]], shown: Look, speech: Speech
) -> dict[str, object]:
    said = speech.gettext
    return marks(
        name,
        [
            (
                share.percent,
                place.middle + shown.shift,
                said(
                    "%(name)s: %(percent)s, likely between %(low)s and %(high)s",
                    name=name,
                    percent=_percent(share.percent),
                    low=_percent(share.low),
                    high=_percent(share.high),
                ),
            )
            for _, share, place in rows
        ],
        shown.symbol,
        marker={"size": 11, "line": {"width": 2, "color": look.INK}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [share.high - share.percent for _, share, _ in rows],
            "arrayminus": [share.percent - share.low for _, share, _ in rows],
            "color": look.INK if shown.filled else look.INK_SOFT,
            "thickness": 1.5,
            "width": CAP / 2,
        },
    )


def _table(contents: Comparison, speech: Speech) -> Table:
    head = (
        speech.gettext("Statement"),
        speech.gettext("Here, in percent"),
        speech.gettext("Here, likely from"),
        speech.gettext("Here, likely to"),
        speech.gettext("People here"),
        speech.gettext("2013, in percent"),
        speech.gettext("2013, likely from"),
        speech.gettext("2013, likely to"),
        speech.gettext("People in 2013"),
        speech.gettext("As printed in 2013"),
        speech.gettext("Wording"),
        speech.gettext("Difference"),
    )
    rows = [_row(row, speech) for row in contents.rows]
    return table(speech, head, rows, speech.gettext("Hidden: too few people"))


def _row(row: ComparisonRow, speech: Speech) -> tuple[Cell, ...]:
    alike = speech.gettext("Loosely alike") if row.loose else speech.gettext("Close")
    printed = row.qualifier or speech.gettext("The figure alone")
    differs = {
        1: speech.gettext("Higher here"),
        0: speech.gettext("No clear difference"),
        -1: speech.gettext("Lower here"),
        None: speech.gettext("Not tested"),
    }[row.differs]
    return (row.statement, *_cells(row.here), *_cells(row.then), printed, alike, differs)


def _cells(share: Share | None) -> tuple[Cell, ...]:
    return (share.percent, share.low, share.high, share.count) if share else (None,) * 4


def _summary(contents: Comparison, speech: Speech) -> str:
    compared = [row.differs for row in contents.rows if row.here]
    if not compared:
        return speech.gettext("Nothing can be compared yet: too few people have answered.")
    said = [
        speech.ngettext(
            "%(number)s figure is compared with the 2013 survey.",
            "%(number)s figures are compared with the 2013 survey.",
            len(compared),
        ),
        speech.gettext(
            "Higher here: %(above)s. Lower here: %(below)s. No clear difference: %(level)s.",
            above=compared.count(1),
            below=compared.count(-1),
            level=compared.count(0),
        ),
        speech.gettext("The answers here are weighed; those of 2013 were not.")
        if contents.weighed
        else speech.gettext("All answers are unweighed: each person counts once."),
    ]
    if any(row.loose for row in contents.rows):
        said.append(speech.gettext("Where the wording is only loosely alike, read it with care."))
    return " ".join(said)
