"""Charts: contents in, and out come a summary, figures, a drawing and Plotly's figure of it.

`chart_of` makes any of the kinds; `components/chart.html` shows it on a page, and the macro
`drawing` of `components/chart.svg` in print. Everything is pure.
"""

from collections.abc import Callable
from typing import Any

from ladder_assess.publishing.charts.agreement import agreement
from ladder_assess.publishing.charts.answers import answers
from ladder_assess.publishing.charts.beside import beside
from ladder_assess.publishing.charts.bounds import NotDrawable
from ladder_assess.publishing.charts.chart import Chart, Parts
from ladder_assess.publishing.charts.comparison import comparison
from ladder_assess.publishing.charts.contents import (
    Beside,
    Comparison,
    ComparisonRow,
    Contents,
    CountRow,
    Counts,
    DrawnPeers,
    Loop,
    Poles,
    PolesRow,
    Profile,
    ProfileRow,
    Share,
    Stage,
    Trend,
    TrendLine,
)
from ladder_assess.publishing.charts.contents_agreement import (
    Agreement,
    AgreementRow,
    Answers,
    AnswersRow,
)
from ladder_assess.publishing.charts.contents_portfolio import (
    Grid,
    GridCell,
    GridRow,
    Reach,
    ReachRow,
    Shift,
    ShiftRow,
)
from ladder_assess.publishing.charts.contents_sides import Sides, SidesRow
from ladder_assess.publishing.charts.counts import counts
from ladder_assess.publishing.charts.grid import grid
from ladder_assess.publishing.charts.loop import loop
from ladder_assess.publishing.charts.poles import poles
from ladder_assess.publishing.charts.profile import profile
from ladder_assess.publishing.charts.reach import reach
from ladder_assess.publishing.charts.shift import shift
from ladder_assess.publishing.charts.sides import sides
from ladder_assess.publishing.charts.speech import Speech
from ladder_assess.publishing.charts.table import csv_of
from ladder_assess.publishing.charts.trend import trend

KINDS: dict[type[Contents], Callable[[Any, Speech], Parts]] = {
    Profile: profile,
    Beside: beside,
    Trend: trend,
    Comparison: comparison,
    Agreement: agreement,
    Answers: answers,
    Loop: loop,
    Poles: poles,
    Counts: counts,
    Grid: grid,
    Reach: reach,
    Shift: shift,
    Sides: sides,
}


def chart_of(title: str, contents: Contents, speech: Speech | None = None) -> Chart:
    """The chart of some contents, in the language of `speech`."""
    return Chart(title, KINDS[type(contents)](contents, speech or Speech()))


__all__ = [
    "Agreement",
    "AgreementRow",
    "Answers",
    "AnswersRow",
    "Beside",
    "Chart",
    "Comparison",
    "ComparisonRow",
    "Contents",
    "CountRow",
    "Counts",
    "DrawnPeers",
    "Grid",
    "GridCell",
    "GridRow",
    "Loop",
    "NotDrawable",
    "Poles",
    "PolesRow",
    "Profile",
    "ProfileRow",
    "Reach",
    "ReachRow",
    "Share",
    "Shift",
    "ShiftRow",
    "Sides",
    "SidesRow",
    "Speech",
    "Stage",
    "Trend",
    "TrendLine",
    "chart_of",
    "csv_of",
]
