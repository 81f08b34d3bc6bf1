"""People are added to a round's list by a file or typed, and removed again."""

import random
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from ladder_assess.core.people.access import VIEWER
from ladder_assess.services.campaigns import keep_contacts
from ladder_assess.services.campaigns.keep_contacts import list_contacts
from ladder_assess.services.campaigns.read_contacts import sign_of
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts as stored
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.people import audit
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.written import written
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import SECRET
from tests.support.waves import begin
from tests.support.work import work

HERE = "questionnaires/principles/rounds/1/contacts"


@pytest.fixture
def office(product: Product) -> Office:
    found = make_office(product)
    begin(product, found.portfolio, "principles", respondents=True)
    return found


@pytest.fixture
def owner(app: Flask, office: Office) -> Client:
    return signed_in_client(app, office.owner)


def send(client: Client, office: Office, content: bytes, name: str = "people.csv") -> Page:
    """Send a file and read it; what is then shown."""
    address = f"{office.list}/{HERE}/add"
    data = {
        **form_of(client.get(address)).sent_by(None),
        "file": FileStorage(BytesIO(content), name),
    }
    # Put together here: the test client leaves a file open where there is much to send.
    boundary, body = encode_multipart(data)
    kind = f"multipart/form-data; boundary={boundary}"
    with client.browser.post(address, data=body, content_type=kind) as response:
        assert response.status_code == 302
        there = response.headers["Location"]
    assert "Look again" in client.get(there).text
    assert work(client.app)
    return client.get(there)


def type_in(client: Client, office: Office, text: str) -> Page:
    return client.answer(client.get(f"{office.list}/{HERE}/add"), typed=text)


def kept(office: Office) -> list[str]:
    wave = waves.find_wave(office.product.database, office.portfolio, "principles", 1)
    assert wave is not None
    found = list_contacts(office.product, office.portfolio, wave, 1, 60_000)
    return [contact.address for contact in found]


def test_a_file_is_shown_row_by_row_and_taken_when_said_so(owner: Client, office: Office) -> None:
    content = (
        "Email,Name,Job title\r\n"
        "ada@example.org,Ada Lovelace,Analyst\r\n"
        "ani@müller.example,Անի,\r\n"
        "not an address,Nobody,\r\n"
        "ADA@example.org,Ada,\r\n"
    )
    page = send(owner, office, content.encode())
    assert "2 people can be added." in page.one("#counts").text
    assert "1 row is wrong." in page.one("#counts").text
    assert "1 row names somebody who stands in a row above." in page.one("#counts").text
    row = [cell.text for cell in page.all("#wrong tbody td")]
    assert row[:2] == ["4", "Email"]
    assert "“not an address” is no e-mail address" in row[2]
    assert "{job_title}" in page.one("#fields").text
    assert kept(office) == []
    # Wrong rows are left out only where somebody says so.
    refused = owner.answer(page, "Add 2 people")
    assert "Say that the wrong rows may be left out" in refused.one(".govuk-error-summary").text
    assert kept(office) == []
    done = owner.answer(page, "Add 2 people", leave_out=["yes"])
    assert "2 contacts are added." in done.text
    assert kept(office) == ["ada@example.org", "ani@müller.example"]
    again = owner.browser.post(form_of(page).address, data=form_of(page).sent_by(None))
    assert again.status_code == 302
    assert len(kept(office)) == 2
    (event,) = audit.of_organisation(office.product.database, office.id)[:1]
    assert (event.event, event.details["contacts"]) == ("contacts_added", 2)


def test_typed_lines_are_shown_at_once(owner: Client, office: Office) -> None:
    page = type_in(owner, office, "ada@example.org, Ada\nGrace <grace@example.org>\nbad line")
    assert "2 people can be added." in page.text
    assert [cell.text for cell in page.all("#wrong tbody td")][:2] == ["3", "address"]
    owner.answer(page, "Add 2 people", leave_out=["yes"])
    page = type_in(owner, office, "ada@example.org")
    assert "1 person is a contact of this campaign already." in page.text
    assert "There is nobody to add." in page.text


def test_a_workbook_is_read_as_well(owner: Client, office: Office) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Staff survey 2026"])
    sheet.append([])
    sheet.append(["Name", "E-mail address"])
    sheet.append(["José Núñez", "jose@example.org"])
    sheet.append(["李小龍", "lee@例え.example"])
    out = BytesIO()
    book.save(out)
    page = send(owner, office, out.getvalue(), "people.xlsx")
    assert "2 people can be added." in page.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "There is nothing in this file."),
        (b"Colour,Size\nred,3\nblue,4\n", "No column of e-mail addresses was found."),
        (b"%PDF-1.7\n1 0 obj\n", "This is a PDF"),
        (b"PK\x03\x04 not really", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    owner: Client, office: Office, content: bytes, said: str
) -> None:
    type_in(owner, office, "ada@example.org")
    page = send(owner, office, content)
    assert said in page.text
    assert kept(office) == []


def test_a_list_of_addresses_alone_needs_no_heading(owner: Client, office: Office) -> None:
    page = send(owner, office, b"ada@example.org\ngrace@example.org\n", "people.txt")
    assert "2 people can be added." in page.text


def test_either_a_file_or_typed_lines(owner: Client, office: Office) -> None:
    page = owner.answer(owner.get(f"{office.list}/{HERE}/add"), typed=" ")
    assert "Choose a file, or type some addresses." in page.one(".govuk-error-summary").text


