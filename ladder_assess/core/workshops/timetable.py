"""At which minutes a workshop does what, as the facilitators' guide tells it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ladder_assess.core.workshops.exercise import RANK, Exercise
from ladder_assess.core.workshops.workshop import AGENDAS, MINUTES_EACH

LONGEST = max(AGENDAS)


@dataclass(frozen=True)
class Slot:
    """From which minute of a workshop to which an exercise takes."""

    begins: int
    ends: int


def timetable(exercises: Sequence[Exercise], left_out: Collection[int] = ()) -> tuple[Slot, ...]:
    """The minutes of each exercise, none of those that are left out, by their numbers; before the
    first, people arrive, the longer the more there is to do.
    """
    numbered = enumerate(exercises, start=1)
    lasts = [0 if number in left_out else _lasts(each) for number, each in numbered]
    needed = sum(lasts)
    fits = (each for each in sorted(AGENDAS) if AGENDAS[each].arriving + needed <= each)
    at, slots = AGENDAS[next(fits, LONGEST)].arriving, []
    for minutes in lasts:
        slots.append(Slot(at, at + minutes))
        at += minutes
    return tuple(slots)


def _lasts(exercise: Exercise) -> int:
    if exercise.kind == RANK:
        return AGENDAS[LONGEST].ordering
    return exercise.typed.minutes if exercise.typed and exercise.typed.minutes else MINUTES_EACH
