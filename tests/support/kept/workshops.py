"""Workshops in every state that a page can show."""

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, NEXT, OPEN, PAUSE, REVEAL
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.core.workshops.workshop import CASE, Exercise, Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.open_workshop import open_workshop
from ladder_assess.services.workshops.read_workshop import rounds_of
from ladder_assess.services.workshops.run_workshop import find_workshop, move_workshop
from tests.support.site import TODAY

SHOWN = (OPEN, 6, REVEAL)
# What is done in each, one after the other: a move, or a vote of so many people.
STATES: dict[str, tuple[str | int, ...]] = {
    "begun": (),
    "open": (OPEN,),
    "paused": (OPEN, 3, PAUSE),
    "too few": (OPEN, 4, REVEAL),
    "shown": SHOWN,
    "explained": (*SHOWN, EXPLAIN),
    "twice": (*SHOWN, AGAIN, 5, REVEAL, EXPLAIN),
    "over": (*SHOWN, AGAIN, 7, REVEAL, NEXT, *SHOWN, AGAIN, 6, REVEAL, NEXT),
}


class Room:
    """A workshop on published cases that a test runs."""

    def __init__(self, product: Product, request: str, exercises: int = 2) -> None:
        self.product = product
        cases = product.definitions.cases[:exercises]
        chosen = [Exercise(CASE, case.id) for case in cases]
        self.token = open_workshop(product, request, "Team day", chosen, TODAY)

    @property
    def now(self) -> Workshop:
        """The workshop as it is now."""
        found = find_workshop(self.product, self.token)
        assert found is not None
        return found

    @property
    def rounds(self) -> tuple[Tally | None, ...]:
        """What was shown of the first exercise."""
        return rounds_of(self.product, self.now, 1)

    def move(self, *steps: str | int) -> "Room":
        """Take each step: a move, or a vote of so many people, each on a rung of their own."""
        for step in steps:
            if isinstance(step, int):
                for seat in range(step):
                    assert cast_vote(self.product, self.now, f"seat {seat}", seat % 9)
            else:
                assert move_workshop(self.product, self.now, step, self.now.revision, TODAY)
        return self


def furnish_workshops(product: Product) -> dict[str, Room]:
    """A workshop in each state, by its name; those that are there already stay as they are."""
    rooms = {name: Room(product, f"workshop {name}") for name in STATES}
    return {name: r if r.now.revision else r.move(*STATES[name]) for name, r in rooms.items()}
