"""Organisations: made from the register or by hand, listed, changed, closed to others."""

from io import BytesIO
from urllib.parse import quote

import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, VIEWER
from ladder_assess.services.common.update_register import update_register
from ladder_assess.storage.people import audit, organisations
from ladder_assess.storage.people.authorities import FILE
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.membership import People
from tests.support.site import sealed


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


def test_a_council_is_found_without_scripts_and_added_from_the_register(people: People) -> None:
    client = people.client(people.person())
    page = client.follow(client.get("/organisations"), "Add an organisation")
    page = client.answer(page, q="leeds")
    assert page.words_of("#results li") == (
        "Leeds City Council Metropolitan district council, Yorkshire and The Humber"
    )
    page = client.follow(page, "Leeds City Council")
    assert "798,786" in page.text
    page = client.answer(page, services=["housing", "planning"])
    assert page.heading == "Leeds City Council"
    settings = client.follow(page, "Settings")
    for words in (
        "Kind Metropolitan district council", "Nation England", "Region Yorkshire and The Humber",
        "Size 500,000 to 999,999 people", "In the register Leeds City Council",
        "Housing and homelessness, Planning and regeneration", "You are: owner",
    ):  # fmt: skip
        assert words in settings.text
    activities = client.follow(page, "Open the activities")
    assert activities.heading == "Activities", "no two pages are called the same"


def test_a_name_given_in_full_leads_on_at_once(people: People) -> None:
    client = people.client(people.person())
    page = client.answer(client.get("/organisations/new"), q="Adur District Council")
    assert page.heading == "About your organisation"
    assert len(page.one(".app-columns").named("input")) > 20, "in columns where there is room"
    assert "ADU, E07000223" in page.text


def test_a_name_that_nobody_has_is_answered(people: People) -> None:
    client = people.client(people.person())
    page = client.answer(client.get("/organisations/new"), q="<b>Nowhere & Co</b>")
    assert "There is none." in page.words_of("#results")
    assert "“<b>Nowhere & Co</b>”" in page.text
    assert "Enter a name" in client.answer(client.get("/organisations/new"), q="").complaints[0]


def test_what_is_typed_is_answered_by_options(people: People) -> None:
    client = people.client(people.person())
    answer = client.browser.get("/organisations/authorities?q=" + quote("kingston"))
    html = answer.get_data(as_text=True)
    assert html.count('role="option"') == 1
    assert 'data-count="1 local authority found."' in html
    many = client.browser.get("/organisations/authorities?q=council").get_data(as_text=True)
    assert many.count('role="option"') == 10
    assert "The first 10 of" in many
    none = client.browser.get("/organisations/authorities?q=").get_data(as_text=True)
    assert "No local authority found." in none


def test_another_kind_is_described_by_hand(people: People) -> None:
    client = people.client(people.person())
    page = client.follow(client.get("/organisations/new"), "another kind of organisation")
    kinds = [option.text for option in page.all("#kind option")]
    assert kinds[1] == "Parish, town or community council", "the register has none of these"
    assert kinds[-1] == "Something else"
    assert kinds.index("Charity") < kinds.index("County council")
    page = client.answer(
        page, name="O'Brien & <b>Sons</b>", kind="social_enterprise", nation="wales",
        size="income_10000", services=["advice"],
    )  # fmt: skip
    assert page.heading == "O'Brien & <b>Sons</b>"
    page = client.follow(page, "Settings")
    assert "Nation Wales" in page.text
    assert "Region" not in page.text
    assert "Income of £10,000 to £99,999 a year" in page.text


def test_a_form_says_what_does_not_fit(people: People) -> None:
    client = people.client(people.person())
    page = client.get("/organisations/new/details")
    page = client.answer(
        page, kind="police", nation="scotland", region="london", size="income_10000"
    )
    assert page.complaints == [
        "Enter an answer to: What is your organisation called?",
        "Choose a region only for an organisation in England.",
        "Choose a number of people for this kind of organisation.",
    ]
    client.get("/organisations/new/details?authority=NOBODY", status=404)


def test_pressing_twice_makes_one_organisation(people: People) -> None:
    account = people.person()
    client = people.client(account)
    page = client.get("/organisations/new/details?authority=ADU")
    first, second = client.answer(page), client.answer(page)
    assert first.address == second.address
    assert len(organisations.organisations_of(people.product.database, account.id)) == 1
    number = int(first.address.rsplit("/", 1)[1])
    events = audit.of_organisation(people.product.database, number)
    assert [event.event for event in events] == ["organisation_made"]


