"""People are invited and reminded from the pages of a round, and can ask for no more mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from ladder_assess.jobs import CHORES, send_invitations
from ladder_assess.services.campaigns.mail_tokens import unsubscribe_code
from ladder_assess.settings import Settings
from ladder_assess.storage.campaigns import contacts as stored
from tests.processes.running import free_port
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.contacts import confirm
from tests.support.kept.mail_server import HERE, Box
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Page
from tests.support.site import SECRET, app_for, product_of, settings_in
from tests.support.waves import begin

CONTACTS = "questionnaires/principles/rounds/1/contacts"
SITE = "https://ladder.example"


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def settings(tmp_path: Path, box: Box) -> Iterator[Settings]:
    controller = Controller(box, hostname=HERE, port=free_port())
    controller.start()
    yield settings_in(
        tmp_path, smtp_host=HERE, smtp_port=controller.port, smtp_from="site@example.org",
        smtp_tls="none", site_address=SITE, invitations_a_minute=6000,
    )  # fmt: skip
    controller.stop()


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    made = app_for(settings)
    yield made
    product_of(made).database.close()


@pytest.fixture
def office(app: Flask) -> Office:
    found = make_office(product_of(app))
    begin(found.product, found.portfolio, "principles", respondents=True, short=True)
    confirm(found.product, found.id)
    return found


@pytest.fixture
def owner(app: Flask, office: Office) -> Client:
    client = signed_in_client(app, office.owner)
    typed = "\n".join(f"p{at}@example.org, Person {at}" for at in range(12))
    client.answer(client.answer(client.get(f"{office.list}/{CONTACTS}/add"), typed=typed))
    return client


def write(owner: Client, office: Office, kind: str = "invitation") -> Page:
    return owner.get(f"{office.list}/{CONTACTS}/write/{kind}")


def deliver(settings: Settings, app: Flask) -> None:
    product = product_of(app)
    assert CHORES["invitations"].due(settings, product)
    send_invitations(settings, product, 0)


def test_a_message_is_tried_first_then_sent_to_all(
    owner: Client, office: Office, app: Flask, settings: Settings, box: Box
) -> None:
    page = owner.follow(owner.get(f"{office.list}/{CONTACTS}"), "Invite 12 people")
    body = "Dear {name}, {link}"
    page = owner.answer(page, "Send it to me first", body=body)
    assert office.owner.email in page.one("#tried").text
    assert page.one("#body").text.strip() == body
    deliver(settings, app)
    assert box.addresses == {office.owner.email: 1}
    box.taken.clear()
    page = owner.answer(page, "Send it to 12 people")
    assert "It is being sent. 0 of 12 messages were handed over." in page.text
    page = owner.answer(page, "Stop for now")
    assert not CHORES["invitations"].due(settings, product_of(app))
    owner.answer(page, "Go on sending")
    deliver(settings, app)
    page = owner.get(f"{office.list}/{CONTACTS}")
    assert "It is sent. 12 of 12 messages were handed over." in page.text
    assert "Invite" not in page.one("#contacts").text
    assert len(box.addresses) == 12
    # The link in a message opens the questions.
    link = box.link("p3@example.org")
    assert "works once" in Client(app).get(f"/q/{link}").one("#once").text
    shown = owner.get(f"{office.list}/questionnaires/principles/rounds/1/links/all")
    assert "invited by e-mail" in shown.text
    assert "/q/" not in shown.text
    assert "Send the reminder" in write(owner, office, "reminder").text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": "Dear {nobody}, {link}"}, "Nothing fills {nobody}."),
        ({"body": "Dear {name}"}, "Put {link} where the address"),
        ({"subject": ""}, "Enter a subject."),
        ({"subject": "x" * 151}, "Shorten this to 150 characters"),
    ],
)
def test_a_message_that_cannot_be_filled_is_kept_and_pointed_out(
    owner: Client, office: Office, fields: dict[str, str], said: str
) -> None:
    page = owner.answer(write(owner, office), "Send it to 12 people", **fields)
    assert said in page.one(".govuk-error-summary").text
    for name, value in fields.items():
        assert value in (page.one(f"#{name}").text.strip(), page.one(f"#{name}").get("value"))


def test_a_form_sent_twice_sends_one_message(owner: Client, office: Office) -> None:
    form = form_of(write(owner, office))
    assert "0 of 12" in owner.send(form, "Send it to 12 people").text
    assert len(owner.send(form, "Send it to 12 people").all(".govuk-inset-text")) == 1


def test_opening_the_page_that_stops_mail_stops_nothing_and_the_button_does(
    app: Flask, office: Office
) -> None:
    product, sign = office.product, "a" * 26
    address = f"/unsubscribe/{unsubscribe_code(SECRET, office.id, sign)}"
    client = Client(app)
    page = client.get(address)
    assert office.name in page.text
    assert not stored.unsubscribed(product.database, office.id)
    assert client.answer(page, "Stop the mail").heading == "You get no more mail"
    assert sign in stored.unsubscribed(product.database, office.id)
    client.get(f"{address}x", status=404)
    client.get(address.replace("-", "1-", 1), status=404)


def test_a_mail_program_stops_mail_by_itself(app: Flask, office: Office) -> None:
    """RFC 8058: one request, without a cookie or a token."""
    address = f"/unsubscribe/{unsubscribe_code(SECRET, office.id, 'b' * 26)}"
    response = app.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert "b" * 26 in stored.unsubscribed(office.product.database, office.id)


def test_an_organisation_that_nobody_confirmed_sends_nothing(owner: Client, office: Office) -> None:
    with office.product.database.writing() as connection:
        connection.execute("DELETE FROM confirmation")
    page = write(owner, office)
    assert "has not confirmed your organisation" in page.one("#stands").text
    form = form_of(page)
    assert [button.text.strip() for button in form.buttons] == ["Send it to me first"]


def test_a_site_that_sends_no_mail_says_so(own_app: Flask) -> None:
    office = make_office(product_of(own_app))
    begin(office.product, office.portfolio, "principles", respondents=True)
    client = signed_in_client(own_app, office.owner)
    assert "not set up to send e-mail" in write(client, office).one("#stands").text
