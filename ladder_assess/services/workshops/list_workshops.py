"""Lists the workshops that an organisation keeps, for those who train in it."""

from dataclasses import dataclass

from ladder_assess.core.people.access import Membership
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.link_token import WORKSHOP, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.workshops import workshops


@dataclass(frozen=True)
class KeptWorkshop:
    """A workshop that an organisation keeps, and the token by which it is run."""

    workshop: Workshop
    token: str


def list_workshops(product: Product, place: Membership) -> tuple[KeptWorkshop, ...]:
    """The workshops of the organisation in which somebody has a place, the latest first."""
    found = workshops.of_organisation(product.database, place.organisation)
    secret = product.secret
    return tuple(
        KeptWorkshop(workshop, link_token(secret, WORKSHOP, request)) for workshop, request in found
    )
