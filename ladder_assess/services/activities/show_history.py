"""Shows who changed what in an activity, the newest first, so many changes at a time."""

from dataclasses import dataclass

from ladder_assess.core.activities.history import Change
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.history import LATEST, newest_changes

MOST_CHANGES = 100


@dataclass(frozen=True)
class ChangesShown:
    """Changes of an activity, the newest first; `older` is where the next ones begin, if any."""

    changes: tuple[Change, ...]
    older: int | None


def show_history(
    product: Product, portfolio: Portfolio, number: int, before: int | None = None
) -> ChangesShown:
    """The newest changes of an activity, or those older than the one of id `before`."""
    oldest = LATEST if before is None else min(max(before, 1), LATEST)
    found = newest_changes(product.database, portfolio, number, MOST_CHANGES + 1, oldest)
    shown = tuple(found[:MOST_CHANGES])
    return ChangesShown(shown, shown[-1].id if len(found) > MOST_CHANGES else None)
