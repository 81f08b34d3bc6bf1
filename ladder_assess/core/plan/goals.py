"""What proposals improve, and which few of them to look at first."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    DIMENSION,
    FIND_OUT,
    FINDING,
    KEEP,
    TRAP,
    Proposal,
    Trigger,
)
from ladder_assess.core.plan.priority import LATER

# What is improved: how much say people have, what stands out, how sure it is, what it is called,
# how it is kept, and the conditions that questionnaires measure.
SAY, FAIR, SURE, NAME, KEPT, CONDITIONS = "say", "fair", "sure", "name", "kept", "conditions"
GOALS = (SAY, FAIR, CONDITIONS, SURE, NAME, KEPT)
GOAL_OF = {
    CHANGE: SAY,
    TRAP: SAY,
    CAUTION: FAIR,
    CROSSING: FAIR,
    FIND_OUT: SURE,
    CONTRADICTION: SURE,
    FINDING: NAME,
    KEEP: KEPT,
    DIMENSION: CONDITIONS,
}
MOST_SUGGESTED = 5
Pair = tuple[Proposed, Proposal]


def goal_of(trigger: Trigger) -> str:
    """What an answer to this improves; one of GOALS."""
    return GOAL_OF[trigger.kind]


@dataclass(frozen=True)
class Improved:
    """What is proposed for one goal, the most urgent first, each with what it is for."""

    goal: str
    each: tuple[Pair, ...]

    @property
    def count(self) -> int:
        """How many are proposed."""
        return len(self.each)

    @property
    def values(self) -> tuple[str, ...]:
        """How each is written where it is picked."""
        return tuple(value_of(pair) for pair in self.each)


def value_of(pair: Pair) -> str:
    """How it is written where it is picked."""
    proposed, proposal = pair
    return f"{proposed.number}:{proposal.recommendation.id}"


def in_turn(proposed: Iterable[Proposed]) -> list[Pair]:
    """Every proposal, the most urgent first; what one needs comes before it."""
    placed = [
        ((one.weighed.rank if one.weighed else (), each.number, at), (each, one))
        for each in proposed
        for at, one in enumerate(each.proposals)
    ]
    return [pair for _key, pair in sorted(placed, key=lambda found: found[0])]


def suggested(proposed: Iterable[Proposed]) -> tuple[Pair, ...]:
    """The few to look at first, in turn; none of what comes later in its list, and nothing without
    what it needs. They are spread over activities, and the same advice stands there once.
    """
    sooner = [pair for pair in in_turn(proposed) if not _later(pair[1])]
    open_values = {value_of(pair) for pair in sooner}
    few: dict[str, Pair] = {}

    def take(spreads: Callable[[Pair], bool]) -> None:
        for pair in sooner:
            needed = {f"{pair[0].number}:{name}" for name in pair[1].recommendation.after}
            ready = needed & open_values <= few.keys()
            if ready and len(few) < MOST_SUGGESTED and spreads(pair):
                few[value_of(pair)] = pair

    def is_new(pair: Pair) -> bool:
        return all(pair[1].recommendation.id != one.recommendation.id for _, one in few.values())

    take(lambda pair: is_new(pair) and all(pair[0].number != e.number for e, _ in few.values()))
    take(is_new)
    return tuple(pair for pair in sooner if value_of(pair) in few)


def _later(proposal: Proposal) -> bool:
    return proposal.weighed is not None and proposal.weighed.priority == LATER


def by_goal(proposed: Iterable[Proposed], besides: Collection[str] = ()) -> list[Improved]:
    """What is proposed by what it improves, without those that are written so."""
    found: dict[str, list[Pair]] = {goal: [] for goal in GOALS}
    for pair in in_turn(proposed):
        if value_of(pair) not in besides:
            found[goal_of(pair[1].recommendation.answers)].append(pair)
    return [Improved(goal, tuple(each)) for goal, each in found.items() if each]
