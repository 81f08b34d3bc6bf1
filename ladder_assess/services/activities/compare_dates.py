"""Sets a list of activities as it was beside what it is now, or was on a later day.

Nothing is kept of what an activity was but its changes, so what it was is what it is with the
changes since then taken back. Where it was moved to other rules in between, what was said at the
first date is placed by these too, and then with the answers that were read anew in the move, so
that what the rules changed and what was only understood otherwise stand apart from practice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import READ_ANEW, Change
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.over_time import as_it_was, read_anew
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.two_dates import Dated
from ladder_assess.core.common.clock import day_end, uk_day
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import KeptActivity, count_removed
from ladder_assess.storage.activities.history import changes_after, first_noted


@dataclass(frozen=True)
class DatesCompared:
    """The activities that were there at one of two dates.

    `unnoted` of those of the first date came into the list before it was noted when they do, so
    that they may have come later. Nothing is known of `removed` ones. Where none was there at the
    first date, `began` is the first day after it on which one was, at most the second.
    """

    activities: tuple[Dated, ...]
    unnoted: int
    removed: int
    began: date | None = None


def noted_since(product: Product, portfolio: Portfolio) -> date | None:
    """The first day of which anything is known; None where nothing was ever noted."""
    moment = first_noted(product.database, portfolio)
    return None if moment is None else uk_day(moment)


def compare_dates(
    product: Product, portfolio: Portfolio, first: date, second: date
) -> DatesCompared:
    """A portfolio at the ends of two days, the first one earlier. Exercises are left out."""
    found = list_activities(product, portfolio)
    moments = day_end(first), day_end(second)
    changes = changes_after(product.database, portfolio, moments[0])
    both = [
        _dated(product, each, found.kept[each.number], changes.get(each.number, ()), moments)
        for each in found.counted
    ]
    there = tuple(each for each in both if each.then or each.now)
    begun = [each.then.number for each in there if each.then]
    unnoted = sum(not found.kept[number].added for number in begun)
    removed = count_removed(product.database, portfolio)
    if begun or not there:
        return DatesCompared(there, unnoted, removed)
    # At the latest those that are there at the second date came by then.
    came = [
        _came(found.kept[each.number], changes.get(each.number, ()), moments[0])
        for each in found.counted
    ]
    return DatesCompared(there, unnoted, removed, uk_day(min(m for m in came if m)))


def _came(kept: KeptActivity, changes: Sequence[Change], after: int) -> int | None:
    """The first moment since `after` at which something had been said of an activity, None where
    nothing ever was; `changes` are all since then.
    """
    record = kept.read()
    since = max(after + 1, kept.added)
    moments = sorted({kept.added, *(change.author.when for change in changes)})
    return next((m for m in moments if m >= since and as_it_was(record, changes, m)), None)


def _dated(
    product: Product,
    now: Listed,
    kept: KeptActivity,
    changes: Sequence[Change],
    moments: tuple[int, int],
) -> Dated:
    """An activity at two moments; `changes` are at least those since the first."""
    first, second = (_at(product, now, kept, changes, moment) for moment in moments)
    since = [c for c in changes if moments[0] < c.author.when <= moments[1]]
    if first is None or second is None or not may_differ_by_the_move(first, second, since):
        return Dated(first, second)
    was = as_it_was(kept.read(), changes, moments[0])
    if was is None:
        return Dated(first, second)
    between = moved_between(product, first, second, was, since)
    return between if first.stamp != second.stamp else between._replace(by_later=None)


def may_differ_by_the_move(then: Listed, now: Listed, changes: Iterable[Change]) -> bool:
    """May other rules, or answers that were read anew for them, have changed an activity between
    two dates? `changes` are those in between.
    """
    return then.stamp != now.stamp or any(change.key == READ_ANEW for change in changes)


def moved_between(
    product: Product,
    then: Listed,
    now: Listed,
    was: ActivityRecord,
    changes: Iterable[Change],
) -> Dated:
    """An activity that was moved to other rules in between, as it `was` at first. `changes` are
    those since then, the earliest first.
    """
    assessor = product.of(now.stamp).assessor
    anew = read_anew(was.values, changes)
    return Dated(
        then,
        now,
        listed(assessor, was),
        listed(assessor, replace(was, values=anew)) if anew != was.values else None,
    )


def _at(
    product: Product, now: Listed, kept: KeptActivity, changes: Sequence[Change], moment: int
) -> Listed | None:
    """An activity at a moment; `changes` are at least those since then."""
    if kept.added > moment:
        return None
    since = [change for change in changes if change.author.when > moment]
    if not since:
        return now if now.described else None
    was = as_it_was(kept.read(), since, moment)
    return None if was is None else listed(product.of(was.stamp).assessor, was)
