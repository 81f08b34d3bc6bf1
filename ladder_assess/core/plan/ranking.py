"""Tells a list of proposals or actions apart: what of it comes first, next and later.

Each level is read from the place in the whole list, so that narrowing what is shown changes none of
them, and neither does the order in which the list is given.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from ladder_assess.core.plan.filter import Advised, PlanWanted, Proposed, by_advice, narrow
from ladder_assess.core.plan.of_scores import ORGANISATION
from ladder_assess.core.plan.order import in_order
from ladder_assess.core.plan.plan import Action, Proposal
from ladder_assess.core.plan.priority import Weighed, level_at

# All that comes before each recommendation that needs something, by their ids.
After = Mapping[str, frozenset[str]]


def rank_proposed(proposed: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """All that is proposed, each told apart from the others of the whole list.

    What is proposed for one comes in an order in which it can be done, and keeps it.
    """
    found = tuple(proposed)
    keys = sorted(
        (one.weighed.turn if one.weighed else (), each.number, at)
        for each in found
        for at, one in enumerate(each.proposals)
    )
    levels = {key[1:]: level_at(place, len(keys)) for place, key in enumerate(keys)}
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
    gap, reach, effort, turn, _level = weighed
    told = Weighed(gap, reach, effort, turn, level)
    return Proposal(recommendation, change, scores, told, possible, place)


def rank_advised(advised: Iterable[Advised]) -> list[Advised]:
    """What is advised, in order, each told apart from the others."""
    found = list(advised)
    return [
        replace(each, weighed=each.weighed._replace(level=level_at(place, len(found))))
        if each.weighed
        else each
        for place, each in enumerate(found)
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
    urgent = sorted(still, key=lambda a: (a.weighed.order if a.weighed else (), a.id))
    placed = in_order(urgent, _needs(after))
    levels = {
        urgent[each.place].id: (level_at(place, len(placed)), urgent[each.brought_by])
        for place, each in enumerate(placed)
    }
    return tuple(_ranked(action, *levels.get(action.id, ("", action))) for action in found)


def _ranked(action: Action, level: str, brought_by: Action) -> Action:
    weighed, bringing = action.weighed, brought_by.weighed
    if weighed is None or bringing is None:
        return action
    return replace(action, weighed=weighed._replace(level=level, turn=bringing.order))


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
