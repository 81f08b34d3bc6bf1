"""What a workshop does in which order, and how that is changed while it runs.

What the room has begun stays where it is: its votes are kept by its number.
"""

from collections.abc import Sequence, Set

from ladder_assess.core.workshops.course import READING, Course
from ladder_assess.core.workshops.exercise import TALK, Exercise
from ladder_assess.core.workshops.workshop import MOST_EXERCISES

UP, DOWN, REMOVE = EDITS = ("up", "down", "remove")
# What was left out is done after all.
TAKE_UP = "take-up"
Agenda = tuple[Exercise, ...]


def first_open(course: Course) -> int:
    """The number of the first exercise that may still be moved or taken out, from 1: the one that
    the room reads, where it did not vote on it yet, else the next.
    """
    begun = course.phase != READING or course.round > 1
    return course.exercise + 1 if begun else course.exercise


def added(agenda: Agenda, new: Sequence[Exercise]) -> Agenda:
    """The agenda with more at its end. Raises ValueError where that is more than a day holds."""
    if len(agenda) + len(new) > MOST_EXERCISES:
        raise ValueError(f"more than {MOST_EXERCISES} exercises")
    return (*agenda, *new)


def edits(agenda: Agenda, course: Course, number: int) -> tuple[str, ...]:
    """What can be done with an exercise, by its number."""
    first, last = first_open(course), len(agenda)
    if not first <= number <= last:
        return ()
    up = (UP,) if number > first else ()
    down = (DOWN,) if number < last else ()
    return (*up, *down, *((REMOVE,) if last > 1 else ()))


def edited(agenda: Agenda, course: Course, number: int, edit: str) -> Agenda:
    """The agenda with an exercise moved by one place or taken out. Raises ValueError for what
    cannot be done.
    """
    if edit not in edits(agenda, course, number):
        raise ValueError(f"{edit} of exercise {number} cannot be done")
    left, at = list(agenda), number - 1
    taken = left.pop(at)
    if edit != REMOVE:
        left.insert(at - 1 if edit == UP else at + 1, taken)
    return tuple(left)


def left_out(agenda: Agenda, course: Course, shown: Set[int]) -> tuple[int, ...]:
    """The numbers of what the room has passed over without a vote and does not come to later;
    `shown` are those of which votes were shown. None where a day holds no more.
    """
    if len(agenda) >= MOST_EXERCISES:
        return ()
    passed = passed_over(agenda, course, shown)
    return tuple(number for number in passed if agenda[number - 1] not in agenda[number:])


def passed_over(agenda: Agenda, course: Course, shown: Set[int]) -> tuple[int, ...]:
    """The same, with what it comes to later."""
    passed = enumerate(agenda[: course.exercise - 1], start=1)
    return tuple(n for n, each in passed if n not in shown and each.kind != TALK)


def taken_up(agenda: Agenda, course: Course, number: int) -> Agenda:
    """The agenda with an exercise that was left out once more, as what is next to begin."""
    at = first_open(course) - 1
    return (*agenda[:at], agenda[number - 1], *agenda[at:])
