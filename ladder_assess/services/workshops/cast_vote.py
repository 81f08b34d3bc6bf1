"""Takes the vote of one phone: one a round, which may be changed until it is shown."""

import hmac
from collections.abc import Callable, Sequence

from ladder_assess.core.workshops.course import takes_votes
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import ballot_of
from ladder_assess.services.workshops.keep_people import is_removed
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.workshops import new_seats, tables, workshops

# All votes of a room are written anew at each.
MOST_VOTERS = 2000


# From what somebody has said so far, what they say now.
Change = Callable[[Sequence[int] | None], Sequence[int]]


class RoomIsFull(Exception):
    """So many people have voted in a round that nobody else can. `soon` says that whoever keeps
    their seat for a moment can.
    """

    def __init__(self, *, soon: bool) -> None:
        super().__init__()
        self.soon = soon


def cast_vote(
    product: Product,
    workshop: Workshop,
    seat: str,
    *picked: int,
    table: int = 0,
    new: bool = False,
) -> bool:
    """Keep what somebody picked, the best first, for the exercise and round that they saw, those of
    `workshop`. False, and nothing kept, where these take votes no more, or no such. `seat` is a
    random key that their phone alone has, `new` where it has not shown yet that it keeps that;
    `table` is where they sit, 0 where they did not say. Raises RoomIsFull.
    """
    ballot = ballot_of(product, workshop)
    if workshop.course.by_facts or ballot is None or not ballot.takes(picked):
        return False
    kept = keep_vote(product, workshop, seat, lambda _kept: picked, new=new)
    if kept:
        tables.remember(product.database, workshop, voter(product, workshop, seat), table)
    return kept


def keep_vote(
    product: Product, workshop: Workshop, seat: str, change: Change, *, new: bool = False
) -> bool:
    """Keep what `change` makes of what somebody has said in the round that they saw, None where
    that is nothing yet; it raises ValueError for what is no vote. The rest as in `cast_vote`.
    """
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        if now is None or not takes_votes(now.course, len(now.exercises)):
            return False
        if _asked(now) != _asked(workshop) or is_removed(product, now, seat):
            return False
        known = voter(product, now, seat)
        kept = workshops.vote_of(product.database, now, known)
        try:
            picked = change(kept)
        except ValueError:
            return False
        if kept is None:
            _make_room(connection, product, now, new=new)
        workshops.put_vote(connection, now, known, picked)
        if kept is None and new:
            new_seats.remember(product.database, now, known)
    return True


def _make_room(connection: Writing, product: Product, workshop: Workshop, *, new: bool) -> None:
    """Let one more vote: where the room is full, in the place of one whose phone has never come
    back. One phone that takes a new seat each time fills the room for nobody who stays in it.
    """
    voted = workshops.votes_by_voter(connection, workshop)
    if len(voted) < MOST_VOTERS:
        return
    left = new_seats.here(product.database, workshop) & voted.keys()
    if new or not left:
        raise RoomIsFull(soon=bool(left))
    gone = min(left)
    workshops.take_vote(connection, workshop, gone)
    new_seats.forget(product.database, workshop, gone)


def stay(product: Product, workshop: Workshop, seat: str) -> None:
    """Note that somebody's phone has shown its seat again: it loses its vote to nobody."""
    new_seats.forget(product.database, workshop, voter(product, workshop, seat))


def _asked(workshop: Workshop) -> tuple[object, ...]:
    """What people vote on, in which round and how."""
    course = workshop.course
    return course.exercise, course.round, course.by_facts, workshop.now_at


def vote_of(product: Product, workshop: Workshop, seat: str) -> Sequence[int] | None:
    """What somebody picked in the round under way; None where they did not, or it was shown."""
    return workshops.vote_of(product.database, workshop, voter(product, workshop, seat))


def voter(product: Product, workshop: Workshop, seat: str) -> str:
    """By what a phone's vote is known: another for each round, which nobody can join."""
    course = workshop.course
    said = f"workshop-vote:{workshop.id}:{course.exercise}:{course.round}:{seat}"
    return hmac.new(product.secret.encode(), said.encode(), "sha256").hexdigest()
