"""Opens a workshop: a private link for whoever runs it, and a code for everyone else."""

import secrets
from collections.abc import Sequence
from datetime import date

from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.exercise import Exercise
from ladder_assess.core.workshops.room_code import new_code
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.link_token import WORKSHOP, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit
from ladder_assess.storage.workshops import workshops
from ladder_assess.storage.workshops.workshops import NewWorkshop

# There are 85 million codes: so many are never taken in a row.
MOST_TRIES = 100


def open_workshop(
    product: Product,
    request: str,
    title: str,
    exercises: Sequence[Exercise],
    today: date,
    keeper: Actor | None = None,
    held_on: date | None = None,
) -> str:
    """Make a workshop and return the token of its facilitators; the same `request` again gives the
    same one. `keeper` is who keeps it with their organisation; None where it is kept by its link.
    `held_on` is its date where that is not the day on which the room begins.
    """
    token = link_token(product.secret, WORKSHOP, request)
    organisation = keeper.organisation if keeper else None
    new = NewWorkshop(request, token, title, tuple(exercises), today, organisation, held_on)
    with product.database.writing() as connection:
        made = workshops.find(connection, token) is None
        if made:
            _make(connection, new)
        if keeper:
            audit.record(connection, keeper, made, "workshop_started")
    return token


def _make(connection: Writing, new: NewWorkshop) -> None:
    for _ in range(MOST_TRIES):
        if workshops.add_workshop(connection, new, new_code(secrets.randbelow)):
            return
    raise RuntimeError("no code is free")


def hand_over_workshop(product: Product, workshop: Workshop, keeper: Actor) -> bool:
    """Let the organisation of `keeper` keep a workshop that was begun by its link alone. False, and
    nothing done, where one keeps it already.
    """
    assert keeper.organisation is not None
    with product.database.writing() as connection:
        kept = workshops.hand_over(connection, workshop, keeper.organisation)
        audit.record(connection, keeper, kept, "workshop_taken_in")
    return kept
