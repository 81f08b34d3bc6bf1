"""Who leads an activity: brought in with a register, shown in the list, offered as an owner."""

from tests.support.client import Client
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
