"""Takes a private link's activities and plan into an organisation."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import EDIT, Membership
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import landing
from ladder_assess.storage.activities.activities import count_by_definition
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit, organisations
from ladder_assess.storage.people.take_in import GoesElsewhere, Moved, take_in

__all__ = ["GoesElsewhere", "count_activities", "may_take_in", "take_in_portfolio"]


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
    """Move everything that a private link opens into the portfolio of a person's organisation, some
    activities at a time. Where it is cut short, the link opens those that are left, to go on with.

    None, and nothing changed, where the link opens nothing any more. Raises GoesElsewhere where
    another organisation has begun to take it in.
    """
    into = organisations.portfolio_of(product.database, membership)
    found: list[Moved] = []

    def piece(connection: Writing) -> bool:
        for register in landing.under_way(connection, source):
            if landing.land_some(connection, source.id, register, product.stamp):
                return True
        taken = take_in(connection, source, into)
        if taken is None:
            return False
        moved, more = taken
        if any(moved) or not more:
            event = Event(now, "portfolio_taken_in", moved._asdict(), membership.account)
            audit.put(connection, membership.organisation, event)
        found.append(moved)
        return more

    in_pieces(product, piece)
    return Moved(*map(sum, zip(*found, strict=True))) if found else None
