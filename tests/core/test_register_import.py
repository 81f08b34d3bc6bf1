"""What a register would do: each row once, and importing it again changes nothing."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.draft import AGREED, Draft
from ladder_assess.core.history import facts
from ladder_assess.core.portfolio import Backing
from ladder_assess.core.questionnaire import UNKNOWN
from ladder_assess.core.record import BadRecord, Problem
from ladder_assess.core.register_import import ImportPlan, plan_import
from tests.support.command import rules

QUESTIONNAIRE = rules().definitions.questionnaire
ONE = [item for item in QUESTIONNAIRE.coded.values() if item.answer != "many"]


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Records in order, some with an id that others have."""
    items = draw(st.lists(st.sampled_from(ONE), unique_by=lambda item: item.id, max_size=6))
    answers = {i.id: draw(st.sampled_from([*i.option_ids, UNKNOWN])) for i in items}
    strengths = st.sampled_from(["asserted", "documented"])
    return {
        "id": draw(st.sampled_from("abcde")),
        "name": draw(st.sampled_from(["", "One", "Two"])),
        "answers": answers,
        "evidence": {item: draw(strengths) for item in answers},
    }


def plan(rows: list[dict[str, Any]], drafts: list[Draft]) -> ImportPlan:
    return plan_import(QUESTIONNAIRE, list(enumerate(rows, start=2)), drafts, "v1")


def kept(found: ImportPlan, drafts: list[Draft]) -> list[Draft]:
    """The list once it has been imported."""
    after = {row.before.number: row.after for row in found.changed if row.before}
    added = [row.after for row in found.new]
    return [after.get(d.number, d) for d in drafts] + [
        Draft(len(drafts) + n, d.path, d.values, d.backing, register_id=d.register_id)
        for n, d in enumerate(added, start=1)
    ]


@given(st.lists(records(), max_size=8), st.lists(records(), max_size=8))
def test_importing_again_changes_nothing(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    there: list[Draft] = []
    for rows in (first, second):
        found = plan(rows, there)
        assert len(found.rows) + len(found.bad) == len(rows)
        assert len(found.new) + len(found.changed) + len(found.same) == len(found.rows)
        there = kept(found, there)
        again = plan(rows, there)
        assert not again.new
        assert not again.changed
    ids = [draft.register_id for draft in there]
    assert len(ids) == len(set(ids)) == len({row["id"] for row in (*first, *second)})


@given(records(), records())
def test_what_the_row_does_not_say_stays(row: dict[str, Any], other: dict[str, Any]) -> None:
    draft = plan([{**row, "id": "a"}], []).new[0].after
    (after,) = plan([{**other, "id": "a"}], [draft]).rows
    said = {*other["answers"], *(f"{i}-strength" for i in other["evidence"]), "name"}
    old, new = facts(draft), facts(after.after)
    assert {k: v for k, v in old.items() if k not in said} == {
        k: v for k, v in new.items() if k not in said
    }
    assert {k: new[k] for k in other["answers"]} == other["answers"]
    assert new.get("name") == (other["name"] or old.get("name"))


def test_notes_and_links_stay_when_the_strength_changes() -> None:
    backing = {"seats": Backing("asserted", "As minuted.", "https://example.org")}
    draft = Draft(1, "quick", {"seats": "all"}, backing, register_id="a")
    row = {"id": "a", "answers": {"seats": "all"}, "evidence": {"seats": "documented"}}
    (found,) = plan([row], [draft]).changed
    assert found.changed == ("seats-strength",)
    assert found.after.backing["seats"] == Backing(
        "documented", "As minuted.", "https://example.org"
    )


def test_what_cannot_be_taken_in_is_said_of_its_row() -> None:
    agreed = Draft(1, "quick", state=AGREED, register_id="agreed")
    twins = [Draft(n, "quick", register_id="twin") for n in (2, 3)]
    exercise = Draft(4, "quick", exercise=True, register_id="a")
    rows: list[Any] = [{"id": i, "answers": {}} for i in ("a", "agreed", "twin", "a")]
    rows += [{"id": "b", "answers": {"seats": "x"}}, BadRecord([Problem("name", "a text")])]
    found = plan_import(
        QUESTIONNAIRE, list(enumerate(rows, start=2)), [agreed, *twins, exercise], "v1"
    )
    assert [row.after.register_id for row in found.new] == ["a"]
    assert [(r.line, r.problems[0].item) for r in found.bad] == [
        (3, "id"),
        (4, "id"),
        (5, "id"),
        (6, "seats"),
        (7, "name"),
    ]
    assert "row 2" in found.bad[2].problems[0].expected


def test_what_was_seen_differs_once_an_activity_has_changed() -> None:
    row = {"id": "a", "answers": {"seats": "all"}}
    seen = {
        plan([row], drafts).seen
        for drafts in (
            [],
            [Draft(1, "quick", register_id="a")],
            [Draft(1, "quick", register_id="a", revision=1)],
            [Draft(1, "quick", {"seats": "all"}, register_id="a")],
        )
    }
    assert len(seen) == 4
