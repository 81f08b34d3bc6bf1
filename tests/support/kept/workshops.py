"""Workshops in every state that a page can show."""

from ladder_assess.core.common.made_file import DONE, FAILED, WAITING, MadeFile
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.course import (
    AGAIN,
    EXPLAIN,
    FACTS,
    NEXT,
    OPEN,
    PAUSE,
    REVEAL,
    START,
)
from ladder_assess.core.workshops.exercise import (
    CASE,
    DIMENSION,
    OWN,
    POLL,
    QUESTION,
    RANK,
    TALK,
    Exercise,
    Typed,
)
from ladder_assess.core.workshops.made_file import PACK, RECORD
from ladder_assess.core.workshops.people import HIDE, REMOVE
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.consult_exercises import ballot_of
from ladder_assess.services.workshops.keep_people import come_in, person_at, treat
from ladder_assess.services.workshops.make_file import (
    ask_for_file,
    file_of,
    give_up_workshop_file,
    make_workshop_file,
)
from ladder_assess.services.workshops.open_workshop import open_workshop
from ladder_assess.services.workshops.read_workshop import rounds_of
from ladder_assess.services.workshops.run_workshop import find_workshop, move_workshop
from ladder_assess.services.workshops.vote_by_facts import answer_fact, said_of
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


POLLED = Exercise(POLL, typed=Typed("Shall we meet < 100% online?", choices=("Yes & no", "No")))
RANKED = Exercise(RANK, typed=Typed("What first?", choices=("A <b>", "B", "C", "D")))
TALKED = Exercise(TALK, typed=Typed("What did we learn?", minutes=5))
OWNED = Exercise(OWN, typed=Typed("Our forum", "It meets.\n\nIt advises."))
ASKED = Exercise(QUESTION, "principles/say_how_much")
ASKED_ALL = Exercise(DIMENSION, "principles/empowerment")
# Rooms that do something else, one thing each, and what is done in them.
OTHERS: dict[str, tuple[Exercise, tuple[str | int, ...]]] = {
    "polled": (POLLED, (*SHOWN, AGAIN, 6, REVEAL)),
    "ranked": (RANKED, SHOWN),
    "ranking": (RANKED, (OPEN,)),
    "talking": (TALKED, (START,)),
    "own": (OWNED, SHOWN),
    "asked": (ASKED, SHOWN),
    "asked all": (ASKED_ALL, (*SHOWN, AGAIN, 6, REVEAL)),
    "answering all": (ASKED_ALL, (OPEN,)),
    "by facts": (OWNED, (*SHOWN, FACTS, 6, REVEAL)),
    "facts twice": (OWNED, (FACTS, 5, REVEAL, FACTS, 6, REVEAL)),
    "facts first": (OWNED, (FACTS, 6, REVEAL, AGAIN, 6, REVEAL, NEXT)),
    "answering": (OWNED, (FACTS,)),
}
# How far the file of what came of it has come, in those where it was asked for.
FILES = {"shown": FAILED, "twice": WAITING, "over": DONE}


class Room:
    """A workshop on published cases that a test runs."""

    def __init__(
        self, product: Product, request: str, *chosen: Exercise, keeper: Actor | None = None
    ) -> None:
        self.product = product
        chosen = chosen or tuple(Exercise(CASE, case.id) for case in product.definitions.cases[:2])
        self.token = open_workshop(product, request, "Team day", chosen, TODAY, keeper)

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

    @property
    def file(self) -> MadeFile | None:
        """The record as a file, where that was asked for."""
        return file_of(self.product, self.now, RECORD)

    def picks(self, seat: int) -> tuple[int, ...]:
        """What somebody picks who differs from the others where they can."""
        ballot = ballot_of(self.product, self.now)
        assert ballot is not None
        if ballot.parts:
            return tuple(here[seat % len(here)] for here in ballot.ranges)
        return tuple((seat + place) % ballot.choices for place in range(ballot.picks))

    def answer(self, seat: int) -> None:
        """Answer all that somebody is asked of the facts, otherwise than others where they can."""
        while asked := said_of(self.product, self.now, f"seat {seat}").next:
            option = asked.option_ids[seat % 2]
            assert answer_fact(self.product, self.now, f"seat {seat}", asked.id, option)

    def print(self, state: str) -> None:
        """Have the record as a file, which comes as far as is said."""
        ask_for_file(self.product, self.now, RECORD, TODAY)
        assert self.file is not None
        if state == DONE:
            as_pdf = lambda _told, _day: b"%PDF"  # noqa: E731
            make_workshop_file(self.product, self.file.id, as_pdf, as_pdf)
        elif state == FAILED:
            give_up_workshop_file(self.product, self.file.id, "")

    def move(self, *steps: str | int) -> "Room":
        """Take each step: a move, or a vote of so many people, each on a rung of their own."""
        for step in steps:
            if isinstance(step, int) and self.now.course.by_facts:
                for seat in range(step):
                    self.answer(seat)
            elif isinstance(step, int):
                for seat in range(step):
                    assert cast_vote(self.product, self.now, f"seat {seat}", *self.picks(seat))
            else:
                assert move_workshop(self.product, self.now, step, self.now.revision, TODAY)
        return self


def furnish_workshops(product: Product) -> dict[str, Room]:
    """A workshop in each state, by its name; those that are there already stay as they are."""
    rooms = {name: Room(product, f"workshop {name}") for name in STATES}
    for name, room in rooms.items():
        if STATES[name] and not room.now.revision:
            room.move(*STATES[name])
            if name in FILES:
                room.print(FILES[name])
            if name == "over":
                ask_for_file(product, room.now, PACK, TODAY)
    for number, name in enumerate(("Ada", "Ben", "Rude < words", "Charlie", "No one"), start=1):
        come_in(product, rooms["begun"].now, f"seat {number}", name)
    for seat, step in (("seat 3", HIDE), ("seat 5", REMOVE)):
        treat(product, rooms["begun"].now, person_at(product, rooms["begun"].now, seat), step)
    for name, (exercise, steps) in OTHERS.items():
        rooms[name] = Room(product, f"workshop {name}", exercise)
        if not rooms[name].now.revision:
            rooms[name].move(*steps)
    return rooms
