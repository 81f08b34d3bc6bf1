"""Someone is signed out while they type: they sign in, and nothing that they typed is lost."""

import json
from typing import Any
from urllib.parse import quote

import pyotp
import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import find_activity
from ladder_assess.storage.people import accounts, sign_ins
from ladder_assess.web.access.typed_text import typed_in
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.written import written
from tests.support.links import PANEL
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Page
from tests.support.people import PASSWORD, hashed

TYPED = "Twelve tenants <meet> the team & “talk”.\nEvery month."
KEPT = "What you typed is shown again, but not saved yet."


@pytest.fixture
def office(product: Product) -> Office:
    made = make_office(product)
    made.describe({"name": "A panel"})
    written(product.database, accounts.set_password, made.owner.id, hashed())
    return made


@pytest.fixture
def client(app: Flask, office: Office) -> Client:
    return signed_in_client(app, office.owner)


def sign_out(office: Office, *, forget: Client | None = None) -> None:
    """As if the sign-in had run out or, where the cookie is to be forgotten, the browser closed."""
    written(office.product.database, sign_ins.end_all, office.owner.id)
    if forget:
        forget.forget()


def record(office: Office) -> ActivityRecord:
    found = find_activity(office.product.database, office.portfolio, 1)
    assert found is not None
    return found


def send(client: Client, page: Page, button: str | None = None, **fields: str | list[str]) -> Page:
    """Send a form after having been signed out."""
    return client.send(form_of(page).fill(**fields), button, status=401)


def sign_in(client: Client, page: Page, owner: Account, password: str = PASSWORD) -> Page:
    return client.answer(page, email=owner.email, password=password)


@pytest.mark.parametrize("closed", [False, True])
def test_what_was_typed_comes_back_after_signing_in(
    client: Client, office: Office, closed: bool
) -> None:
    page = client.get(f"{office.list}/activities/1/questions/about?from=review")
    sign_out(office, forget=client if closed else None)
    page = send(client, page, "next", name="A council", description=TYPED)
    assert page.heading == "Sign in to go on"
    assert record(office).name == "A panel"
    page = sign_in(client, page, office.owner)
    assert page.heading == "You are signed in"
    page = client.answer(page)
    assert page.address.endswith("/questions/about?from=review")
    assert KEPT in page.complaints[0]
    assert form_of(page).values["name"] == ["A council"]
    assert form_of(page).values["description"] == [TYPED]
    assert record(office).name == "A panel", "nothing is saved before its writer has seen it"
    page = client.answer(page, "next")
    assert record(office).values["description"] == TYPED
    assert page.address.split("#")[0].endswith("/review"), "and it goes on where it would have gone"


def test_a_wrong_password_loses_nothing(client: Client, office: Office) -> None:
    page = client.get(f"{office.list}/activities/1/comments")
    sign_out(office)
    page = send(client, page, text=TYPED)
    for _ in range(2):
        form = form_of(page).fill(email=office.owner.email, password="not this one")
        page = client.send(form, status=401)
        assert page.heading == "Sign in to go on"
        assert "is not right" in page.complaints[0]
    page = client.answer(sign_in(client, page, office.owner))
    assert form_of(page).values["text"] == [TYPED]


def test_a_code_may_be_asked_for_on_the_way(client: Client, office: Office) -> None:
    secret = pyotp.random_base32()
    written(office.product.database, accounts.set_codes, office.owner.id, secret, [])
    page = client.get(f"{office.list}/activities/1/comments")
    sign_out(office)
    page = sign_in(client, send(client, page, text=TYPED), office.owner)
    assert page.heading == "Enter a code"
    page = client.answer(page, code="000000")
    assert page.heading == "Enter a code"
    page = client.answer(page, code=pyotp.TOTP(secret).now())
    assert page.heading == "You are signed in"
    assert form_of(client.answer(page)).values["text"] == [TYPED]


