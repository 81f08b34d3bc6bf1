"""The published cases give the results that were worked out by hand, in every field, by the newest
rules and, where these differ, by the first version of them.
"""

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


def expected_of(case: dict[str, Any], assessor: Assessor) -> dict[str, Any]:
    """The expected results: those of version 1 are noted where they differ."""
    first = case.get("expected_v1", {}) if assessor.questionnaire.version == 1 else {}
    return {**case["expected"], **first}


def read(assessor: Assessor, definitions: Definitions, case_id: str) -> Activity:
    (case,) = (case for case in definitions.cases if case.id == case_id)
    return read_activity(assessor.questionnaire, dict(case.record))


def test_both_versions_have_cases_that_tell_them_apart() -> None:
    assert sum("expected_v1" in case for case in CASES) >= 5


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_gives_its_expected_result(
    assessors: dict[int, Assessor], definitions: Definitions, case: dict[str, Any], version: int
) -> None:
    assessor = assessors[version]
    activity = read(assessor, definitions, case["id"])
    explained = assessor.explain(activity)
    found = {
        **as_data(assessor.assess(activity)),
        "rests_on": list(explained.rests_on),
        "narrowing": list(explained.narrowing),
    }
    assert found == expected_of(case, assessor)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_the_same_by_the_naive_rules(
    assessors: dict[int, Assessor], definitions: Definitions, case: dict[str, Any], version: int
) -> None:
    assessor = assessors[version]
    answers = read(assessor, definitions, case["id"]).answers
    evidence = {item: answers[item] for item in naive.EVIDENCE if item in answers}
    expected = expected_of(case, assessor)
    assert naive_climbing.ends(evidence, version) == (
        expected["placement"]["low"],
        expected["placement"]["high"],
    )
    assert list(naive.cautions(answers, version)) == expected["cautions"]
    assert list(naive_climbing.rests_on(evidence, version)) == expected["rests_on"]
    assert list(naive_climbing.narrowing(evidence, version)) == expected["narrowing"]
    assert list(naive.findings(answers, version)) == expected["typology"]["rhetoric"]


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
