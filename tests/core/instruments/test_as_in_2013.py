"""Beside 2013: people who answer as officers did then differ in nothing, others in what they do."""

import random
from collections.abc import Mapping

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.comparison import FEWER, MORE, NOT_CLEAR, SURVEYED_2013
from ladder_assess.core.instruments.group_scores import group_result
from ladder_assess.core.instruments.wave import GivenResponse
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load
from tests.support.kept.survey_of_2013 import answers_as_in_2013

SURVEY = load(CHECKOUT / "questionnaires").instruments["officer-survey"]
SHIFT = {"has_strategy": -0.18, "users_suggest": 0.2, "cuts_make_it_vital": 0.15}


def statements(answers: list[dict[str, Value]]) -> Mapping[str, str]:
    """What is said of each published figure."""
    given = [
        GivenResponse(f"{at:05d}", "", "", at // 5, values, SURVEY.version)
        for at, values in enumerate(answers)
    ]
    found = group_result(SURVEY, "", given, short=False)
    assert found is not None
    return {then.published.id: then.difference.statement for then in found.then}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("people", [SURVEYED_2013, 1000, 2000])
def test_who_answers_as_then_differs_in_nothing(people: int, seed: int) -> None:
    found = statements(answers_as_in_2013(SURVEY, people, random.Random(seed)))
    assert len(found) == len(SURVEY.published)
    assert set(found.values()) == {NOT_CLEAR}


@pytest.mark.parametrize("seed", range(3))
def test_two_thousand_with_a_shift_differ_in_that_and_in_nothing_else(seed: int) -> None:
    found = statements(answers_as_in_2013(SURVEY, 2000, random.Random(seed), SHIFT))
    assert {name: said for name, said in found.items() if said != NOT_CLEAR} == {
        name: MORE if by > 0 else FEWER for name, by in SHIFT.items()
    }
