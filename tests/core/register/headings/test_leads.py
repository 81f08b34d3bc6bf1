"""Which column says who leads an activity."""

import pytest

from tests.core.register.test_guessing import NAMES, guessed

PEOPLE = ["Priya Nair", "Tom Achebe", "Grace Lim", "Priya Nair", "Head of parks", "A. Reid"]


@pytest.mark.parametrize(
    "heading", ["Lead officer", "Lead", "Officer", "Project lead", "Responsible officer", "Led by"]
)
def test_who_leads_has_a_column(heading: str) -> None:
    """It could only be joined to what happens, or was left out."""
    heading = heading.replace(" ", "__")
    assert guessed(Title=NAMES, **{heading: PEOPLE}) == {"Title": "name", heading: "lead_officer"}


@pytest.mark.parametrize(
    "heading", ["Leadership", "Lead funder", "Lead time", "Leads to", "Officers present"]
)
def test_what_leads_is_not_who(heading: str) -> None:
    heading = heading.replace(" ", "__")
    assert "lead_officer" not in guessed(Title=NAMES, **{heading: PEOPLE}).values()
