"""What a register would do: each row once, and importing it again changes nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import AGREED, SUBMITTED, ActivityRecord, Value
from ladder_assess.core.activities.history import facts
from ladder_assess.core.activities.portfolio import Backing
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.core.register.flaws import BadRow
from ladder_assess.core.register.importing import CHANGED, NEW, SAME, plan_row
from ladder_assess.core.register.rows.facts import RowFacts
from ladder_assess.core.register.rows.joined_texts import joined, parts_that_differ
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
ONE = [item for item in QUESTIONNAIRE.coded.values() if item.answer != "many"]


@st.composite
def rows(draw: st.DrawFn) -> RowFacts:
    """What rows say, some of them about the same activity."""
    items = draw(st.lists(st.sampled_from(ONE), unique_by=lambda item: item.id, max_size=6))
    said: dict[str, Value] = {i.id: draw(st.sampled_from([*i.option_ids, UNKNOWN])) for i in items}
    strengths = st.sampled_from(["asserted", "documented"])
    said |= {f"{item}-strength": draw(strengths) for item in list(said)}
    name = draw(st.sampled_from(["", "One", "Two"]))
    return RowFacts(draw(st.sampled_from("abcde")), {**said, **({"name": name} if name else {})})


def take(given: RowFacts, kept: dict[str, ActivityRecord]) -> str:
    """Import one row into a list of activities by their ids; what became of it."""
    found = [kept[given.id]] if given.id in kept else []
    row = plan_row(given, found, "v1", "id")
    kept[given.id] = replace(row.after, revision=row.after.revision + (row.kind != SAME))
    return row.kind


@given(st.lists(rows(), max_size=8))
def test_importing_again_changes_nothing(register: list[RowFacts]) -> None:
    kept: dict[str, ActivityRecord] = {}
    for row in register:
        fresh = row.id not in kept
        assert (take(row, kept) == NEW) == fresh
        assert take(row, kept) == SAME


@given(rows(), rows())
def test_what_the_row_does_not_say_stays(first: RowFacts, second: RowFacts) -> None:
    kept: dict[str, ActivityRecord] = {}
    take(RowFacts("a", first.facts), kept)
    before = facts(kept["a"])
    take(RowFacts("a", second.facts), kept)
    after = facts(kept["a"])
    said = second.facts
    assert {k: v for k, v in before.items() if k not in said} == {
        k: v for k, v in after.items() if k not in said
    }
    answers = {k: v for k, v in said.items() if "-" not in k}
    assert {k: after[k] for k in answers} == answers


@given(rows(), rows())
def test_the_changes_lead_there_and_back(first: RowFacts, second: RowFacts) -> None:
    kept: dict[str, ActivityRecord] = {}
    take(RowFacts("a", first.facts), kept)
    before = kept["a"]
    row = plan_row(RowFacts("a", second.facts), [before], "v1", "id")
    there, back = facts(before), facts(row.after)
    for change in row.changes:
        _put(there, change.key, change.after)
        _put(back, change.key, change.before)
    assert there == facts(row.after)
    assert back == facts(before)


def _put(known: dict[str, Value], key: str, value: Value | None) -> None:
    if value is None:
        known.pop(key, None)
    else:
        known[key] = value


def test_notes_and_links_stay_when_the_strength_changes() -> None:
    backing = {"seats": Backing("asserted", "As minuted.", "https://example.org")}
    record = ActivityRecord(1, "quick", {"seats": "all"}, backing, register_id="a")
    row = plan_row(RowFacts("a", {"seats-strength": "documented"}), [record], "v1", "id")
    assert (row.kind, [change.key for change in row.changes]) == (CHANGED, ["seats-strength"])
    assert row.after.backing["seats"] == Backing("documented", "As minuted.", "https://example.org")


def test_what_stands_behind_no_answer_says_nothing() -> None:
    said: Mapping[str, Any] = {"seats": UNKNOWN, "seats-strength": "documented"}
    assert plan_row(RowFacts("a", said), [], "v1", "id").after.backing == {}


@pytest.mark.parametrize("state", [AGREED, SUBMITTED])
def test_what_was_handed_in_or_agreed_is_not_changed(state: str) -> None:
    record = ActivityRecord(1, "quick", {"seats": "all"}, state=state, register_id="a")
    assert plan_row(RowFacts("a", {"seats": "all"}), [record], "v1", "id").kind == SAME
    with pytest.raises(BadRow) as bad:
        plan_row(RowFacts("a", {"seats": "none"}), [record], "v1", "Ref")
    assert [(flaw.id, flaw.column) for flaw in bad.value.flaws] == [(state, "Ref")]


def test_several_activities_with_one_id_are_said() -> None:
    twins = [ActivityRecord(n, "quick", register_id="a") for n in (1, 2)]
    with pytest.raises(BadRow) as bad:
        plan_row(RowFacts("a", {}), twins, "v1", "id")
    assert bad.value.flaws[0].id == "id_several"


WARD, LEAD, NOTES = "Ward: Borough-wide", "Lead: Tom Achebe", "Notes: Statutory"


def _joined(*told: str) -> str:
    first, *others = told
    for each in others:
        first = joined(first, each)
    return first


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [
        (
            _joined(WARD, LEAD, NOTES),
            _joined(WARD, "Lead: Grace", NOTES),
            (f"{LEAD}.", "Lead: Grace."),
        ),
        (_joined(WARD, LEAD), _joined(WARD, LEAD, NOTES), (None, NOTES)),
        (_joined(WARD, LEAD), _joined(LEAD), (f"{WARD}.", None)),
        ("Once", "Twice", ("Once", "Twice")),
        (None, _joined(WARD, LEAD), (None, _joined(WARD, LEAD))),
    ],
)
def test_only_what_differs_is_shown(
    before: str | None, after: str, differ: tuple[str | None, str | None]
) -> None:
    """One name that changed stood in twenty-six lines of texts that did not."""
    assert parts_that_differ(before, after) == differ
