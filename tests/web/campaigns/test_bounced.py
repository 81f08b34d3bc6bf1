"""Mail that came back later: who is marked gets no more, and each line or report is told of."""

from io import BytesIO
from typing import Any

from flask import Flask

from ladder_assess.core.campaigns.mailing import REMINDER
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.invite_contacts import count_recipients
from ladder_assess.services.campaigns.keep_contacts import list_contacts
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit
from tests.core.campaigns.test_bounces import FAILED, report
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.contacts import invitees
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.waves import begin

HERE = "questionnaires/principles/rounds/1/contacts"


def test_who_is_marked_is_written_to_no_more(app: Flask, product: Product) -> None:
    office: Office = make_office(product)
    by = Actor(office.owner.id, office.id)
    wave = begin(product, office.portfolio, "principles", respondents=True)
    typed = "ada@example.org\nbob@example.org\ncy@example.org"
    invitees(product, office.portfolio, wave, typed, by)
    with product.database.writing() as connection:
        connection.execute("UPDATE contact SET invited_on = '2026-05-04'")
    client: Client = signed_in_client(app, office.owner)
    page = client.follow(client.get(f"{office.list}/{HERE}"), "Mail that came back")
    held: Any = {name: values[0] for name, values in form_of(page).values.items()}
    content = report(FAILED, {**FAILED, "Final-Recipient": "rfc822;zoe@example.org"})
    sent: Any = {**held, "file": (BytesIO(content), "back.eml")}
    page = client.post(page.address, sent)
    assert "1 contact is marked" in page.one("#told").text
    assert "Nobody on the list of this campaign has it." in page.one("#told").text
    page = client.answer(page, typed="Ada <ada@example.org>\nbob@example.org\nsomebody")
    said = [cell.text for cell in page.all("#told td")]
    assert said[1::2] == [
        "Marked before.",
        "Marked: nothing is sent to it any more.",
        "There is no e-mail address here.",
    ]
    left = count_recipients(product, office.portfolio, wave, office.id, REMINDER)
    assert left == 1
    shown = client.get(f"{office.list}/{HERE}").text
    assert "A message came back (5.1.1)" in shown
    problems = {c.address: c.problem for c in list_contacts(product, office.portfolio, wave, 1, 9)}
    assert problems["cy@example.org"] == ""
    logged = audit.of_organisation(product.database, office.id)
    assert [e.details["contacts"] for e in logged if e.event == "bounces_noted"] == [1, 1]
    assert "Choose a file, or type" in client.answer(page, typed="").complaints[0]
