"""Keeps the contacts of a round: a list is sent, looked at and taken, and people are removed."""

from collections.abc import Sequence
from datetime import date
from functools import cache, partial

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contact_list import ContactImport, KeptContact, SentList
from ladder_assess.core.campaigns.contacts import MOST_CONTACTS
from ladder_assess.core.common.finding import finds
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.read_contacts import read_contact_list, sign_of
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.common.instance import ensure_free
from ladder_assess.storage.people import audit


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
    """Make the people of a list contacts of a round, all or none; returns how many were added.
    Raises TooManyContacts.
    """
    organisation = by.organisation or 0
    sign = cache(partial(sign_of, product.secret, organisation))
    for each in contacts.people_of(product.database.reading, portfolio, wave, sent):
        # Before the transaction, in which nobody else can save: this takes half of the time.
        sign(each.key)
    with product.database.writing() as connection:
        people = contacts.people_of(connection, portfolio, wave, sent)
        signed = [(each, sign(each.key)) for each in people]
        added = contacts.add_contacts(connection, portfolio, wave, signed, today)
        if contacts.count(product.database, portfolio, wave) > MOST_CONTACTS:
            raise TooManyContacts
        contacts.drop_import(connection, portfolio, wave, sent)
        about = {"questionnaire": wave.instrument, "round": wave.number, "contacts": added}
        audit.record(connection, by, added > 0, "contacts_added", **about)
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
        _record_removal(connection, wave, by, int(gone))
    return gone


def remove_contacts(product: Product, portfolio: Portfolio, wave: Wave, by: Actor) -> int:
    """Remove every contact of a round for good; returns how many those were."""
    with product.database.writing() as connection:
        gone = contacts.remove_contacts(connection, portfolio, wave)
        _record_removal(connection, wave, by, gone)
    return gone


def _record_removal(connection: Writing, wave: Wave, by: Actor, gone: int) -> None:
    about = {"questionnaire": wave.instrument, "round": wave.number, "contacts": gone}
    audit.record(connection, by, gone > 0, "contacts_removed", **about)
