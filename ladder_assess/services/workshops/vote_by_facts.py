"""Takes a vote by the facts, one answer after the other, which may be changed until it is shown."""

from ladder_assess.core.workshops.facts import FactsBallot, FactsSaid
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.services.workshops.cast_vote import Change, keep_vote, vote_of


def facts_ballot(rules: Rules) -> FactsBallot:
    """How people vote by the facts under the newest rules."""
    return FactsBallot(rules.paths.quick)


def said_of(product: Product, workshop: Workshop, seat: str) -> FactsSaid:
    """What somebody has answered in the round under way."""
    return facts_ballot(product).read(vote_of(product, workshop, seat) or ())


def answer_fact(product: Product, workshop: Workshop, seat: str, item: str, option: str) -> bool:
    """Keep an answer to a fact that somebody was asked for. False, and nothing kept, where the
    round that they saw takes none any more, or no such. Raises RoomIsFull.
    """
    ballot = facts_ballot(product)
    return _keep(product, workshop, seat, lambda kept: ballot.answered(kept or (), item, option))


def take_back_fact(product: Product, workshop: Workshop, seat: str) -> bool:
    """Forget somebody's last answer. False, and nothing forgotten, as above."""
    ballot = facts_ballot(product)
    return _keep(product, workshop, seat, lambda kept: ballot.back(kept or ()))


def _keep(product: Product, workshop: Workshop, seat: str, change: Change) -> bool:
    return workshop.course.by_facts and keep_vote(product, workshop, seat, change)
