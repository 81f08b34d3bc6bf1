"""Follows activities over time: where each stood, and how all of them spread over the bands.

All days are placed by the rules that an activity is placed by now: what differs is what was
answered, in practice or read anew when it was moved to other questions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity
from ladder_assess.core.activities.history import Change
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.over_time import (
    as_it_was,
    day_ends,
    made_in_moves,
    month_ends,
)
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.placement.placement import Interval
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.benchmarks.compare_scores import contributing
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities
from ladder_assess.storage.activities.history import changes_since, moved_some_time

OFF, NOT_CERTAIN = "off", "not_certain"


@dataclass(frozen=True)
class PlacedOn:
    """Where an activity stood at the end of a day; None where it is for one person: no ladder."""

    day: date
    placement: Interval | None


@dataclass(frozen=True)
class SpreadOn:
    """How many of `total` activities certainly stood in each band at the end of a month; OFF the
    ladder and NOT_CERTAIN beside the bands.
    """

    day: date
    counts: Mapping[str, int]
    total: int


def own_activities(product: Product, portfolio: Portfolio) -> list[ActivityRecord]:
    """The activities that an organisation works on itself: no samples and no exercises."""
    found = activities.list_activities(product.database, portfolio)
    return [record for record in found if not (record.sample or record.exercise)]


def placements_of(
    product: Product, portfolio: Portfolio, record: ActivityRecord, today: date
) -> list[PlacedOn]:
    """Where an activity stood at the end of each day on which an answer that places it changed, at
    most the latest eight, the first one first. Without any such day, where it stands today.
    """
    changes = changes_since(product.database, portfolio, record.number, 0)
    coded = product.definitions.questionnaire.coded
    moments = day_ends(c.author.when for c in changes if c.key in coded)
    was = [(moment, as_it_was(record, changes, moment)) for moment in moments]
    found = [
        PlacedOn(uk_day(moment), _interval(product, replace(d, stamp=record.stamp)))
        for moment, d in was
        if d is not None
    ]
    return found or [PlacedOn(today, _interval(product, record))]


def read_anew_on(product: Product, portfolio: Portfolio, record: ActivityRecord) -> list[date]:
    """The days on which answers that place it were read anew for a move to other questions: what
    differs from then on may be how a question is understood.
    """
    coded = product.definitions.questionnaire.coded
    changes = changes_since(product.database, portfolio, record.number, 0)
    moments = [c.author.when for c in made_in_moves(changes) if c.key in coded]
    return sorted({uk_day(moment) for moment in moments if moment > 0})


def count_read_anew(
    product: Product, portfolio: Portfolio, records: Iterable[ActivityRecord]
) -> int:
    """Of how many activities answers that place it were read anew for a move to other questions."""
    moved = moved_some_time(product.database, portfolio)
    return sum(
        bool(read_anew_on(product, portfolio, record))
        for record in records
        if record.number in moved
    )


def spread_over_time(product: Product, portfolio: Portfolio) -> list[SpreadOn]:
    """How the activities spread over the bands at the end of each month in which an answer changed,
    at most the latest eight. Activities that were removed since are not in it.
    """
    found_now = list_activities(product, portfolio)
    each = [
        _Followed(
            activity,
            found_now.record(activity.number),
            changes_since(product.database, portfolio, activity.number, 0),
        )
        for activity in contributing(found_now)
    ]
    coded = product.definitions.questionnaire.coded
    moments = month_ends(c.author.when for own in each for c in own.changes if c.key in coded)
    found = (_spread(product, each, moment) for moment in moments)
    return [spread for spread in found if spread.total]


class _Followed(NamedTuple):
    """An activity as it stands, as it is described, and all its changes."""

    now: Listed
    record: ActivityRecord
    changes: Sequence[Change]


def _spread(product: Product, each: Sequence[_Followed], moment: int) -> SpreadOn:
    stood = (_stood(product, followed, moment) for followed in each)
    counts = Counter(_band(product, interval) for interval in stood if interval is not None)
    return SpreadOn(uk_day(moment), dict(counts), counts.total())


def _stood(product: Product, followed: _Followed, moment: int) -> Interval | None:
    """Where it stood at a moment; None where nothing was said of it, or for one person."""
    was = as_it_was(followed.record, followed.changes, moment)
    if was is None:
        return None
    # Most have not changed since: where they stand is known.
    if was.values == followed.record.values:
        return followed.now.placement.interval if followed.now.has_ladder else None
    return _interval(product, replace(was, stamp=followed.record.stamp))


def _interval(product: Product, record: ActivityRecord) -> Interval | None:
    rules = product.of(record.stamp)
    assessed = rules.assessor.assess(as_activity(rules.questionnaire, record))
    return assessed.placement.interval if assessed.has_ladder else None


def _band(product: Product, interval: Interval) -> str:
    rungs = product.definitions.questionnaire.rungs
    bands = {rungs[number].band or OFF for number in range(interval.low, interval.high + 1)}
    return bands.pop() if len(bands) == 1 else NOT_CERTAIN
