"""Shares of people, and how they differ from those published of the 2013 survey.

The rule stands in method/benchmarks.md.

Intervals are Wilson's (E. B. Wilson, 1927) and, of a difference, Newcombe's, which is made of two
of these (R. G. Newcombe, 1998, method 10). What several comparisons say together is corrected by
S. Holm's sequence (1979). Of people who are weighed, they go by the number who would tell as much
unweighed (L. Kish, 1965).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS

SURVEYED_2013 = 204
CERTAINTY = 0.95
Z = NormalDist().inv_cdf((1 + CERTAINTY) / 2)
MORE, FEWER, NOT_CLEAR = "more", "fewer", "not_clear"
# What the printed words allow, in percentage points below and above the figure beside them.
# A figure without a word was rounded to the decimals that it was printed with.
HALF = 0.5
WORDS: Mapping[str, tuple[float, float]] = {
    "almost": (1.0, 0.0),
    "just under": (1.0, 0.0),
    "over": (0.0, 1.0),
    "more than": (0.0, 1.0),
}
# Of a part that is named in words, such as over a quarter, more is left open.
OPEN = 5.0


class Range(NamedTuple):
    """From `low` to `high`, as shares of 1."""

    low: float
    high: float


@dataclass(frozen=True)
class Share:
    """So many of `people` said so. Where people are weighed, `count` is what they weigh of all, and
    `weighed` how many people would tell as much unweighed.
    """

    count: float
    people: int
    weighed: float | None = None

    @property
    def value(self) -> float:
        return self.count / self.people

    @property
    def effective(self) -> float:
        """The number of people that intervals go by."""
        return self.people if self.weighed is None else self.weighed

    @property
    def effect(self) -> float:
        """The design effect, 1 where nobody is weighed."""
        return self.people / self.effective

    @property
    def interval(self) -> Range:
        """Wilson's 95 % interval."""
        return wilson(self.value, self.effective)


@dataclass(frozen=True)
class Difference:
    """How a share today differs from a published one, as shares of 1: today's less theirs.

    `low` and `high` are 95 % limits. `statement` is MORE or FEWER where all comparisons that are
    made together leave no doubt, else NOT_CLEAR.
    """

    share: Share
    published: Range
    difference: Range
    low: float
    high: float
    statement: str


def effective_number(weights: Sequence[float]) -> float:
    """How many people would tell as much unweighed (Kish)."""
    squares = sum(weight * weight for weight in weights)
    return sum(weights) ** 2 / squares if squares else 0.0


def wilson(share: float, people: float, z: float = Z) -> Range:
    """Wilson's interval of a share of so many people."""
    square = z * z / people
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * sqrt(share * (1 - share) / people + square / people / 4)
    # At the ends the limit is the share itself, which rounding must not pass.
    return Range(max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share)))


def newcombe(one: float, people: float, other: float, others: float) -> Range:
    """The 95 % interval of the difference of two shares, the first less the second."""
    first, second = wilson(one, people), wilson(other, others)
    difference = one - other
    return Range(
        difference - sqrt((one - first.low) ** 2 + (second.high - other) ** 2),
        difference + sqrt((first.high - one) ** 2 + (other - second.low) ** 2),
    )


def p_value(one: float, people: float, other: float, others: float) -> float:
    """How often chance alone makes two shares differ so much, by the pooled normal test."""
    pooled = (one * people + other * others) / (people + others)
    spread = sqrt(pooled * (1 - pooled) * (1 / people + 1 / others))
    return 2 * (1 - NormalDist().cdf(abs(one - other) / spread)) if spread else 1.0


def holm(values: Sequence[float]) -> list[float]:
    """The p-values of several comparisons, each as Holm's correction leaves it, in their order."""
    found, highest = [1.0] * len(values), 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, (len(values) - rank) * values[place])
        found[place] = min(1.0, highest)
    return found


def published_range(percent: float, qualifier: str = "") -> Range:
    """What a printed percentage says: "almost 62" lies below 62, and "less than a third" is not
    33.0. Words that are not known leave more open on both sides. Without a word, 49 lies from 48.5
    to 49.5, and 48.5 from 48.45 to 48.55: half of its last decimal, none where it is a whole one.
    """
    if qualifier == "less than":
        below, above = OPEN, 0.0
    elif not qualifier:
        below = above = HALF / 10 ** _decimals(percent)
    elif qualifier in WORDS:
        below, above = WORDS[qualifier]
    else:
        below, above = (0.0, OPEN) if qualifier.startswith("over") else (OPEN, OPEN)
    return Range(max(0.0, percent - below) / 100, min(100.0, percent + above) / 100)


def _decimals(percent: float) -> int:
    """With how many decimals a percentage was printed."""
    return len(f"{percent:.10g}".partition(".")[2])


def compare(rows: Iterable[tuple[Share, float, str]]) -> list[Difference | None]:
    """Set shares beside published percentages with their printed words, all of them together.

    None, and no part in the correction, where fewer than five people answered.
    """
    shares = list(rows)
    told = [place for place, row in enumerate(shares) if row[0].people >= FEWEST_ANSWERS]
    ranges = [published_range(percent, word) for _, percent, word in shares]
    corrected = holm([_p(shares[place][0], ranges[place]) for place in told])
    found: list[Difference | None] = [None] * len(shares)
    for place, p in zip(told, corrected, strict=True):
        found[place] = _difference(shares[place][0], ranges[place], p)
    return found


def _p(share: Share, published: Range) -> float:
    """That of whatever the printed words allow which is nearest to the share."""
    nearest = min(max(share.value, published.low), published.high)
    return p_value(share.value, share.effective, nearest, SURVEYED_2013)


def _difference(share: Share, published: Range, p: float) -> Difference:
    value, people = share.value, share.effective
    statement = NOT_CLEAR
    if p < 1 - CERTAINTY:
        statement = MORE if value > published.high else FEWER
    return Difference(
        share=share,
        published=published,
        difference=Range(value - published.high, value - published.low),
        low=newcombe(value, people, published.high, SURVEYED_2013).low,
        high=newcombe(value, people, published.low, SURVEYED_2013).high,
        statement=statement,
    )
