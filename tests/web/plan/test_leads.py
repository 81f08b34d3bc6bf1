"""Who leads an activity: brought in with a register, shown in the list, offered as an owner."""

from ladder_assess.core.plan.owners import owners_by_lead
from ladder_assess.core.plan.plan import DONE, NOT_STARTED, Action
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.registers import imported, press

REGISTER = b"""Ref,What we are doing,Lead officer,Start,Service
E-1,Local Plan,Priya Nair,2026-01-05,Planning
E-2,Bus routes,Tom Achebe,2026-02-05,Transport
E-3,Library hours,,2026-03-05,Libraries
"""


def test_who_leads_is_taken_from_a_register_and_found_in_the_list(
    client: Client, links: Links
) -> None:
    link = links.make()
    press(client, imported(client, link.address, REGISTER, "register.csv"))
    rows = [row.text for row in client.get(link.address).all(".app-rows li")]
    assert ["Lead officer: Priya Nair" in row for row in rows] == [True, False, False]
    assert "Lead officer" not in rows[2]
    found = client.get(f"{link.address}?q=achebe").all(".app-rows li")
    assert ["Bus routes" in row.text for row in found] == [True]


def test_who_leads_is_offered_where_an_action_has_no_owner(client: Client, links: Links) -> None:
    link = links.make({**PANEL, "lead_officer": "Priya Nair"}, {**PANEL, "name": "Fair"})
    page = client.get(f"{link.address}/plan/actions/new")
    assert [option.text for option in page.all("datalist option")] == ["Priya Nair"]
    page = client.answer(page, title="Publish the minutes", activity="1")
    change = next(link for link in page.all("#actions a") if "Change" in link.text)
    action = client.get(change["href"])
    assert "Lead officer of the activity: Priya Nair." in action.one("#owner-hint").text
    assert action.one("#owner")["list"] == action.one("datalist")["id"]
    assert not action.one("#owner").get("value")


def test_lead_officers_become_owners_of_all_actions_without_one_by_one_press(
    client: Client, links: Links
) -> None:
    """Each of thirty actions was opened to type the name that the register says."""
    link = links.make(
        {**PANEL, "lead_officer": "Priya Nair"},
        {**PANEL, "name": "Fair", "lead_officer": "Tom Achebe"},
        {**PANEL, "name": "Vote"},
    )
    for owner, activity in (("", 1), ("Ann Lee", 1), ("", 3), ("", 0)):
        page = client.get(f"{link.address}/plan/actions/new")
        title = f"Action of {activity} {owner}"
        page = client.answer(page, title=title, activity=str(activity), owner=owner)
    assert page.one("#by-lead").text == "Make the lead officer the owner of one action"
    page = client.send(form_of(page, "/owners"))
    assert "1 action has its lead officer as its owner now." in page.text
    owned = [row.text.partition("Owner: ")[2].partition(".")[0] for row in page.all("#actions li")]
    assert [o for o in owned if o] == ["Priya Nair", "Ann Lee", "nobody yet", "nobody yet"]
    assert not page.all("#by-lead")


def test_an_action_of_few_lead_officers_is_theirs_and_one_of_many_is_each_one_s() -> None:
    leads = {1: "Ann", 2: "Ben", 3: "Ann", 4: "Cy", 5: "Di"}
    few, many, done = (
        Action(at, 0, "Publish", "", covers=covers, status=status)
        for at, (covers, status) in enumerate(
            [((1, 2, 3), NOT_STARTED), ((1, 2, 4, 5), NOT_STARTED), ((1,), DONE)], start=1
        )
    )
    assert owners_by_lead([few, many, done], leads, 100, "Each") == {1: "Ann; Ben", 2: "Each"}
    assert owners_by_lead([few], leads, 7, "Each") == {1: "Each"}, "no longer than a name may be"
    assert owners_by_lead([few], {}, 100, "Each") == {}


def test_what_few_change_of_an_action_is_folded_and_open_where_it_is_wrong(
    client: Client, links: Links
) -> None:
    """“Save” stood below ten questions."""
    link = links.make(PANEL)
    page = client.answer(client.get(f"{link.address}/plan/actions/new"), title="Ask", activity="1")
    change = next(link for link in page.all("#actions a") if "Change" in link.text)
    page = client.get(change["href"])
    assert "open" not in page.one("#rest")
    inside = {field["name"] for field in page.one("#rest").named("input")}
    assert not {"owner", "status"} & inside
    assert "title" in inside
    page = client.answer(page, title="")
    assert page.complaints
    assert "open" in page.one("#rest")
