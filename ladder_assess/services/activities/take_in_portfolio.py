"""Takes a private link's activities and plan into an organisation."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import EDIT, Membership
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import count_by_definition
from ladder_assess.storage.people import audit, organisations
from ladder_assess.storage.people.take_in import Moved, take_in


def may_take_in(product: Product, account: int) -> list[tuple[Organisation, Membership]]:
    """The organisations into which a person may take activities, with their place in each."""
    mine = organisations.organisations_of(product.database, account)
    return [(organisation, place) for organisation, place in mine if place.may(EDIT)]


def count_activities(product: Product, source: Portfolio) -> int:
    """How many activities would be taken in."""
    return sum(count_by_definition(product.database, source).values())


def take_in_portfolio(
    product: Product, source: Portfolio, membership: Membership, now: int
) -> Moved | None:
    """Move everything that a private link opens into the portfolio of a person's organisation.

    None, and nothing changed, where the link opens nothing any more.
    """
    into = organisations.portfolio_of(product.database, membership)
    with product.database.writing() as connection:
        moved = take_in(connection, source, into)
        if moved is not None:
            event = Event(now, "portfolio_taken_in", moved._asdict(), membership.account)
            audit.put(connection, membership.organisation, event)
    return moved
