"""Reads what became of the reasons for which actions were chosen, and since when."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.plan.of_scores import by_trigger
from ladder_assess.core.plan.plan import (
    DIMENSION,
    Action,
    ReasonNow,
    ReasonToday,
    ScoreNow,
    Trigger,
)
from ladder_assess.core.plan.reason_now import (
    GONE,
    HOLDS,
    looked_into_no_further,
    reason_now,
    reason_of_scores,
)
from ladder_assess.services.activities.list_activities import ActivityList
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.history import changes_since, moved_some_time

# Of an action for more activities than these, the days are not looked up: each takes reading all
# that was ever changed in it. Then nobody knows whether what is so no longer was met, or was so by
# the earlier rules alone.
MOST_DATED = 50


def with_reasons(
    product: Product,
    portfolio: Portfolio,
    actions: Iterable[Action],
    found: ActivityList,
    scores: Iterable[ScoreNow],
) -> tuple[Action, ...]:
    """The actions with what became of the reason of each; one of somebody's own has none."""
    now = by_trigger(scores)
    # Of all actions once, as it takes looking at all changes of the list.
    moved = cache(lambda: moved_some_time(product.database, portfolio))
    return tuple(
        replace(action, reason=_reason(product, portfolio, action, found, now, moved))
        for action in actions
    )


def _reason(
    product: Product,
    portfolio: Portfolio,
    action: Action,
    found: ActivityList,
    now: Mapping[Trigger, Sequence[ScoreNow]],
    moved: Callable[[], Collection[int]],
) -> ReasonToday | None:
    trigger = action.trigger
    if trigger is None:
        return None
    if trigger.kind == DIMENSION:
        below = _below(product, action, trigger)
        return None if below is None else reason_of_scores(below, now.get(trigger, ()))
    each = _each(product, portfolio, action, trigger, found, moved)
    both = zip(action.activities, each, strict=True)
    return ReasonToday(tuple(_with_its_days(now, number, trigger, found) for number, now in both))


def _with_its_days(now: ReasonNow, number: int, trigger: Trigger, found: ActivityList) -> ReasonNow:
    """What became of a reason, with when the activity starts and ends, and whether a step up may
    be taken already.
    """
    if number not in found.kept:
        return now
    listed, unsure = found.listed(number), found.may_be_there(number, trigger)
    now = now._replace(unsure=unsure, started=listed.started, ended=listed.ended)
    return now._replace(status=listed.status)


def _below(product: Product, action: Action, trigger: Trigger) -> int | None:
    """Below which score its advice is given; None where no advice is of that name any more."""
    advice = product.definitions.advice.get(trigger.key, ())
    return next((a.below for a in advice if a.id == action.recommendation), None)


def _each(
    product: Product,
    portfolio: Portfolio,
    action: Action,
    trigger: Trigger,
    found: ActivityList,
    moved: Callable[[], Collection[int]],
) -> Iterator[ReasonNow]:
    def rules(stamp: str) -> Assessor:
        return product.of(stamp).assessor

    dated = len(action.activities) <= MOST_DATED
    undated = () if dated else moved()
    for number in action.activities:
        if number not in found.kept:
            yield ReasonNow(GONE)
        elif found.is_proposed(number, trigger):
            yield ReasonNow(HOLDS)
        else:
            record = found.record(number)
            changes = changes_since(product.database, portfolio, number, -1) if dated else ()
            found_now = reason_now(trigger, record, changes, rules)
            yield looked_into_no_further(trigger, found_now) if number in undated else found_now
