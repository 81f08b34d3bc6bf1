"""The real definitions, read once, and answers drawn for them."""

from pathlib import Path

import pytest

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Placer
from ladder_assess.core.placement.typology import Typologist
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.storage.questionnaire.definitions import Definitions, load

ROOT = Path(__file__).parents[2] / "questionnaires"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load(ROOT)


@pytest.fixture(scope="session")
def questionnaire(definitions: Definitions) -> Questionnaire:
    return definitions.questionnaire


@pytest.fixture(scope="session")
def first_version(definitions: Definitions) -> Questionnaire:
    return definitions.earlier_rules["activity-v1"]


@pytest.fixture(scope="session")
def assessors(assessor: Assessor, first_version: Questionnaire) -> dict[int, Assessor]:
    """The rules of each version."""
    return {1: Assessor(first_version), 2: assessor}


@pytest.fixture(scope="session")
def assessor(questionnaire: Questionnaire) -> Assessor:
    return Assessor(questionnaire)


@pytest.fixture(scope="session")
def placer(assessor: Assessor) -> Placer:
    return assessor.placer


@pytest.fixture(scope="session")
def typologist(assessor: Assessor) -> Typologist:
    return assessor.typologist
