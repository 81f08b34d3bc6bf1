"""What comes first on an organisation's page: what is late and due, what moved, what to do next."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.home import (
    ANSWER,
    CATCH_UP,
    DECIDE,
    DESCRIBE,
    GIVEN,
    GO_ON,
    LOOK,
    PLAN,
    REVIEW,
    SOON,
    SURVEY,
    Counted,
    due_soon,
    late,
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


MANY = st.integers(0, 3)


@given(MANY, MANY, MANY, MANY, MANY, MANY, MANY, MANY)
def test_what_is_missing_first_is_done_next(
    given_to_me: int,
    activities: int,
    answered: int,
    review: int,
    decide: int,
    actions: int,
    overdue: int,
    rounds: int,
) -> None:
    order = (
        (not given_to_me, GIVEN),
        (activities, DESCRIBE),
        (answered, ANSWER),
        (not review, REVIEW),
        (not decide, DECIDE),
        (actions, PLAN),
        (not overdue, CATCH_UP),
        (answered >= activities, GO_ON),
        (rounds, SURVEY),
    )
    missing = [step for number, step in order if not number]
    counted = Counted(
        given=given_to_me,
        activities=activities,
        answered=answered,
        review=review,
        decide=decide,
        actions=actions,
        late=overdue,
        rounds=rounds,
    )
    assert next_step(counted) == (missing[0] if missing else LOOK)
