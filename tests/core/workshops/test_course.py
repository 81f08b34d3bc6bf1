"""What follows what in a workshop: votes are unseen until they are revealed, and then for good."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.workshops.course import (
    AGAIN,
    ARROWS,
    EXPLAIN,
    EXTEND,
    FACTS,
    MOVES,
    NEXT,
    OPEN,
    PAUSE,
    PHASES,
    READING,
    REVEAL,
    REVEALED,
    ROUNDS,
    START,
    VOTING,
    Course,
    counted_by_hand,
    is_over,
    is_unseen,
    knows_rules,
    moved,
    moves,
    takes_paper,
    takes_votes,
    timed,
)

STEPS = st.lists(st.sampled_from(MOVES), max_size=40)
EXERCISES = st.integers(0, 5)


def walk(steps: list[str], exercises: int) -> list[Course]:
    """Every place that a workshop comes to by those of the steps that follow."""
    seen = [Course()]
    for move in steps:
        if move in moves(seen[-1], exercises):
            seen.append(moved(seen[-1], move, exercises))
    return seen


@given(STEPS, EXERCISES)
def test_a_workshop_only_goes_on(steps: list[str], exercises: int) -> None:
    places = [(c.exercise, c.round) for c in walk(steps, exercises)]
    assert places == sorted(places)
    assert all(0 < number <= ROUNDS for _, number in places)


@given(STEPS, EXERCISES)
def test_what_was_revealed_is_never_voted_on_again(steps: list[str], exercises: int) -> None:
    shown = set()
    for course in walk(steps, exercises):
        place = (course.exercise, course.round)
        if not is_unseen(course):
            shown.add(place)
        assert not (place in shown and takes_votes(course, exercises))


@given(STEPS, EXERCISES)
def test_the_rules_are_told_after_votes_were_seen(steps: list[str], exercises: int) -> None:
    seen = walk(steps, exercises)
    for before, after in pairwise(seen):
        if knows_rules(after):
            assert before.phase == REVEALED


@given(STEPS, EXERCISES, st.sampled_from(MOVES))
def test_a_move_that_does_not_follow_is_refused(steps: list[str], of: int, move: str) -> None:
    course = walk(steps, of)[-1]
    if move not in moves(course, of):
        with pytest.raises(ValueError, match="does not follow"):
            moved(course, move, of)


def test_a_whole_exercise() -> None:
    course = Course()
    for move in (OPEN, PAUSE, OPEN, REVEAL, EXPLAIN, AGAIN, REVEAL, EXPLAIN):
        course = moved(course, move, 1)
    assert (course.round, moves(course, 1)) == (2, (NEXT,))
    assert is_over(moved(course, NEXT, 1), 1)


def test_a_round_by_the_facts_is_a_round_of_its_own() -> None:
    course = Course()
    for move in (OPEN, REVEAL, FACTS):
        course = moved(course, move, 1)
    assert (course.round, course.phase, course.by_facts) == (2, VOTING, True)
    paused = moved(course, PAUSE, 1)
    assert moved(paused, OPEN, 1) == course, "what was paused goes on as it was"
    shown = moved(course, REVEAL, 1)
    assert shown.by_facts
    assert not {AGAIN, FACTS} & set(moves(shown, 1))
    first = moved(moved(Course(), FACTS, 1), REVEAL, 1)
    assert (first.round, first.by_facts) == (1, True)
    assert not moved(first, AGAIN, 1).by_facts
    assert not counted_by_hand(moved(Course(), FACTS, 1), 1).by_facts


def test_what_too_few_voted_on_is_opened_again_in_the_same_round() -> None:
    voting = moved(moved(Course(), FACTS, 1), PAUSE, 1)
    shown = moved(voting, REVEAL, 1)
    assert OPEN not in moves(shown, 1)
    assert OPEN in moves(shown, 1, too_few=True)
    assert OPEN not in moves(shown, 1, frozenset((OPEN,)), too_few=True)
    assert moved(shown, OPEN, 1, too_few=True) == moved(voting, OPEN, 1)
    assert OPEN not in moves(moved(shown, EXPLAIN, 1), 1, too_few=True), "the rules are known"


def test_every_phase_is_left_and_reached() -> None:
    assert set(ARROWS) == set(PHASES)
    assert {to for ways in ARROWS.values() for to in ways.values()} == set(PHASES)
    assert all(NEXT in ways and ways[NEXT] == READING for ways in ARROWS.values())
    assert [p for p in PHASES if takes_votes(Course(phase=p), 1)] == [VOTING]


@given(st.integers(1, 60), st.integers(0, 2**31), st.lists(st.integers(0, 300), max_size=4))
def test_a_talk_lasts_as_long_as_is_said_and_is_made_longer(
    minutes: int, now: int, waits: list[int]
) -> None:
    course = timed(moved(Course(), START, 1), START, minutes, now)
    assert course.ends == now + 60 * minutes
    for wait in waits:
        now += wait
        after = timed(moved(course, EXTEND, 1), EXTEND, minutes, now)
        assert after.ends == max(course.ends, now) + 120
        course = after
    assert moved(course, NEXT, 1).ends == 0


@given(STEPS, EXERCISES, st.frozensets(st.sampled_from(MOVES)))
def test_what_an_exercise_leaves_out_is_never_offered(
    steps: list[str], of: int, left: frozenset[str]
) -> None:
    course = walk(steps, of)[-1]
    assert set(moves(course, of, left)) == set(moves(course, of)) - left


@given(STEPS, EXERCISES, st.frozensets(st.sampled_from(MOVES)))
def test_votes_on_paper_are_typed_in_only_where_none_was_shown(
    steps: list[str], of: int, left: frozenset[str]
) -> None:
    course = walk(steps, of)[-1]
    if not takes_paper(course, of, left):
        with pytest.raises(ValueError, match="no votes are typed in"):
            counted_by_hand(course, of, left)
        return
    assert is_unseen(course)
    assert OPEN not in left
    after = counted_by_hand(course, of, left)
    assert (after.exercise, after.round) == (course.exercise, course.round)
    assert not is_unseen(after)
