"""Common forms that a register suggests for several activities: shown, ticked, begun together."""

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.register.common_forms import kind_said
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Links
from tests.support.registers import imported

ROWS = """id,name,description
1,Rent,Online survey
2,Bins,Telephone survey of tenants
3,Parks,Public meeting
4,Plan,Statutory consultation
5,Jury,We drew names by lot and asked for advice over two days; then there was a survey of them all.
"""


def test_those_ticked_begin_together_and_nothing_is_assumed(client: Client, links: Links) -> None:
    """Twelve rows said “Online survey”, and each took a search among nineteen forms of its own."""
    link = links.make()
    imported(client, link.address, ROWS.encode(), "a.csv")
    page = client.follow(client.get(link.address), "3 activities may be of common forms")
    boxes = {box["value"]: "checked" in box for box in page.all("input[name=activity]")}
    assert boxes == {"1": True, "2": False, "3": True}, "the words of a form, and close to them"
    assert "(your list says “Telephone survey of tenants”)" in page.text
    assert not any(record.arrangement for record in link.records)
    nothing = client.send(form_of(page).fill(activity=[]), "online-survey")
    assert "Choose at least one activity." in nothing.complaints[0]
    page = client.send(form_of(page).fill(activity=["1", "2"]), "online-survey")
    assert "2 activities start from the usual answers of an online survey." in page.text
    begun = {record.number: record for record in link.records if record.arrangement}
    assert {record.arrangement for record in begun.values()} == {"online-survey"}
    assert set(begun) == {1, 2}
    assert all(record.prefilled for record in begun.values()), "nobody has confirmed them"
    assert [box["value"] for box in page.all("input[name=activity]")] == ["3"]
    page = client.send(form_of(page).fill(activity=["3"]), "public-meeting")
    assert page.address == link.address, "none is left to suggest"


def test_what_kind_a_register_says_is_found_among_joined_columns() -> None:
    def said(description: str) -> str:
        values = {"description": description}
        return kind_said(ActivityRecord(1, QUICK, values, register_id="E1"))

    assert (
        said("Type of activity: Public meeting.\n\nWho with: A survey group.") == "Public meeting"
    )
    assert said("Comments: A survey.\n\nWho with: Residents.") == ""
    assert said("Online survey.") == "Online survey"
    assert said("An online survey. " * 9) == ""
