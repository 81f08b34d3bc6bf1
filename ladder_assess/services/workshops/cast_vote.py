"""Takes the vote of one phone: one a round, which may be changed until it is shown."""

import hmac
from collections.abc import Sequence

from ladder_assess.core.workshops.course import takes_votes
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import ballot_of
from ladder_assess.storage.workshops import workshops

# All votes of a room are written anew at each.
MOST_VOTERS = 2000


class RoomIsFull(Exception):
    """So many people have voted in a round that nobody else can."""


def cast_vote(product: Product, workshop: Workshop, seat: str, *picked: int) -> bool:
    """Keep what somebody picked, the best first, for the exercise and round that they saw, those of
    `workshop`. False, and nothing kept, where these take votes no more, or no such. `seat` is a
    random key that their phone alone has. Raises RoomIsFull.
    """
    ballot = ballot_of(product, workshop)
    if ballot is None or not ballot.takes(picked):
        return False
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        if now is None or not takes_votes(now.course, len(now.exercises)):
            return False
        seen, here = workshop.course, now.course
        if (seen.exercise, seen.round) != (here.exercise, here.round):
            return False
        if now.now_at != workshop.now_at:
            return False
        known = voter(product, now, seat)
        if workshops.vote_of(product.database, now, known) is None and (
            len(workshops.votes(connection, now)) >= MOST_VOTERS
        ):
            raise RoomIsFull
        workshops.put_vote(connection, now, known, picked)
    return True


def vote_of(product: Product, workshop: Workshop, seat: str) -> Sequence[int] | None:
    """What somebody picked in the round under way; None where they did not, or it was shown."""
    return workshops.vote_of(product.database, workshop, voter(product, workshop, seat))


def voter(product: Product, workshop: Workshop, seat: str) -> str:
    """By what a phone's vote is known: another for each round, which nobody can join."""
    course = workshop.course
    said = f"workshop-vote:{workshop.id}:{course.exercise}:{course.round}:{seat}"
    return hmac.new(product.secret.encode(), said.encode(), "sha256").hexdigest()
