"""Keeps the contacts of a round: a list is sent, looked at and taken, and people are removed."""

from collections import deque
from collections.abc import Sequence
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contact_list import ContactImport, KeptContact, SentList
from ladder_assess.core.campaigns.contacts import MOST_CONTACTS
from ladder_assess.core.common.finding import finds
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.read_contacts import read_contact_list, sign_of
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.common.instance import ensure_free
from ladder_assess.storage.people import audit

# Added or removed in one transaction, each with its entry in the log.
AT_ONCE = 2000


class TooManyContacts(Exception):
    """A round would have more contacts than it can."""


def send_list(
    product: Product, portfolio: Portfolio, wave: Wave, sent: SentList, request: str, *, free: int
) -> int:
    """Keep a list of contacts to be read; returns the number that it is known by. What was typed is
    read at once, a file in the background. Raises DiskFull where less than `free` bytes of the disk
    would be left.
    """
    ensure_free(product.database.path.parent, len(sent.content), free)
    with product.database.writing() as connection:
        number = contacts.add_import(connection, portfolio, wave, sent, request)
    if not sent.name:
        read_contact_list(product, number)
    return number


def find_list(
    product: Product, portfolio: Portfolio, wave: Wave, sent: int
) -> ContactImport | None:
    """A list that was sent; None where it is not there, or not any more."""
    return contacts.find_import(product.database, portfolio, wave, sent)


def open_list(product: Product, portfolio: Portfolio, wave: Wave) -> int | None:
    """The list that somebody sent and nobody has taken or thrown away."""
    return contacts.open_import(product.database, portfolio, wave)


def drop_list(product: Product, portfolio: Portfolio, wave: Wave, sent: int) -> None:
    """Throw a list away that was sent."""
    with product.database.writing() as connection:
        contacts.drop_import(connection, portfolio, wave, sent)


def take_list(
    product: Product, portfolio: Portfolio, wave: Wave, sent: int, today: date, by: Actor
) -> int:
    """Make the people of a list contacts of a round, so many at a time; returns how many were
    added. Where it is cut short, the list is there to be taken again, which adds those left. Raises
    TooManyContacts, and adds nobody.
    """
    people = contacts.people_of(product.database, portfolio, wave, sent)
    known = contacts.mailboxes(product.database, portfolio, wave)
    if len(known | {each.key for each in people}) > MOST_CONTACTS:
        raise TooManyContacts
    organisation = by.organisation or 0
    # Before the transactions, in which nobody else can save: this takes half of the time.
    signed = deque((each, sign_of(product.secret, organisation, each.key)) for each in people)
    added = 0

    def piece(connection: Writing) -> bool:
        nonlocal added
        if contacts.find_import(product.database, portfolio, wave, sent) is None:
            return False
        some = [signed.popleft() for _ in range(min(AT_ONCE, len(signed)))]
        more = contacts.add_contacts(connection, portfolio, wave, some, today)
        _record(connection, wave, by, "contacts_added", more)
        added += more
        if not signed:
            contacts.drop_import(connection, portfolio, wave, sent)
        return bool(signed)

    in_pieces(product, piece)
    return added


def count_contacts(product: Product, portfolio: Portfolio, wave: Wave) -> int:
    """How many contacts a round has."""
    return contacts.count(product.database, portfolio, wave)


def count_groups(product: Product, portfolio: Portfolio, wave: Wave) -> dict[str, int]:
    """How many contacts each group of a round has."""
    return contacts.count_by_form(product.database, portfolio, wave)


def list_contacts(
    product: Product, portfolio: Portfolio, wave: Wave, page: int, most: int
) -> Sequence[KeptContact]:
    """A page (from 1) of contacts, `most` to a page."""
    return contacts.list_contacts(product.database, portfolio, wave, most, (page - 1) * most)


def search_contacts(
    product: Product, portfolio: Portfolio, wave: Wave, wanted: str
) -> Sequence[KeptContact]:
    """All contacts whose address or name has these words."""
    everyone = contacts.list_contacts(product.database, portfolio, wave, MOST_CONTACTS, 0)
    return [each for each in everyone if finds(wanted, each.address, each.name)]


def find_contact(
    product: Product, portfolio: Portfolio, wave: Wave, contact: int
) -> KeptContact | None:
    """One contact of a round; None where there is none such."""
    return contacts.find_contact(product.database, portfolio, wave, contact)


def remove_contact(
    product: Product, portfolio: Portfolio, wave: Wave, contact: int, by: Actor
) -> bool:
    """Remove one contact for good; says whether it was there."""
    with product.database.writing() as connection:
        gone = contacts.remove_contact(connection, portfolio, wave, contact)
        _record(connection, wave, by, "contacts_removed", int(gone))
    return gone


def remove_contacts(product: Product, portfolio: Portfolio, wave: Wave, by: Actor) -> int:
    """Remove every contact of a round for good, so many at a time; returns how many those were.
    Where it is cut short, the others are there to be removed.
    """
    removed = 0

    def piece(connection: Writing) -> bool:
        nonlocal removed
        gone = contacts.remove_contacts(connection, portfolio, wave, AT_ONCE)
        _record(connection, wave, by, "contacts_removed", gone)
        removed += gone
        return gone == AT_ONCE

    in_pieces(product, piece)
    return removed


def _record(connection: Writing, wave: Wave, by: Actor, event: str, many: int) -> None:
    about = {"questionnaire": wave.instrument, "round": wave.number, "contacts": many}
    audit.record(connection, by, many > 0, event, **about)
