"""Runs a workshop: finds it, moves it on, and deletes it."""

import hmac
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.ballot import NO_RUNG
from ladder_assess.core.workshops.course import (
    OPEN,
    REVEAL,
    Course,
    begins_anew,
    is_over,
    is_unseen,
    moved,
    timed,
)
from ladder_assess.core.workshops.room_code import read_code
from ladder_assess.core.workshops.tables import count_tables
from ladder_assess.core.workshops.tally import Tally, tally
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import ballot_of, placed_account
from ladder_assess.services.workshops.vote_by_facts import facts_ballot
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit
from ladder_assess.storage.workshops import people, rounds, tables, workshops
from ladder_assess.storage.workshops.workshops import Picked

# So many characters of five bits each.
DOOR = 16


class TooFewVotes(Exception):
    """Shown now, the votes of a round would be lost: fewer than five have voted."""


def find_workshop(product: Product, token: str) -> Workshop | None:
    """The workshop that a facilitator's token opens; None for any other text."""
    return workshops.find(product.database.reading, token)


def find_room(product: Product, typed: str) -> Workshop | None:
    """The workshop that people join by a code, however it is typed; None where there is none."""
    code = read_code(typed)
    return workshops.find_by_code(product.database, code) if code else None


def door_of(product: Product, workshop: Workshop) -> str:
    """What the QR code of a room carries beside its code. Whoever scans it is not counted among
    those who try codes, and cannot be kept out by them.
    """
    return _door(product, workshop.code)


def opens_door(product: Product, code: str, door: str) -> bool:
    """Does somebody know of a room more than its code? Nothing is looked up for that."""
    return hmac.compare_digest(_door(product, code).encode(), door.encode())


def _door(product: Product, code: str) -> str:
    said = hmac.digest(product.secret.encode(), f"workshop-door:{code}".encode(), "sha256")
    return b32encode(said)[:DOOR].decode().lower()


def move_workshop(
    product: Product,
    workshop: Workshop,
    move: str,
    revision: int,
    today: date,
    moment: int = 0,
    *,
    few: bool = True,
) -> bool:
    """Take a workshop a step on. False, and nothing done, where it is no longer as whoever pressed
    the button saw it (optimistic concurrency), or the move does not follow. `moment` is now, in
    seconds since 1970, for the clock by which the room talks. Raises TooFewVotes, and nothing is
    done, where votes are to be shown, but not if they are too `few`, and they are.
    """
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        if now is None or now.revision != revision or move not in now.moves:
            return False
        minutes = now.now_at.typed.minutes if now.now_at and now.now_at.typed else 0
        at = (len(now.exercises), now.leaves_out)
        after = moved(now.course, move, *at, too_few=now.too_few)
        after = timed(after, move, minutes, moment)
        if move == REVEAL and not few:
            votes = workshops.votes_by_voter(connection, now)
            if _are_too_few(product, now, votes.values()):
                raise TooFewVotes
        _count(connection, product, now, after)
        if move == OPEN and now.too_few:
            # The same round again: of its few votes nothing was kept but that they were too few.
            workshops.drop_tally(connection, now, after)
        workshops.move(connection, now, after, today)
    if is_over(after, len(now.exercises)):
        people.forget(product.database, now)
    return True


def begin_anew(product: Product, workshop: Workshop, revision: int, today: date) -> bool:
    """Throw the votes of the round under way away unseen, for everyone to vote again. False, and
    nothing done, where the workshop is no longer as whoever confirmed it saw it.
    """
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        if now is None or now.revision != revision:
            return False
        if not begins_anew(now.course, len(now.exercises)):
            return False
        rounds.forget(connection, product.database, now)
        workshops.move(connection, now, now.course, today)
    return True


def _are_too_few(product: Product, workshop: Workshop, votes: Iterable[Picked]) -> bool:
    if workshop.course.by_facts:
        return facts_ballot(product).tally(votes) is None
    ballot = ballot_of(product, workshop)
    return ballot is not None and tally(votes, ballot) is None


def _count(connection: Writing, product: Product, workshop: Workshop, after: Course) -> None:
    """Count the votes of a round that is shown now, and keep the counts alone. What is passed over
    unseen is not counted.
    """
    before = workshop.course
    if (after.exercise, after.round) == (before.exercise, before.round):
        if not is_unseen(before) or is_unseen(after):
            return
        came = _tally(product, workshop, workshops.votes_by_voter(connection, workshop))
        workshops.put_tally(connection, workshop, before, came)
    rounds.forget(connection, product.database, workshop)


def _tally(product: Product, workshop: Workshop, votes: Mapping[str, Picked]) -> Tally | None:
    if workshop.course.by_facts:
        return facts_ballot(product).tally(votes.values())
    ballot, placed = ballot_of(product, workshop), None
    came = tally(votes.values(), ballot) if ballot else None
    seated = tables.take(product.database, workshop)
    if came and seated and workshop.now_at:
        placed = placed_account(product, workshop.now_at)
    if came is None or placed is None or not placed.has_rung:
        return came
    picked = {voter: picks[0] for voter, picks in votes.items() if picks[0] != NO_RUNG}
    return replace(came, tables=count_tables(picked, seated, placed.rungs))


def use_workshop(product: Product, workshop: Workshop, today: date) -> None:
    """Note that a workshop was opened today: it is kept for a while from its last use."""
    with product.database.writing() as connection:
        workshops.use(connection, workshop, today)


def delete_workshop(product: Product, workshop: Workshop, now: float) -> bool:
    """Delete a workshop and all that was voted in it, for good; False when it has gone already.

    Whoever has its link may: the log of an organisation that keeps it says that it was done, at
    `now` in seconds since 1970, and not by whom.
    """
    by = Actor(organisation=workshop.organisation, when=int(now))
    with product.database.erasing() as connection:
        gone = workshops.delete(connection, workshop)
        audit.record(connection, by, gone, "workshop_deleted")
    people.forget(product.database, workshop)
    return gone
