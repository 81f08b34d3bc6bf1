"""A workshop as it is planned: its title, its exercises, and the ready agendas to start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.workshops.course import Course, is_over, moves
from ladder_assess.core.workshops.exercise import Exercise

# For reading, voting, looking, talking and voting again, with a few for all that comes up.
MINUTES_EACH, MINUTES_AROUND = 9, 6
AGENDAS = (30, 60, 90)
MOST_EXERCISES = 20
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Workshop:
    """A workshop: what it is called, the code that people join by, what is placed in it, where it
    is, and `revision`, which grows by each move. `organisation` keeps it, None where its link does.
    """

    id: int
    title: str
    code: str
    exercises: tuple[Exercise, ...]
    course: Course
    revision: int
    made_on: date
    organisation: int | None = None

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
        return moves(self.course, len(self.exercises), self.leaves_out)


def how_many(minutes: int) -> int:
    """How many exercises fit into so many minutes."""
    return (minutes - MINUTES_AROUND) // MINUTES_EACH


@dataclass(frozen=True)
class Offered:
    """Something that can be placed: the exercise and the rung in the middle of its placement."""

    exercise: Exercise
    rung: float


def ready_agenda(offered: Sequence[Offered], minutes: int) -> tuple[Exercise, ...]:
    """Exercises that fill so many minutes, from all over the ladder: first one from the middle, as
    that is where people differ most, then one far below and one far above in turn.
    """
    many, wanted = len(offered), min(how_many(minutes), len(offered))
    by_rung = sorted(offered, key=lambda each: each.rung)
    spread = [by_rung[(2 * n + 1) * many // (2 * wanted)].exercise for n in range(wanted)]
    first = spread[wanted // 2 : wanted // 2 + 1]
    rest = spread[: wanted // 2] + spread[wanted // 2 + 1 :]
    in_turn = [rest[-1 - n // 2] if n % 2 else rest[n // 2] for n in range(len(rest))]
    return (*first, *in_turn)
