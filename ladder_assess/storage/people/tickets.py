"""Tickets: links that do one thing once, before they run out. Only a digest of each is kept."""

from dataclasses import dataclass

from ladder_assess.core.people.account import plain_email
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries

CONFIRM, RESET, INVITATION, WAY_IN = "confirm", "reset", "invitation", "way_in"
# How a link came to its reader: by a message that was sent, or by somebody who read it on a page.
MAIL, SCREEN = "mail", "screen"


@dataclass(frozen=True)
class Ticket:
    """What a link is for: its purpose, whose address, and for an invitation which organisation
    and place. `expires` is in seconds since 1970. `problem` names why its message could not be
    sent, and is empty where it was or waits. `carried_by` is MAIL, SCREEN or, until it came to
    anybody, empty.
    """

    purpose: str
    email: str
    expires: int
    organisation_id: int | None = None
    role: str = ""
    rights: str = ""
    id: int = 0
    author_id: int | None = None
    problem: str = ""
    carried_by: str = ""


def issue(connection: Writing, ticket: Ticket, token: str) -> int:
    """Make a link good, and return its id. Earlier ones stay good until they run out or one of them
    is used: whoever asks for links for somebody else's address does not spoil theirs.
    """
    row = queries.insert_ticket(
        connection,
        token_digest=digest(token),
        purpose=ticket.purpose,
        email=plain_email(ticket.email),
        organisation=ticket.organisation_id,
        role=ticket.role,
        rights=ticket.rights,
        expires=ticket.expires,
        author=ticket.author_id,
    )
    return int(row["id"])


def find(database: Database, token: str, purpose: str, now: int) -> Ticket | None:
    """What a link is for; None when it was used, has run out or never was."""
    row = queries.find_ticket(
        database.reading, token_digest=digest(token), purpose=purpose, now=now
    )
    return None if row is None else Ticket(**row)


def use(connection: Writing, token: str, purpose: str, now: int) -> Ticket | None:
    """Use a link up; None when it was used, has run out or never was."""
    row = queries.use_ticket(connection, token_digest=digest(token), purpose=purpose, now=now)
    if row is not None and purpose != INVITATION:
        queries.forget_tickets(connection, purpose=purpose, email=row["email"])
    return None if row is None else Ticket(**row)


def invitations(database: Database, organisation: int, now: int) -> list[Ticket]:
    """An organisation's invitations that are still open."""
    rows = queries.list_invitations(database.reading, organisation=organisation, now=now)
    return [Ticket(**row) for row in rows]


def carry(connection: Writing, message: int, way: str) -> None:
    """Note how the link in a message came to its reader. The first way counts, so that what was
    read on a page proves nothing when it is sent later.
    """
    queries.carry_ticket(connection, message=message, way=way)


def withdraw_all(connection: Writing, organisation: int, email: str) -> None:
    """Make every invitation of an organisation to an address void."""
    queries.withdraw_invitations_to(connection, organisation=organisation, email=plain_email(email))


def withdraw_of(connection: Writing, organisation: int, author: int) -> int:
    """Make every invitation void that an author has written; returns how many."""
    rows = queries.withdraw_invitations_by(connection, organisation=organisation, author=author)
    return len(list(rows))


def withdraw(connection: Writing, organisation: int, ticket: int) -> bool:
    """Make an invitation void. False where it was not open any more."""
    row = queries.withdraw_ticket(connection, organisation=organisation, ticket=ticket)
    return row is not None
