"""What a room picks from, and how picks are counted: one way for every kind of exercise."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from ladder_assess.core.placement.activity import HIGHEST_RUNG


@dataclass(frozen=True)
class Ballot:
    """So many `choices`, of which each person picks so many, the best first. The first of three
    picks counts three points, the last counts one; where there is one pick, points are people.

    Where there are `parts`, of so many choices each, a person picks one of each, and each counts
    one point. The last `beside` choices are counted apart from the others.
    """

    choices: int
    picks: int = 1
    parts: tuple[int, ...] = ()
    beside: int = 0

    @property
    def points(self) -> int:
        """How many points each person gives away."""
        return sum(self.weight(place) for place in range(self.picks))

    def weight(self, place: int) -> int:
        """How many points a pick counts, by its place from 0."""
        return 1 if self.parts else self.picks - place

    @property
    def ranges(self) -> tuple[range, ...]:
        """The choices of each part."""
        ends = list(accumulate(self.parts))
        return tuple(range(end - many, end) for end, many in zip(ends, self.parts, strict=True))

    def takes(self, picked: Sequence[int]) -> bool:
        """Is this a vote: as many picks as there are to make, of what there is, none twice?"""
        if len(picked) != self.picks or len(set(picked)) < self.picks:
            return False
        of = self.ranges or [range(self.choices)] * self.picks
        return all(pick in here for pick, here in zip(picked, of, strict=True))

    def adds_up(self, counts: Sequence[int]) -> bool:
        """Can votes on paper come to these points: has everyone given all of theirs, and one in
        each part?
        """
        sums = {sum(counts[pick] for pick in here) for here in self.ranges}
        return len(sums) <= 1 and not sum(counts) % self.points


# The rungs from 0 to 8, and that it has none, as a service to one person is not on the ladder.
NO_RUNG = HIGHEST_RUNG + 1
LADDER = Ballot(NO_RUNG + 1, beside=1)
# Of changes to put in order, each person picks so many.
RANKED = 3
