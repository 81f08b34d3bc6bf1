"""Lists the workshops that an organisation keeps, for those who train in it."""

from dataclasses import dataclass

from ladder_assess.core.people.access import Membership
from ladder_assess.core.workshops.room_code import read_code
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
    return tuple(_kept(product, *each) for each in found)


def find_kept(product: Product, place: Membership, typed: str) -> KeptWorkshop | None:
    """One of them by the code of its room; None where the organisation keeps none such."""
    code = read_code(typed)
    found = workshops.find_kept(product.database, place.organisation, code)
    return _kept(product, *found) if found else None


def _kept(product: Product, workshop: Workshop, request: str) -> KeptWorkshop:
    return KeptWorkshop(workshop, link_token(product.secret, WORKSHOP, request))
