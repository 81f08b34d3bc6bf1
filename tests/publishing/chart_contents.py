"""Contents of every kind of chart, with what is awkward about each: gaps, ties, long and hostile
names, nothing at all; and how they are drawn.
"""

from functools import cache

from jinja2 import Template

from ladder_assess.publishing.charts import (
    Agreement,
    AgreementRow,
    Answers,
    AnswersRow,
    Beside,
    Chart,
    Comparison,
    ComparisonRow,
    Contents,
    CountRow,
    Counts,
    DrawnPeers,
    Grid,
    GridCell,
    GridRow,
    Loop,
    Poles,
    PolesRow,
    Profile,
    ProfileRow,
    Reach,
    ReachRow,
    Share,
    Shift,
    ShiftRow,
    Sides,
    SidesRow,
    Stage,
    Trend,
    TrendLine,
)
from ladder_assess.publishing.plan.pdf import print_environment
from tests.publishing.plans import TEMPLATES

LONG = "Culture of the organisation and the way it treats people who disagree with what it does"
HOSTILE = "=<b>%d</b> & “O'Brien” </script>"
OPTIONS = (
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
)

PROFILE = Profile(
    (
        ProfileRow("Support from the top", 81.25, DrawnPeers(40, 55, 40, 70)),
        ProfileRow("Resources", 22.5, DrawnPeers(40, 50, 35, 65)),
        ProfileRow("Managing performance", 50, DrawnPeers(5, 50)),
        ProfileRow("Time frames", None, DrawnPeers(20, 35, 10, 55)),
        ProfileRow(LONG, 100),
        ProfileRow(HOSTILE, 0),
    )
)
BESIDE = Beside("Support from the top", 81.25, (35, 39), (45, 49), (60, 64), 25, "2026-07-01")
RUNG_BESIDE = Beside(HOSTILE, 4, (3, 3), (3, 3), (6, 6), 10, "2026-07-01", top=8)
TREND = Trend(
    ("May 2023", "May 2024", "May 2025", "May 2026"),
    (
        TrendLine("Support from the top", (40, 55, None, 81.25)),
        TrendLine("Resources", (50, 48, 46, 22.5)),
        TrendLine("Managing performance", (10, 20, 30, 40)),
        TrendLine("Time frames", (90, 80, 85, 95)),
        TrendLine("Feeding back", (60, 62, 66, 60)),
        TrendLine("Clear purpose", (None, None, None, 9)),
    ),
    new_rules=(2,),
)
RUNGS = Trend(("May 2024", "May 2025", "May 2026"), (TrendLine("Median rung", (3, 4.5, 6)),), top=8)
COMPARISON = Comparison(
    (
        ComparisonRow(
            "The authority has a policy or strategy to encourage people to take part",
            Share(62, 48.2, 74.1, 50),
            Share(73, 66.5, 78.6, 204),
            "more than",
            differs=0,
        ),
        ComparisonRow(
            "Participation leads to reduced costs",
            Share(30, 18.1, 45.4, 40),
            Share(6, 3.5, 10.2, 204),
            "just under",
            loose=True,
            differs=1,
        ),
        ComparisonRow("Participation increases satisfaction", None, Share(88, 82.8, 91.8, 204)),
    )
)
AGREEMENT = Agreement(
    OPTIONS,
    (
        AgreementRow("Senior people speak up for taking part.", (1, 4, 6, 12, 7), 2),
        AgreementRow("Staff go out to meet people where they are.", (9, 8, 3, 2, 0)),
        AgreementRow("Everybody agrees with this.", (0, 0, 0, 0, 11)),
        AgreementRow("Decisions are explained.", None),
    ),
)
ANSWERS = Answers(
    OPTIONS,
    (
        AnswersRow("Senior people speak up for taking part.", 5),
        AnswersRow("Staff go out to meet people where they are.", 1),
        AnswersRow(LONG, 2),
        AnswersRow(HOSTILE, 3),
        AnswersRow("Decisions are explained.", None),
        AnswersRow("People hear what became of their views.", 4),
    ),
)
LOOP = Loop(
    (
        Stage("Social capital", 62),
        Stage("Capability of community and provider", 41),
        Stage("Engagement", 55.5),
        Stage("Impact", None),
    )
)
POLES = Poles(
    (
        PolesRow("How it is judged", "Rules that were kept", "Results that people can see", 70),
        PolesRow("Choice", "One provider, set by the organisation", "Several to choose from", 20),
        PolesRow("Money", "Spending", "Earning", 50),
        PolesRow("Time", "Mending harm", "Preventing it", None),
    )
)
COUNTS = Counts(
    ("Certain", "Possible"),
    (
        CountRow("Rung 8, Community control", (0, 1)),
        CountRow("Rung 5, A seat at the table", (4, 2)),
        CountRow("Rung 4, Consultation", (13, 0)),
        CountRow("Off the ladder", (0, 0)),
        CountRow("Hidden", None),
    ),
    19,
)
GRID = Grid(
    ("Certain", "Possible", "Labour without power"),
    ("Co-production", "Community self-organisation", HOSTILE),
    (
        GridRow("8. The community in charge", (GridCell(3), GridCell(0, 2), GridCell())),
        GridRow(LONG, (GridCell(12, 13), GridCell(4, 5, 6), GridCell(0, 1, 1))),
        GridRow("Off the ladder", (GridCell(), GridCell(), GridCell())),
    ),
    40,
)
REACH = Reach(
    (
        ReachRow("Riverside tenant panel", 900, 12),
        ReachRow(LONG, 100, 250),
        ReachRow(HOSTILE, 0, 7),
    ),
    21,
)
SHIFT = Shift(
    ("1 May 2025", "1 May 2026"),
    ("certainly", "possibly"),
    (
        ShiftRow("8. The community in charge", (0, 0), (3, 0)),
        ShiftRow(LONG, (14, 2), (9, 17)),
        ShiftRow(HOSTILE, (1, 0), (0, 0)),
    ),
    (16, 27),
)
SIDES = Sides(
    ("People who run the service", LONG, "=O'Brien"),
    (
        SidesRow("Support from the top", (81.25, 22.5, 50)),
        SidesRow(LONG, (None, 0, 100)),
        SidesRow(HOSTILE, (None, None, None)),
        SidesRow("Time frames", (40, 40, None)),
    ),
)
EVERY: dict[str, Contents] = {
    "profile": PROFILE,
    "beside": BESIDE,
    "rung_beside": RUNG_BESIDE,
    "trend": TREND,
    "rungs": RUNGS,
    "comparison": COMPARISON,
    "agreement": AGREEMENT,
    "answers": ANSWERS,
    "loop": LOOP,
    "poles": POLES,
    "counts": COUNTS,
    "grid": GRID,
    "reach": REACH,
    "shift": SHIFT,
    "sides": SIDES,
}
EMPTY: dict[str, Contents] = {
    "profile": Profile(()),
    "beside": Beside("One", None, (0, 4), (0, 4), (95, 100), 10, "2026-07-01"),
    "trend": Trend(("May 2026",), ()),
    "comparison": Comparison(()),
    "agreement": Agreement(OPTIONS, ()),
    "answers": Answers(OPTIONS, ()),
    "poles": Poles(()),
    "counts": Counts(("Certain",), (), 0),
    "grid": Grid(("Certain", "Possible", "Labour"), (), (), 0),
    "reach": Reach(()),
    "sides": Sides(("One",), ()),
    "shift": Shift(("May", "June"), ("Activities",), (), (0, 0)),
}


@cache
def template() -> Template:
    return print_environment(TEMPLATES).from_string(
        "{% from 'components/chart.svg' import drawing with context %}"
        "{{ drawing(made, 'it', whole) }}"
    )


def drawn(made: Chart, *, whole: bool = False) -> str:
    return template().render(made=made, whole=whole).strip()
