"""Advice for what is over or has not begun comes at another time."""

from datetime import date

import pytest

from ladder_assess.core.plan.plan import CAUTION, CHANGE, CONTRADICTION, FIND_OUT, KEEP, Trigger
from ladder_assess.core.plan.timing import (
    AFTERWARDS,
    AHEAD,
    LEARN,
    NEXT_TIME,
    OVER,
    SETTLE,
    at_another_time,
    ends_later,
    phase,
)

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("started", "ended", "expected"),
    [
        ("", "", ""), ("unknown", "unknown", ""), ("2025-03", "2025-06", OVER),
        ("2026-11-01", "2026-11-29", OVER), ("2026-11-01", "2026-11-30", ""),
        ("2026", "", ""), ("2026", "2026", ""), ("2027-01", "", AHEAD), ("2026-12-01", "", AHEAD),
        ("2026-11-30", "2027", ""),
    ],
)  # fmt: skip
def test_what_is_over_and_what_has_not_begun_is_told_by_all_that_is_known(
    started: str, ended: str, expected: str
) -> None:
    """Of a month or year alone, nothing is said that another of its days would belie."""
    assert phase(started, ended, TODAY) == expected


@pytest.mark.parametrize(
    ("started", "ended", "status", "expected"),
    [
        ("", "", "Planned", AHEAD), ("", "", "Closed", OVER), ("", "", "Live", ""),
        ("", "", "On hold", ""), ("2026-03", "", "Planned", ""), ("2027-03", "", "Live", AHEAD),
        ("2026-03", "", "Completed", OVER), ("2026-03", "2026-06", "Live", OVER),
        ("2027-03", "", "Cancelled", OVER), ("unknown", "", "Not started", AHEAD),
    ],
)  # fmt: skip
def test_a_status_tells_it_where_the_days_leave_it_open(
    started: str, ended: str, status: str, expected: str
) -> None:
    """What was planned for a day that has come has begun; what is said to be over is."""
    assert phase(started, ended, TODAY, status) == expected


@pytest.mark.parametrize(
    ("trigger", "over", "ahead"),
    [
        (Trigger(CHANGE, "decision_stage >= options_fixed"), NEXT_TIME, ""),
        (Trigger(CAUTION, "no_response"), NEXT_TIME, ""),
        (Trigger(CHANGE, "response >= reported_back"), "", AFTERWARDS),
        (Trigger(KEEP, "response >= reported_back"), "", AFTERWARDS),
        (Trigger(FIND_OUT, "decision_stage"), LEARN, SETTLE),
        (Trigger(CONTRADICTION, "a"), LEARN, SETTLE),
        (Trigger(KEEP, "documented"), "", ""),
    ],
)
def test_nobody_is_told_to_ask_weeks_before_what_is_over(
    trigger: Trigger, over: str, ahead: str
) -> None:
    """“Find the date when the decision will be made” stood in a plan for what had ended."""
    assert at_another_time(trigger, OVER) == over
    assert at_another_time(trigger, AHEAD) == ahead
    assert at_another_time(trigger, "") == ""


@pytest.mark.parametrize(
    ("ended", "later"),
    [
        ("", False), ("unknown", False), ("2026-11-30", False), ("2026-12-01", True),
        ("2026-11", False), ("2026", True), ("2027-01", True),
    ],
)  # fmt: skip
def test_an_end_that_is_still_to_come_is_expected(ended: str, later: bool) -> None:
    """“End 29 January 2027: recorded” stood in an annex of November 2026."""
    assert ends_later(ended, TODAY) is later
