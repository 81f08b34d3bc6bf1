"""Shows who changed what in an activity, the newest first, so many changes at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Change, rules_of_changes
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.history import LATEST, changes_since, newest_changes

MOST_CHANGES = 100


@dataclass(frozen=True)
class ChangesShown:
    """Changes of an activity, the newest first; `older` is where the next ones begin, if any.

    `rules` are the versions of the questions by which what was before and what is after each change
    reads, as stamps by its id.
    """

    changes: tuple[Change, ...]
    older: int | None
    rules: Mapping[int, tuple[str, str]]


def show_history(
    product: Product, portfolio: Portfolio, record: ActivityRecord, before: int | None = None
) -> ChangesShown:
    """The newest changes of an activity, or those older than the one of id `before`."""
    oldest = LATEST if before is None else min(max(before, 1), LATEST)
    number = record.number
    found = newest_changes(product.database, portfolio, number, MOST_CHANGES + 1, oldest)
    shown = tuple(found[:MOST_CHANGES])
    earliest = shown[-1].revision - 1 if shown else LATEST
    since = changes_since(product.database, portfolio, number, earliest)
    rules = rules_of_changes(shown, since, record.stamp)
    return ChangesShown(shown, shown[-1].id if len(found) > MOST_CHANGES else None, rules)