def test_one_can_sign_in_on_another_tab(client: Client, office: Office) -> None:
    page = client.get(f"{office.list}/title")
    sign_out(office)
    page = send(client, page, title="Our work")
    back = forms_of(page)[1]
    assert client.send(back, status=401).heading == "Sign in to go on", "not yet"
    client.answer(client.get("/sign-in"), email=office.owner.email, password=PASSWORD)
    page = client.answer(client.send(back))
    assert form_of(page).values["title"] == ["Our work"]
    assert "Our work" in client.answer(page).text


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("{list}/plan/actions/new", {"title": "Ask earlier", "due": ["1", "3", "2027"]}),
        ("{list}/activities/1/evidence?answers=all", {"name-note": ""}),
        ("{organisation}/people/invite", {"email": "new@example.org"}),
        ("/account/name", {"name": "Ada Lovelace"}),
    ],
)
def test_it_is_the_same_for_every_form(
    client: Client, office: Office, address: str, fields: dict[str, Any]
) -> None:
    office.describe(PANEL)
    where = address.format(list=office.list, organisation=office.address)
    where = where.replace("activities/1", "activities/2")
    page = client.get(where)
    fields = {n: v for n, v in fields.items() if n in form_of(page).names} or {
        next(n for n in form_of(page).names if n.endswith("-note")): "As minuted."
    }
    sign_out(office)
    page = client.answer(sign_in(client, send(client, page, **fields), office.owner))
    assert KEPT in page.complaints[0]
    for name, value in fields.items():
        assert form_of(page).values[name] == ([value] if isinstance(value, str) else value)
    assert not client.answer(page).complaints


def test_what_someone_else_changed_meanwhile_is_still_told(
    client: Client, office: Office, app: Flask
) -> None:
    page = client.get(f"{office.list}/activities/1/questions/about")
    sign_out(office)
    page = client.answer(sign_in(client, send(client, page, name="Mine"), office.owner))
    other = signed_in_client(app, office.owner)
    other.answer(other.get(f"{office.list}/activities/1/questions/about"), name="Theirs")
    page = client.answer(page, "next")
    assert "Two people answered this" in page.complaints[0]
    assert form_of(page).values["name"] == ["Mine"]


def test_a_button_alone_leads_back_to_where_it_is(client: Client, office: Office) -> None:
    page = client.get(f"{office.list}/activities/1/review")
    form = form_of(page, "/path")
    sign_out(office)
    page = client.send(form.fill(path="quick"))
    assert page.heading == "Sign in", "its address takes no visitors"
    assert sign_in(client, page, office.owner).address == office.list


def test_a_password_is_not_carried_about(client: Client, office: Office) -> None:
    page = client.get("/account/password")
    sign_out(office)
    sent = form_of(page).fill(current=PASSWORD, password="another ferry moss tulip")
    page = client.send(sent)
    assert page.heading == "Sign in"
    assert PASSWORD not in page.html


def test_whoever_signs_in_must_be_allowed_to(client: Client, office: Office, app: Flask) -> None:
    stranger = make_office(office.product, "Another").owner
    written(office.product.database, accounts.set_password, stranger.id, hashed())
    page = client.get(f"{office.list}/activities/1/comments")
    sign_out(office)
    page = sign_in(client, send(client, page, text=TYPED), stranger)
    client.send(form_of(page), status=404)


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example/p/o1", "/\\evil.example"])
def test_nothing_typed_is_sent_to_another_site(client: Client, office: Office, to: str) -> None:
    held = json.dumps([["text", TYPED]])
    page = client.post(f"/sign-in/come-back?to={quote(to)}", {"held": held})
    assert page.address == office.address, "where its owner is at home"
    sign_out(office)
    page = client.post(f"/sign-in/come-back?to={quote(to)}", {"held": held}, status=401)
    assert sign_in(client, page, office.owner).address == office.address


def test_what_is_held_is_saved_by_nobody_but_its_writer(client: Client, office: Office) -> None:
    """Someone who makes up what is held makes up what a form shows, and no more than that."""
    held = json.dumps(
        [["name", "Theirs"], ["csrf_token", "made-up"], ["page-shown", "9-" + "a" * 16]]
    )
    to = f"{office.list}/activities/1/questions/about"
    page = client.answer(client.post(f"/sign-in/come-back?to={to}", {"held": held}))
    assert page.complaints
    assert record(office).name == "A panel"


@pytest.mark.parametrize(
    "held",
    ["", "x", "{", "[1]", "[[1]]", "{}", '"ab"', "[" * 5000, "null", "[[1,2]]",
             '[["a", "\\ud800"]]', '[["\\ud800", "b"]]'],
)  # fmt: skip
def test_what_nobody_typed_is_not_read(held: str) -> None:
    assert typed_in(held) in ([], [("1", "2")])


def test_it_stays_nowhere(client: Client, office: Office) -> None:
    page = client.get(f"{office.list}/activities/1/comments")
    sign_out(office)
    page = send(client, page, text=TYPED)
    assert "no-store" in page.headers["Cache-Control"]
    assert "no-store" in sign_in(client, page, office.owner).headers["Cache-Control"]
