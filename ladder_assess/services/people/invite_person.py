"""Invites people into an organisation by a link, and lets them accept."""

import secrets
from collections.abc import Callable
from typing import NamedTuple

from ladder_assess.core.people.access import MANAGE, OWNER, Membership
from ladder_assess.core.people.account import Account, plain_email
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import accounts, audit, organisations, tickets
from ladder_assess.storage.people.tickets import INVITATION, Ticket

DAY = 24 * 60 * 60
GOOD_FOR_DAYS = 14
TOKEN_BYTES = 32


class Place(NamedTuple):
    """What someone is invited to be: a role and any rights."""

    role: str
    rights: frozenset[str] = frozenset()


# Writes the message that takes a token to the one invited.
Writes = Callable[[str], Letter]


class Invited(NamedTuple):
    """Who is invited to what; without a letter nobody is told."""

    email: str
    place: Place
    letter: Writes | None = None


class Invitation(NamedTuple):
    """An invitation that is still open, and the organisation it is to."""

    organisation: Organisation
    ticket: Ticket


def belongs(product: Product, organisation: int, email: str) -> bool:
    """Does someone with this address belong to the organisation already?"""
    people = organisations.people_of(product.database, organisation)
    return plain_email(email) in {person.email for person in people}


def invite(product: Product, by: Account, organisation: int, invited: Invited, now: int) -> str:
    """Make an invitation and return its link's token, which is known to nobody else.

    An earlier one to the same address is void from then on.
    """
    with product.database.writing() as connection:
        return put_invitation(connection, by, organisation, invited, now)


def put_invitation(
    connection: Writing, by: Account, organisation: int, invited: Invited, now: int
) -> str:
    """The same within a transaction."""
    place = invited.place
    tickets.withdraw_all(connection, organisation, invited.email)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ticket = Ticket(
        INVITATION,
        invited.email,
        now + GOOD_FOR_DAYS * DAY,
        organisation,
        place.role,
        " ".join(sorted(place.rights)),
        author_id=by.id,
    )
    issued = tickets.issue(connection, ticket, token)
    audit.put(connection, organisation, Event(now, "person_invited", _words(place), by.id))
    if invited.letter:
        subject, body = invited.letter(token)
        letter = (subject, body, send_mail.INVITATION)
        send_mail.post(connection, invited.email, *letter, ticket=issued)
    return token


def open_invitation(product: Product, token: str, now: int) -> Invitation | None:
    """What an invitation's link is for; None when it was used, withdrawn or has run out, when its
    author may not give it any more, or when the organisation needs an owner first.
    """
    ticket = tickets.find(product.database, token, INVITATION, now)
    if ticket is None or ticket.organisation_id is None:
        return None
    organisation = organisations.find_organisation(product.database, ticket.organisation_id)
    if organisation is None or not (ticket.role == OWNER or _has_owner(product, ticket)):
        return None
    if not _may_still_be_given(product, ticket):
        return None
    return Invitation(organisation, ticket)


def accept(product: Product, account: Account, token: str, now: int) -> int | None:
    """Let an account into the organisation it was invited to; returns the organisation's id.

    The link works once. None when it does not work any more, or not for them. Whoever belongs there
    already keeps the place that they have, unless they take over an organisation without an owner.
    """
    # Within the transaction: whoever loses the right to invite meanwhile has invited nobody.
    with product.database.writing() as connection:
        invitation = open_invitation(product, token, now)
        if invitation is None or not is_for(product, invitation.ticket, account):
            return None
        organisation, ticket = invitation.organisation.id, invitation.ticket
        here = organisations.find_membership(product.database, organisation, account.id)
        place = Place(ticket.role, frozenset(ticket.rights.split()))
        joins = here is None or takes_over(product, ticket)
        tickets.use(connection, token, INVITATION, now)
        if joins:
            membership = Membership(organisation, account.id, place.role, place.rights)
            organisations.set_membership(connection, membership)
            event = _joined(place, account, here, now)
            audit.put(connection, organisation, event)
    return organisation


def _joined(place: Place, account: Account, before: Membership | None, now: int) -> Event:
    """What is put on record: whoever belonged there already did not join, but has another role."""
    if before is None:
        return Event(now, "person_joined", _words(place), account.id)
    details = {
        "account": account.id,
        "role": [before.role, place.role],
        "rights": [sorted(before.rights), sorted(place.rights)],
    }
    return Event(now, "role_changed", details, account.id)


def takes_over(product: Product, ticket: Ticket) -> bool:
    """Is it to be the owner of an organisation that has none?"""
    return ticket.role == OWNER and not _has_owner(product, ticket)


def is_for(product: Product, ticket: Ticket, account: Account) -> bool:
    """May this account use it? The one at the address invited alone, so that a link that was passed
    on or found gives nobody a place. An organisation without an owner is taken over by no site
    administrator: they appoint owners, and never see answers.
    """
    if takes_over(product, ticket) and account.administrator:
        return False
    return account.email == ticket.email


def _may_still_be_given(product: Product, ticket: Ticket) -> bool:
    """Has its author the right to invite now? An invitation ends with that right."""
    author = accounts.account_by_id(product.database, ticket.author_id or 0)
    if author is None or ticket.organisation_id is None:
        return False
    if takes_over(product, ticket):
        return author.administrator
    place = organisations.find_membership(product.database, ticket.organisation_id, author.id)
    return place is not None and place.may(MANAGE)


def _has_owner(product: Product, ticket: Ticket) -> bool:
    people = organisations.people_of(product.database, ticket.organisation_id or 0)
    return any(person.membership.role == OWNER for person in people)


def withdraw(product: Product, by: Account, organisation: int, ticket: int, now: int) -> None:
    """Make an open invitation void. Nothing is put on record where it was not open any more."""
    with product.database.writing() as connection:
        if tickets.withdraw(connection, organisation, ticket):
            audit.put(connection, organisation, Event(now, "invitation_withdrawn", {}, by.id))


def _words(place: Place) -> dict[str, object]:
    return {"role": place.role, "rights": sorted(place.rights)}


def open_invitations(product: Product, organisation: int, now: int) -> list[Ticket]:
    """An organisation's invitations that are still open, and whose authors may still give them."""
    found = tickets.invitations(product.database, organisation, now)
    return [ticket for ticket in found if _may_still_be_given(product, ticket)]
