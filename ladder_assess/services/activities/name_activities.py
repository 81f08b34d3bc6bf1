"""Names the activities that the actions of a plan are for."""

from collections.abc import Iterable

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import find_activity


def name_activities(
    product: Product, portfolio: Portfolio, actions: Iterable[Action], most: int
) -> dict[int, str]:
    """The names of activities by their numbers: of each action the first so many that it is for."""
    numbers = {number for action in actions for number in action.activities[:most]}
    drafts = (find_activity(product.database, portfolio, number) for number in sorted(numbers))
    return {draft.number: draft.name for draft in drafts if draft}
