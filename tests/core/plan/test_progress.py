"""How far a plan is, every action counted once, and what became of it since an earlier one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import PRACTICE, READING, RULES, Dated
from ladder_assess.core.placement.placement import Interval, Placement
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import STATUSES, Action, ScoreNow
from ladder_assess.core.plan.progress import (
    ActionThen,
    Since,
    Snapshot,
    done_on,
    is_late,
    kind_of,
    progress,
    rungs_of,
    since,
    snapshot_of,
)
from tests.publishing.plans import PANEL, assessed

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


def then(*actions: ActionThen) -> Snapshot:
    return Snapshot(THEN, actions)


def what_changed(before: Snapshot, *actions: Action) -> Since:
    return since(before, snapshot_of(TODAY, actions, (), ()), actions, ())


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
    for status, told in (("done", found.done), ("dropped", found.dropped)):
        assert {a.id for a in told} == {
            a.id for a in actions if a.status == status != status_then.get(a.id, "not_started")
        }
    begun = {a.id for a in actions if a.status == "under_way"}
    assert {a.id for a in found.started} == {
        n for n in begun if status_then.get(n, "not_started") == "not_started"
    }
    far = {"not_started": 0, "under_way": 1, "done": 2, "dropped": 2}
    assert {(back.action.id, back.before) for back in found.back} == {
        (a.id, status_then[a.id])
        for a in actions
        if a.open and a.id in status_then and far[status_then[a.id]] > far[a.status]
    }
    due_then = {a.id: a.due for a in was}
    assert {(m.action.id, m.before) for m in found.due} == {
        (a.id, due_then[a.id])
        for a in actions
        if a.open and a.id in due_then and a.due != due_then[a.id]
    }
    if found.nothing:
        # A day of what is done or dropped matters to nobody any more.
        assert {(a.id, a.status, a.open and a.due) for a in actions} == {
            (a.id, a.status, a.status in ("not_started", "under_way") and a.due) for a in was
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


def at(low: int, kind: str = "co_production", level: str = "", number: int = 1) -> Listed:
    here = Interval(low, low)
    return Listed(number, "", Placement(*here, None, (), here), kind, level=level)


def told_of(*activities: Dated) -> Since:
    return since(then(), Snapshot(TODAY), (), activities)


def test_activities_that_stand_elsewhere_or_are_of_another_kind_are_told() -> None:
    elsewhere = Dated(at(2), at(4))
    other_kind = Dated(at(2), at(2, "participation_only"))
    found = told_of(elsewhere, other_kind, Dated(at(2), at(2)))
    assert (found.moved, found.kinds, found.added) == ((elsewhere,), (other_kind,), ())
    assert not found.nothing
    assert told_of(Dated(at(2), at(2))).nothing


def test_what_rules_and_practice_turned_to_and_fro_is_told_too() -> None:
    each = Dated(at(2), at(2), at(5))
    assert told_of(each).moved == (each,)
    assert each.causes_of(rungs_of) == (RULES, PRACTICE)
    assert each.causes_of(kind_of) == ()
    again = Dated(at(2), at(2), at(5), at(2))
    assert again.causes_of(rungs_of) == (RULES, READING)


def test_activities_without_a_ladder_do_not_move_and_new_ones_are_new() -> None:
    one_person, new = Dated(at(2, level="individual"), at(4)), Dated(None, at(4, number=2))
    found = told_of(one_person, new)
    assert (found.moved, found.added) == ((), (new,))
    assert found.on_or_off == (one_person,)
    assert not told_of(one_person).nothing
    assert new.causes_of(rungs_of) == ()


def test_how_many_activities_are_gone_is_told() -> None:
    """A plan whose activities were taken out of the list said that nothing had changed."""
    there, new = Dated(at(2), at(2)), Dated(None, at(2, number=9))
    found = since(Snapshot(THEN, count=3), Snapshot(TODAY), (), [there, new])
    assert (found.gone, found.nothing) == (2, False)
    found = since(Snapshot(THEN, count=1), Snapshot(TODAY), (), [there])
    assert (found.gone, found.nothing) == (0, True)
    found = since(Snapshot(THEN), Snapshot(TODAY), (), [there])
    assert (found.gone, found.nothing) == (0, True), "a plan of long ago says nothing of it"


def test_a_plan_keeps_where_its_activities_stand() -> None:
    kept = snapshot_of(THEN, (), [assessed(1, PANEL)], ()).places
    alone = snapshot_of(THEN, (), [assessed(1, {**PANEL, "level": "individual"})], ()).places
    assert kept[0].rungs == assessed(1, PANEL).assessment.placement.interval
    assert alone[0].rungs is None


def test_scores_are_compared_with_the_same_persons_score() -> None:
    base = ScoreNow("enablers.culture", "Culture", 40, "", "", 1)
    was = (base, base._replace(subject="Market", score=50), base._replace(group="Users", score=60))
    now = (
        base._replace(score=55, wave=2),
        base._replace(subject="market", score=50, wave=2),
        base._replace(own=False, score=70),
    )
    frozen, later = Snapshot(THEN, scores=was), Snapshot(TODAY, scores=now)
    found = since(frozen, later, (), ()).scores
    assert [(moved.before, moved.reading.score) for moved in found] == [(40, 55)]
