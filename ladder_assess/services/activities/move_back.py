"""Moves an activity back to the questions that it was described by before it was moved."""

from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import MOVED, Author
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.way_back import WayBack, find_way_back
from ladder_assess.core.activities.workflow import ensure_open, may_change
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, history


@dataclass(frozen=True)
class MovedBack:
    """What came of it: where the activity stood before it was moved and stands now, the answers
    that are others than then, and those that were put back because the earlier questions lack them.
    """

    before: Listed
    now: Listed
    changed: tuple[str, ...]
    lost: tuple[str, ...]


def way_back(product: Product, portfolio: Portfolio, record: ActivityRecord) -> WayBack | None:
    """How an activity could be moved back; None where it was never moved or may not be changed."""
    if not may_change(record.state) or record.stamp in product.earlier:
        return None
    moved = history.latest_change(product.database, portfolio, record.number, MOVED)
    if moved is None or moved.before not in product.earlier:
        return None
    since = history.changes_since(product.database, portfolio, record.number, moved.revision - 1)
    return find_way_back(product.earlier[str(moved.before)].questionnaire, record, since)


def move_back(
    product: Product, portfolio: Portfolio, number: int, author: Author
) -> MovedBack | None:
    """Move an activity back: the answers that the move changed, and those that the earlier
    questions do not have, are as they were before it; what else was answered since stays. None
    where there is no way back. Raises Agreed where nothing may be changed.
    """
    taken: list[WayBack] = []
    with product.database.writing() as connection:

        def change(record: ActivityRecord) -> ActivityRecord:
            ensure_open(record.state)
            found = way_back(product, portfolio, record)
            if found is None:
                return record
            taken.append(found)
            return found.back(record)

        now = activities.change_activity(connection, portfolio, number, change, author)
    return _told(product, taken[0], now) if taken and now else None


def _told(product: Product, way: WayBack, now: ActivityRecord) -> MovedBack:
    rules = product.of(way.stamp)
    before = way.before
    changed = (
        item
        for item in rules.questionnaire.items
        if now.values.get(item) != before.values.get(item)
    )
    return MovedBack(
        listed(rules.assessor, before), listed(rules.assessor, now), tuple(changed), way.lost
    )
