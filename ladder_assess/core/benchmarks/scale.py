"""What values an indicator can have, and the bands that they are counted and shown in.

A value on its own could be somebody's, so nothing finer than a band is ever drawn or shown.
"""

from dataclasses import dataclass
from typing import NamedTuple

HUNDRED, RUNGS = 100, 9
WIDTH = 5
SCORE_BANDS = HUNDRED // WIDTH


class Band(NamedTuple):
    """From `low` to `high`, both included; of a rung, the two are the same."""

    low: int
    high: int


@dataclass(frozen=True)
class Scale:
    """What values an indicator has: 0 to 100 in bands of five, or a rung from 0 to 8."""

    bands: int
    width: int
    top: int

    def band(self, value: float) -> int:
        """The place of the band that a value lies in. Raises ValueError outside the scale."""
        if not 0 <= value <= self.top:
            raise ValueError(f"expected 0 to {self.top}, found {value}")
        return min(int(value // self.width), self.bands - 1)

    def shown(self, place: int) -> Band:
        """A band by its place, as it is shown. Raises ValueError where there is no such band."""
        if not 0 <= place < self.bands:
            raise ValueError(f"expected a band from 0 to {self.bands - 1}, found {place}")
        low = place * self.width
        return Band(low, self.top if place == self.bands - 1 else low + self.width - 1)


SCORE = Scale(SCORE_BANDS, WIDTH, HUNDRED)
RUNG = Scale(RUNGS, 1, RUNGS - 1)
