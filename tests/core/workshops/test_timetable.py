"""At which minutes a workshop does what."""

import pytest

from ladder_assess.core.workshops.exercise import POLL, RANK, TALK, VIGNETTE, Exercise, Typed
from ladder_assess.core.workshops.timetable import Slot, timetable

STORY = Exercise(VIGNETTE, "a")
ORDERED = Exercise(RANK, typed=Typed("What first?", choices=("A", "B", "C")))
ASKED = Exercise(POLL, typed=Typed("Shall we?", choices=("Yes", "No")))


def test_what_is_left_out_takes_no_minutes() -> None:
    slots = timetable((STORY, STORY, STORY), [2])
    assert [each.begins for each in slots] == [5, 14, 14]


def talk(minutes: int) -> Exercise:
    return Exercise(TALK, typed=Typed("And now?", minutes=minutes))


@pytest.mark.parametrize(
    ("exercises", "begin", "end"),
    [
        ((*[STORY] * 2, talk(5)), [5, 14, 23], 28),
        ((*[STORY] * 5, talk(5)), [8, 17, 26, 35, 44, 53], 58),
        ((*[STORY] * 6, ORDERED, talk(10)), [10, 19, 28, 37, 46, 55, 64, 76], 86),
        ((STORY,) * 20, [10 + 9 * number for number in range(20)], 190),
        ((ASKED,), [5], 14),
    ],
)
def test_a_ready_agenda_goes_by_the_clock_of_the_guide(
    exercises: tuple[Exercise, ...], begin: list[int], end: int
) -> None:
    slots = timetable(exercises)
    assert [each.begins for each in slots] == begin
    assert slots[-1] == Slot(begin[-1], end)
