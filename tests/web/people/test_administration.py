"""The site administrator sees organisations, and never what they answered."""

import time

import pytest
from flask import Flask

from ladder_assess.core.people.access import EDITOR, VIEWER
from ladder_assess.core.people.account import Account
from ladder_assess.services.people.invite_person import Invited, Place, invite
from ladder_assess.services.people.send_mail import REFUSED
from ladder_assess.storage.people import accounts, audit, mail, organisations
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.membership import Organisation, People
from tests.support.page import Page


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


@pytest.fixture
def administrator(people: People) -> Account:
    account = people.person("Site Admin")
    written(people.product.database, accounts.set_administrator, account.id, True)
    written(people.product.database, accounts.set_codes, account.id, "A" * 32, [])
    return account


def test_nobody_else_comes_in(people: People, client: Client) -> None:
    number = people.organisation(people.person()).id
    for address in ("", f"/{number}/remove"):
        people.client(people.person()).get(f"/administration/organisations{address}", status=403)
        page = client.get(f"/administration/organisations{address}")
        assert page.address.startswith("/sign-in")


def test_organisations_are_listed_without_their_answers(
    people: People, administrator: Account, links: Links
) -> None:
    owner = people.person()
    river = people.organisation(owner, "Listed Trust")
    link = links.make({**PANEL, "name": "Nobody else's business"})
    client = people.client(owner)
    client.answer(client.get(f"{link.address}/take-in"))
    admin = people.client(administrator)
    page = admin.follow(admin.get("/account"), "Organisations of this site")
    row = next(row.text for row in page.all("tbody tr") if "Listed Trust" in row.text)
    assert row == "Listed Trust Charity 4 May 2026 1 1 Remove Listed Trust"
    assert "business" not in page.text
    admin.get(river.address, status=404)
    admin.get(river.portfolio, status=404)
    admin.get(f"{river.portfolio}/activities/1/result", status=404)


def test_a_long_list_of_organisations_is_searched_by_name(
    people: People, administrator: Account
) -> None:
    for number in range(11):
        people.organisation(people.person(), f"Mill Trust {number}")
    admin = people.client(administrator)
    assert admin.get("/administration/organisations").all("[role=search]")
    page = admin.get("/administration/organisations?q=mill+7")
    assert [row.text for row in page.all("tbody th")] == ["Mill Trust 7"]
    assert "fits “mill 7”." in page.text
    none = admin.get("/administration/organisations?q=nowhere")
    assert "None fits “nowhere”." in none.text
    assert "There are none yet." not in none.text


def test_an_organisation_with_an_owner_goes_only_when_asked(
    people: People, administrator: Account
) -> None:
    river = people.organisation(people.person())
    client = people.client(administrator)
    address = f"/administration/organisations/{river.id}/remove"
    page = client.answer(client.get(address), reason="owners_gone")
    assert page.complaints == ["It still has an owner. Remove it only when an owner asks."]
    assert client.answer(client.get(address)).complaints == ["Choose why you remove it."]
    page = client.answer(client.get(address), reason="asked")
    assert page.address == "/administration/organisations"
    assert organisations.find_organisation(people.product.database, river.id) is None
    client.get(address, status=404)


def test_an_organisation_without_owners_can_go(people: People, administrator: Account) -> None:
    river = people.organisation(people.person())
    with people.product.database.writing() as connection:
        connection.execute("DELETE FROM membership WHERE organisation_id = ?", (river.id,))
    client = people.client(administrator)
    client.answer(client.get(f"/administration/organisations/{river.id}/remove"))
    assert organisations.find_organisation(people.product.database, river.id) is None


@pytest.fixture
def ownerless(people: People) -> Organisation:
    """An organisation whose owners have gone, and an editor is left."""
    owner = people.person()
    river = people.organisation(owner, "Left Alone Trust")
    people.join(river, EDITOR)
    with people.product.database.writing() as connection:
        connection.execute("DELETE FROM membership WHERE account_id = ?", (owner.id,))
    return river


def appoint(people: People, administrator: Account, river: Organisation, email: str) -> Page:
    admin = people.client(administrator)
    page = admin.get(f"/administration/organisations/{river.id}/owner")
    return admin.answer(page, email=email)


def token_of(client: Client) -> str:
    token: str = client.get("/account/name").one("[name=csrf_token]")["value"]
    return token


def link_on(page: Page) -> str:
    link: str = page.one("#invitation-link")["value"]
    return link.removeprefix("http://127.0.0.1:8000")