def test_who_asked_for_no_more_mail_is_left_out_whatever_was_erased(
    owner: Client, office: Office, product: Product
) -> None:
    sign = sign_of(SECRET, office.id, "ada@xn--mller-kva.example")
    written(product.database, stored.unsubscribe, office.id, sign)
    page = type_in(owner, office, "Ada@MÜLLER.example\ngrace@example.org")
    assert "1 person asked your organisation for no more mail" in page.text
    owner.answer(page, "Add 1 person")
    assert kept(office) == ["grace@example.org"]
    # Another organisation was not asked.
    other = make_office(product)
    begin(product, other.portfolio, "principles", respondents=True)
    page = type_in(signed_in_client(owner.app, other.owner), other, "Ada@MÜLLER.example")
    assert "1 person can be added." in page.text


def test_groups_are_asked_for_where_a_questionnaire_has_several(
    owner: Client, office: Office, product: Product
) -> None:
    begin(product, office.portfolio, "engagement-process", respondents=True, subject="Buses")
    here = f"{office.list}/questionnaires/engagement-process/rounds/1/contacts"
    typed = (
        "ada@example.org\n"
        "grace@example.org, Grace, People who use the service\n"
        "x@example.org, X, Martians"
    )
    page = owner.answer(owner.get(f"{here}/add"), typed=typed, otherwise="service_provider")
    assert "“Martians” is not one of the groups" in page.text
    page = owner.answer(page, "Add 2 people", leave_out=["yes"])
    assert "People who use the service: 1" in page.one("#groups").text


def test_contacts_are_removed_one_by_one_or_all(owner: Client, office: Office) -> None:
    owner.answer(type_in(owner, office, "a@example.org\nb@example.org\nc@example.org"))
    page = owner.follow(owner.get(f"{office.list}/{HERE}"), "Remove a@example.org")
    page = owner.answer(page, "Remove it")
    assert "The contact is removed." in page.text
    assert kept(office) == ["b@example.org", "c@example.org"]
    page = owner.answer(owner.follow(page, "Remove all contacts"), "Remove them all")
    assert "2 contacts are removed." in page.text
    assert kept(office) == []


def test_a_long_list_is_searched_by_name_and_address(owner: Client, office: Office) -> None:
    at = f"{office.list}/{HERE}"
    owner.answer(type_in(owner, office, "a@example.org\nb@example.org"))
    assert not owner.get(at).all("[role=search]"), "a short one is read at a glance"
    lines = [f"person{n}@example.org, Ada Number {n}" for n in range(60)]
    owner.answer(type_in(owner, office, "\n".join(lines)))
    assert owner.get(at).all("[role=search]")
    page = owner.get(f"{at}?q=PERSON37")
    assert [row.text.split()[0] for row in page.all("#contacts tbody tr")] == [
        "person37@example.org"
    ]
    assert "1 of 62 fits “PERSON37”." in page.text
    found = owner.get(f"{at}?q=person")
    assert len(found.all("#contacts tbody tr")) == 50
    assert "q=person" in found.one("a[rel=next]")["href"]
    none = owner.get(f"{at}?q=nobody")
    assert not none.all("#contacts")
    assert "None fits “nobody”." in none.text


def test_nobody_waits_while_the_digests_of_a_long_list_are_made(
    owner: Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = type_in(owner, office, "a@example.org\nb@x.org")
    made, reading = [], office.product.database.reading

    def signed(secret: str, organisation: int, key: str) -> str:
        made.append((key, reading.in_transaction))
        return sign_of(secret, organisation, key)

    monkeypatch.setattr(keep_contacts, "sign_of", signed)
    owner.answer(page, "Add 2 people")
    assert made == [("a@example.org", False), ("b@x.org", False)]


def test_a_list_can_be_thrown_away(owner: Client, office: Office) -> None:
    page = type_in(owner, office, "a@example.org")
    assert "Go on with it" in owner.get(f"{office.list}/{HERE}").text
    form = next(f for f in forms_of(page) if f.address.endswith("/drop"))
    page = owner.send(form)
    assert "Nobody was added." in page.text
    assert "Go on with it" not in page.text


def test_who_only_reads_is_led_to_no_contacts(app: Flask, office: Office, owner: Client) -> None:
    here = f"{office.list}/{HERE.removesuffix('/contacts')}"
    assert "Contacts to invite" in owner.get(here).text
    reader = make_person(office.product)
    office.take_on(reader, VIEWER)
    assert "Contacts to invite" not in signed_in_client(app, reader).get(here).text


def test_fifty_thousand_rows_with_three_in_a_hundred_wrong(owner: Client, office: Office) -> None:
    chance = random.Random(5)
    wrong = set(chance.sample(range(50_000), 1500))
    rows = [
        f"person {at} at home" if at in wrong else f"person{at}@example.org" for at in range(50_000)
    ]
    page = send(owner, office, "\n".join(["Email,Name", *(f"{r},Name" for r in rows)]).encode())
    assert "48500 people can be added." in page.text
    assert "1500 rows are wrong." in page.text
    with owner.browser.get(page.link("All of them, as a file")) as file:
        lines = file.get_data(as_text=True).splitlines()
    assert {int(line.split(",")[0]) - 2 for line in lines[1:]} == wrong
    owner.answer(page, "Add 48500 people", leave_out=["yes"])
    assert len(kept(office)) == 48_500
