"""The published cases give the results that were worked out by hand, in every field."""

import json
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.core.placement.activity import Activity, read_activity
from ladder_assess.core.placement.assessment import Assessment, Assessor
from ladder_assess.core.placement.placement import Interval
from ladder_assess.storage.questionnaire.definitions import Definitions
from tests.core import naive, naive_climbing

FILE = Path(__file__).parents[3] / "questionnaires" / "worked-cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]


def read(assessor: Assessor, definitions: Definitions, case_id: str) -> Activity:
    (case,) = (case for case in definitions.cases if case.id == case_id)
    return read_activity(assessor.questionnaire, dict(case.record))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_gives_its_expected_result(
    assessor: Assessor, definitions: Definitions, case: dict[str, Any]
) -> None:
    activity = read(assessor, definitions, case["id"])
    explained = assessor.explain(activity)
    found = {
        **as_data(assessor.assess(activity)),
        "rests_on": list(explained.rests_on),
        "narrowing": list(explained.narrowing),
    }
    assert found == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_the_same_by_the_naive_rules(
    assessor: Assessor, definitions: Definitions, case: dict[str, Any]
) -> None:
    answers = read(assessor, definitions, case["id"]).answers
    evidence = {item: answers[item] for item in naive.EVIDENCE if item in answers}
    expected = case["expected"]
    assert naive_climbing.ends(evidence) == (
        expected["placement"]["low"],
        expected["placement"]["high"],
    )
    assert list(naive.cautions(answers)) == expected["cautions"]
    assert list(naive_climbing.rests_on(evidence)) == expected["rests_on"]
    assert list(naive_climbing.narrowing(evidence)) == expected["narrowing"]
    assert list(naive.findings(answers)) == expected["typology"]["rhetoric"]


def test_every_case_names_its_source_and_place(definitions: Definitions) -> None:
    assert len(definitions.cases) == len(CASES)
    for case in definitions.cases:
        assert case.source in definitions.sources
        assert case.locator
        assert case.coding_note
        assert case.record["name"] == case.activity


def as_data(assessment: Assessment) -> dict[str, Any]:
    """An assessment as in the format of method/files.md, written a second time."""
    placement, climb, type_ = assessment.placement, assessment.climb, assessment.type
    return {
        "placement": {
            **as_interval(placement.interval),
            "trap": placement.trap,
            "possible_traps": list(placement.possible_traps),
            "otherwise": as_interval(placement.otherwise),
        },
        "documented": as_interval(assessment.documented),
        "cautions": list(assessment.cautions),
        "next": climb
        and {
            "target": climb.target,
            "reaches": climb.reaches,
            "changes": [
                {"item": change.item, "from": change.before or "unknown", "to": change.after}
                for change in climb.changes
            ],
        },
        "claimed_gap": assessment.claimed_gap and as_interval(assessment.claimed_gap),
        "typology": {
            "cell": type_.cell,
            "kind": type_.kind,
            "functions": type_.functions and {k: list(v) for k, v in type_.functions.items()},
            "citizen_role": type_.role,
            "rhetoric": list(type_.rhetoric),
        },
    }


def as_interval(interval: Interval) -> dict[str, int]:
    return {"low": interval.low, "high": interval.high}
