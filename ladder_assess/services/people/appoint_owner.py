"""Appoints an owner of an organisation that has none any more, for the site administrator."""

from ladder_assess.core.people.access import OWNER
from ladder_assess.core.people.account import Account, plain_email
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Overview
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.invite_person import Invited, Place, Writes, put_invitation
from ladder_assess.services.people.remove_organisation import StillOwned
from ladder_assess.storage.people import audit


class NotOneself(ValueError):
    """A site administrator never sees answers, so they cannot make themselves an owner."""


def appoint_owner(
    product: Product,
    by: Account,
    row: Overview,
    email: str,
    now: int,
    letter: Writes | None = None,
) -> str:
    """Invite someone to be the owner; returns the invitation's token, which nobody else knows.
    `letter` is what the message says that takes it to them.

    It is good for the account of that address alone (see invite_person.accept). Both the site's and
    the organisation's log keep who did it. Raises StillOwned where there is an owner, who invites
    others, and NotOneself for the administrator's own address.
    """
    if row.owners:
        raise StillOwned(row.organisation.id)
    if plain_email(email) == by.email:
        raise NotOneself(by.id)
    number = row.organisation.id
    event = Event(now, "owner_appointed", {"organisation": number}, by.id)
    with product.database.writing() as connection:
        token = put_invitation(connection, by, number, Invited(email, Place(OWNER), letter), now)
        audit.put(connection, None, event)
    return token
