"""Puts back an action that was taken out of a plan, or erases it before its time is up."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.taken_out import TakenOut
from ladder_assess.services.common.product import Product
from ladder_assess.storage.plan import taken_out


def list_taken_out(product: Product, portfolio: Portfolio, now: int) -> list[TakenOut]:
    """What was taken out of a plan and can be put back now, the last first."""
    return taken_out.list_taken_out(product.database, portfolio, now)


def put_back_action(product: Product, portfolio: Portfolio, action_id: int, now: int) -> bool:
    """Put an action back as it was. False, and nothing changed, where its time is up or somebody
    did so already.
    """
    with product.database.writing() as connection:
        return taken_out.put_back(connection, portfolio, action_id, now)


def erase_taken_out(product: Product, portfolio: Portfolio, action_id: int, now: int) -> bool:
    """Erase for good what was taken out; False where there is none such."""
    with product.database.erasing() as connection:
        return taken_out.erase(connection, portfolio, action_id, now)
