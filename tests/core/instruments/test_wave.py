"""Waves of every instrument there is: who answers, what is asked on which page, what is scored."""

from pathlib import Path

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.instruments.wave import (
    ORGANISATION,
    RESPONDENTS,
    WAYS,
    answered,
    known,
    minutes,
    offered,
    pages,
    response,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load_instrument

ROOT: Path = CHECKOUT / "questionnaires"
IDS = (
    "enablers", "principles", "engagement-process", "partnership", "officer-survey", "orientation",
    "participant-voice",
)  # fmt: skip


@pytest.fixture(scope="module")
def instruments() -> dict[str, Instrument]:
    return {identity: load_instrument(ROOT, identity) for identity in IDS}


def test_who_answers_what(instruments: dict[str, Instrument]) -> None:
    found = {i.id: WAYS[i.measures] for i in offered(instruments.values())}
    both = (ORGANISATION, RESPONDENTS)
    assert found == {
        "enablers": both,
        "principles": both,
        "orientation": both,
        "partnership": (ORGANISATION,),
        "engagement-process": (RESPONDENTS,),
        "officer-survey": (RESPONDENTS,),
    }
    assert list(found)[-2:] == ["engagement-process", "officer-survey"]


@pytest.mark.parametrize("identity", IDS[:-1])
@pytest.mark.parametrize("short", [False, True])
def test_each_item_that_is_asked_stands_on_one_page(
    instruments: dict[str, Instrument], identity: str, short: bool
) -> None:
    instrument = instruments[identity]
    for form in ("", *instrument.form_ids):
        shown = [item.id for page in pages(instrument, form, short=short) for item in page.items]
        assert shown == [item.id for item in instrument.asked(form, short=short)]
        assert all(page.items for page in pages(instrument, form, short=short))
        assert answered(pages(instrument, form, short=short), dict.fromkeys(shown, UNKNOWN)) == (
            len(shown), len(shown),
        )  # fmt: skip


@pytest.mark.parametrize("identity", IDS[:-1])
@pytest.mark.parametrize("short", [False, True])
def test_everything_answered_scores_every_dimension(
    instruments: dict[str, Instrument], identity: str, short: bool
) -> None:
    instrument = instruments[identity]
    for form in ("", *instrument.form_ids):
        values = {i.id: i.option_ids[0] for i in instrument.items.values() if i.answer == "one"}
        scores = Scorer(instrument).score(response(instrument, values, form, short=short))
        asked = instrument.scored(form, short=short)
        for key, of in scores.dimensions.items():
            assert (of.score is None) == (not asked[key])
            assert of.answered == of.items == len(asked[key])


def test_poles_stand_beside_the_options_that_are_closest(
    instruments: dict[str, Instrument],
) -> None:
    orientation = instruments["orientation"]
    for page in pages(orientation):
        for item in page.items:
            poles = orientation.items[item.id].poles
            assert poles is not None
            assert [o.hint for o in item.options] == [poles.low, "", "", "", poles.high]
            assert item.option_ids == orientation.items[item.id].option_ids


def test_only_what_is_known_and_still_offered_counts(instruments: dict[str, Instrument]) -> None:
    officers = instruments["officer-survey"]
    values: dict[str, Value] = {
        "strategy": "yes", "encouraged": UNKNOWN, "gone": "yes", "forms": ("equipment", "gone"),
    }  # fmt: skip
    assert known(values, officers) == {"strategy": "yes"}
    assert response(officers, values).answers == {"strategy": "yes"}


@pytest.mark.parametrize(("questions", "least"), [(1, 2), (12, 2), (13, 3), (65, 11)])
def test_how_long_it_takes(questions: int, least: int) -> None:
    assert minutes(questions) == least
