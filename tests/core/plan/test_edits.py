"""Two people rewording one action: nothing of either is lost, whatever they change."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.edits import WORDED, edits_between, merge, seal, with_mine
from ladder_assess.core.plan.plan import PRIORITIES, STATUSES, Action

TEXTS = st.sampled_from(["", "Ask people", "Ask people earlier", "Réponds"])
ACTIONS = st.builds(
    Action,
    id=st.just(3),
    activity=st.just(1),
    title=TEXTS,
    do=TEXTS,
    measure=TEXTS,
    owner=TEXTS,
    due=st.sampled_from([None, date(2027, 3, 1), date(2027, 3, 2)]),
    priority=st.sampled_from(PRIORITIES),
    status=st.sampled_from(STATUSES),
    notes=TEXTS,
    evidence=TEXTS,
)


@given(ACTIONS, ACTIONS, ACTIONS)
def test_each_field_is_as_three_wordings_say(shown: Action, kept: Action, mine: Action) -> None:
    merged, found = merge(kept, mine, seal(shown))
    told = {d.key: d for d in found}
    for key in WORDED:
        before, theirs, own = (getattr(action, key) for action in (shown, kept, mine))
        if theirs in (own, before):
            assert key not in told
            assert getattr(merged, key) == own
        else:
            assert getattr(merged, key) == theirs, "what someone else wrote is never overwritten"
            assert (told[key].kept, told[key].mine) == (theirs, own)
            assert told[key].clash == (own != before)


@given(ACTIONS, ACTIONS, ACTIONS)
def test_saving_the_page_that_is_shown_again_keeps_what_is_on_it(
    shown: Action, kept: Action, mine: Action
) -> None:
    merged, found = merge(kept, mine, seal(shown))
    again = with_mine(merged, found)
    for key in WORDED:
        typed = getattr(mine, key) != getattr(shown, key)
        assert getattr(again, key) == getattr(mine if typed else kept, key)
    assert merge(merged, again, seal(merged)) == (again, ())


@given(ACTIONS, ACTIONS)
def test_alone_one_saves_what_one_typed(kept: Action, mine: Action) -> None:
    assert merge(kept, mine, seal(kept)) == (mine, ())


@given(ACTIONS, ACTIONS, st.sampled_from(["", "-", "made up", "-".join("abcdefg")]))
def test_without_a_seal_nothing_is_overwritten(kept: Action, mine: Action, seen: str) -> None:
    merged, found = merge(kept, mine, seen)
    assert merged == kept
    assert all(d.clash for d in found)
    assert with_mine(merged, found) == mine


def test_what_the_page_does_not_ask_stays() -> None:
    kept = Action(3, 1, "Ask people", "", why="They said so", recommendation="seats")
    merged, _ = merge(kept, Action(3, 1, "Ask", ""), seal(kept))
    assert merged == replace(kept, title="Ask")


@given(ACTIONS, ACTIONS)
def test_every_difference_is_noted_once(before: Action, after: Action) -> None:
    edits = edits_between(before, after)
    after_each: dict[str, Any] = {edit.key: edit.after for edit in edits}
    assert replace(before, **after_each) == after
    assert all((e.before or "") != (e.after or "") for e in edits)
    assert {e.action for e in edits} <= {before.id}
    assert edits_between(after, after) == ()
