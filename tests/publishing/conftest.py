"""Each plan is printed once for all the tests that look at it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.files.layout import lay_out
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.plans import panel_plan, printed, several_plan

Laid = tuple[bytes, list[Any]]


def laid_out(document: PlanDocument) -> Laid:
    """A plan as a file, with its pages as they were laid out."""
    kept: list[Any] = []

    def remember(*given: Any) -> Any:
        kept.append(lay_out(*given))
        return kept[0]

    with patch("ladder_assess.publishing.files.printed.lay_out", remember):
        made = printed(document)
    return made, kept[0].pages


@pytest.fixture(scope="session")
def panel() -> Laid:
    """The plan of one activity."""
    return laid_out(panel_plan())


@pytest.fixture(scope="session")
def several() -> Laid:
    """The plan of several activities, hostile words in it."""
    return laid_out(several_plan())


@pytest.fixture(scope="session")
def conditions() -> Laid:
    """The plan of an organisation that has answered questionnaires."""
    return laid_out(conditions_plan())


@pytest.fixture(scope="session")
def panel_pdf(panel: Laid) -> bytes:
    """The plan of one activity as a file."""
    return panel[0]


@pytest.fixture(scope="session")
def several_pdf(several: Laid) -> bytes:
    """The plan of several activities as a file."""
    return several[0]


@pytest.fixture(scope="session")
def several_pages(several: Laid) -> list[Any]:
    """Its pages."""
    return several[1]


@pytest.fixture(scope="session")
def conditions_pdf(conditions: Laid) -> bytes:
    """The plan with questionnaires as a file."""
    return conditions[0]


@pytest.fixture(scope="session", params=["panel_pdf", "several_pdf", "conditions_pdf"])
def pdf_bytes(request: pytest.FixtureRequest) -> bytes:
    """Each plan."""
    made: bytes = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def pdf(pdf_bytes: bytes) -> Iterator[pikepdf.Pdf]:
    """Each plan, opened."""
    with pikepdf.open(BytesIO(pdf_bytes)) as opened:
        yield opened
