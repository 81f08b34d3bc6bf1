"""A workshop as it is planned: its title, its exercises, and the ready agendas to start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.workshops.course import Course, is_over, moves
from ladder_assess.core.workshops.exercise import Exercise

# For reading, voting, looking, talking and voting again.
MINUTES_EACH = 9
MOST_EXERCISES = 20
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Workshop:
    """A workshop: what it is called, the code that people join by, what is placed in it, where it
    is, and `revision`, which grows by each move. `organisation` keeps it, None where its link does.
    `too_few` says that the round under way was shown, with too few votes to show, and `day_set`
    that its date was typed: else it is that on which the room begins.
    """

    id: int
    title: str
    code: str
    exercises: tuple[Exercise, ...]
    course: Course
    revision: int
    made_on: date
    organisation: int | None = None
    too_few: bool = False
    day_set: bool = False

    @property
    def now_at(self) -> Exercise | None:
        """The exercise that the room is at; None at the end."""
        over = is_over(self.course, len(self.exercises))
        return None if over else self.exercises[self.course.exercise - 1]

    @property
    def leaves_out(self) -> frozenset[str]:
        """The moves that the exercise under way does not have."""
        return self.now_at.leaves_out if self.now_at else frozenset()

    @property
    def moves(self) -> tuple[str, ...]:
        """What the facilitator may do next."""
        return moves(self.course, len(self.exercises), self.leaves_out, too_few=self.too_few)


@dataclass(frozen=True)
class Ready:
    """A ready agenda, in minutes: those to arrive, so many stories, then those to put changes in
    order, to talk and to end. The facilitators' guide tells them by the clock.
    """

    arriving: int
    stories: int
    ordering: int
    talking: int
    ending: int

    @property
    def minutes(self) -> int:
        """How long it takes."""
        around = self.arriving + self.ordering + self.talking + self.ending
        return around + self.stories * MINUTES_EACH


AGENDAS = {
    each.minutes: each
    for each in (Ready(5, 2, 0, 5, 2), Ready(8, 5, 0, 5, 2), Ready(10, 6, 12, 10, 4))
}


@dataclass(frozen=True)
class Offered:
    """Something that can be placed: the exercise and the rung in the middle of its placement."""

    exercise: Exercise
    rung: float


def ready_stories(offered: Sequence[Offered], most: int) -> tuple[Exercise, ...]:
    """So many exercises from all over the ladder: first one from the middle, as that is where
    people differ most, then one far below and one far above in turn.
    """
    many, wanted = len(offered), min(most, len(offered))
    by_rung = sorted(offered, key=lambda each: each.rung)
    spread = [by_rung[(2 * n + 1) * many // (2 * wanted)].exercise for n in range(wanted)]
    first = spread[wanted // 2 : wanted // 2 + 1]
    rest = spread[: wanted // 2] + spread[wanted // 2 + 1 :]
    in_turn = [rest[-1 - n // 2] if n % 2 else rest[n // 2] for n in range(len(rest))]
    return (*first, *in_turn)
