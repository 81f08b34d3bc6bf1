"""The first page: a name to begin with, a door for each kind of user, and home for members."""

import pytest
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import accounts
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.site import product_of


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("sample result", "/p/sample/activities/3/result"),
        ("Sign in to your organisation", "/sign-in"),
    ],
)
def test_each_kind_of_user_has_a_door(client: Client, door: str, leads_to: str) -> None:
    assert client.follow(client.get("/"), door).address == leads_to


def test_the_sample_is_an_answer_and_no_range(client: Client) -> None:
    page = client.follow(client.get("/"), "sample result")
    assert page.words_of("#answer").startswith("By the facts, it stands on rung")


def test_a_site_that_nobody_looks_after_says_how_one_begins(own_app: Flask) -> None:
    client, product = Client(own_app), product_of(own_app)
    page = client.follow(client.get("/"), "Become its administrator")
    assert "ladder-assess administrator you@example.org" in page.words_of("main")
    person = make_person(product)
    written(product.database, accounts.set_administrator, person.id, True)
    assert "administrator" not in client.get("/").text


def test_the_ladder_is_drawn_and_no_rung_is_named(client: Client, product: Product) -> None:
    page = client.get("/")
    assert len(page.all(".app-sketch svg")) == len(product.definitions.questionnaire.bands)
    for rung in product.definitions.questionnaire.rungs[1:]:
        assert rung.name not in page.words_of("main")


@pytest.mark.parametrize(
    ("door", "leads_to", "heading"),
    [
        ("Bring a register", "/import", "Bring a register of activities"),
        ("Ask people", "/questionnaires", "Questionnaires"),
    ],
)
def test_one_press_begins_with_a_register_or_with_questionnaires(
    client: Client, door: str, leads_to: str, heading: str
) -> None:
    """Straight where that is done, with the link to come back by and how long it is kept."""
    doors = form_of(client.get("/"), "register")
    (button,) = [each for each in doors.buttons if door in each.text]
    first = client.post(button["formaction"], doors.sent_by(None))
    assert first.heading == heading
    assert first.address.endswith(leads_to)
    assert first.one("#private-link")["value"].endswith(first.address.removesuffix(leads_to))
    assert "everything behind it is erased" in first.words_of("#private-link-kept")
    assert client.post(button["formaction"], doors.sent_by(None)).address == first.address
    stale = client.post(button["formaction"], {"csrf_token": "stale", "request_id": "x" * 9})
    assert stale.complaints
    assert stale.heading == client.get("/").heading


def test_a_member_lands_in_the_organisation_and_assesses_for_it(
    app: Flask, product: Product
) -> None:
    office = make_office(product)
    client = signed_in_client(app, office.owner)
    page = client.get("/")
    assert page.address == office.address
    page = client.answer(client.follow(page, "Assess an activity"), path="quick", name="A panel")
    assert page.address.startswith(f"{office.list}/activities/")
    assert "A panel" in client.get(office.list).text


def test_a_common_form_of_the_library_begins_in_the_organisation(
    app: Flask, product: Product
) -> None:
    office, form = make_office(product), next(iter(product.definitions.arrangements.values()))
    client = signed_in_client(app, office.owner)
    page = client.follow(client.get(f"/practice/forms/{form.id}"), "Assess one of yours")
    assert page.address == f"{office.list}/add?form={form.id}"
    other = make_office(product, "Other")
    other.take_on(office.owner, "editor")
    page = client.follow(client.get(f"/practice/forms/{form.id}"), "Assess one of yours")
    assert page.address == "/organisations"


def test_whoever_may_add_nothing_is_offered_no_assessing(app: Flask, product: Product) -> None:
    office, viewer = make_office(product), make_person(product, "Vi Viewer")
    office.describe(PANEL)
    office.take_on(viewer, "viewer")
    page = signed_in_client(app, viewer).get("/")
    assert page.address == office.address
    assert not page.has_link("Assess an activity")


def test_a_member_of_several_chooses_and_one_of_none_is_a_visitor(
    app: Flask, product: Product
) -> None:
    first, second = make_office(product, "First"), make_office(product, "Second")
    second.take_on(first.owner, "viewer")
    assert signed_in_client(app, first.owner).get("/").address == "/organisations"
    page = signed_in_client(app, make_person(product, "Nobody Yet")).get("/")
    assert page.address == "/"
    assert "name" in form_of(page).names
    assert page.has_link("Add your organisation")
