"""The trial of reworded stories and published cases: its figures follow from what was read."""

import json
from pathlib import Path

import pytest

from ladder_assess.core.activities.trials import Trial
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.storage.questionnaire.definitions import Definitions

FILE = Path(__file__).parents[3] / "questionnaires" / "trials" / "later-readings.jsonl"
# What the issue asked for, of stories and cases together.
AT_LEAST = 0.95

Placed = dict[tuple[str, str], bool]


@pytest.fixture(scope="module")
def trial(definitions: Definitions) -> Trial:
    return next(each for each in definitions.tried.trials if each.id == "later-texts")


@pytest.fixture(scope="module")
def exactly(definitions: Definitions) -> Placed:
    """Whether each reading, by its pass and its text, has the rungs that the text is meant for."""
    placer = Assessor(definitions.questionnaire).placer
    meant = {key: (each.rung, each.rung) for key, each in definitions.vignettes.items()}
    for case in definitions.cases:
        activity = read_activity(definitions.questionnaire, dict(case.record))
        placed = placer.place(activity.answers)
        meant[case.id] = (placed.low, placed.high)
    found: Placed = {}
    for row in map(json.loads, FILE.read_text("utf-8").splitlines()):
        rater = row.pop("rater")
        activity = read_activity(definitions.questionnaire, row)
        placed = placer.place(activity.answers)
        found[rater, row["id"]] = (placed.low, placed.high) == meant[row["id"]]
    return found


def test_every_figure_follows(trial: Trial, exactly: Placed, definitions: Definitions) -> None:
    first = {text: right for (rater, text), right in exactly.items() if rater == "first"}
    again = {text: right for (rater, text), right in exactly.items() if rater == "reworded"}
    cases = {case.id for case in definitions.cases}
    stories = first.keys() - cases
    assert cases <= first.keys()
    assert not stories - definitions.vignettes.keys()
    assert {text for rater, text in exactly if rater == "second"} == stories
    assert len(first) == trial.texts
    at_last = first | again
    passes = [right for (_, text), right in exactly.items() if text in stories]
    figures = [
        share(passes),
        *(share([read[text] for text in cases]) for read in (first, at_last)),
        *(share(list(read.values())) for read in (first, at_last)),
    ]
    assert [figure.value for figure in trial.figures] == figures
    assert sum(at_last.values()) >= AT_LEAST * len(at_last)


def share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({100 * sum(found) / len(found):.0f} %)"
