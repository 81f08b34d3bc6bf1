"""Takes a vote by the facts, one answer after the other, which may be changed until it is shown."""

from collections.abc import Sequence

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


def answer_fact(
    product: Product, workshop: Workshop, seat: str, item: str, option: str, *, new: bool = False
) -> bool:
    """Keep an answer to a fact that somebody was asked for; `new` as in `cast_vote`. False, and
    nothing kept, where the round that they saw takes none any more, or no such. Raises RoomIsFull.
    """

    def answered(kept: Sequence[int] | None) -> Sequence[int]:
        return facts_ballot(product).answered(kept or (), item, option)

    return _keep(product, workshop, seat, answered, new=new)


def take_back_fact(product: Product, workshop: Workshop, seat: str) -> bool:
    """Forget somebody's last answer. False, and nothing forgotten, as above."""
    ballot = facts_ballot(product)
    return _keep(product, workshop, seat, lambda kept: ballot.back(kept or ()))


def _keep(
    product: Product, workshop: Workshop, seat: str, change: Change, *, new: bool = False
) -> bool:
    return workshop.course.by_facts and keep_vote(product, workshop, seat, change, new=new)
