"""Reads what a workshop came to: the votes that were shown, and how the room did over all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ladder_assess.core.workshops.course import ROUNDS
from ladder_assess.core.workshops.tally import (
    Tally,
    Together,
    Voted,
    before_and_after,
    furthest_apart,
    together,
)
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.services.workshops.consult_exercises import PlacedAccount, placed_account
from ladder_assess.storage.workshops import workshops


@dataclass(frozen=True)
class Played:
    """An exercise of a workshop by its number, with the rounds of votes that were shown: each None
    where fewer than five voted. `placed` is None where its account is not there any more.
    """

    number: int
    placed: PlacedAccount | None
    rounds: tuple[Tally | None, ...]

    @property
    def shown(self) -> tuple[Tally, ...]:
        """The rounds that can be drawn."""
        return tuple(each for each in self.rounds if each is not None)


@dataclass(frozen=True)
class WorkshopRecord:
    """What a workshop came to: each exercise that was voted on, the first votes on all of them,
    the votes before and after people talked, of those voted on twice, and the exercise on which
    people were furthest apart at first, None where that is of one alone.
    """

    workshop: Workshop
    played: tuple[Played, ...]
    first: Together | None
    before: Together | None
    after: Together | None
    contested: Played | None


def rounds_of(product: Product, workshop: Workshop, number: int) -> tuple[Tally | None, ...]:
    """The rounds of votes that were shown of an exercise, in their order."""
    return _rounds(workshops.tallies(product.database, workshop), number)


def _rounds(found: Mapping[tuple[int, int], Tally | None], number: int) -> tuple[Tally | None, ...]:
    keys = ((number, each) for each in range(1, ROUNDS + 1))
    return tuple(found[key] for key in keys if key in found)


def read_workshop(product: Product, workshop: Workshop) -> WorkshopRecord:
    """Everything that may be told of a workshop."""
    found = workshops.tallies(product.database, workshop)
    played = [
        Played(number, placed_account(product, exercise), _rounds(found, number))
        for number, exercise in enumerate(workshop.exercises, start=1)
    ]
    played = [each for each in played if each.rounds]
    counted = [(e.rounds, e.placed.rungs) for e in played if e.placed]
    first = [(tally, rungs) for (tally, *_), rungs in counted if tally]
    voted = (Voted(rounds, rungs) for rounds, rungs in counted)
    before, after = before_and_after(voted, chance())
    return WorkshopRecord(
        workshop, tuple(played), together(first, chance()), before, after, _contested(played)
    )


def _contested(played: Sequence[Played]) -> Played | None:
    spread = [(furthest_apart(e.rounds[0]), e) for e in played if e.placed and e.rounds[0]]
    spread.sort(key=lambda pair: -pair[0])
    several = len(spread) > 1 and spread[0][0] > spread[1][0]
    return spread[0][1] if several else None
