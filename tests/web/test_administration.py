"""The site administrator sees organisations, and never what they answered."""

import pytest
from flask import Flask

from ladder_assess.storage import accounts, organisations
from ladder_assess.storage.accounts import Account
from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.membership import People


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


@pytest.fixture
def administrator(people: People) -> Account:
    account = people.person("Site Admin")
    accounts.set_administrator(people.product.database, account.id, True)
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
