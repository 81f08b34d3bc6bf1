"""States move along the arrows alone, and an instant is before, in or after a campaign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.course import (
    ARROWS,
    CLOSED,
    DRAFTED,
    GRACE_MINUTES,
    NOT_YET,
    OPEN,
    OPENED,
    OVER,
    STATES,
    Course,
    following,
    may_send,
    may_start,
    moved,
    standing,
    state_at,
)

GRACE = GRACE_MINUTES * 60
INSTANTS = st.integers(0, 40 * GRACE)
COURSES = st.builds(Course, st.sampled_from(STATES), st.none() | INSTANTS, st.none() | INSTANTS)


@given(COURSES, st.sampled_from(STATES), INSTANTS)
def test_a_campaign_moves_along_the_arrows_alone(course: Course, to: str, now: int) -> None:
    before = state_at(course, now)
    try:
        after = moved(course, to, now)
    except ValueError:
        return
    assert to in ARROWS[before]
    assert after.state == to
    assert STATES.index(to) > STATES.index(before)


@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, GRACE))), COURSES)
def test_no_way_leads_back(steps: list[tuple[str, int]], course: Course) -> None:
    course, now = Course(DRAFTED, course.opens_at, course.closes_at), 0
    seen = [state_at(course, now)]
    for to, later in steps:
        now += later
        seen.append(state_at(course, now))
        if to in following(course, now):
            try:
                course = moved(course, to, now)
            except ValueError:
                assert to == OPENED
        seen.append(state_at(course, now))
    assert [STATES.index(state) for state in seen] == sorted(map(STATES.index, seen))


@given(COURSES, INSTANTS, INSTANTS)
def test_before_and_in_and_after_follow_each_other(course: Course, one: int, other: int) -> None:
    order = [NOT_YET, OPEN, OVER]
    early, late = (standing(course, now) for now in sorted((one, other)))
    assert order.index(early) <= order.index(late)


@given(COURSES, INSTANTS)
def test_opening_and_closing_by_hand_take_effect_at_once(course: Course, now: int) -> None:
    opened = Course(OPENED, 0, None)
    closed = moved(opened, CLOSED, now)
    assert standing(opened, now) == OPEN
    assert standing(closed, now) == OVER
    draft = Course(DRAFTED, course.opens_at, course.closes_at)
    try:
        begun = moved(draft, OPENED, now)
    except ValueError:
        # Nothing but its own days keeps it from taking an answer.
        assert course.closes_at is not None
        assert course.closes_at <= max(now, course.opens_at or 0)
        return
    assert begun.opens_at is not None
    assert standing(begun, begun.opens_at) == OPEN
    assert standing(begun, now) == (OPEN if begun.opens_at == now else NOT_YET)


@given(INSTANTS, st.integers(1, GRACE), st.integers(0, 2 * GRACE), st.booleans())
def test_who_begins_in_time_has_a_while_after_closing(
    opens: int, open_for: int, later: int, by_hand: bool
) -> None:
    closes = opens + open_for
    course = Course(OPENED, opens, None if by_hand else closes)
    assert may_start(course, closes - 1)
    if by_hand:
        course = moved(course, CLOSED, closes)
    now = closes + later
    assert not may_start(course, now)
    assert may_send(course, now) is (later < GRACE)
    for state in following(course, now):
        assert may_send(moved(course, state, now), now) is (later < GRACE)


@given(COURSES, INSTANTS)
def test_who_may_start_may_send(course: Course, now: int) -> None:
    assert may_send(course, now) or not may_start(course, now)
    assert not (may_send(course, now) and standing(course, now) == NOT_YET)


def test_nothing_follows_that_has_no_arrow() -> None:
    with pytest.raises(ValueError, match="does not follow"):
        moved(Course(DRAFTED), CLOSED, 0)