def appointed_by(people: People) -> list[int]:
    """Whoever appointed an owner, as the site's own log has it, in order."""
    rows = people.product.database.reading.execute(
        "SELECT account_id FROM audit "
        "WHERE event = 'owner_appointed' AND organisation_id IS NULL ORDER BY id"
    )
    return [row["account_id"] for row in rows]


def test_an_owner_is_appointed_where_there_is_none(
    people: People, administrator: Account, ownerless: Organisation
) -> None:
    admin = people.client(administrator)
    before = appointed_by(people)
    page = admin.follow(admin.get("/administration/organisations"), "Appoint an owner")
    assert page.heading == "Appoint an owner of Left Alone Trust"
    new = people.person("New Owner")
    link = link_on(admin.answer(page, email=new.email.upper()))
    page = people.client(new).get(link)
    assert "Owner" in page.text
    client = people.client(new)
    assert client.answer(client.get(link)).heading == "Left Alone Trust"
    place = organisations.find_membership(people.product.database, ownerless.id, new.id)
    assert place is not None
    assert place.role == "owner"
    events = audit.of_organisation(people.product.database, ownerless.id)
    assert [(e.event, e.account) for e in events[:2]] == [
        ("person_joined", new.id),
        ("person_invited", administrator.id),
    ]
    assert appointed_by(people) == [*before, administrator.id]


def test_whoever_appointed_is_told_that_the_message_did_not_arrive(
    people: People, administrator: Account, ownerless: Organisation
) -> None:
    """Owners were told of those whom they invite; nobody was told of an owner appointed."""
    appoint(people, administrator, ownerless, "new@example.org")
    admin = people.client(administrator)

    def said() -> str:
        page = admin.get("/administration/organisations")
        mark = f"/organisations/{ownerless.id}/remove"
        return next(row for row in page.html.split("<tr") if mark in row)

    assert "new@example.org was asked to be the owner. They have not answered yet." in said()
    database = people.product.database
    (message,) = [m for m in mail.all_messages(database) if m.recipient == "new@example.org"]
    written(database, mail.give_up, message.id, REFUSED)
    assert "the mail server refused this address" in said()
    assert "not answered" not in said()
    appoint(people, administrator, ownerless, "right@example.org")
    assert "right@example.org was asked to be the owner" in said()


def test_who_belongs_there_already_becomes_the_owner(
    people: People, administrator: Account, ownerless: Organisation
) -> None:
    left = organisations.people_of(people.product.database, ownerless.id)[0].account
    editor = accounts.account_by_id(people.product.database, left)
    assert editor is not None
    link = link_on(appoint(people, administrator, ownerless, editor.email))
    client = people.client(editor)
    client.answer(client.get(link))
    place = organisations.find_membership(people.product.database, ownerless.id, editor.id)
    assert place is not None
    assert place.role == "owner"


def test_an_administrator_appoints_neither_themselves_nor_by_another_account(
    people: People, administrator: Account, ownerless: Organisation
) -> None:
    page = appoint(people, administrator, ownerless, administrator.email)
    assert "This is your own address" in page.complaints[0]
    link = link_on(appoint(people, administrator, ownerless, "someone@example.org"))
    for wrong in (administrator, people.person()):
        client = people.client(wrong)
        page = client.get(link)
        assert "This invitation is for someone@example.org alone." in page.text
        client.post(link, {"csrf_token": token_of(client)})
        place = organisations.find_membership(people.product.database, ownerless.id, wrong.id)
        assert place is None
    right = people.client(people.person(email="someone@example.org"))
    assert right.answer(right.get(link)).heading == "Left Alone Trust"


def test_owners_invite_others_themselves(people: People, administrator: Account) -> None:
    river = people.organisation(people.person())
    admin = people.client(administrator)
    address = f"/administration/organisations/{river.id}/owner"
    page = admin.get(address)
    assert "It has an owner." in page.text
    assert not page.all("input[name=email]")
    page = admin.get("/administration/organisations")
    assert address not in [a.get("href") for a in page.all("tbody a")]
    admin.post(address, {"csrf_token": token_of(admin), "email": "a@example.org"})
    events = audit.of_organisation(people.product.database, river.id)
    assert "person_invited" not in [event.event for event in events]


def test_nobody_else_joins_an_organisation_without_an_owner(
    people: People, ownerless: Organisation
) -> None:
    database = people.product.database
    left = organisations.people_of(database, ownerless.id)[0].account
    editor = accounts.account_by_id(database, left)
    assert editor is not None
    place, moment = Place(VIEWER), int(time.time())
    token = invite(people.product, editor, ownerless.id, Invited("v@example.org", place), moment)
    page = people.client(people.person()).get(f"/invitation/{token}", status=404)
    assert page.heading == "This invitation does not work any more"
