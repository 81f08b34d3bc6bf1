"""What a room picks from, and how picks are counted: one way for every kind of exercise."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder_assess.core.placement.activity import HIGHEST_RUNG


@dataclass(frozen=True)
class Ballot:
    """So many `choices`, of which each person picks so many, the best first. The first of three
    picks counts three points, the last counts one; where there is one pick, points are people.
    """

    choices: int
    picks: int = 1

    @property
    def points(self) -> int:
        """How many points each person gives away."""
        return sum(range(1, self.picks + 1))

    def takes(self, picked: Sequence[int]) -> bool:
        """Is this a vote: as many picks as there are to make, of what there is, none twice?"""
        here = all(0 <= pick < self.choices for pick in picked)
        return here and len(picked) == len(set(picked)) == self.picks


# The rungs from 0 to 8.
LADDER = Ballot(HIGHEST_RUNG + 1)
# Of changes to put in order, each person picks so many.
RANKED = 3
