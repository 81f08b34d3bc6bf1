"""Every state, step and role against a table written out by hand; and two people's changes."""

from itertools import pairwise
from itertools import product as every

import pytest

from ladder_assess.core.activities.activity_record import (
    AGREED,
    CHANGES,
    DRAFT,
    FULL,
    STATES,
    SUBMITTED,
    ActivityRecord,
    Value,
)
from ladder_assess.core.activities.history import (
    ASSIGNED_TO,
    STATE,
    Author,
    Change,
    changes_between,
    facts,
    meanwhile,
    with_facts,
)
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.activities.workflow import (
    STEPS,
    Agreed,
    NotNow,
    after,
    ensure_open,
    may_be_assigned,
    may_change,
    open_steps,
)
from ladder_assess.core.people.access import (
    CONTRIBUTOR,
    EDITOR,
    OWNER,
    RIGHTS,
    ROLES,
    VIEWER,
    Membership,
)

LEADS = {
    (DRAFT, "submit"): SUBMITTED,
    (CHANGES, "submit"): SUBMITTED,
    (SUBMITTED, "request_changes"): CHANGES,
    (SUBMITTED, "agree"): AGREED,
    (AGREED, "reopen"): DRAFT,
}
MAY_TAKE = {
    VIEWER: set(),
    CONTRIBUTOR: {"submit"},
    EDITOR: {"submit", "request_changes", "agree", "reopen"},
    OWNER: {"submit", "request_changes", "agree", "reopen"},
}
MINE, THEIRS = Author(1, "page-one", 10), Author(2, "page-two", 20)


@pytest.mark.parametrize(("state", "step_id"), list(every(STATES, STEPS)))
def test_each_step_leads_where_the_table_says_or_nowhere(state: str, step_id: str) -> None:
    step = STEPS[step_id]
    if (state, step_id) in LEADS:
        assert after(state, step) == LEADS[state, step_id]
    else:
        with pytest.raises(NotNow):
            after(state, step)


@pytest.mark.parametrize(
    ("state", "role", "assigned", "rights"),
    list(every(STATES, ROLES, (True, False), ((), RIGHTS))),
)
def test_each_role_is_offered_what_it_may(
    state: str, role: str, assigned: bool, rights: tuple[str, ...]
) -> None:
    person = Membership(1, 1, role, frozenset(rights))
    offered = open_steps(state, lambda needed: person.may(needed, assigned=assigned))
    reaches = assigned or role != CONTRIBUTOR
    wanted = {step for where, step in LEADS if where == state and step in MAY_TAKE[role]}
    assert {step.id for step in offered} == (wanted if reaches else set())


def test_every_state_can_be_left_and_every_state_reached() -> None:
    assert {state for state, _ in LEADS} == set(STATES) == set(LEADS.values())


@pytest.mark.parametrize("state", STATES)
def test_only_what_is_agreed_cannot_be_changed(state: str) -> None:
    assert may_change(state) == (state != AGREED)
    if state == AGREED:
        with pytest.raises(Agreed):
            ensure_open(state)
    else:
        ensure_open(state)


def test_a_viewer_cannot_be_given_work() -> None:
    assert [role for role in (*ROLES, "nobody") if may_be_assigned(role)] == [
        CONTRIBUTOR, EDITOR, OWNER,
    ]  # fmt: skip


def test_changes_name_everything_that_differs_and_nothing_else() -> None:
    before = ActivityRecord(1, FULL, {"name": "A", "seats": "all", "functions": ()})
    after_it = ActivityRecord(
        1, FULL, {"name": "B", "functions": ("co_design",)},
        {"seats": Backing("documented", "Minutes"), "budget": Backing()},
        assigned_to=7, state=SUBMITTED,
    )  # fmt: skip
    found = {c.key: (c.before, c.after) for c in changes_between(before, after_it)}
    assert found == {
        "name": ("A", "B"),
        "seats": ("all", None),
        "functions": ((), ("co_design",)),
        "seats-strength": (None, "documented"),
        "seats-note": (None, "Minutes"),
        STATE: (DRAFT, SUBMITTED),
        ASSIGNED_TO: (None, "7"),
    }
    assert not changes_between(before, before)


def test_facts_put_back_give_the_same_activity() -> None:
    record = ActivityRecord(
        1, FULL, {"name": "A", "functions": ("co_design",)}, {"seats": Backing("documented", "M")}
    )
    own = {key: value for key, value in facts(record).items() if not key.startswith(":")}
    assert with_facts(ActivityRecord(1, FULL), own) == record
    taken = with_facts(record, dict.fromkeys(own))
    assert facts(taken) == {STATE: DRAFT}


def changed(*values: Value | None, by: Author = THEIRS) -> list[Change]:
    """An item that went through these values."""
    return [Change("seats", a, b, by, i) for i, (a, b) in enumerate(pairwise(values), start=1)]


@pytest.mark.parametrize(
    ("mine", "kept", "changes", "clash"),
    [
        ("all", "none", [], None),
        ("all", "none", changed("some", "none"), True),
        (None, "none", changed("some", "none"), True),
        ("all", "none", changed(None, "some", "none"), True),
        ("some", "none", changed("some", "none"), False),
        (None, "none", changed(None, "none"), False),
        ("none", "none", changed("some", "none"), None),
        ("all", "none", changed("some", "none", by=MINE), None),
        ("all", "none", changed("some", "none", by=Author(3, "")), True),
        # Their own change in between: what they saw last is not what was shown at first.
        ("a", "c", [*changed("a", "b", by=MINE), *changed("b", "c")], True),
        ("x", "b", [*changed("a", "c"), *changed("c", "b", by=MINE)], None),
    ],
)
def test_a_clash_is_what_both_changed_differently(
    mine: Value | None, kept: Value, changes: list[Change], clash: bool | None
) -> None:
    found = meanwhile({"seats": mine}, {"seats": kept}, changes, MINE)
    assert [m.clash for m in found] == ([] if clash is None else [clash])
    if found:
        assert (found[0].mine, found[0].kept, found[0].theirs) == (mine, kept, changes[-1])


def test_what_a_page_does_not_send_is_not_its_business() -> None:
    assert not meanwhile({"budget": "own"}, {"seats": "none"}, changed("some", "none"), MINE)


def test_a_page_without_a_name_knows_nothing_as_its_own() -> None:
    nameless = Author(1, "", 10)
    changes = changed("some", "none", by=nameless)
    assert meanwhile({"seats": "all"}, {"seats": "none"}, changes, nameless)
