"""Removes an organisation and everything in it, for the site administrator."""

from datetime import date

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Overview
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.storage.people import administration

ASKED, OWNERS_GONE = "asked", "owners_gone"


class StillOwned(ValueError):
    """An organisation said to have no owner has one."""


def every_organisation(product: Product) -> list[Overview]:
    """Every organisation, by name, with how many people it has and no answers."""
    return administration.overview(product.database)


def remove_organisation(
    product: Product, by: Account, row: Overview, reason: str, when: tuple[date, int]
) -> None:
    """Erase an organisation for a `reason`: ASKED or OWNERS_GONE. The site's log keeps that it was
    done, by whom and why, but not which it was. `when` is the day and the second since 1970.

    Raises StillOwned when the reason is not true.
    """
    if reason == OWNERS_GONE and row.owners:
        raise StillOwned(row.organisation.id)
    day, now = when
    event = Event(now, "organisation_removed", {"reason": reason}, by.id)
    erase_organisation(product, row.organisation.id, day, now, event)
