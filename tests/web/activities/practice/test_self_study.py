"""Practice stories under a private link: what is kept of them, what it comes to, and its end."""

import json
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.every_table import all_counts
from tests.support.links import PANEL, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.site import TODAY, product_of

# Which stories are placed too low, rightly and too high below.
BOARD, SHOP, EXERCISES = "housing-board", "last-shop", "back-exercises"


@pytest.fixture
def own_client(own_app: Flask) -> Client:
    return Client(own_app)


@pytest.fixture
def link(own_client: Client) -> str:
    """The address of stories under a link that was just made."""
    page = own_client.follow(own_client.get("/practice/stories"), "Keep how far off you are")
    assert "no name, and nothing else about you" in page.text
    assert "If nobody opens it for 2 years" in page.text
    return own_client.answer(page, "Begin").address


def on(app: Flask, days: int) -> None:
    app.config["TODAY"] = lambda: TODAY + timedelta(days=days)


def place(client: Client, link: str, story: str, rung: object) -> Page:
    page = client.get(f"{link}/{story}")
    assert not page.all("#placed")
    return choose(client, page, rung)


def choose(client: Client, page: Page, rung: object) -> Page:
    return client.post(page.address, {**form_of(page).sent_by(None), "rung": str(rung)})


def rung_of(client: Client, story: str) -> int:
    rung = product_of(client.app).definitions.vignettes[story].rung
    assert rung is not None
    return rung


def test_a_choice_is_answered_at_once_and_kept_for_its_day(own_client: Client, link: str) -> None:
    right = rung_of(own_client, BOARD)
    assert "Place a story" in own_client.get(link).text
    told = place(own_client, link, BOARD, right + 2)
    assert "You placed it higher" in told.words_of("#placed")
    assert told.all("#shows")
    page = own_client.get(link)
    assert "You placed 0 of 1 story as the rules do." in page.text
    assert "Too high: 1. Too low: 0." in page.text
    assert "On average you were off by 2.0 on the ladder." in page.text
    assert (
        "0 of 1 story as the rules place it. On average too high by 2.0 on the ladder."
        in page.words_of("#days")
    )
    assert "2 rungs too high" in page.text


def test_what_was_chosen_first_that_day_counts(own_client: Client, link: str) -> None:
    right = rung_of(own_client, SHOP)
    before = own_client.get(f"{link}/{SHOP}")
    choose(own_client, before, right - 1)
    told = choose(own_client, before, right)
    assert "You placed it lower" in told.words_of("#placed")
    on(own_client.app, 1)
    assert "You placed it there too." in place(own_client, link, SHOP, right).words_of("#placed")
    days = own_client.get(link).words_of("#days")
    assert days.index("1 of 1 story as the rules place it.") < days.index("too low by 1.0")


def test_a_service_to_one_person_has_no_rung(own_client: Client, link: str) -> None:
    place(own_client, link, EXERCISES, 4)
    page = own_client.get(link)
    assert "A rung where there is none, or none where there is one: 1." in page.text
    assert "On average" not in page.text
    place(own_client, link, BOARD, "none")
    assert "no rung where there is one" in own_client.get(link).text


def test_it_leads_through_all_stories_and_then_again(own_client: Client, link: str) -> None:
    stories = product_of(own_client.app).definitions.vignettes
    seen = []
    for _ in stories:
        page = own_client.get(link)
        (button,) = [a for a in page.links if a.text in ("Place a story", "Place the next story")]
        seen.append(button["href"].rpartition("/")[2])
        place(own_client, link, seen[-1], 3)
    assert sorted(seen) == sorted(stories)
    page = own_client.get(link)
    assert "In your first five stories it was" in page.text
    (button,) = [a for a in page.links if a.text == "Place the next story"]
    assert button["href"].endswith(seen[0])


def test_what_is_no_rung_or_no_story_keeps_nothing(own_client: Client, link: str) -> None:
    page = own_client.get(f"{link}/{BOARD}")
    for sent in ("9", "-1", "", "x" * 5000, "٣"):
        assert not choose(own_client, page, sent).all("#placed")
    own_client.get(f"{link}/nowhere", status=404)
    assert all_counts(product_of(own_client.app))["placed_story"] == 0


def test_it_ends_as_other_links_do(own_client: Client, link: str) -> None:
    place(own_client, link, BOARD, 3)
    list_ = own_client.get(link.removesuffix("/stories"))
    assert own_client.follow(list_, "Practice stories, and how far off you are").address == link
    data = own_client.follow(own_client.get(link), "Export or erase everything")
    form = form_of(data)
    with own_client.browser.post(form.address, data=form.sent_by(None)) as sent:
        zipped = BytesIO(sent.data)
    with ZipFile(zipped) as found:
        (row,) = json.loads(found.read("placed_story.json"))
    assert row == {"story": BOARD, "rung": 3, "placed_on": TODAY.isoformat()}
    erase = own_client.get(f"{link.removesuffix('/stories')}/data/erase")
    own_client.answer(erase, "Erase everything")
    own_client.get(link, status=404)
    assert all_counts(product_of(own_client.app))["placed_story"] == 0


def test_an_organisation_and_other_links_have_none_of_it(own_app: Flask) -> None:
    product = product_of(own_app)
    office = make_office(product)
    signed_in_client(own_app, office.owner).get(f"{office.list}/stories", status=403)
    client, other = Client(own_app), Links(product).make(PANEL)
    assert "how far off you are" not in client.get(other.address).text
    assert "Place a story" in client.get(f"{other.address}/stories").text
