"""The trial of the vignettes: every figure shown of it follows from what readers wrote."""

import json
from pathlib import Path

import pytest

from ladder_assess.core.activities.trials import Trial
from ladder_assess.core.activities.vignettes import Vignette
from ladder_assess.core.common.agreement import RaterAgreement
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.points_of_view.raters import (
    PlacedReading,
    RaterAnswers,
    RatersCompared,
    compare_raters,
)
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.storage.questionnaire.definitions import Definitions

FILE = Path(__file__).parents[3] / "questionnaires" / "trials" / "vignette-readings.jsonl"
# What the issue asked for: readers place so many exactly, by the text alone.
AT_LEAST = 0.95


@pytest.fixture(scope="module")
def trial(definitions: Definitions) -> Trial:
    return next(each for each in definitions.tried.trials if each.id == "vignettes")


@pytest.fixture(scope="module")
def compared(definitions: Definitions) -> RatersCompared:
    assert definitions.questionnaire.stamp == "activity-v2", "the trial was of this version"
    readings = [
        RaterAnswers(rater, activity.id, activity.answers)
        for row in map(json.loads, FILE.read_text("utf-8").splitlines())
        for rater in [row.pop("rater")]
        for activity in [read_activity(definitions.questionnaire, row)]
    ]
    return compare_raters(Assessor(definitions.questionnaire), readings, chance)


def exactly(each: PlacedReading, meant: Vignette) -> bool:
    """Does a reading stand on the vignette's rung, or without one where it has none?"""
    if meant.rung is None:
        return each.rungs is None
    return each.rungs is not None and (each.rungs.low, each.rungs.high) == (meant.rung, meant.rung)


def share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({100 * sum(found) / len(found):.0f} %)"


@pytest.mark.thorough
def test_every_figure_follows(
    trial: Trial, compared: RatersCompared, definitions: Definitions
) -> None:
    meant = definitions.vignettes
    placed = [each for case in compared.cases for each in case.readings]
    assert (len(meant), len(compared.raters)) == (trial.texts, trial.readers)
    assert {each.reading.case for each in placed} == set(meant)
    found = [
        (each, meant[each.reading.case], item)
        for each in placed
        for shown in meant[each.reading.case].shows
        for item in shown.items
    ]
    on_rung = [exactly(each, meant[each.reading.case]) for each in placed]
    assert sum(on_rung) >= AT_LEAST * len(on_rung)
    figures = [
        share(on_rung),
        share([each.kind == meant[each.reading.case].kind for each in placed]),
        with_limits(compared.placement),
        share(
            [each.reading.answers.get(item) == wrote.answers[item] for each, wrote, item in found]
        ),
        *(
            share(
                [
                    agrees(each, meant[each.reading.case], item)
                    for each in placed
                    if item in meant[each.reading.case].answers
                ]
            )
            for item in ("functions", "benefit")
        ),
        f"{sum('information' not in each.reading.answers for each in placed)} of {len(placed)}",
    ]
    assert [figure.value for figure in trial.figures] == figures


def agrees(each: PlacedReading, meant: Vignette, item: str) -> bool:
    wrote, read = meant.answers.get(item), each.reading.answers.get(item)
    if isinstance(wrote, str) or read is None or wrote is None:
        return wrote == read
    return set(wrote) == set(read)


def with_limits(found: RaterAgreement) -> str:
    return f"{found.alpha:.2f} ({found.low:.2f} to {found.high:.2f}), n = {found.cases}"
