"""Each plan is printed once for all the tests that look at it."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pikepdf
import pytest

from ladder_assess.publishing.files.layout import lay_out
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.plans import panel_plan, printed, several_plan


@pytest.fixture(scope="session")
def panel_pdf() -> bytes:
    """The plan of one activity."""
    return printed(panel_plan())


@pytest.fixture(scope="session")
def several() -> tuple[bytes, list[Any]]:
    """The plan of several activities, hostile words in it, with its pages as they were laid out."""
    laid_out: list[Any] = []

    def remember(*given: Any) -> Any:
        laid_out.append(lay_out(*given))
        return laid_out[0]

    with patch("ladder_assess.publishing.plan.pdf.lay_out", remember):
        made = printed(several_plan())
    return made, laid_out[0].pages


@pytest.fixture(scope="session")
def several_pdf(several: tuple[bytes, list[Any]]) -> bytes:
    """The plan of several activities as a file."""
    return several[0]


@pytest.fixture(scope="session")
def several_pages(several: tuple[bytes, list[Any]]) -> list[Any]:
    """Its pages."""
    return several[1]


@pytest.fixture(scope="session")
def conditions_pdf() -> bytes:
    """The plan of an organisation that has answered questionnaires."""
    return printed(conditions_plan())


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
