"""Moves an activity back to the questions that it was described by before it was moved."""

from dataclasses import dataclass, replace

from ladder_assess.core.activities.draft import Draft
from ladder_assess.core.activities.history import RULES, Author, Change, Facts, facts, with_facts
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open, may_change
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, history


@dataclass(frozen=True)
class WayBack:
    """Where an activity can be moved back to: the version by its stamp, when it was moved (seconds
    since 1970), and the answers to restore: those that changed with the move and were not touched
    since.
    """

    stamp: str
    moved: int
    answers: Facts


def way_back(product: Product, portfolio: Portfolio, draft: Draft) -> WayBack | None:
    """How an activity could be moved back; None where it was never moved or may not be changed."""
    if not may_change(draft.state) or draft.stamp in product.earlier:
        return None
    moved = history.latest_change(product.database, portfolio, draft.number, RULES)
    if moved is None or moved.before not in product.earlier:
        return None
    since = history.changes_since(product.database, portfolio, draft.number, moved.revision - 1)
    with_it = [each for each in since if each.revision == moved.revision]
    return WayBack(str(moved.before), moved.author.when, _untouched(draft, with_it))


def _untouched(draft: Draft, with_it: list[Change]) -> Facts:
    now = facts(draft)
    return {
        each.key: each.before
        for each in with_it
        if not each.key.startswith(":") and now.get(each.key) == each.after
    }


def move_back(
    product: Product, portfolio: Portfolio, number: int, author: Author
) -> WayBack | None:
    """Move an activity back, with the answers that the move changed as they were before it; what
    was answered since stays. None where there is no way back. Raises Agreed where nothing may be
    changed.
    """
    taken: list[WayBack] = []
    with product.database.writing() as connection:

        def change(draft: Draft) -> Draft:
            ensure_open(draft.state)
            found = way_back(product, portfolio, draft)
            if found is None:
                return draft
            taken.append(found)
            return replace(with_facts(draft, found.answers), stamp=found.stamp)

        activities.change_activity(connection, portfolio, number, change, author)
    return taken[0] if taken else None
