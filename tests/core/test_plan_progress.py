"""How far a plan is: every action counted once, late from the day after it was due."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.history import Author
from ladder_assess.core.plan import STATUSES, Action
from ladder_assess.core.plan_edits import Edit
from ladder_assess.core.plan_progress import is_late, progress

TODAY = date(2027, 3, 1)
DAYS = st.sampled_from([None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)])


def changed(action: int, key: str, after: str, day: date) -> Edit:
    when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Edit(key, "", after, action, Author(None, "", int(when.timestamp())))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("days", [-1, 0, 1, None])
def test_late_is_what_is_open_when_its_day_is_over(status: str, days: int | None) -> None:
    due = None if days is None else TODAY + timedelta(days)
    action = Action(1, 0, "Ask", "", due=due, status=status)
    assert is_late(action, TODAY) == (days == -1 and status in ("not_started", "under_way"))


@given(st.lists(st.tuples(st.sampled_from(STATUSES), DAYS)))
def test_every_action_is_counted_once(drawn: list[tuple[str, date | None]]) -> None:
    actions = [Action(n, 0, "", "", status=s, due=d) for n, (s, d) in enumerate(drawn)]
    found = progress(actions, (), TODAY, None, UTC)
    assert sum(found.counts.values()) == len(actions)
    assert found.late == {a.id for a in actions if is_late(a, TODAY)}
    assert not found.done_since


def test_done_since_is_what_was_done_then_and_is_still() -> None:
    day = TODAY - timedelta(7)
    statuses = ("done", "done", "under_way", "done")
    actions = [Action(n, 0, "", "", status=s) for n, s in enumerate(statuses)]
    edits = [
        changed(0, "status", "done", day),
        changed(1, "status", "done", day - timedelta(1)),
        changed(2, "status", "done", TODAY),
        changed(3, "notes", "done", TODAY),
        changed(9, "status", "done", TODAY),
    ]
    assert progress(actions, edits, TODAY, day, UTC).done_since == {0}
    assert not progress(actions, edits, TODAY, None, UTC).done_since
