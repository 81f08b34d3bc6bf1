"""An activity as it was, from what it is and what was changed since."""

from datetime import date
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.history import Author, Change, changes_between
from ladder_assess.core.activities.over_time import (
    MOST_MOMENTS,
    as_it_was,
    day_ends,
    month_ends,
)
from ladder_assess.core.common.clock import day_end, uk_day

DAY = 24 * 60 * 60
STEPS = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.sampled_from(["x", "y", None]), min_size=1),
    max_size=8,
)


def history(steps: list[dict[str, str | None]]) -> tuple[list[ActivityRecord], list[Change]]:
    """What an activity was after each step, a minute apart, and every change of it."""
    records = list(accumulate(steps, ActivityRecord.with_values, initial=ActivityRecord(1, FULL)))
    changes = [
        Change(c.key, c.before, c.after, Author(1, "", 60 * n))
        for n, (old, new) in enumerate(pairwise(records), start=1)
        for c in changes_between(old, new)
    ]
    return records, changes


@given(STEPS)
def test_every_earlier_state_is_found_again(steps: list[dict[str, str | None]]) -> None:
    records, changes = history(steps)
    for n, record in enumerate(records):
        was = as_it_was(records[-1], changes, 60 * n)
        assert dict(was.values if was else {}) == dict(record.values)


def test_before_anything_was_said_there_is_no_activity() -> None:
    records, changes = history([{"a": "x"}])
    assert as_it_was(records[-1], changes, 59) is None
    assert as_it_was(records[-1], changes, 60) is not None


def test_days_and_months_end_where_they_do() -> None:
    first = day_end(date(2026, 1, 1))
    last = day_ends([first, first - DAY + 1, first + 1, first + 9 * DAY])
    assert last == [first, first + DAY, first + 9 * DAY]
    leap, december = day_end(date(2028, 2, 3)), day_end(date(2026, 12, 31))
    assert [uk_day(m) for m in month_ends([leap, december])] == [
        date(2026, 12, 31), date(2028, 2, 29),
    ]  # fmt: skip
    assert month_ends([december]) == [december]


def test_moments_that_nobody_noted_say_nothing() -> None:
    assert day_ends([0]) == month_ends([0]) == []
    assert len(day_ends(range(1, 20 * DAY, DAY))) == MOST_MOMENTS
