"""The drawing of how far somebody was from the rules, day by day: bars to both sides of a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.calibration import Calibration, PlacedStory, by_day

# Each side of the line is so many units long, and stands for so many rungs at least.
SIDE = 100.0
FEWEST_RUNGS = 2.0
# The last so many days are drawn.
MOST_DAYS = 30


@dataclass(frozen=True)
class DayDrawn:
    """A day, what its stories came to, and how long its bars are below and above the rules."""

    day: date
    came: Calibration
    below: float
    above: float


def days_drawn(placed: Iterable[PlacedStory]) -> list[DayDrawn]:
    """The last days, the latest first, all on one scale."""
    days = by_day(placed)[-MOST_DAYS:]
    side = max([FEWEST_RUNGS, *(max(came.below, came.above) for _day, came in days)])
    return [
        DayDrawn(day, came, came.below / side * SIDE, came.above / side * SIDE)
        for day, came in reversed(days)
    ]
