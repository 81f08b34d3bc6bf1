"""Which proposals and actions of a plan are shown, and how proposals are put together.

What is asked for narrows, never adds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Generic, TypeVar

from ladder_assess.core.number_runs import as_runs
from ladder_assess.core.plan import Action, Proposal, Recommendation
from ladder_assess.core.plan_of_scores import ORGANISATION
from ladder_assess.core.plan_priority import Weighed
from ladder_assess.core.plan_weighing import weigh_for_several
from ladder_assess.core.portfolio import AssessedActivity

BY_ACTIVITY, BY_ADVICE = "activity", "advice"
ARRANGEMENTS = (BY_ACTIVITY, BY_ADVICE)
OWN = "own"
T = TypeVar("T")


@dataclass(frozen=True)
class PlanWanted:
    """What is asked for; None or an empty text asks for nothing.

    `activity` is a number, 0 for the organisation and what is for all; `kind` is a trigger's, or
    OWN for an action that answers none.
    """

    activity: int | None = None
    priority: str = ""
    kind: str = ""
    service: str = ""

    @property
    def narrows(self) -> bool:
        """Is anything left out for it?"""
        return self != PlanWanted()


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one activity; for the organisation where there is none."""

    activity: AssessedActivity | None
    proposals: tuple[Proposal, ...]

    @property
    def number(self) -> int:
        """What its actions are kept under."""
        return self.activity.number if self.activity else ORGANISATION

    @property
    def values(self) -> tuple[str, ...]:
        """How each is written where it is picked."""
        return tuple(f"{self.number}:{each.recommendation.id}" for each in self.proposals)


@dataclass(frozen=True)
class Advised:
    """One recommendation with all the activities that it is proposed for; none where it is for the
    organisation.
    """

    recommendation: Recommendation
    weighed: Weighed | None
    each: tuple[tuple[Proposed, Proposal], ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """What its actions are kept under, in order."""
        return tuple(proposed.number for proposed, _ in self.each)

    @property
    def runs(self) -> str:
        """The same in few letters."""
        return as_runs(self.numbers)

    @property
    def values(self) -> tuple[str, ...]:
        """How it is written where it is picked: for all of them, and for each."""
        each = tuple(f"{number}:{self.recommendation.id}" for number in self.numbers)
        return (f"{self.runs}:{self.recommendation.id}", *each)


def narrow(proposed: Iterable[Proposed], wanted: PlanWanted) -> list[Proposed]:
    """What is asked for of what is proposed; where nothing is left, nothing is shown."""
    left = (_narrow(each, wanted) for each in proposed if _meant(each.activity, wanted))
    return [each for each in left if each.proposals]


def _narrow(proposed: Proposed, wanted: PlanWanted) -> Proposed:
    kept = tuple(
        proposal
        for proposal in proposed.proposals
        if wanted.kind in ("", proposal.recommendation.answers.kind)
        and (not wanted.priority or _priority(proposal) == wanted.priority)
    )
    return replace(proposed, proposals=kept)


def _priority(proposal: Proposal) -> str:
    return proposal.weighed.priority if proposal.weighed else ""


def _meant(activity: AssessedActivity | None, wanted: PlanWanted) -> bool:
    number = activity.number if activity else ORGANISATION
    if wanted.activity not in (None, number):
        return False
    service = service_of(activity) if activity else ""
    return not wanted.service or service.casefold() == wanted.service.casefold()


def service_of(activity: AssessedActivity) -> str:
    """The service that an activity is part of, in one run of words; empty where it is not said."""
    return " ".join(activity.about.get("service_area", "").split())


def services_of(activities: Iterable[AssessedActivity]) -> list[str]:
    """The services that activities are part of, each once however its letters are written."""
    named = {service.casefold(): service for service in map(service_of, activities) if service}
    return [named[key] for key in sorted(named)]


def narrow_actions(
    actions: Iterable[Action], activities: Iterable[AssessedActivity], wanted: PlanWanted
) -> list[Action]:
    """The actions that are asked for. One for several activities is found by each of them."""
    known = {activity.number: activity for activity in activities}
    return [
        action
        for action in actions
        if wanted.priority in ("", action.ranked)
        and wanted.kind in ("", action.trigger.kind if action.trigger else OWN)
        and any(_meant(known.get(n), wanted) for n in action.activities or (ORGANISATION,))
    ]


def by_advice(proposed: Iterable[Proposed]) -> list[Advised]:
    """The same proposals put together by recommendation, the most urgent first."""
    found: dict[str, list[tuple[Proposed, Proposal]]] = {}
    for each in proposed:
        for proposal in each.proposals:
            found.setdefault(proposal.recommendation.id, []).append((each, proposal))
    advised = [_advised(tuple(pairs)) for pairs in found.values()]
    return sorted(advised, key=lambda each: each.weighed.order if each.weighed else ())


def _advised(pairs: tuple[tuple[Proposed, Proposal], ...]) -> Advised:
    recommendation = pairs[0][1].recommendation
    activities = [proposed.activity for proposed, _ in pairs if proposed.activity]
    if len(activities) > 1:
        return Advised(recommendation, weigh_for_several(activities, recommendation.effort), pairs)
    return Advised(recommendation, pairs[0][1].weighed, pairs)


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """A page of a list of `all` items: `at` counts from 1, `of` is at least 1."""

    items: tuple[T, ...]
    at: int
    of: int
    all: int


def leaf(items: Sequence[T], at: int, most: int) -> Leaf[T]:
    """The page `at` of a list with at most so many on each; the nearest there is."""
    of = max(1, -(-len(items) // most))
    at = min(max(at, 1), of)
    return Leaf(tuple(islice(items, (at - 1) * most, at * most)), at, of, len(items))
