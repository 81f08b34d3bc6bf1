"""What a workshop does is changed before its turn and never after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.workshops.agenda import EDITS, REMOVE, added, edited, edits, first_open
from ladder_assess.core.workshops.course import PHASES, READING, Course
from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.core.workshops.workshop import MOST_EXERCISES

AGENDAS = st.integers(1, 8).map(lambda many: tuple(Exercise(VIGNETTE, str(n)) for n in range(many)))
COURSES = st.builds(Course, st.integers(1, 9), st.integers(1, 2), st.sampled_from(PHASES))


@given(AGENDAS, COURSES, st.integers(-1, 10), st.sampled_from(EDITS))
def test_what_was_begun_stays(
    agenda: tuple[Exercise, ...], course: Course, number: int, edit: str
) -> None:
    if edit not in edits(agenda, course, number):
        with pytest.raises(ValueError, match="cannot be done"):
            edited(agenda, course, number, edit)
        return
    after = edited(agenda, course, number, edit)
    begun = first_open(course) - 1
    assert after[:begun] == agenda[:begun]
    assert after
    assert set(agenda) - set(after) == ({agenda[number - 1]} if edit == REMOVE else set())
    assert len(after) == len(set(after))


@given(AGENDAS, COURSES)
def test_votes_are_never_moved_to_another_exercise(
    agenda: tuple[Exercise, ...], course: Course
) -> None:
    voted = course.phase != READING or course.round > 1
    assert bool(voted and edits(agenda, course, course.exercise)) is False


@given(AGENDAS, AGENDAS)
def test_more_comes_at_the_end(agenda: tuple[Exercise, ...], new: tuple[Exercise, ...]) -> None:
    assert added(agenda, new) == (*agenda, *new)


def test_a_day_holds_no_more() -> None:
    full = (Exercise(VIGNETTE, "one"),) * MOST_EXERCISES
    with pytest.raises(ValueError, match="more than"):
        added(full, full[:1])
