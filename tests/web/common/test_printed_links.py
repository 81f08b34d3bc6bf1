"""A link on one sheet: what it is about and for, its code, and an address that can be typed."""

import re

import pytest

from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.respondents import ask, close
from tests.support.waves import furnish

TYPED = re.compile(r"http://localhost/[pqv]/[a-z2-7]{32}")


def sheet(page: Page) -> str:
    """What stands on it, checked for all that every such sheet has and has not."""
    assert page.one("#sheet svg title").text == "QR code of the link"
    assert TYPED.fullmatch(page.one("#address").text)
    for chrome in page.all("header, footer"):
        assert any("app-no-print" in each.get("class") for each in chrome.above)
    assert not page.all("form")
    assert len(page.all("main h1")) == 1
    return page.words_of("#sheet")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({**PANEL, "name": "Kittiwake panel"})


def test_a_private_link_says_until_when_it_opens_what(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "One sheet to print")
    said = sheet(page)
    assert page.one("#address").text == f"http://localhost{link.address}"
    assert "Anyone who has it can read and change them." in said
    assert "everything behind it is erased" in said


@pytest.mark.parametrize(
    ("group", "says"),
    [
        ("service_user", "Answers are anonymous. Everyone gets this same address."),
        ("provider", "Answers carry a name only where someone who is signed in chooses so."),
    ],
)
def test_a_groups_link_says_what_it_asks_about_and_how(
    client: Client, product: Product, link: Link, group: str, says: str
) -> None:
    token = ask(product, link.portfolio, group)
    address = f"{link.activity()}/views/links/{group}"
    said = sheet(client.follow(client.get(address), "One sheet to print"))
    assert "What is your view of “Kittiwake panel”?" in said
    assert says in said
    assert f"/v/{token}" in said
    close(product, link.portfolio, group)
    assert client.get(f"{address}/printed").address == address, "nothing to print of a closed link"


def test_a_rounds_link_says_whom_it_asks(client: Client, product: Product, link: Link) -> None:
    token = furnish(product, link.portfolio)
    address = f"{link.address}/questionnaires/officer-survey/rounds/1/links/all"
    said = sheet(client.follow(client.get(address), "One sheet to print"))
    assert f"/q/{token}" in said
    assert "For: Everyone you ask." in said
    address = f"{link.address}/questionnaires/officer-survey/rounds/2/links/all"
    assert client.get(f"{address}/printed").address == address, "no link was made"
