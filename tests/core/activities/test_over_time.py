"""An activity as it was, from what it is and what was changed since."""

from dataclasses import replace
from datetime import date
from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, Value
from ladder_assess.core.activities.history import MOVED, Author, Change, changes_between
from ladder_assess.core.activities.over_time import (
    MOST_MOMENTS,
    as_it_was,
    day_ends,
    month_ends,
    read_anew,
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


CHANGED = st.dictionaries(
    st.sampled_from(["a", "b", "c", "a-note"]), st.sampled_from(["x", "y", None])
)
Steps = list[tuple[dict[str, str | None], str]]
# Each with the version that the activity is moved to with it, or none.
MOVES = st.lists(st.tuples(CHANGED, st.sampled_from(["", "one", "two"])), max_size=8)


def worked_on(steps: Steps) -> tuple[list[ActivityRecord], list[Change]]:
    """What an activity was after each step, some of them moves, and every change of it."""
    records = [ActivityRecord(1, FULL, {"a": "x"}, stamp="one")]
    changes: list[Change] = []
    for n, (values, stamp) in enumerate(steps, start=1):
        was = records[-1]
        now = replace(was.with_values(values), stamp=stamp or was.stamp)
        found = changes_between(was, now)
        changes += [replace(c, author=Author(1, "", 60 * n), revision=n) for c in found]
        records.append(now)
    return records, changes


def answers(record: ActivityRecord) -> dict[str, Value]:
    return {key: value for key, value in record.values.items() if "-" not in key}


@given(MOVES)
def test_what_only_moves_changed_was_read_anew_and_nothing_is_left_for_practice(
    steps: Steps,
) -> None:
    """Of an activity that nobody touched but to move it."""
    turns = [(values, ("two", "one")[n % 2]) for n, (values, _) in enumerate(steps)]
    records, changes = worked_on(turns)
    found = read_anew(answers(records[0]), changes)
    assert found == answers(records[-1])


@given(MOVES)
def test_where_nothing_was_moved_nothing_was_read_anew(
    steps: Steps,
) -> None:
    records, changes = worked_on([(values, "") for values, _ in steps])
    assert read_anew(answers(records[0]), changes) == answers(records[0])


@given(MOVES)
def test_an_answer_that_no_move_changed_is_left_to_practice(
    steps: Steps,
) -> None:
    records, changes = worked_on(steps)
    found, was = read_anew(answers(records[0]), changes), answers(records[0])
    moved = {c.revision for c in changes if c.key == MOVED}
    touched = {c.key for c in changes if c.revision in moved}
    for key in {*found, *was, *answers(records[-1])} - touched:
        assert found.get(key) == was.get(key)
    for key in touched & set("abc"):
        others = [c for c in changes if c.key == key and c.revision not in moved]
        if not others:
            assert found.get(key) == records[-1].values.get(key)


def test_what_was_changed_before_it_was_read_anew_stays_as_it_was() -> None:
    _, changes = worked_on([({"a": "y"}, ""), ({"a": None, "b": "x"}, "two"), ({"b": "y"}, "")])
    assert read_anew({"a": "x"}, changes) == {"a": "x", "b": "x"}
