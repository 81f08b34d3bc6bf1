"""Where figures add up activities of two versions of the rules, or place some by other rules than
the list does, the page says so. The plan alone did.
"""

from datetime import timedelta

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.history import changes_since
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import BY, DECIDING, FIRST
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.lists import fill
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.site import TODAY
from tests.web.activities.moving.test_clearer import described_first

PAGES = ("pictures", "picture")
NEWEST = "version 2 (November 2026)"


@pytest.fixture
def link(links: Links) -> Link:
    return described_first(links, PANEL, DECIDING, {**DECIDING, "name": "Another"})


def moved(link: Link, *numbers: int) -> None:
    by = Author(when=noon(TODAY - timedelta(3)))
    for number in numbers:
        move(link.product, link.portfolio, number, {}, link.record(number).revision, by)


def told(page: Page) -> str:
    return page.words_of("#not-moved") if page.all("#not-moved") else ""


@pytest.mark.parametrize("page", PAGES)
def test_how_many_were_not_moved_is_said_where_others_were(
    client: Client, link: Link, page: str
) -> None:
    address = f"{link.address}/{page}"
    assert told(client.get(address)) == "", "all stand by the same rules"
    moved(link, 1)
    assert "2 of these activities stand by the rules of earlier" in told(client.get(address))
    moved(link, 2)
    found = client.get(address)
    assert "One of these activities stands by the rules of earlier" in told(found)
    assert client.follow(found, "See what became clearer").address == f"{link.address}/clearer"
    assert told(client.get(f"{address}?q=Another")) == "", "what is shown stands by the same rules"
    moved(link, 3)
    assert told(client.get(address)) == ""


def test_the_page_to_print_names_the_rules_that_it_is_made_by(client: Client, link: Link) -> None:
    """It named the newest alone, whatever placed the activities on it."""

    def source(asked: str = "") -> str:
        return client.get(f"{link.address}/picture{asked}").words_of(".app-sheet__source")

    assert "by version 1 of the rules" in source()
    moved(link, 3)
    assert f"by version 1 and {NEWEST} of the rules" in source()
    assert f"by {NEWEST} of the rules" in source("?q=Another")
    moved(link, 1, 2)
    assert f"by {NEWEST} of the rules" in source()


def test_comparing_with_others_says_that_it_goes_by_the_newest_rules(
    app: Flask, product: Product
) -> None:
    office = make_office(product)
    owner = signed_in_client(app, office.owner)
    address = f"{office.list}/compare/activity"
    fill(product, office.portfolio, [ActivityRecord(0, "full", dict(DECIDING), stamp=FIRST)],
         noon(TODAY))  # fmt: skip
    assert "Here it is placed by the newest rules" in owner.get(address).words_of("#earlier")
    move(product, office.portfolio, 1, {}, 0, BY)
    assert not owner.get(address).all("#earlier")


def test_the_spread_over_months_says_where_answers_were_read_anew(
    app: Flask, product: Product
) -> None:
    """What was only understood otherwise was drawn there like anything that was done."""
    office = make_office(product)
    fill(product, office.portfolio, [ActivityRecord(0, "full", dict(DECIDING), stamp=FIRST)],
         noon(TODAY - timedelta(90)))  # fmt: skip
    changed = {"resources": "some"}
    for days, item in ((80, "seats"), (40, "purpose")):
        by = Author(when=noon(TODAY - timedelta(days)))
        save_answers(product, office.portfolio, 1, {item: "unknown"}, by)
    owner = signed_in_client(app, office.owner)
    address, words = f"{office.list}/compare/activity", "answers were read anew for a move"
    assert "Each point is the end of a month" in owner.get(address).words_of("#trend")
    assert words not in owner.get(address).text
    seen = changes_since(product.database, office.portfolio, 1, 0)[-1].revision
    assert move(product, office.portfolio, 1, changed, seen, BY)
    assert f"Of 1 activity, {words}" in owner.get(address).words_of("#trend")


def test_the_plan_says_how_many_were_moved(client: Client, link: Link) -> None:
    moved(link, 1)
    plan = f"{link.address}/plan"
    assert "one activity was moved to other questions" in client.get(plan).words_of("#over-time")
    moved(link, 2)
    assert "2 activities were moved to other questions" in client.get(plan).words_of("#over-time")
