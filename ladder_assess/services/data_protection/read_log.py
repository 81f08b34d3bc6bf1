"""Reads an organisation's audit log, for those who may."""

from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit

LONGEST = 100_000


def read_log(product: Product, organisation: int, most: int) -> list[Event]:
    """The newest entries, the newest first, with the names of those who are still here."""
    return audit.of_organisation(product.database, organisation, most)


def take_log(product: Product, organisation: int, entry: Event) -> list[Event]:
    """The whole log, to take away; that it was taken is put into it afterwards."""
    with product.database.writing() as connection:
        events = audit.of_organisation(product.database, organisation, LONGEST)
        audit.put(connection, organisation, entry)
    return events
