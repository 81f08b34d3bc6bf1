"""Figures are drawn each half year, shown for a year, and answers count in four draws of one."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import (
    Run,
    Step,
    counts_in,
    earliest_answer,
    is_shown,
    months_on,
    next_step,
    run_is_due,
)

days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
POLICY = Policy()


@given(days, st.integers(-60, 60))
def test_months_are_those_of_the_calendar(day: date, months: int) -> None:
    later = months_on(day, months)
    assert 12 * later.year + later.month == 12 * day.year + day.month + months
    if later.day != day.day:
        assert (later + timedelta(days=1)).day == 1
    assert months_on(day, 0) == day


@given(days, days, st.integers(0, 60), st.booleans())
def test_a_figure_is_drawn_again_six_months_later_if_enough_are_left(
    drawn: date, today: date, n: int, narrow: bool
) -> None:
    step = next_step(drawn, n, today, POLICY, narrow=narrow)
    if today < months_on(drawn, 6):
        assert step is Step.WAIT
    else:
        assert step is (Step.DRAW if n >= (20 if narrow else 10) else Step.WITHDRAW)
    never = next_step(None, n, today, POLICY, narrow=narrow)
    assert never is (Step.DRAW if n >= (20 if narrow else 10) else Step.WAIT)


@given(days, days)
def test_a_draw_is_shown_for_twelve_months(drawn: date, today: date) -> None:
    assert is_shown(drawn, today, POLICY) == (today < months_on(drawn, 12))


@given(days, days, st.booleans())
def test_the_job_runs_once_a_month_goes_on_when_cut_short_and_never_before_the_last(
    began: date, today: date, finished: bool
) -> None:
    due = run_is_due(today, Run(began, finished))
    if today < began:
        assert not due, "a clock set back draws nothing"
    elif (began.year, began.month) == (today.year, today.month):
        assert due == (not finished)
    else:
        assert due
    assert run_is_due(today, None)


@given(days, st.lists(days, max_size=12), days)
def test_which_answers_count_is_the_same_asked_one_by_one_or_for_a_figure(
    given_on: date, draws: list[date], today: date
) -> None:
    assume(all(day <= today for day in draws))
    for policy in (POLICY, Policy(draws_of_answer=2), Policy(months_of_answer=12)):
        first = earliest_answer(draws, today, policy)
        assert counts_in(given_on, draws, today, policy) == (first <= given_on <= today)


@given(days, st.lists(st.integers(0, 400), max_size=30))
def test_an_answer_counts_in_four_draws_and_for_two_years(given_on: date, gaps: list[int]) -> None:
    """Whatever the days on which a job runs, each is drawn as soon as it is due."""
    draws: list[date] = []
    counted: list[date] = []
    today = given_on
    for gap in gaps:
        today += timedelta(days=gap)
        last = draws[-1] if draws else None
        if next_step(last, 50, today, POLICY, narrow=False) is Step.DRAW:
            if counts_in(given_on, draws, today, POLICY):
                counted.append(today)
            draws.append(today)
    assert len(counted) <= 4
    assert all(day < months_on(given_on, 24) for day in counted)
    # Nothing is lost that need not be: every draw of the two years has it.
    assert counted == [day for day in draws if day < months_on(given_on, 24)]
