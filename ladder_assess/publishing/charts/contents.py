"""What each chart shows: facts alone, whatever they were worked out from.

Scores, shares and percentiles run from 0 to 100. None stands for what is not scored, not published
or hidden because too few people stand behind it; no chart guesses it. Names are already in the
reader's language.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.publishing.charts.bounds import TOP, NotDrawable, rising, within
from ladder_assess.publishing.charts.contents_agreement import Agreement, Answers
from ladder_assess.publishing.charts.contents_portfolio import Grid, Reach, Shift
from ladder_assess.publishing.charts.contents_sides import Sides

# More lines than this cannot be told apart without colour.
MOST_LINES = 6
FEWEST_STAGES, MOST_STAGES = 3, 6


@dataclass(frozen=True)
class DrawnPeers:
    """A peer group on one indicator. `low` and `high` are its quartiles; both or neither.

    `count` is the number of organisations, rounded down. `median_band` is where the median lies,
    where no more is known of it than that.
    """

    count: int
    median: float
    low: float | None = None
    high: float | None = None
    median_band: tuple[float, float] | None = None

    def side(self, score: float) -> int:
        """Is a score above the median (1), below it (-1) or level with it, as far as is known?"""
        low, high = self.median_band or (self.median, self.median)
        return (score > high) - (score < low)

    def __post_init__(self) -> None:
        within(TOP, self.median, self.low, self.high)
        if (self.low is None) != (self.high is None):
            raise NotDrawable("quartiles: both or neither")
        if self.low is not None and self.high is not None:
            rising("quartiles", self.low, self.median, self.high)


@dataclass(frozen=True)
class ProfileRow:
    """One dimension: its score, and its peers where they are shown."""

    name: str
    score: float | None
    peers: DrawnPeers | None = None

    def __post_init__(self) -> None:
        within(TOP, self.score)


@dataclass(frozen=True)
class Profile:
    """Scores, dimension by dimension. `score` is what one is called: yours, where it is empty."""

    rows: tuple[ProfileRow, ...]
    score: str = ""


@dataclass(frozen=True)
class Beside:
    """One indicator in one peer group, as it was drawn: three bands, from one shown value to
    another, on a scale to `top` (8 for rungs). `keyed`: says what its marks are.
    """

    name: str
    own: float | None
    lower: tuple[int, int]
    median: tuple[int, int]
    upper: tuple[int, int]
    organisations: int
    drawn_on: str
    top: float = TOP
    keyed: bool = True

    def __post_init__(self) -> None:
        within(self.top, self.own, *self.lower, *self.median, *self.upper)
        rising("bands", *(low for low, _ in (self.lower, self.median, self.upper)))


@dataclass(frozen=True)
class TrendLine:
    """One indicator over the waves, None where a wave has no value."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Trend:
    """Some indicators over the same waves, on a scale from 0 to `top` (8 for rungs).

    `new_rules` are the places of the waves from which a newer questionnaire counts.
    """

    waves: tuple[str, ...]
    lines: tuple[TrendLine, ...]
    top: float = TOP
    new_rules: tuple[int, ...] = ()

    @property
    def digits(self) -> int:
        """How many decimals its values show: a median rung may lie half way between two."""
        return 0 if self.top >= TOP else 1

    def __post_init__(self) -> None:
        if not self.waves or len(self.lines) > MOST_LINES:
            raise NotDrawable(f"a trend has waves and at most {MOST_LINES} lines")
        if any(len(line.values) != len(self.waves) for line in self.lines):
            raise NotDrawable("each line has one value a wave")
        if any(place not in range(len(self.waves)) for place in self.new_rules):
            raise NotDrawable("new rules start at one of the waves")
        within(self.top, *(value for line in self.lines for value in line.values))


@dataclass(frozen=True)
class Share:
    """A percentage with its 95 % interval, of so many people."""

    percent: float
    low: float
    high: float
    count: int

    def __post_init__(self) -> None:
        within(TOP, self.low, self.percent, self.high)
        rising("interval", self.low, self.percent, self.high)


@dataclass(frozen=True)
class ComparisonRow:
    """One published statement: the share here (None while hidden) and the one of 2013.

    `qualifier` is the report's own word for its figure; `loose` says that our wording differs.
    `differs` is what the test over all of them found: 1 higher here, -1 lower, 0 no clear
    difference, None not tested. Intervals alone do not tell it.
    """

    statement: str
    here: Share | None
    then: Share
    qualifier: str = ""
    loose: bool = False
    differs: int | None = None


@dataclass(frozen=True)
class Comparison:
    """Shares beside those of the 2013 survey; are those here `weighed`?"""

    rows: tuple[ComparisonRow, ...]
    weighed: bool = False


@dataclass(frozen=True)
class Stage:
    """One stage of the loop of the engagement process."""

    name: str
    score: float | None

    def __post_init__(self) -> None:
        within(TOP, self.score)


@dataclass(frozen=True)
class Loop:
    """Stages of a process that feeds itself: each leads to the next, the last to the first."""

    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        if not FEWEST_STAGES <= len(self.stages) <= MOST_STAGES:
            raise NotDrawable(f"a loop has {FEWEST_STAGES} to {MOST_STAGES} stages")

    @property
    def all_scored(self) -> bool:
        """Has every stage a score? Else one that has none may be the weakest."""
        return all(stage.score is not None for stage in self.stages)

    @property
    def weakest(self) -> frozenset[int]:
        """The places of the stages with the lowest score; none where all are alike, or where one
        has no score.
        """
        scores = [stage.score for stage in self.stages if stage.score is not None]
        if len(set(scores)) < 2 or not self.all_scored:
            return frozenset()
        return frozenset(n for n, stage in enumerate(self.stages) if stage.score == min(scores))


@dataclass(frozen=True)
class PolesRow:
    """A pair of poles, and where the organisation stands: 0 at the first, 100 at the second."""

    name: str
    first: str
    second: str
    value: float | None

    def __post_init__(self) -> None:
        within(TOP, self.value)


@dataclass(frozen=True)
class Poles:
    """Pairs of poles. Neither side is the better one, and nothing in the picture says so."""

    rows: tuple[PolesRow, ...]


@dataclass(frozen=True)
class CountRow:
    """How many there are under one name, one number a part; None while they are hidden."""

    name: str
    counts: tuple[int, ...] | None


@dataclass(frozen=True)
class Counts:
    """Counts by name, such as activities by rung. `parts` are one or two: certain and possible.

    `total` is of how many things, which may be fewer than the counts add up to.
    """

    parts: tuple[str, ...]
    rows: tuple[CountRow, ...]
    total: int

    def __post_init__(self) -> None:
        if len(self.parts) not in (1, 2):
            raise NotDrawable("counts have one part or two")
        for row in self.rows:
            if row.counts is None:
                continue
            if len(row.counts) != len(self.parts) or min(row.counts) < 0:
                raise NotDrawable("each row has one count a part, none of them negative")


Contents = (
    Profile
    | Beside
    | Trend
    | Comparison
    | Agreement
    | Answers
    | Loop
    | Poles
    | Counts
    | Grid
    | Reach
    | Shift
    | Sides
)


def known(values: Iterable[float | None]) -> list[float]:
    """The values that there are."""
    return [value for value in values if value is not None]
