"""Finds the place that somebody has in an organisation, and what that place opens."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import Membership
from ladder_assess.core.people.organisation import Organisation, Person
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import organisations


def find_place(product: Product, organisation: int, account: int) -> Membership | None:
    """A person's place in an organisation; None when they have none."""
    return organisations.find_membership(product.database, organisation, account)


def portfolio_of(product: Product, place: Membership) -> Portfolio:
    """The portfolio of the organisation that a person belongs to, as far as they may see it."""
    return organisations.portfolio_of(product.database, place)


def find_organisation(product: Product, organisation: int) -> Organisation | None:
    """The organisation with this id."""
    return organisations.find_organisation(product.database, organisation)


def organisations_of(product: Product, account: int) -> list[tuple[Organisation, Membership]]:
    """The organisations that a person belongs to, with their place in each, by name."""
    return organisations.organisations_of(product.database, account)


def people_of(product: Product, organisation: int) -> list[Person]:
    """Everyone of an organisation, by name."""
    return organisations.people_of(product.database, organisation)
