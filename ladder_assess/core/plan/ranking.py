"""Tells a list of proposals or actions apart: what of it comes first, next and later.

Each level is read from the place in the whole list, so that narrowing what is shown changes none of
them, and neither does the order in which the list is given.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ladder_assess.core.plan.filter import Advised, PlanWanted, Proposed, by_advice, narrow
from ladder_assess.core.plan.of_scores import ORGANISATION
from ladder_assess.core.plan.order import in_order, resting
from ladder_assess.core.plan.plan import Action, Proposal
from ladder_assess.core.plan.priority import Weighed, levels_of

# All that comes before each recommendation that needs something, by their ids.
After = Mapping[str, frozenset[str]]


def rank_proposed(proposed: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """All that is proposed, each told apart from the others of the whole list.

    What is proposed for one comes in an order in which it can be done, and keeps it.
    """
    found = tuple(proposed)
    keys = sorted(
        (one.weighed.rank if one.weighed else (), each.number, at)
        for each in found
        for at, one in enumerate(each.proposals)
    )
    told = levels_of([key[0] for key in keys])
    levels = {key[1:]: level for key, level in zip(keys, told, strict=True)}
    return tuple(
        Proposed(
            each.activity,
            tuple(_at(one, levels[each.number, at]) for at, one in enumerate(each.proposals)),
        )
        for each in found
    )


def _at(proposal: Proposal, level: str) -> Proposal:
    """Made anew by hand: of ten thousand activities, `_replace` takes most of the time."""
    weighed = proposal.weighed
    if weighed is None:
        return proposal
    recommendation, change, scores, _weighed, possible, place = proposal
    gap, reach, effort, turn, _level, rests = weighed
    told = Weighed(gap, reach, effort, turn, level, rests)
    return Proposal(recommendation, change, scores, told, possible, place)


def rank_advised(advised: Iterable[Advised]) -> list[Advised]:
    """What is advised, in order, each told apart from the others."""
    found = list(advised)
    levels = levels_of([each.weighed.rank if each.weighed else () for each in found])
    return [
        replace(each, weighed=each.weighed._replace(level=level)) if each.weighed else each
        for each, level in zip(found, levels, strict=True)
    ]


def advised_for(proposed: Iterable[Proposed], wanted: PlanWanted) -> list[Advised]:
    """What is advised and asked for, each with its level in the whole list."""
    every = tuple(proposed)
    whole = rank_advised(by_advice(every))
    if not wanted.narrows:
        return whole
    levels = {each.recommendation.id: each.weighed for each in whole}
    left = by_advice(narrow(every, replace(wanted, priority="")))
    found = []
    for each in left:
        kept = levels[each.recommendation.id]
        level = kept.level if kept else ""
        if wanted.priority in ("", level) and each.weighed:
            found.append(replace(each, weighed=each.weighed._replace(level=level)))
    return found


def rank_actions(actions: Iterable[Action], after: After) -> tuple[Action, ...]:
    """The actions in the order that they came in, each that is still to be done told apart from the
    others; what others of the same activities need first is as urgent as those.
    """
    found = tuple(actions)
    still = [action for action in found if action.open and action.weighed]
    needs = _needs(after)
    rested = map(_rested, still, resting(still, needs))
    urgent = sorted(rested, key=lambda action: (_rank(action), action.id))
    placed = in_order(urgent, needs)
    brought = sorted((_brought(urgent[p], urgent[by]) for p, by in placed), key=_rank)
    levels = levels_of([_rank(action) for action in brought])
    ranked = {a.id: _leveled(a, level) for a, level in zip(brought, levels, strict=True)}
    return tuple(ranked.get(action.id, action) for action in found)


def _rested(action: Action, rests: int) -> Action:
    weighed = action.weighed
    return replace(action, weighed=weighed._replace(rests=rests, turn=())) if weighed else action


def _brought(action: Action, by: Action) -> Action:
    if action.weighed is None or by.weighed is None:
        return action
    return replace(action, weighed=action.weighed._replace(turn=by.weighed.order))


def _leveled(action: Action, level: str) -> Action:
    weighed = action.weighed
    return replace(action, weighed=weighed._replace(level=level)) if weighed else action


def _rank(action: Action) -> tuple[float, ...]:
    return action.weighed.rank if action.weighed else ()


def _needs(after: After) -> Callable[[Action], Callable[[Action], bool] | None]:
    def needs(action: Action) -> Callable[[Action], bool] | None:
        ids = after.get(action.recommendation)
        numbers = frozenset(action.activities or (ORGANISATION,))
        if not ids:
            return None
        return lambda other: (
            other.recommendation in ids
            and not numbers.isdisjoint(other.activities or (ORGANISATION,))
        )

    return needs
