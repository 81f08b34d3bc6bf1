"""Tells a list of proposals or actions apart: what of it comes first, next and later.

Each level is read from the place in the whole list, so that narrowing what is shown changes none of
them, and neither does the order in which the list is given. Of a plan the whole list is what is
still to be done with what is proposed besides, so that putting an action into it changes none.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import NamedTuple

from ladder_assess.core.plan.filter import Advised, PlanWanted, Proposed, by_advice, narrow
from ladder_assess.core.plan.of_scores import ORGANISATION
from ladder_assess.core.plan.order import in_order, resting
from ladder_assess.core.plan.plan import PRIORITIES, Action, Proposal
from ladder_assess.core.plan.priority import Weighed, levels_of

# All that comes before each recommendation that needs something, by their ids.
After = Mapping[str, frozenset[str]]
Rank = tuple[float, ...]
# What each comes as in a list, by its rank: what is alike comes alike.
Levels = Mapping[Rank, str]
# What is proposed to one: the number of an activity and the id of a recommendation.
Pair = tuple[int, str]


def rank_proposed(
    proposed: Iterable[Proposed], besides: Iterable[Rank] = ()
) -> tuple[Proposed, ...]:
    """All that is proposed, each told apart from the others of the whole list and from what stands
    in it `besides`.

    What is proposed for one comes in an order in which it can be done, and keeps it.
    """
    found = tuple(proposed)
    return _leveled_singles(found, _levels_of_singles(found, besides))


def _levels_of_singles(proposed: Iterable[Proposed], besides: Iterable[Rank]) -> Levels:
    ranks = chain(besides, (_rank(one) for each in proposed for one in each.proposals))
    return levels_of(Counter(ranks))


def _leveled_singles(proposed: Iterable[Proposed], levels: Levels) -> tuple[Proposed, ...]:
    return tuple(
        Proposed(each.activity, tuple(_at(one, levels[_rank(one)]) for one in each.proposals))
        for each in proposed
    )


def _rank(ranked: Proposal | Advised | Action) -> Rank:
    return ranked.weighed.rank if ranked.weighed else ()


def _at(proposal: Proposal, level: str) -> Proposal:
    """Made anew by hand: of ten thousand activities, `_replace` takes most of the time."""
    weighed = proposal.weighed
    if weighed is None:
        return proposal
    recommendation, change, scores, _weighed, possible, place = proposal
    gap, reach, effort, turn, _level, rests = weighed
    told = Weighed(gap, reach, effort, turn, level, rests)
    return Proposal(recommendation, change, scores, told, possible, place)


def rank_advised(advised: Iterable[Advised], besides: Iterable[Rank] = ()) -> list[Advised]:
    """What is advised, in order, each told apart from the others and from what is `besides`."""
    found = list(advised)
    return _leveled_advice(found, levels_of(Counter([*besides, *map(_rank, found)])))


def _leveled_advice(advised: Iterable[Advised], levels: Levels) -> list[Advised]:
    return [
        each.reweighed(each.weighed._replace(level=levels[_rank(each)])) if each.weighed else each
        for each in advised
    ]


def levels_of_advice(advised: Iterable[Advised]) -> dict[str, str]:
    """What each of them comes as, by its id."""
    return {each.recommendation.id: each.weighed.level for each in advised if each.weighed}


def advised_for(
    proposed: Iterable[Proposed],
    wanted: PlanWanted,
    levels: Mapping[str, str],
    every: Sequence[Advised] | None = None,
) -> list[Advised]:
    """What is advised and asked for; `levels` has what each comes as in the whole list, by id, and
    `every` is all that is advised, where that is known.
    """
    but_for_priority = replace(wanted, priority="")
    if every is None or but_for_priority.narrows:
        every = by_advice(narrow(proposed, but_for_priority))
    found = []
    for each in every:
        level = levels[each.recommendation.id]
        if wanted.priority in ("", level) and each.weighed:
            found.append(each.reweighed(each.weighed._replace(level=level)))
    return sorted(found, key=lambda each: PRIORITIES.index(levels[each.recommendation.id]))


class RankedPlan(NamedTuple):
    """A plan with all that is proposed and not over: its actions, in the order that they came in;
    what is proposed to each; and what a recommendation comes as for all of its activities, by id.

    `told_apart` gives, of what is proposed, each with what it comes as, which of thousands takes
    seconds. `advised` is the same put together, where no action stands in the plan.
    """

    actions: tuple[Action, ...]
    proposed: tuple[Proposed, ...]
    levels: Mapping[str, str]
    told_apart: Callable[[Iterable[Proposed]], tuple[Proposed, ...]]
    advised: Sequence[Advised] | None


def rank_plan(
    actions: Iterable[Action],
    proposed: Iterable[Proposed],
    after: After,
    *,
    once_for_all: bool = False,
) -> RankedPlan:
    """What is to be done and what is proposed, told apart in one list: what is chosen stays as
    urgent as it was proposed. What others of the same activities need first is as urgent as those.

    `once_for_all` says that each recommendation stands in it once for all of its activities: an
    action for some of them is as urgent as that. What nobody proposes any more stands by itself.
    """
    found = tuple(actions)
    still = [action for action in found if action.open and action.weighed]
    every = _without(proposed, _pairs(action for action in found if not action.open))
    advised = by_advice(every)
    given = _given(still, every, advised, once_for_all=once_for_all)
    brought = _brought_forward([_as_given(action, given) for action in still], after)
    alone = [a for a in brought if a.id not in given or _rank(a) != given[a.id].rank]
    left = _without(every, _pairs(alone))
    there = _proposed_pairs(left) if brought else set()
    # What another action holds already stands in the list once, as that.
    apart = {action.id for action in alone}
    besides = [_rank(a) for a in brought if a.id in apart or there.isdisjoint(_pairs([a]))]
    ids = {one.recommendation.id for each in left for one in each.proposals}
    whole = [each for each in advised if each.recommendation.id in ids]
    of_together = levels_of(Counter([*besides, *map(_rank, whole)]))
    of_singles = cache(lambda: _levels_of_singles(left, besides))
    of_actions = of_together if once_for_all or not brought else of_singles()
    told = {action.id: _leveled(action, of_actions[_rank(action)]) for action in brought}
    together = _leveled_advice(whole, of_together)
    return RankedPlan(
        tuple(told.get(action.id, action) for action in found),
        left,
        levels_of_advice(together),
        lambda some: _leveled_singles(some, of_singles()),
        None if found else together,
    )


def rank_actions(actions: Iterable[Action], after: After) -> tuple[Action, ...]:
    """Actions beside which nothing is proposed."""
    return rank_plan(actions, (), after).actions


def _pairs(actions: Iterable[Action]) -> set[Pair]:
    return {
        (number, action.recommendation)
        for action in actions
        for number in action.activities or (ORGANISATION,)
    }


def _proposed_pairs(proposed: Iterable[Proposed]) -> set[Pair]:
    return {(each.number, one.recommendation.id) for each in proposed for one in each.proposals}


def _without(proposed: Iterable[Proposed], taken: Collection[Pair]) -> tuple[Proposed, ...]:
    """What is proposed but for some; where nothing is left, nothing stands."""
    numbers = {number for number, _called in taken}
    found = (_left(each, taken) if each.number in numbers else each for each in proposed)
    return tuple(each for each in found if each.proposals)


def _left(proposed: Proposed, taken: Collection[Pair]) -> Proposed:
    found = (p for p in proposed.proposals if (proposed.number, p.recommendation.id) not in taken)
    return Proposed(proposed.activity, tuple(found))


def _given(
    actions: Sequence[Action],
    proposed: Iterable[Proposed],
    advised: Iterable[Advised],
    *,
    once_for_all: bool,
) -> dict[int, Weighed]:
    """By its id, how an action is weighed where it is proposed, unless its owner has it take more
    or less work than that.
    """
    pairs = {
        (each.number, one.recommendation.id): one
        for each in (proposed if actions else ())
        for one in each.proposals
    }
    whole = {each.recommendation.id: each.weighed for each in advised}
    found = {}
    for action in actions:
        one = next((pairs[pair] for pair in sorted(_pairs([action])) if pair in pairs), None)
        if one is None or one.recommendation.effort != action.effort:
            continue
        weighed = whole[one.recommendation.id] if once_for_all else one.weighed
        if weighed:
            found[action.id] = weighed
    return found


def _as_given(action: Action, given: Mapping[int, Weighed]) -> Action:
    weighed, proposed = action.weighed, given.get(action.id)
    if weighed is None:
        return action
    if proposed is None:
        return replace(action, weighed=weighed._replace(turn=weighed.order, rests=0))
    turn = proposed.turn or proposed.order
    return replace(action, weighed=weighed._replace(turn=turn, rests=proposed.rests))


def _brought_forward(actions: Sequence[Action], after: After) -> list[Action]:
    """Actions as urgent as those of the same activities that need them first."""
    needs = _needs(after)
    rested = map(_rested, actions, resting(actions, needs))
    urgent = sorted(rested, key=lambda action: (_rank(action), action.id))
    return [_brought(urgent[place], urgent[by]) for place, by in in_order(urgent, needs)]


def _rested(action: Action, rests: int) -> Action:
    weighed = action.weighed
    if weighed is None or rests <= weighed.rests:
        return action
    return replace(action, weighed=weighed._replace(rests=rests))


def _brought(action: Action, by: Action) -> Action:
    if action.weighed is None or by.weighed is None:
        return action
    return replace(action, weighed=action.weighed._replace(turn=by.weighed.turn))


def _leveled(action: Action, level: str) -> Action:
    weighed = action.weighed
    return replace(action, weighed=weighed._replace(level=level)) if weighed else action


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
