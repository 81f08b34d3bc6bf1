"""Which proposals and actions of a plan are shown, and how proposals are put together.

What is asked for narrows, never adds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.common.finding import finds
from ladder_assess.core.common.number_runs import in_few_letters
from ladder_assess.core.plan.of_scores import ORGANISATION
from ladder_assess.core.plan.order import in_order, resting
from ladder_assess.core.plan.plan import Action, Proposal, Recommendation
from ladder_assess.core.plan.priority import Weighed
from ladder_assess.core.plan.weighing import weigh_together

BY_GOAL, BY_ACTIVITY, BY_ADVICE = "goal", "activity", "advice"
ARRANGEMENTS = (BY_GOAL, BY_ACTIVITY, BY_ADVICE)
# With more activities than these, proposals are put together by what is advised.
SEVERAL_ACTIVITIES = 4
OWN = "own"
# Ten thousand boxes under one heading are a page that no browser opens with ease.
MOST_SINGLES = 50
T = TypeVar("T")


@dataclass(frozen=True)
class PlanWanted:
    """What is asked for; None or an empty text asks for nothing.

    `activity` is a number, 0 for the organisation and what is for all; `kind` is a trigger's, or
    OWN for an action that answers none; `words` are all to stand in what it says.
    """

    activity: int | None = None
    priority: str = ""
    kind: str = ""
    service: str = ""
    words: str = ""

    def fits(self, *texts: str) -> bool:
        """Does every word that is looked for stand in one of these texts?"""
        return finds(self.words, *texts)

    @property
    def narrows(self) -> bool:
        """Is anything left out for it?"""
        return self != PlanWanted()

    @property
    def narrows_by_lists(self) -> bool:
        """Is anything left out for it, besides what has not the words?"""
        return replace(self, words="").narrows


@dataclass(frozen=True)
class Proposed:
    """What is proposed for one activity; for the organisation where there is none."""

    activity: InPlan | None
    proposals: tuple[Proposal, ...]

    @property
    def number(self) -> int:
        """What its actions are kept under."""
        return self.activity.number if self.activity else ORGANISATION

    @property
    def count(self) -> int:
        """How many are proposed."""
        return len(self.proposals)

    @property
    def values(self) -> tuple[str, ...]:
        """How each is written where it is picked."""
        return tuple(f"{self.number}:{each.recommendation.id}" for each in self.proposals)


@dataclass(frozen=True)
class Advised:
    """One recommendation with all the activities that it is proposed for; none where it is for the
    organisation. Of very many, `singles` are those that can be picked one by one.
    """

    recommendation: Recommendation
    weighed: Weighed | None
    each: tuple[tuple[Proposed, Proposal], ...]

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """What its actions are kept under, in order."""
        return tuple(proposed.number for proposed, _ in self.each)

    @cached_property
    def meant(self) -> frozenset[int]:
        """The same, to look one up."""
        return frozenset(self.numbers)

    def reweighed(self, weighed: Weighed) -> "Advised":
        """The same weighed otherwise, with what is known of thousands of activities by now."""
        made = replace(self, weighed=weighed)
        known = self.__dict__
        made.__dict__.update({name: known[name] for name in ("numbers", "meant") if name in known})
        return made

    @property
    def count(self) -> int:
        """How many activities it is proposed for."""
        return len(self.each)

    @cached_property
    def runs(self) -> str:
        """The same in few letters."""
        return in_few_letters(self.numbers)

    @property
    def singles(self) -> tuple[tuple[Proposed, Proposal], ...]:
        """The first MOST_SINGLES of them."""
        return self.each[:MOST_SINGLES]

    @property
    def values(self) -> tuple[str, ...]:
        """How it is written where it is picked: for all of them, and for each single one."""
        each = tuple(f"{one.number}:{self.recommendation.id}" for one, _ in self.singles)
        return (f"{self.runs}:{self.recommendation.id}", *each)


def narrow(proposed: Iterable[Proposed], wanted: PlanWanted) -> list[Proposed]:
    """What is asked for of what is proposed; where nothing is left, nothing is shown."""
    if not wanted.narrows:
        return [each for each in proposed if each.proposals]
    # Of what is advised once: the same is proposed for thousands.
    fitting: dict[str, bool] = {}

    def fits(one: Recommendation) -> bool:
        if one.id not in fitting:
            fitting[one.id] = wanted.fits(*_said_by(one))
        return fitting[one.id]

    left = (_narrow(each, wanted, fits) for each in proposed if _meant(each.activity, wanted))
    return [each for each in left if each.proposals]


def _narrow(
    proposed: Proposed, wanted: PlanWanted, fits: Callable[[Recommendation], bool]
) -> Proposed:
    kept = tuple(
        proposal
        for proposal in proposed.proposals
        if wanted.kind in ("", proposal.recommendation.answers.kind)
        and (not wanted.priority or _priority(proposal) == wanted.priority)
        and fits(proposal.recommendation)
    )
    return replace(proposed, proposals=kept)


def _said_by(each: Recommendation | Action) -> tuple[str, ...]:
    return each.title, each.do, each.why, each.who, each.measure


def _priority(proposal: Proposal) -> str:
    return proposal.weighed.priority if proposal.weighed else ""


def _meant(activity: InPlan | None, wanted: PlanWanted) -> bool:
    number = activity.number if activity else ORGANISATION
    if wanted.activity not in (None, number):
        return False
    service = activity.service if activity else ""
    return not wanted.service or service.casefold() == wanted.service.casefold()


def narrow_actions(
    actions: Iterable[Action], activities: Iterable[InPlan], wanted: PlanWanted
) -> list[Action]:
    """The actions that are asked for. One for several activities is found by each of them."""
    known = {activity.number: activity for activity in activities}
    return [
        action
        for action in actions
        if wanted.priority in ("", action.ranked)
        and wanted.kind in ("", action.trigger.kind if action.trigger else OWN)
        and wanted.fits(*_said_by(action), action.owner, action.notes)
        and any(_meant(known.get(n), wanted) for n in action.activities or (ORGANISATION,))
    ]


def by_advice(proposed: Iterable[Proposed]) -> list[Advised]:
    """The same proposals put together by recommendation, the most urgent first, but for what they
    need, which comes before them.
    """
    found: dict[str, list[tuple[Proposed, Proposal]]] = {}
    for each in proposed:
        for proposal in each.proposals:
            found.setdefault(proposal.recommendation.id, []).append((each, proposal))
    advised = [_advised(tuple(pairs)) for pairs in found.values()]
    rested = map(_rested, advised, resting(advised, _needs))
    urgent = sorted(rested, key=lambda each: (_rank(each), _place(each), _called(each)))
    brought = [
        _brought(urgent[place], urgent[brought_by])
        for place, brought_by in in_order(urgent, _needs)
    ]
    return sorted(brought, key=_rank)


def _rested(advised: Advised, rests: int) -> Advised:
    if advised.weighed is None:
        return advised
    return advised.reweighed(advised.weighed._replace(rests=rests, turn=(), level=""))


def _rank(advised: Advised) -> tuple[float, ...]:
    return advised.weighed.rank if advised.weighed else ()


def _place(advised: Advised) -> int:
    """The most telling of its places among what is proposed for the same."""
    return min(proposal.place for _, proposal in advised.each)


def _called(advised: Advised) -> str:
    return advised.recommendation.id


def _needs(advised: Advised) -> Callable[[Advised], bool] | None:
    """What it needs of what is advised for any of the same activities, as actions do."""
    ids, meant = advised.recommendation.after, advised.meant
    if not ids:
        return None
    return lambda other: _called(other) in ids and not meant.isdisjoint(other.meant)


def _brought(advised: Advised, by: Advised) -> Advised:
    if advised.weighed is None or by.weighed is None:
        return advised
    return advised.reweighed(advised.weighed._replace(turn=by.weighed.order))


def _advised(pairs: tuple[tuple[Proposed, Proposal], ...]) -> Advised:
    recommendation = pairs[0][1].recommendation
    weighed = [proposal.weighed for proposed, proposal in pairs if proposed.activity]
    if len(weighed) > 1:
        each = [one for one in weighed if one]
        return Advised(recommendation, weigh_together(each, recommendation.effort), pairs)
    return Advised(recommendation, pairs[0][1].weighed, pairs)
