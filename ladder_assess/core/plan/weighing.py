"""What the priority of a proposal or an action is worked out from, as the facts stand now."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.plan.order import in_order, needing, resting
from ladder_assess.core.plan.plan import DIMENSION, Action, Proposal, ScoreNow, Trigger
from ladder_assess.core.plan.priority import (
    INTENDED,
    NO_GAP,
    NO_LADDER,
    NOT_INTENDED,
    POINTS,
    SCORE,
    Gap,
    Reach,
    Weighed,
)

Now = Mapping[Trigger, tuple[ScoreNow, ...]]


def weigh_for_activity(activity: InPlan, effort: str, *, single: bool = False) -> Weighed:
    """Advice for one activity: the rungs from the lowest it may stand on to where it was meant,
    and how many fewer they may be. `single` says that its place rests on a single answer.
    """
    return Weighed(_gap(activity, single), Reach(activity.affected), effort)


def _gap(activity: InPlan, single: bool) -> Gap:
    if not activity.has_ladder:
        return Gap(NO_LADDER)
    if activity.intended is None:
        return Gap(NOT_INTENDED)
    low, high = activity.placement.interval
    widest, narrowest = (max(0, activity.intended - end) for end in (low, high))
    return Gap(INTENDED, widest, widest - narrowest, single)


def weigh_for_several(activities: Iterable[InPlan], effort: str) -> Weighed:
    """One action for several activities: the widest of their gaps, all of their people."""
    return weigh_together([weigh_for_activity(activity, effort) for activity in activities], effort)


def weigh_together(each: Sequence[Weighed], effort: str) -> Weighed:
    """The same, of what has been weighed for each of them."""
    if not each:
        return weigh_for_organisation((), effort)
    # Of thousands of activities there are but a few different gaps.
    gaps = Counter(one.gap for one in each)
    widest = max(gaps, key=lambda gap: (gap.level, gap.size or 0, -gap.unsure))
    exact = {g: n for g, n in gaps.items() if g.kind == INTENDED and g.size and not g.unsure}
    gap = widest._replace(
        single=False,
        below=_below(gaps, certainly=not widest.unsure),
        exact=sum(exact.values()) if widest.unsure else 0,
        exact_size=max((g.size or 0 for g in exact), default=0) if widest.unsure else 0,
    )
    told = [one.reach.people for one in each if one.reach.people is not None]
    return Weighed(gap, Reach(sum(told) if told else None, False, len(each), len(told)), effort)


def _below(gaps: Mapping[Gap, int], *, certainly: bool) -> int:
    """How many are below what was intended for them, or may be where that is not asked for."""
    return sum(
        count
        for gap, count in gaps.items()
        if gap.kind == INTENDED and (gap.size or 0) > (gap.unsure if certainly else 0)
    )


def weigh_for_organisation(
    scores: Iterable[ScoreNow], effort: str, lowest: int | None = None
) -> Weighed:
    """Advice for the organisation as a whole: what its lowest score lacks to 100. `lowest` is the
    lowest of all its scores.
    """
    found = min(scores, key=lambda reading: reading.score, default=None)
    if found is None:
        return Weighed(Gap(NO_GAP), Reach(whole=True), effort)
    size, single = POINTS - found.score, found.answers == 1
    gap = Gap(SCORE, size, single=single, lowest=found.score == lowest)
    return Weighed(gap, Reach(whole=True), effort)


def weigh_proposals(
    proposals: Iterable[Proposal], activity: InPlan | None, *, single: bool = False
) -> tuple[Proposal, ...]:
    """Proposals with their weight, the most urgent first, but for what they need, which comes
    before them; for the organisation where there is no activity. `single` says that the place of
    the activity rests on a single answer.
    """
    proposals = tuple(proposals)
    if activity:
        efforts = {proposal.recommendation.effort for proposal in proposals}
        by_effort = {e: weigh_for_activity(activity, e, single=single) for e in efforts}
        weighed = [by_effort[proposal.recommendation.effort] for proposal in proposals]
    else:
        lowest = min((score.score for p in proposals for score in p.scores), default=None)
        weighed = [
            weigh_for_organisation(p.scores, p.recommendation.effort, lowest) for p in proposals
        ]
    rests = resting(proposals, BY_ADVICE)
    urgent = sorted(
        (proposal._replace(weighed=one._replace(rests=rest, turn=one.order))
         for proposal, one, rest in zip(proposals, weighed, rests, strict=True)),
        key=lambda proposal: (_rank(proposal), proposal.place, _called(proposal)),
    )  # fmt: skip
    found = (
        _brought(urgent[place], urgent[brought_by])
        for place, brought_by in in_order(urgent, BY_ADVICE)
    )
    return tuple(sorted(found, key=_rank))


def _rank(proposal: Proposal) -> tuple[float, ...]:
    return proposal.weighed.rank if proposal.weighed else ()


def _brought(proposal: Proposal, by: Proposal) -> Proposal:
    if proposal is by or proposal.weighed is None or by.weighed is None:
        return proposal
    return proposal._replace(weighed=proposal.weighed._replace(turn=by.weighed.order))


def _called(proposal: Proposal) -> str:
    return proposal.recommendation.id


BY_ADVICE = needing(lambda proposal: proposal.recommendation.after, _called)


def weigh_actions(
    actions: Iterable[Action],
    activities: Iterable[InPlan],
    now: Now,
    singles: Callable[[int], bool] = lambda number: False,
) -> tuple[Action, ...]:
    """Actions with what their priority is worked out from, in the order that they came in.

    `now` are the scores as they stand, by what actions answer; `singles` says of which activities,
    by number, the place rests on a single answer.
    """
    known = {activity.number: activity for activity in activities}
    lowest = min((score.score for each in now.values() for score in each), default=None)
    return tuple(
        replace(action, weighed=_weigh(action, known, now, singles, lowest)) for action in actions
    )


def _weigh(
    action: Action,
    known: Mapping[int, InPlan],
    now: Now,
    singles: Callable[[int], bool],
    lowest: int | None,
) -> Weighed:
    meant = [known[number] for number in action.activities if number in known]
    if len(meant) == 1 and not action.covers:
        single = meant[0].intended is not None and singles(meant[0].number)
        return weigh_for_activity(meant[0], action.effort, single=single)
    if meant:
        return weigh_for_several(meant, action.effort)
    scores = now.get(action.trigger, ()) if action.trigger else ()
    own = scores if action.trigger and action.trigger.kind == DIMENSION else ()
    return weigh_for_organisation(own, action.effort, lowest)
