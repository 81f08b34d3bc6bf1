"""Whoever works through what they searched for comes back to it after every change.

The address of the plan was kept by its pages and ticks alone: each change to an action, and each
that was taken out, led back to the whole list.
"""

import pytest

from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page

ASKED = "q=chair&kind=own&by=activity"


@pytest.fixture
def link(links: Links, client: Client) -> Link:
    """A plan with two actions about chairs and one that is not."""
    link = links.make(PANEL, {**PANEL, "name": "Youth council"})
    for title in ("Elect a chair", "Pay a chair", "Buy tea"):
        page = client.get(f"{link.address}/plan/actions/new")
        client.answer(page, title=title)
    return link


def narrowed(client: Client, link: Link) -> Page:
    return client.get(f"{link.address}/plan?{ASKED}")


def titles(page: Page) -> list[str]:
    return [h.text.partition(". ")[2] for h in page.all("#actions li h3")]


def chosen(page: Page) -> tuple[str, str]:
    by = next(option for option in page.all("#by option") if "selected" in option)
    return page.all("#q")[0]["value"], by["value"]


def test_a_change_leads_back_to_what_was_searched_for(client: Client, link: Link) -> None:
    page = narrowed(client, link)
    assert titles(page) == ["Elect a chair", "Pay a chair"]
    page = client.answer(client.follow(page, "Change action 1"), owner="The council")
    assert titles(page) == ["Elect a chair", "Pay a chair"]
    assert chosen(page) == ("chair", "activity")


def test_so_does_a_change_by_which_it_is_not_found_any_more(client: Client, link: Link) -> None:
    page = client.follow(narrowed(client, link), "Change action 1")
    page = client.answer(page, title="Elect somebody")
    assert titles(page) == ["Pay a chair"]
    assert chosen(page) == ("chair", "activity")


def test_so_does_a_form_that_was_filled_in_wrongly_first(client: Client, link: Link) -> None:
    page = client.answer(client.follow(narrowed(client, link), "Change action 1"), title="")
    assert page.complaints
    assert titles(client.answer(page, title="Elect a good chair")) == [
        "Elect a good chair",
        "Pay a chair",
    ]


def test_so_does_the_way_back_without_a_change(client: Client, link: Link) -> None:
    page = client.follow(narrowed(client, link), "Change action 1")
    assert titles(client.follow(page, "Improvement plan")) == ["Elect a chair", "Pay a chair"]


def test_so_does_taking_one_out(client: Client, link: Link) -> None:
    page = client.send(form_of(narrowed(client, link), "/remove"))
    assert titles(page) == ["Pay a chair"]
    assert chosen(page) == ("chair", "activity")


def test_what_else_an_address_says_goes_no_further(client: Client, link: Link) -> None:
    page = client.follow(narrowed(client, link), "Change action 1")
    page = client.get(f"{page.address}&token=other&action_id=1&direction=up&x=1")
    assert "token=other" not in page.html
    assert "x=1" not in page.html
