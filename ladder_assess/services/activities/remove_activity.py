"""Removes an activity from its list, so that it can be put back for a while."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import removed
from ladder_assess.storage.people import audit


def remove_activity(
    product: Product, portfolio: Portfolio, number: int, by: Actor, today: date, now: int
) -> None:
    """Take an activity out of its list with all that belongs to it: no page, file or figure has it
    and no link about it opens any more, until somebody puts it back. Once its time is up, the daily
    round of `apply_retention` erases it. Nothing happens where there is none such.
    """
    with product.database.writing() as connection:
        done = removed.set_aside(connection, portfolio, number, today, now)
        audit.record(connection, by, done, "activity_removed", activity=number)
