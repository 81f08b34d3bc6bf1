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
# The third reader saw an answer of the second one for each of these beforehand.
SEEN_BEFORE = {
    "community-libraries-running",
    "community-libraries-user-surveys",
    "durham-gully-house",
}
# They read nothing but texts and questions, and knew of no other reading.
ONE_READING = ("fourth-reader", "fifth-reader", "sixth-reader")
# They did too, of the texts as they stand now.
LAST = ("seventh-reader", "eighth-reader")
# Not reworded between the third reader and these.
OLDER = {
    "halton-centre-volunteers",
    "halton-day-services-review",
    "milton-keynes-toolkits",
    "community-libraries-user-surveys",
}

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
    cases = {case.id for case in definitions.cases}
    figures = []
    for begun, ended, passes in (
        ("first", "reworded", ("first", "second")),
        ("other", "other-reworded", ("other",)),
    ):
        first, again = read_by(exactly, begun), read_by(exactly, ended)
        stories = first.keys() - cases
        assert cases <= first.keys()
        assert not stories - definitions.vignettes.keys()
        assert all(stories <= read_by(exactly, each).keys() for each in passes)
        assert again.keys() <= cases
        assert len(first) == trial.texts
        at_last = first | again
        read = [read_by(exactly, each)[text] for each in passes for text in sorted(stories)]
        figures += [
            share(read),
            *(share([found[text] for text in cases]) for found in (first, at_last)),
            *(share(list(found.values())) for found in (first, at_last)),
        ]
        assert sum(at_last.values()) >= AT_LEAST * len(at_last)
    third = read_by(exactly, "third-reader")
    assert third.keys() == cases
    unseen = [right for text, right in third.items() if text not in SEEN_BEFORE]
    figures += [share(list(third.values())), share(unseen)]
    for rater in (*ONE_READING, *LAST):
        once = read_by(exactly, rater)
        assert once.keys() == cases
        figures.append(share(list(once.values())))
    assert [figure.value for figure in trial.figures] == figures


def test_every_reading_counts(trial: Trial, exactly: Placed) -> None:
    assert {rater for rater, _ in exactly} == {
        "first",
        "second",
        "reworded",
        "other",
        "other-reworded",
        "third-reader",
        *ONE_READING,
        *LAST,
    }
    assert read_by(exactly, "other").keys() == read_by(exactly, "first").keys()
    assert read_by(exactly, "second").keys() < read_by(exactly, "first").keys()
    assert trial.readers == 3 + len(ONE_READING) + len(LAST)


def test_the_first_readings_of_all_stay_short_of_what_was_asked(exactly: Placed) -> None:
    """The page says so; what was reworded was read by who had written it."""
    for begun in ("first", "other", "third-reader"):
        first = read_by(exactly, begun)
        assert sum(first.values()) < AT_LEAST * len(first)
    eight = read_by(exactly, "reworded")
    assert sum(not read_by(exactly, "other")[text] for text in eight) == 3
    third = read_by(exactly, "third-reader")
    ten = eight.keys() | read_by(exactly, "other-reworded").keys()
    assert {text for text in ten if not third[text]} == {
        "oldham-every-contact-counts",
        "wigan-community-fund",
    }
    assert len(ten) == 10
    assert all(third[text] for text in SEEN_BEFORE)


def test_what_the_last_readers_placed_otherwise_were_two_older_texts_and_one_conversation(
    exactly: Placed,
) -> None:
    read = [pair for rater in ONE_READING for pair in read_by(exactly, rater).items()]
    missed = [text for text, right in read if not right]
    assert sorted(missed) == [
        *["halton-day-services-review"] * 2,
        *["milton-keynes-toolkits"] * 2,
        "oldham-community-conversations",
    ]
    newer = [right for text, right in read if text not in OLDER]
    assert share(newer) == "38 of 39 (97 %)"


def test_each_of_the_last_readers_places_as_many_as_was_asked(exactly: Placed) -> None:
    for rater in LAST:
        read = read_by(exactly, rater)
        assert sum(read.values()) >= AT_LEAST * len(read)


def read_by(exactly: Placed, rater: str) -> dict[str, bool]:
    return {text: right for (each, text), right in exactly.items() if each == rater}


def share(found: list[bool]) -> str:
    return f"{sum(found)} of {len(found)} ({100 * sum(found) / len(found):.0f} %)"
