"""Appoints an owner of an organisation that has none any more, for the site administrator."""

from ladder_assess.core.people.access import OWNER
from ladder_assess.core.people.account import Account, plain_email
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.invite_person import Place, invite
from ladder_assess.services.people.remove_organisation import StillOwned
from ladder_assess.storage.people import audit
from ladder_assess.storage.people.administration import Overview


class NotOneself(ValueError):
    """A site administrator never sees answers, so they cannot make themselves an owner."""


def appoint_owner(product: Product, by: Account, row: Overview, email: str, now: int) -> str:
    """Invite someone to be the owner; returns the invitation's token, which nobody else knows.

    It is good for the account of that address alone (see invite_person.accept). Both the site's and
    the organisation's log keep who did it. Raises StillOwned where there is an owner, who invites
    others, and NotOneself for the administrator's own address.
    """
    if row.owners:
        raise StillOwned(row.organisation.id)
    if plain_email(email) == by.email:
        raise NotOneself(by.id)
    number = row.organisation.id
    token = invite(product, by, number, email, Place(OWNER), now)
    audit.note(
        product.database, None, Event(now, "owner_appointed", {"organisation": number}, by.id)
    )
    return token
