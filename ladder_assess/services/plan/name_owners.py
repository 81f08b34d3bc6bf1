"""Makes whoever leads activities the owner of actions for them that have none."""

from dataclasses import replace

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.owners import owners_by_lead
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.common.product import Product
from ladder_assess.storage.plan import plans


def name_owners(
    product: Product, portfolio: Portfolio, longest: int, several: str, author: Author
) -> int:
    """Give every open action without an owner the lead officers of its activities, or `several` in
    place of many; returns how many got one. What somebody else gave one meanwhile stays.
    """
    leads = {each.number: each.lead for each in list_activities(product, portfolio).activities}
    given = 0

    def owned(action: Action) -> Action:
        nonlocal given
        owner = owners_by_lead([action], leads, longest, several).get(action.id, "")
        given += bool(owner)
        return replace(action, owner=owner) if owner else action

    found = owners_by_lead(plans.list_actions(product.database, portfolio), leads, longest, several)
    with product.database.writing() as connection:
        for action_id in found:
            plans.change_action(connection, portfolio, action_id, owned, author)
    return given
