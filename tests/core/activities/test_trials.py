"""Trials: what is shown of them is what stands in their file, and what was tried is not missing."""

from typing import Any

from ladder_assess.core.activities.trials import Tried, tried
from ladder_assess.storage.questionnaire.definitions import Definitions

TRIAL: dict[str, Any] = {
    "id": "a", "title": "A", "questions": "activity-v2", "readers": 3, "people": True, "texts": 20,
    "what": "What.", "figures": [{"says": "Exact", "value": "50 %"}], "means": "Little.",
    "items": [{"item": "seats", "alpha": "0.8"}],
}  # fmt: skip
LEFT = [{"says": "Always."}, {"says": "Until then.", "until": "activity-v2"}]


def test_what_has_not_been_tried_is_said_until_it_is() -> None:
    assert tried({"trials": [], "not_tried": LEFT}).not_tried == ("Always.", "Until then.")
    found = tried({"trials": [TRIAL], "not_tried": LEFT})
    assert found.not_tried == ("Always.",)
    (trial,) = found.trials
    assert (trial.figures[0].value, trial.figures[0].again) == ("50 %", "")
    assert (trial.items[0].alpha, trial.items[0].same) == ("0.8", "")


def test_the_readers_of_the_first_trial_were_no_people(definitions: Definitions) -> None:
    first = definitions.tried.trials[0]
    assert not first.people
    assert (first.readers, first.texts) == (3, 30)
    assert {figure.value for figure in first.figures} == {
        "0.97",
        "78 %",
        "62 %",
        "67 %",
        "41 of 90",
    }
    assert {figure.again for figure in first.figures} - {""} == {"92 %", "79 %", "80 %"}


def test_nothing_tried_is_nothing_to_show() -> None:
    assert tried({"trials": [], "not_tried": []}) == Tried()
