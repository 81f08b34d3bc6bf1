"""The arrangements lead where they say, by every completion; and what is filled in is confirmed."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from ladder_assess.core.activities.activity_record import (
    FULL,
    QUICK,
    ActivityRecord,
    Value,
    record_from_data,
)
from ladder_assess.core.activities.arrangement import build_arrangements
from ladder_assess.core.activities.history import with_facts
from ladder_assess.core.activities.pages import Paths
from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.checks.readability import reading_age
from ladder_assess.core.checks.wording import FORMULAS_AGREEING, OLDEST
from ladder_assess.core.placement.placement import Placer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.storage.questionnaire.definitions import Definitions
from tests.core import naive
from tests.core.conftest import ROOT

FILE = ROOT / "arrangements-v2.yaml"
DATA: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(FILE.read_text("utf-8"))[
    "arrangements"
]
# Domain.md section 5.
WANTED = {
    "statutory-notice", "planning-consultation", "online-survey", "public-meeting",
    "citizens-assembly", "citizens-panel", "patient-participation-group", "youth-council",
    "tenant-scrutiny-panel", "co-design-workshop", "volunteer-scheme", "community-run-library",
    "neighbourhood-planning-forum", "participatory-budgeting", "tenant-management-organisation",
    "community-asset-transfer", "community-land-trust", "community-benefit-society",
}  # fmt: skip
POWER = range(6, 9)

Answers = Mapping[str, Value]


def test_every_wanted_form_is_there(definitions: Definitions) -> None:
    assert set(definitions.arrangements) >= WANTED
    assert list(definitions.arrangements) == [entry["id"] for entry in DATA]


@pytest.mark.parametrize("entry", DATA, ids=lambda entry: entry["id"])
def test_every_completion_lies_between_the_ends_and_some_reach_them(entry: dict[str, Any]) -> None:
    known = {item: entry["answers"][item] for item in naive.EVIDENCE if item in entry["answers"]}
    rungs, trapped = set(), []
    for complete in naive.completions(known, tuple(naive.EVIDENCE)):
        rungs.add(naive.rung(complete))
        trapped.append(naive.traps(complete))
    expected = entry["expected"]
    assert (min(rungs), max(rungs)) == (expected["low"], expected["high"])
    assert all(expected.get("trap") in traps for traps in trapped if expected.get("trap"))
    assert not any(traps for traps in trapped if not expected.get("trap"))


@pytest.mark.parametrize("rung", POWER)
def test_some_form_stands_for_certain_on_each_rung_of_power(
    definitions: Definitions, rung: int
) -> None:
    assert [a.id for a in definitions.arrangements.values() if a.expected == (rung, rung)]


def test_a_page_of_a_form_is_easy_to_read(definitions: Definitions) -> None:
    listed = YAML(typ="safe", pure=True).load((ROOT / "wording.yaml").read_text("utf-8"))
    familiar = {str(word).lower() for word in listed["familiar"]}
    for form in definitions.arrangements.values():
        texts = [form.line, form.why, *(group.because for group in form.varies)]
        ages = reading_age(texts, familiar)
        assert sum(age > OLDEST for age in ages) < FORMULAS_AGREEING, (form.id, ages)


def draft_of(definitions: Definitions, form: str, path: str = QUICK) -> ActivityRecord:
    answers = definitions.arrangements[form].answers
    return ActivityRecord(1, path, answers, arrangement=form, prefilled=frozenset(answers))


@given(data=st.data())
def test_what_nobody_confirmed_is_what_nobody_changed(
    definitions: Definitions, data: st.DataObject
) -> None:
    record = draft_of(definitions, data.draw(st.sampled_from(sorted(definitions.arrangements))))
    items = definitions.questionnaire.evidence
    touched = data.draw(st.lists(st.sampled_from(items), unique_by=lambda item: item.id))
    said: dict[str, Value | None] = {
        item.id: data.draw(st.sampled_from([*item.option_ids, UNKNOWN, None])) for item in touched
    }
    after = with_facts(record, said)
    changed = {item for item, value in said.items() if value != record.values.get(item)}
    assert after.prefilled == record.prefilled - changed
    assert all(after.values[item] == record.values[item] for item in after.prefilled)
    seen = after.confirmed(said)
    assert seen.prefilled == record.prefilled - set(said)
    assert seen.values == after.values


@given(data=st.data())
def test_it_is_kept_and_read_again(definitions: Definitions, data: st.DataObject) -> None:
    record = draft_of(definitions, data.draw(st.sampled_from(sorted(definitions.arrangements))))
    record = record.confirmed(data.draw(st.sets(st.sampled_from(sorted(record.values)))))
    kept = json.loads(json.dumps(record.as_data()))
    assert record_from_data(kept, 1, QUICK) == record


def test_what_was_kept_before_there_were_forms_is_still_read() -> None:
    record = record_from_data({"values": {"name": "A"}, "backing": {}}, 1, FULL)
    assert record == ActivityRecord(1, FULL, {"name": "A"})
    assert record.as_data() == {"values": {"name": "A"}, "backing": {}}


@pytest.mark.parametrize("path", [QUICK, FULL])
def test_every_usual_answer_can_be_confirmed_page_by_page(
    definitions: Definitions, placer: Placer, path: str
) -> None:
    paths = Paths(definitions.questionnaire, QuickPath(placer))
    for form in definitions.arrangements:
        record = draft_of(definitions, form, path)
        while (page := paths.to_confirm(record)) is not None:
            items = {item.id for item in page.items}
            assert items & record.prefilled, "every page has something to confirm"
            record = record.confirmed(items)
        assert not record.prefilled


def test_what_varies_in_every_form_varies_where_nothing_else_is_said() -> None:
    """Each item said once for all varies in a form, unless that answers it or has a reason."""
    everywhere = [{"items": ["seats", "benefit", "new_one"], "because": "It differs everywhere."}]
    alone = build_arrangements({"arrangements": DATA})
    for before, form in zip(
        alone, build_arrangements({"varies": everywhere, "arrangements": DATA}), strict=True
    ):
        said = {*before.answers, *(item for group in before.varies for item in group.items)}
        added = [(g.items, g.because) for g in form.varies[len(before.varies) :]]
        left = tuple(item for item in ("seats", "benefit", "new_one") if item not in said)
        assert added == ([(left, "It differs everywhere.")] if left else [])
        assert form.varies[: len(before.varies)] == before.varies
