"""What a room voted: how many people picked each choice, and how far rungs are from the rules.

Of a round of votes nothing but these counts is kept once it is revealed, and of fewer than five
votes not even those: so nobody can tell from what is kept who picked what.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ladder_assess.core.common.agreement import ORDINAL, Below, RaterAgreement, agreed, apart
from ladder_assess.core.common.reliability import Rated
from ladder_assess.core.placement.activity import HIGHEST_RUNG
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.core.workshops.ballot import LADDER, Ballot

RUNGS = range(HIGHEST_RUNG + 1)
# Figures over all are about several activities, and agreement about more of them (policy, see
# method/benchmarks.md).
FEWEST_EXERCISES = 2


@dataclass(frozen=True)
class FactCount:
    """A fact by its question, and how many people gave each answer, `unknown` the last."""

    item: str
    given: tuple[tuple[str, int], ...]

    @property
    def known(self) -> int:
        """How many people knew it."""
        return sum(many for option, many in self.given if option != UNKNOWN)


def above(rung: int, placed: Interval) -> int:
    """By how many rungs a vote stands above the rules; below zero where it is stricter."""
    return max(rung - placed.high, 0) + min(rung - placed.low, 0)


@dataclass(frozen=True)
class TableCount:
    """How many people of a table voted, and how many rungs all of them stand above the rules."""

    table: int
    votes: int
    above: int


@dataclass(frozen=True)
class Tally:
    """Votes of one round: how many people picked each rung, from 0 to 8, or each of other choices.
    Where each person gives away several `points`, these are counted.

    Of a round by the facts, `counts` are the people whose answers lead to each rung, `left_open`
    those whose answers leave several, and `facts` those that five people knew; None of any other.
    `tables` are those that can be told, and `beside` are the people who say that it has no rung.
    """

    counts: tuple[int, ...]
    points: int = 1
    facts: tuple[FactCount, ...] | None = None
    left_open: int = 0
    tables: tuple[TableCount, ...] = ()
    beside: int = 0

    @property
    def votes(self) -> int:
        """How many people voted."""
        return sum(self.counts) // self.points + self.left_open + self.beside

    @property
    def on_rungs(self) -> int:
        """How many people picked a rung: how far they stand from one is of them alone."""
        return sum(self.counts)

    @property
    def by_facts(self) -> bool:
        """Did people answer the facts, and pick nothing themselves?"""
        return self.facts is not None

    @property
    def rated(self) -> Rated:
        """Each rung that was picked, the lowest first, and by how many people."""
        return tuple((rung, many) for rung, many in enumerate(self.counts) if many)

    def within(self, placed: Interval) -> int:
        """How many people picked a rung where the rules place the activity."""
        return sum(self.counts[placed.low : placed.high + 1])

    def generosity(self, placed: Interval) -> float:
        """By how many rungs people stand above the rules on the mean; below zero where they are
        stricter. Whoever picked a rung that the rules leave possible stands at none.
        """
        sums = sum(many * above(rung, placed) for rung, many in self.rated)
        return sums / max(self.on_rungs, 1)

    def distance(self, placed: Interval) -> float:
        """How many rungs people stand away from the rules on the mean, on either side: those above
        and those below do not make up for each other.
        """
        sums = sum(many * abs(above(rung, placed)) for rung, many in self.rated)
        return sums / max(self.on_rungs, 1)


def tally(votes: Iterable[Sequence[int]], ballot: Ballot = LADDER) -> Tally | None:
    """The votes of a round, counted; None of fewer than five. Raises ValueError for what is no
    vote.
    """
    counts = [0] * ballot.choices
    for picked in votes:
        if not ballot.takes(picked):
            raise ValueError(f"{picked} is no vote")
        for place, pick in enumerate(picked):
            counts[pick] += ballot.weight(place)
    return _told(counts, ballot)


def _told(counts: Sequence[int], ballot: Ballot) -> Tally | None:
    rungs = ballot.choices - ballot.beside
    found = Tally(tuple(counts[:rungs]), ballot.points, beside=sum(counts[rungs:]))
    return found if found.votes >= FEWEST_ANSWERS else None


def by_hand(counts: Sequence[int], ballot: Ballot = LADDER) -> Tally | None:
    """The votes of a round as somebody counted them: what each choice got; None of fewer than five.
    Raises ValueError for what is no count.
    """
    if min(counts) < 0:
        raise ValueError("a count is below zero")
    if not ballot.adds_up(counts):
        raise ValueError("votes do not come to these counts")
    return _told(counts, ballot)


def furthest_apart(tally: Tally) -> float:
    """How far apart two people of a room are on the mean, from 0 to 1."""
    return apart(tally.rated, HIGHEST_RUNG, ORDINAL) or 0.0


@dataclass(frozen=True)
class Voted:
    """What a room made of an exercise: the votes of each round, None where there were fewer than
    five, and where the rules place it.
    """

    rounds: tuple[Tally | None, ...]
    placed: Interval

    @property
    def both(self) -> tuple[Tally, Tally] | None:
        """The votes before and after people talked, where both may be shown and are of one kind."""
        before, after = (*self.rounds, None, None)[:2]
        picked = before and after and not (before.by_facts or after.by_facts)
        return (before, after) if before and after and picked else None


@dataclass(frozen=True)
class Together:
    """How a room did over several exercises in one round of votes: how far people agree with each
    other (Krippendorff's alpha, ordinal, with its limits; None of fewer than five exercises), how
    many of the `votes` are where the rules stand, and how many rungs people stand above them on the
    mean, and away from them.
    """

    exercises: int
    votes: int
    agreement: RaterAgreement | None
    within: int
    generosity: float
    distance: float


def together(voted: Sequence[tuple[Tally, Interval]], below: Below) -> Together | None:
    """How a room did over some exercises, each with where the rules place it; None of fewer than
    two. `below` draws the exercises of the bootstrap.
    """
    if len(voted) < FEWEST_EXERCISES:
        return None
    votes = sum(each.votes for each, _ in voted)
    weights = max(sum(each.on_rungs for each, _ in voted), 1)
    return Together(
        len(voted),
        votes,
        agreed([each.rated for each, _ in voted], ORDINAL, below)
        if len(voted) >= FEWEST_ACTIVITIES
        else None,
        sum(each.within(placed) for each, placed in voted),
        sum(each.generosity(placed) * each.on_rungs for each, placed in voted) / weights,
        sum(each.distance(placed) * each.on_rungs for each, placed in voted) / weights,
    )


def before_and_after(
    voted: Iterable[Voted], below: Below
) -> tuple[Together | None, Together | None]:
    """The same before people talked and after, of the exercises alone that have both: else one
    would be about other activities than the other.
    """
    pairs = [(each.both, each.placed) for each in voted if each.both]
    before = [(pair[0], placed) for pair, placed in pairs if pair]
    after = [(pair[1], placed) for pair, placed in pairs if pair]
    return together(before, below), together(after, below)