def test_an_owner_changes_what_is_said(people: People) -> None:
    owner = people.person()
    river = people.organisation(owner)
    client = people.client(owner)
    page = client.follow(client.get(f"{river.address}/settings"), "Change this")
    assert form_of(page).values["services"] == ["housing", "youth"]
    page = client.answer(page, name="River and Sea Trust", size="")
    assert page.heading == "Settings"
    assert "River and Sea Trust" in page.text
    assert "Size Not said" in page.text
    event = audit.of_organisation(people.product.database, river.id, newest=1)[0]
    assert (event.event, event.details["changed"]) == ("profile_changed", ["name", "size"])


def test_the_list_goes_by_the_new_name_unless_it_has_a_title_of_its_own(people: People) -> None:
    owner = people.person()
    river = people.organisation(owner)
    client = people.client(owner)
    client.answer(client.get(f"{river.address}/profile"), name="River and Sea Trust")
    page = client.get(f"{river.portfolio}/title")
    assert form_of(page).values["title"] == ["River and Sea Trust"]
    client.answer(page, title="Our work")
    client.answer(client.get(f"{river.address}/profile"), name="Sea Trust")
    page = client.get(f"{river.portfolio}/title")
    assert form_of(page).values["title"] == ["Our work"]


def test_the_register_names_its_source_while_it_is_the_built_in_one(own_app: Flask) -> None:
    people = People(own_app)
    client = people.client(people.person())
    assert "Register: mySociety (2025)." in client.get("/organisations/new").text
    built_in = own_app.config["SETTINGS"].questionnaires / FILE
    fewer = b"\n".join(built_in.read_bytes().splitlines()[:-1])
    update_register(people.product.database, BytesIO(fewer))
    page = client.get("/organisations/new")
    assert "Register: a file that whoever runs this site has put in." in page.text


def test_an_organisation_can_turn_out_to_be_a_local_authority(people: People) -> None:
    owner = people.person()
    river = people.organisation(owner)
    client = people.client(owner)
    page = client.get(f"{river.address}/profile")
    page = client.follow(page, "It is a local authority of the register")
    page = client.answer(page, q="scilly")
    page = client.answer(client.follow(page, "Isles of Scilly"), name="Scilly")
    assert "In the register Council of the Isles of Scilly" in page.text
    assert "Size Fewer than 10,000 people" in page.text
    page = client.get(f"{river.address}/profile")
    page = client.follow(page, "another local authority")
    page = client.follow(page, "another kind of organisation")
    page = client.answer(page, kind="charity", nation="england", region="london", size="")
    assert "In the register" not in page.text


@pytest.mark.parametrize("role", [VIEWER, CONTRIBUTOR, EDITOR])
def test_only_owners_change_it(people: People, role: str) -> None:
    river = people.organisation(people.person())
    client = people.client(people.join(river, role))
    page = client.get(f"{river.address}/settings")
    assert not page.has_link("Change this")
    assert not page.has_link("Invite")
    at = f"people/{sealed(1)}"
    for part in ("profile", "authority", "people/invite", at, f"{at}/remove"):
        client.get(f"{river.address}/{part}", status=403)
        client.post(f"{river.address}/{part}", status=403)
    assert "@" not in client.get(f"{river.address}/people").text


def test_others_find_nothing_and_strangers_are_asked_to_sign_in(
    people: People, client: Client
) -> None:
    river = people.organisation(people.person())
    outsider = people.client(people.person())
    for part in ("", "/profile", "/authority", "/people", "/people/invite", "/leave"):
        outsider.get(river.address + part, status=404)
        page = client.get(river.address + part)
        assert page.address.startswith("/sign-in?to=/organisations/")
    for address in ("/organisations", "/organisations/new", "/organisations/authorities?q=a"):
        assert client.get(address).address.startswith("/sign-in?to=/organisations")


def test_nobody_else_keeps_these_pages(people: People) -> None:
    owner = people.person()
    page = people.client(owner).get(people.organisation(owner).address)
    assert page.headers["Cache-Control"] == "no-store"


def test_signed_in_people_have_a_link_to_their_organisations(
    people: People, client: Client
) -> None:
    assert not client.get("/").has_link("Your organisations")
    assert people.client(people.person()).get("/").has_link("Your organisations")
