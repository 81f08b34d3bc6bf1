"""Reads what a workshop came to: the votes that were shown, and how the room did over all."""

from collections.abc import Mapping

from ladder_assess.core.workshops.agenda import left_out, passed_over
from ladder_assess.core.workshops.course import ROUNDS
from ladder_assess.core.workshops.exercise import Exercise
from ladder_assess.core.workshops.record import Played, WorkshopRecord, most_contested
from ladder_assess.core.workshops.tables import over_tables
from ladder_assess.core.workshops.tally import Tally, Voted, before_and_after, together
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.services.workshops.consult_exercises import account_of, placed_account
from ladder_assess.storage.workshops import workshops


def rounds_of(product: Product, workshop: Workshop, number: int) -> tuple[Tally | None, ...]:
    """The rounds of votes that were shown of an exercise, in their order."""
    return _rounds(workshops.tallies(product.database, workshop), number)


def _rounds(found: Mapping[tuple[int, int], Tally | None], number: int) -> tuple[Tally | None, ...]:
    keys = ((number, each) for each in range(1, ROUNDS + 1))
    return tuple(found[key] for key in keys if key in found)


def played_of(
    product: Product, exercise: Exercise, number: int, rounds: tuple[Tally | None, ...]
) -> Played:
    """An exercise with what was shown of it."""
    account, placed = account_of(product, exercise), placed_account(product, exercise)
    on_ladder = placed if placed and placed.has_rung else None
    return Played(number, exercise, account, on_ladder, rounds)


def played_in(product: Product, workshop: Workshop) -> tuple[Played, ...]:
    """The exercises of a workshop of which votes were shown."""
    found = workshops.tallies(product.database, workshop)
    return tuple(
        played_of(product, exercise, number, _rounds(found, number))
        for number, exercise in enumerate(workshop.exercises, start=1)
        if (number, 1) in found
    )


def left_out_of(product: Product, workshop: Workshop) -> tuple[int, ...]:
    """The numbers of what the room has left out and can go back to."""
    return left_out(workshop.exercises, workshop.course, _shown(product, workshop))


def passed_over_in(product: Product, workshop: Workshop) -> tuple[int, ...]:
    """The same, with what the room comes to later."""
    return passed_over(workshop.exercises, workshop.course, _shown(product, workshop))


def _shown(product: Product, workshop: Workshop) -> set[int]:
    return {number for number, _ in workshops.tallies(product.database, workshop)}


def read_workshop(product: Product, workshop: Workshop) -> WorkshopRecord:
    """Everything that may be told of a workshop."""
    played = played_in(product, workshop)
    counted = [(e.rounds, e.placed.rungs) for e in played if e.placed]
    first = [(e.first_picked, e.placed.rungs) for e in played if e.placed and e.first_picked]
    voted = (Voted(rounds, rungs) for rounds, rungs in counted)
    before, after = before_and_after(voted, chance())
    return WorkshopRecord(
        workshop,
        played,
        together(first, chance()),
        before,
        after,
        most_contested(played),
        over_tables(tally for tally, _ in first),
    )
