"""How far activities are, where a register has a column that says it."""

import pytest

from ladder_assess.core.activities.status import FINISHED, GOES_ON, NOT_BEGUN, stage_of
from tests.core.register.test_guessing import NAMES, guessed, reading

SAID = ["Planned", "Live", "Closed", "Not started", "In progress – on track", "Cancelled"]


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Planned", NOT_BEGUN),
        ("PLANNED for May 2027", NOT_BEGUN),
        ("Not started", NOT_BEGUN),
        ("Not live yet", NOT_BEGUN),
        ("Due to start in spring", NOT_BEGUN),
        ("Live", GOES_ON),
        ("begun", GOES_ON),
        ("On-going", GOES_ON),
        ("In progress - on track", GOES_ON),
        ("Closed – report published", FINISHED),
        ("Over", FINISHED),
        ("Completed March 2026", FINISHED),
        ("cancelled after budget cut", FINISHED),
        ("Wedi’i gwblhau", FINISHED),
        ("On hold", ""),
        ("Nearly complete", ""),
        ("Not live", ""),
        ("Livery yard", ""),
        ("Overview", ""),
        ("", ""),
        ("live " * 40, ""),
    ],
)
def test_a_status_says_how_far_an_activity_is(text: str, stage: str) -> None:
    assert stage_of(text) == stage


@pytest.mark.parametrize("heading", ["Status", "Stage", "Project__status", "Live or closed"])
def test_a_column_of_statuses_is_taken(heading: str) -> None:
    """It was left out, and whoever had written it down was asked again of each activity."""
    assert guessed(Title=NAMES, **{heading: SAID}) == {"Title": "name", heading: "status"}


@pytest.mark.parametrize("heading", ["Status", "Stage", "State"])
@pytest.mark.parametrize("told", [["Approved", "Paid", "Refused"], ["NSW", "QLD", "VIC"]])
def test_a_status_of_another_kind_is_left_out_unasked(heading: str, told: list[str]) -> None:
    found = reading(Title=NAMES, **{heading: told * 2})
    assert (found.columns[1] or found.guesses[1], found.against) == ("", ())


def test_words_that_are_near_are_no_status() -> None:
    assert guessed(Title=NAMES, Stature=SAID) == {"Title": "name"}
