"""Common forms that a register suggests for several activities: shown, ticked, begun together."""

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.register.common_forms import kind_said
from tests.support.client import Client
from tests.support.forms import PageForm, form_of, forms_of
from tests.support.links import Links
from tests.support.page import Page
from tests.support.registers import again, imported, press, send_alone

ROWS = """id,name,description
1,Rent,Online survey
2,Bins,Telephone survey of tenants
3,Parks,Public meeting
4,Plan,Statutory consultation
5,Jury,We drew names by lot and asked for advice over two days; then there was a survey of them all.
"""


def of(page: Page, arrangement: str) -> PageForm:
    """The form of a page that starts activities from a common form."""
    return next(
        form for form in forms_of(page) if any(b.get("value") == arrangement for b in form.buttons)
    )


def test_those_ticked_begin_together_and_nothing_is_assumed(client: Client, links: Links) -> None:
    """Twelve rows said “Online survey”, and each took a search among nineteen forms of its own."""
    link = links.make()
    done = imported(client, link.address, ROWS.encode(), "a.csv")
    assert "4 activities may be of common forms" in done.words_of("#suggested"), "the next step"
    page = client.follow(client.get(link.address), "4 activities may be of common forms")
    boxes = {box["value"]: "checked" in box for box in page.all("input[name=activity]")}
    assert boxes == {"1": True, "2": False, "3": True, "4": True}, (
        "the words of a form, and close to them"
    )
    assert "(your list says “Telephone survey of tenants”)" in page.text
    assert not any(record.arrangement for record in link.records)
    nothing = client.send(of(page, "online-survey").fill(activity=[]), "online-survey")
    assert "Choose at least one activity." in nothing.complaints[0]
    page = client.send(of(page, "online-survey").fill(activity=["1", "2"]), "online-survey")
    assert "2 activities start from the usual answers of an online survey." in page.text
    begun = {record.number: record for record in link.records if record.arrangement}
    assert {record.arrangement for record in begun.values()} == {"online-survey"}
    assert set(begun) == {1, 2}
    assert all(record.prefilled for record in begun.values()), "nobody has confirmed them"
    assert {box["value"] for box in page.all("input[name=activity]")} == {"3", "4"}
    page = client.send(
        of(page, "statutory-consultation").fill(activity=["4"]), "statutory-consultation"
    )
    page = client.send(of(page, "public-meeting").fill(activity=["3"]), "public-meeting")
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


def test_a_column_of_kinds_is_read_beside_others_and_facts_speak_against_a_form(
    client: Client, links: Links
) -> None:
    """“Type” was left out, and an activity of which one fact was known was offered no form."""
    link = links.make()
    rows = (
        "R1,Local Plan,Statutory consultation,We asked for six weeks,Cabinet\n"
        "R2,Rent,Survey,Letters to all tenants,Residents\n"
        "R3,Vote,Online survey,A vote on names,Officers\n"
    )
    heads = "Ref,Activity,Type,Description,Who made the decision?"
    page = send_alone(client, link.address, f"{heads}\n{rows}".encode(), "a.csv")
    page = again(client, client.send(form_of(page)).address)
    page = press(client, page)
    press(client, page)
    kinds = [kind_said(record) for record in link.records]
    assert kinds == ["Statutory consultation", "Survey", "Online survey"]
    page = client.get(f"{link.address}/forms")
    offered = [box["value"] for box in page.all("input[name=activity]")]
    assert offered == ["1", "3"], "residents decide the second, as in no survey"


def test_a_form_is_found_by_what_people_call_it(client: Client, links: Links) -> None:
    link = links.make({"name": "Dogs"})
    page = client.get(f"{link.activity()}/form?q=pspo")
    assert [b["value"] for b in page.all("button[name=arrangement]")] == ["statutory-consultation"]
