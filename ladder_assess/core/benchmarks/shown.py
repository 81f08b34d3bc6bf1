"""What is shown of a drawn figure, and of one's own place beside it (method/benchmarks.md).

All of it follows from the three bands, their day, the number of organisations in fives and one's
own value, and from nothing else.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import WIDTH, Band, Scale

# Below this many organisations, chance may move a figure by two bands.
SMALL = 20


class QuarterPlace(Enum):
    """Where an own value lies: in one of the four quarters, or in the band of a quartile."""

    LOWEST = "lowest"
    AT_LOWER = "at_lower"
    SECOND = "second"
    AT_MEDIAN = "at_median"
    THIRD = "third"
    AT_UPPER = "at_upper"
    HIGHEST = "highest"


class Figure(NamedTuple):
    """One indicator in one group as it was drawn. `organisations` is rounded down to a five."""

    organisations: int
    quartiles: Quartiles
    drawn_on: date


@dataclass(frozen=True)
class PeerFigure:
    """A figure beside an own value. `place` is None without one; `alike`: about the same as the
    middle of the group.
    """

    figure: Figure
    lower: Band
    median: Band
    upper: Band
    place: QuarterPlace | None
    alike: bool

    @property
    def organisations(self) -> int:
        """How many there are, rounded down to a five."""
        return self.figure.organisations

    @property
    def drawn_on(self) -> date:
        """The day it was drawn on."""
        return self.figure.drawn_on


def in_fives(organisations: int) -> int:
    """How many organisations there are, as it is kept and shown: rounded down to a five."""
    return organisations - organisations % WIDTH


def is_large_enough(figure: Figure, policy: Policy | None, *, narrow: bool) -> bool:
    """Has a figure as many organisations as it takes by now? It may have been drawn when it took
    fewer. As only fives of them are known, one that may have too few has.
    """
    return policy is not None and figure.organisations >= policy.least(narrow=narrow)


def peer_figure(figure: Figure, scale: Scale, own: float | None) -> PeerFigure:
    """What is shown of a figure beside an own value, or without one."""
    lower, median, upper = map(scale.shown, figure.quartiles)
    if own is None:
        return PeerFigure(figure, lower, median, upper, None, alike=False)
    place = place_of(figure.quartiles, scale.band(own))
    alike = about_the_same(own, median, figure.organisations, scale)
    return PeerFigure(figure, lower, median, upper, place, alike)


def place_of(drawn: Quartiles, own: int) -> QuarterPlace:
    """The place of an own band among the drawn ones; the middle first where they are the same."""
    if own == drawn.median:
        return QuarterPlace.AT_MEDIAN
    if own < drawn.median:
        if own == drawn.lower:
            return QuarterPlace.AT_LOWER
        return QuarterPlace.LOWEST if own < drawn.lower else QuarterPlace.SECOND
    if own == drawn.upper:
        return QuarterPlace.AT_UPPER
    return QuarterPlace.HIGHEST if own > drawn.upper else QuarterPlace.THIRD


def about_the_same(own: float, of: Band, organisations: int, scale: Scale) -> bool:
    """Does an own value lie so near a band that chance alone may be what is between them?

    Fewer points than a band is wide or, with few organisations, than two bands are (5 and 10 of a
    hundred; a rung, and two).
    """
    apart = max(of.low - own, own - of.high, 0)
    bands = 1 if organisations >= SMALL else 2
    return apart < bands * scale.width
