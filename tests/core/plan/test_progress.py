"""How far a plan is, every action counted once, and what became of it since an earlier one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.history import Author
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import STATUSES, Action, ScoreNow
from ladder_assess.core.plan.progress import (
    BOTH,
    FACTS,
    RULES,
    ActionThen,
    PlaceThen,
    Since,
    Snapshot,
    done_on,
    is_late,
    progress,
    since,
    snapshot_of,
)
from ladder_assess.core.questionnaire.answers import Answer
from tests.publishing.plans import PANEL, assess, assessed

TODAY = date(2027, 3, 1)
DAYS = st.sampled_from([None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1)])


def placed_now(_stamp: str, answers: Mapping[str, Answer]) -> Interval:
    given_as = {k: v if isinstance(v, str) else list(v) for k, v in answers.items()}
    return assess(given_as).placement.interval


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
    found = progress(actions, (), TODAY)
    assert sum(found.counts.values()) == len(actions)
    assert found.late == {a.id for a in actions if is_late(a, TODAY)}
    assert not found.done_on


def test_the_day_on_which_it_was_done_is_that_of_the_latest_change() -> None:
    statuses = ("done", "done", "under_way", "done")
    actions = [Action(n, 0, "", "", status=s) for n, s in enumerate(statuses)]
    newest_first = [
        changed(0, "status", "done", TODAY),
        changed(0, "status", "under_way", TODAY - timedelta(3)),
        changed(0, "status", "done", TODAY - timedelta(7)),
        changed(2, "status", "done", TODAY),
        changed(3, "notes", "done", TODAY),
        changed(9, "status", "done", TODAY),
    ]
    assert done_on(actions, newest_first) == {0: TODAY}
    assert progress(actions, newest_first, TODAY).done_on == {0: TODAY}


def test_a_day_is_that_of_the_readers_clocks() -> None:
    midnight = datetime(2027, 6, 30, 23, 30, tzinfo=UTC)
    edit = Edit("status", "", "done", 1, Author(None, "", int(midnight.timestamp())))
    done = [Action(1, 0, "", "", status="done")]
    assert done_on(done, [edit]) == {1: date(2027, 7, 1)}


# What became of a plan ------------------------------------------------------------------------

THEN = TODAY - timedelta(30)


def then(*actions: ActionThen, places: tuple[PlaceThen, ...] = ()) -> Snapshot:
    return Snapshot(THEN, actions, places)


def what_changed(before: Snapshot, *actions: Action) -> Since:
    return since(
        before, snapshot_of(TODAY, actions, (), ()), actions, (), lambda _stamp, _a: Interval(0, 0)
    )


@given(
    st.lists(st.tuples(st.sampled_from(STATUSES), DAYS), max_size=6),
    st.lists(st.tuples(st.sampled_from(STATUSES), DAYS), max_size=6),
)
def test_every_action_is_told_of_where_it_differs(
    before: list[tuple[str, date | None]], after: list[tuple[str, date | None]]
) -> None:
    was = [ActionThen(n, 0, str(n), status, due) for n, (status, due) in enumerate(before)]
    actions = [Action(n, 0, str(n), "", status=s, due=d) for n, (s, d) in enumerate(after)]
    found = what_changed(then(*was), *actions)
    status_then = {a.id: a.status for a in was}
    for status, told in (("done", found.done), ("under_way", found.started),
                         ("dropped", found.dropped)):  # fmt: skip
        assert {a.id for a in told} == {
            a.id for a in actions if a.status == status != status_then.get(a.id, "not_started")
        }
    assert {a.id for a in found.new} == {a.id for a in actions} - set(status_then)
    assert {a.id for a in found.taken_out} == set(status_then) - {a.id for a in actions}
    assert {a.id for a in found.late} <= {a.id for a in actions if is_late(a, TODAY)}


def test_late_is_told_of_once() -> None:
    due = THEN - timedelta(1)
    old, new = Action(1, 0, "", "", due=due), Action(2, 0, "", "", due=THEN + timedelta(1))
    before = then(ActionThen(1, 0, "", "not_started", due), ActionThen(2, 0, "", "done", new.due))
    assert [a.id for a in what_changed(before, old, new).late] == [2], "1 was late then already"


def test_nothing_changed_is_nothing() -> None:
    action = Action(1, 0, "Ask", "", due=TODAY)
    assert what_changed(then(ActionThen(1, 0, "Ask", "not_started", TODAY)), action).nothing
    assert not what_changed(then(), action).nothing


@pytest.mark.parametrize(
    ("was", "now_placed", "cause"),
    [
        (PANEL, PANEL, None),
        ({**PANEL, "seats": "none"}, PANEL, FACTS),
        ({**PANEL, "seats": "unknown"}, PANEL, FACTS),
    ],
)
def test_a_move_by_facts(
    was: dict[str, Any], now_placed: dict[str, Any], cause: str | None
) -> None:
    before, after = assessed(1, was), assessed(1, now_placed)
    frozen = snapshot_of(THEN, (), [before], ())
    found = since(frozen, snapshot_of(TODAY, (), [after], ()), (), [after], placed_now)
    assert [m.cause for m in found.moved] == ([cause] if cause else [])


@pytest.mark.parametrize("answers", [PANEL, {**PANEL, "seats": "minority"}])
def test_a_move_by_rules_is_told_from_one_by_facts(answers: dict[str, Any]) -> None:
    """By the rules of then, every activity stood on rung 2."""
    before, after = assessed(1, PANEL), assessed(1, answers)
    frozen = Snapshot(THEN, (), (PlaceThen(1, Interval(2, 2), before.assessment.activity.answers),))
    found = since(frozen, snapshot_of(TODAY, (), [after], ()), (), [after], placed_now)
    same = placed_now("", before.assessment.activity.answers) == after.assessment.placement.interval
    assert [m.cause for m in found.moved] == [RULES if same else BOTH]
    (moved,) = found.moved
    assert moved.before == Interval(2, 2)
    assert moved.reread == before.assessment.placement.interval, "the facts of then by these rules"
    assert moved.after == after.assessment.placement.interval


def test_activities_without_a_ladder_do_not_move_and_new_ones_are_new() -> None:
    before, after = assessed(1, {**PANEL, "level": "individual"}), assessed(1, PANEL)
    new = assessed(2, PANEL)
    frozen = snapshot_of(THEN, (), [before], ())
    assert frozen.places[0].rungs is None
    now = snapshot_of(TODAY, (), [after, new], ())
    found = since(frozen, now, (), [after, new], placed_now)
    assert (found.moved, found.added) == ((), (new,))


def test_scores_are_compared_with_the_same_persons_score() -> None:
    base = ScoreNow("enablers.culture", "Culture", 40, "", "", 1)
    was = (base, base._replace(subject="Market", score=50), base._replace(group="Users", score=60))
    now = (
        base._replace(score=55, wave=2),
        base._replace(subject="market", score=50, wave=2),
        base._replace(own=False, score=70),
    )
    frozen, later = Snapshot(THEN, scores=was), Snapshot(TODAY, scores=now)
    found = since(frozen, later, (), (), placed_now).scores
    assert [(moved.before, moved.reading.score) for moved in found] == [(40, 55)]
