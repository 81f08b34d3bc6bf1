"""Follows a plan from one that was given out to the next: what it was, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.history import MOVED, Change
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.two_dates import RULES, Dated, TwoDates
from ladder_assess.core.common.clock import day_end, uk_day
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.placement import Interval, Placement
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.progress import (
    LATEST,
    NONE,
    PlaceThen,
    Since,
    Snapshot,
    kind_of,
    rungs_of,
    since,
    snapshot_of,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.activities.compare_dates import (
    compare_dates,
    may_differ_by_the_move,
    moved_between,
)
from ladder_assess.services.activities.list_activities import ActivityList
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.read_plan import PlanNow
from ladder_assess.storage.activities.history import changes_after, first_moved
from ladder_assess.storage.activities.removed import list_removed
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.plan.snapshots import (
    find_snapshot,
    keep_snapshot,
    numbers_set_aside,
    snapshot_days,
)


def keep_plan(connection: Writing, portfolio: Portfolio, plan: PlanDocument) -> None:
    """Keep what a plan is on the day that it is given out, with what is given out or not at all."""
    snapshot = snapshot_of(plan.made_on, plan.actions, plan.activities, plan.scores)
    keep_snapshot(connection, portfolio, snapshot)


def earlier_plan(days: Iterable[date], wanted: str, today: date) -> date | None:
    """Which of the plans given out on some days, the latest first, a plan compares with.

    `wanted` is a day (ISO 8601), or NONE; anything else means the latest from before today.
    """
    days = list(days)
    if wanted == NONE:
        return None
    chosen = [day for day in days if day.isoformat() == wanted]
    return next(iter(chosen or [day for day in days if day < today]), None)


def since_earlier_plan(
    product: Product,
    portfolio: Portfolio,
    today: date,
    now: PlanNow,
    found: ActivityList,
    wanted: str = LATEST,
) -> Since | None:
    """What has changed since an earlier plan; None where there is none to compare with. `found` are
    the activities as they are.
    """
    day = earlier_plan(snapshot_days(product.database, portfolio), wanted, today)
    then = find_snapshot(product.database, portfolio, day) if day else None
    if then is None:
        return None
    # From the beginning of its day: what was changed before the plan was made does not fit to it.
    changes = changes_after(product.database, portfolio, day_end(then.made_on - timedelta(1)))
    places = {place.activity: place for place in then.places}
    activities = [
        _dated(product, now_listed, places.get(now_listed.number), then.made_on, changes)
        for now_listed in found.counted
    ]
    told = since(then, Snapshot(today, scores=now.scores), now.actions, activities)
    kinds = product.newest.questionnaire.typology.kinds
    return replace(told, names={kind.id: kind.name for kind in kinds})


def name_those_that_left(product: Product, portfolio: Portfolio, told: Since, now: int) -> Since:
    """The same with the names of removed activities that can still be put back. It is for pages
    alone: what is given out would keep the names for longer than the list does.
    """
    numbers = numbers_set_aside(product.database, portfolio, told.made_on)
    removed = list_removed(product.database, portfolio, now)
    left = (each.record for each in removed if each.record.number in numbers)
    return replace(told, left=tuple(record.name for record in left if record.name))


def over_time(
    product: Product,
    portfolio: Portfolio,
    today: date,
    told: Since | None,
    wanted: str = LATEST,
) -> TwoDates | None:
    """The activities at the day of the earlier plan and today, as `told`. Where there is no earlier
    plan but activities were moved to other questions, at the day before that and today; None where
    none was, or where nothing is to be compared.
    """
    if told is not None:
        return TwoDates(told.made_on, today, told.activities)
    moved = None if wanted == NONE else first_moved(product.database, portfolio)
    if moved is None:
        return None
    first = uk_day(moved) - timedelta(1)
    return TwoDates(first, today, compare_dates(product, portfolio, first, today).activities)


def _dated(
    product: Product,
    now: Listed,
    place: PlaceThen | None,
    made_on: date,
    changes: Mapping[int, Sequence[Change]],
) -> Dated:
    """An activity as the plan of a day had it, and as it is."""
    if place is None:
        return Dated(None, now)
    made = changes.get(now.number, ())
    # Most were not moved: what the plan kept of them is all that there is to read.
    if place.kind is not None and place.stamp == now.stamp:
        then = _kept(now, place, place.kind)
        if not may_differ_by_the_move(then, now, made):
            return Dated(then, now)
    stamp = place.stamp or _stamp_then(now, made, day_end(made_on))
    was = ActivityRecord(now.number, FULL, {**place.answers, "name": now.name}, stamp=stamp)
    kind = listed(product.of(stamp).assessor, was).kind if place.kind is None else place.kind
    then = _kept(now, place, kind)._replace(stamp=stamp)
    between = moved_between(product, then, now, was, map(_as_known, made))
    # A plan of long ago, of the day of the move: made before it or after it, what it says tells.
    by_rules = RULES in between.causes_of(rungs_of) or RULES in between.causes_of(kind_of)
    return between if stamp != now.stamp or by_rules else between._replace(by_later=None)


def _stamp_then(now: Listed, changes: Sequence[Change], moment: int) -> str:
    """By which version of the questions an activity was described at a moment."""
    since = (c for c in changes if c.key == MOVED and c.author.when > moment and c.before)
    return next((str(change.before) for change in since), now.stamp)


def _kept(now: Listed, place: PlaceThen, kind: str) -> Listed:
    """An activity as a plan had it: where it stood and of what kind it was, and no more."""
    rungs = place.rungs or Interval(0, 0)
    placement = Placement(*rungs, None, (), rungs)
    level = str(place.answers.get("level", "")) if place.rungs else INDIVIDUAL
    return Listed(now.number, now.name, placement, kind, level=level, stamp=now.stamp)


def _as_known(change: Change) -> Change:
    """A change of an answer as a plan keeps it: what is not known is not there."""
    known = {value: None if value == UNKNOWN else value for value in (change.before, change.after)}
    return replace(change, before=known[change.before], after=known[change.after])
