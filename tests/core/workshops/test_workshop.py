"""Ready agendas fill their time from all over the ladder, and keys name exercises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.workshops.course import EXPLAIN, NEXT, OPEN, START
from ladder_assess.core.workshops.exercise import (
    BY_THE_RULES,
    KINDS,
    TYPED,
    Exercise,
    Typed,
    read_exercise,
)
from ladder_assess.core.workshops.workshop import (
    AGENDAS,
    Offered,
    ready_stories,
)

NAMES = st.text(st.characters(categories=["L", "N"]) | st.just("-") | st.just(":"), min_size=1)
NAMED = st.sampled_from([kind for kind in KINDS if kind not in TYPED])
WORDS = st.text(max_size=30)
TYPED_ONES = st.builds(
    Typed, WORDS, WORDS, st.lists(WORDS, max_size=8).map(tuple), st.integers(0, 60)
)
EXERCISES = st.builds(Exercise, NAMED, NAMES) | st.builds(
    Exercise, st.sampled_from(sorted(TYPED)), typed=TYPED_ONES
)
OFFERED = st.lists(
    st.builds(
        Offered, st.builds(Exercise, NAMED, NAMES), st.integers(0, 16).map(lambda half: half / 2)
    ),
    unique_by=lambda each: each.exercise,
    min_size=1,
    max_size=40,
)


@given(EXERCISES)
def test_a_key_names_its_exercise(exercise: Exercise) -> None:
    assert read_exercise(exercise.key) == exercise
    assert len(exercise.key.splitlines()) == 1


@given(EXERCISES)
def test_what_rules_say_nothing_of_is_not_explained(exercise: Exercise) -> None:
    left = exercise.leaves_out
    assert (EXPLAIN in left) == (exercise.kind not in BY_THE_RULES)
    assert (START in left) != (OPEN in left)
    assert NEXT not in left


@pytest.mark.parametrize("key", ["", "vignette", "vignette:", "song:one", ":one"])
def test_what_names_no_exercise_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="names no exercise"):
        read_exercise(key)


@given(OFFERED, st.integers(1, 9))
def test_ready_stories_are_enough_and_none_twice(offered: list[Offered], most: int) -> None:
    stories = ready_stories(offered, most)
    assert len(set(stories)) == len(stories) == min(most, len(offered))
    assert set(stories) <= {each.exercise for each in offered}


@given(OFFERED, st.integers(1, 9))
def test_ready_stories_begin_between_their_ends(offered: list[Offered], most: int) -> None:
    rung = {each.exercise: each.rung for each in offered}
    first, *rest = (rung[exercise] for exercise in ready_stories(offered, most))
    assert min(rest, default=first) <= first <= max(rest, default=first) or len(rest) == 1
    assert rest[::2] == sorted(rest[::2])
    assert rest[1::2] == sorted(rest[1::2], reverse=True)


def test_ready_agendas_fill_their_time() -> None:
    assert {minutes: ready.stories for minutes, ready in AGENDAS.items()} == {30: 2, 60: 5, 90: 6}


@pytest.mark.parametrize("key", ["poll:{}", "talk:[1]", "own:name"])
def test_what_was_typed_is_whole(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (one of json's or ours)
        read_exercise(key)


def test_what_was_typed_before_activities_had_numbers_is_read() -> None:
    old = 'own:{"title": "Our forum", "text": "", "choices": [], "minutes": 0}'
    assert read_exercise(old).typed == Typed("Our forum")
