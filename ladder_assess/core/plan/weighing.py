"""What the priority of a proposal or an action is worked out from, as the facts stand now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.plan.plan import DIMENSION, Action, Proposal, ScoreNow, Trigger
from ladder_assess.core.plan.priority import (
    INTENDED,
    NO_GAP,
    NO_LADDER,
    NOT_INTENDED,
    SCORE,
    Gap,
    Reach,
    Weighed,
)

BEST_SCORE = 100
Now = Mapping[Trigger, tuple[ScoreNow, ...]]


def weigh_for_activity(activity: InPlan, effort: str) -> Weighed:
    """Advice for one activity: the rungs from the lowest it may stand on to where it was meant,
    and how many fewer they may be.
    """
    return Weighed(_gap(activity), Reach(activity.affected), effort)


def _gap(activity: InPlan) -> Gap:
    if not activity.has_ladder:
        return Gap(NO_LADDER)
    if activity.intended is None:
        return Gap(NOT_INTENDED)
    low, high = activity.placement.interval
    widest, narrowest = (max(0, activity.intended - end) for end in (low, high))
    return Gap(INTENDED, widest, widest - narrowest)


def weigh_for_several(activities: Iterable[InPlan], effort: str) -> Weighed:
    """One action for several activities: the widest of their gaps, all of their people."""
    return weigh_together([weigh_for_activity(activity, effort) for activity in activities], effort)


def weigh_together(each: Sequence[Weighed], effort: str) -> Weighed:
    """The same, of what has been weighed for each of them."""
    if not each:
        return weigh_for_organisation((), effort)
    # Of thousands of activities there are but a few different gaps.
    gaps = dict.fromkeys(one.gap for one in each)
    gap = max(gaps, key=lambda gap: (gap.level, gap.size or 0, -gap.unsure))
    told = [one.reach.people for one in each if one.reach.people is not None]
    return Weighed(gap, Reach(sum(told) if told else None, False, len(each), len(told)), effort)


def weigh_for_organisation(scores: Iterable[ScoreNow], effort: str) -> Weighed:
    """Advice for the organisation as a whole: what its lowest score lacks to 100."""
    lowest = min((reading.score for reading in scores), default=None)
    gap = Gap(NO_GAP) if lowest is None else Gap(SCORE, BEST_SCORE - lowest)
    return Weighed(gap, Reach(whole=True), effort)


def weigh_proposals(proposals: Iterable[Proposal], activity: InPlan | None) -> tuple[Proposal, ...]:
    """Proposals with their weight, the most urgent first; for the organisation where there is no
    activity.
    """
    proposals = tuple(proposals)
    if activity:
        efforts = {proposal.recommendation.effort for proposal in proposals}
        by_effort = {effort: weigh_for_activity(activity, effort) for effort in efforts}
        weighed = [p._replace(weighed=by_effort[p.recommendation.effort]) for p in proposals]
    else:
        weighed = [
            p._replace(weighed=weigh_for_organisation(p.scores, p.recommendation.effort))
            for p in proposals
        ]
    return tuple(sorted(weighed, key=lambda p: p.weighed.order if p.weighed else ()))


def weigh_actions(
    actions: Iterable[Action], activities: Iterable[InPlan], now: Now
) -> tuple[Action, ...]:
    """Actions with what their priority is worked out from, in the order that they came in.

    `now` are the scores as they stand, by what actions answer.
    """
    known = {activity.number: activity for activity in activities}
    return tuple(replace(action, weighed=_weigh(action, known, now)) for action in actions)


def _weigh(action: Action, known: Mapping[int, InPlan], now: Now) -> Weighed:
    meant = [known[number] for number in action.activities if number in known]
    if len(meant) == 1 and not action.covers:
        return weigh_for_activity(meant[0], action.effort)
    if meant:
        return weigh_for_several(meant, action.effort)
    scores = now.get(action.trigger, ()) if action.trigger else ()
    own = scores if action.trigger and action.trigger.kind == DIMENSION else ()
    return weigh_for_organisation(own, action.effort)
