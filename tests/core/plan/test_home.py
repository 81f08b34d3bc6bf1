"""What comes first on an organisation's page: what is late and due, what moved, what to do next."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.home import (
    CATCH_UP,
    DESCRIBE,
    LATELY,
    LOOK,
    PLAN,
    SOON,
    SURVEY,
    due_soon,
    late,
    lately,
    next_step,
)
from ladder_assess.core.plan.plan import DONE, DROPPED, STATUSES, Action

TODAY = date(2026, 5, 4)
DUE = st.none() | st.integers(-60, 60).map(lambda days: TODAY + timedelta(days=days))
ACTIONS = st.lists(
    st.builds(
        Action,
        id=st.integers(1, 99),
        activity=st.just(0),
        title=st.just("Do it"),
        do=st.just(""),
        due=DUE,
        status=st.sampled_from(STATUSES),
    ),
    max_size=8,
)


@given(ACTIONS)
def test_an_action_is_late_or_due_and_never_both(actions: list[Action]) -> None:
    gone, soon = late(actions, TODAY), due_soon(actions, TODAY)
    for action in actions:
        still = action.status not in (DONE, DROPPED) and action.due is not None
        assert (action in gone) == bool(still and action.due and action.due < TODAY)
        days = action.due - TODAY if action.due else None
        assert (action in soon) == bool(still and days is not None and timedelta() <= days <= SOON)
    for found in (gone, soon):
        dates = [action.due for action in found if action.due]
        assert dates == sorted(dates)


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3))
def test_what_is_missing_first_is_done_next(
    activities: int, actions: int, overdue: int, rounds: int
) -> None:
    order = ((activities, DESCRIBE), (actions, PLAN), (not overdue, CATCH_UP), (rounds, SURVEY))
    missing = [step for number, step in order if not number]
    found = next_step(activities=activities, actions=actions, late=overdue, rounds=rounds)
    assert found == (missing[0] if missing else LOOK)


@given(st.none() | st.dates(TODAY - 3 * LATELY, TODAY + LATELY))
def test_places_are_looked_at_as_far_back_as_changes_are_noted(noted: date | None) -> None:
    since = lately(noted, TODAY)
    if noted is None or noted >= TODAY:
        assert since is None
    else:
        assert since == max(noted, TODAY - LATELY)
