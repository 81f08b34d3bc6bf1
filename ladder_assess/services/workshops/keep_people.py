"""Keeps who is in a room: the names that people choose, hidden or taken out by whoever runs it.

Names are apart from votes: in no file, and under another key. What somebody voted before they were
taken out counts: taken out too, it could be told from the votes that are left.
"""

import hmac

from ladder_assess.core.workshops.people import (
    LEADS_TO,
    REMOVED,
    NamesShown,
    Person,
    listed,
    shown_to_all,
)
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.storage.workshops import people, workshops


def come_in(product: Product, workshop: Workshop, seat: str, name: str) -> None:
    """Note the name that somebody at a seat has chosen, none where it is empty, until the workshop
    ends.
    """
    if workshop.now_at:
        people.remember(product.database, workshop, person_at(product, workshop, seat), name)


def people_in(product: Product, workshop: Workshop) -> tuple[Person, ...]:
    """Everyone who chose a name, for whoever runs the workshop."""
    return listed(people.here(product.database, workshop))


def name_of(product: Product, workshop: Workshop, seat: str) -> str:
    """What whoever has a seat is called in the room; empty where they chose no name."""
    return people.name_of(product.database, person_at(product, workshop, seat))


def names_for_all(product: Product, workshop: Workshop) -> NamesShown:
    """The names that everyone may see."""
    return shown_to_all(people.here(product.database, workshop))


def is_removed(product: Product, workshop: Workshop, seat: str) -> bool:
    """Was somebody taken out of the room?"""
    person = person_at(product, workshop, seat)
    return people.state_of(product.database, workshop, person) == REMOVED


def treat(product: Product, workshop: Workshop, person: str, step: str) -> bool:
    """Hide the name of somebody in the room, take them out, or undo that. False, and nothing done,
    where they are not there, or somebody else has done so already.
    """
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        there = {each.key: each for each in people.here(product.database, workshop)}
        if now is None or person not in there or step not in there[person].steps:
            return False
        people.put(connection, now, person, LEADS_TO[step])
    return True


def person_at(product: Product, workshop: Workshop, seat: str) -> str:
    """By what whoever has a seat is known in a room: nothing that a vote is known by."""
    said = f"workshop-person:{workshop.id}:{seat}"
    return hmac.new(product.secret.encode(), said.encode(), "sha256").hexdigest()
