"""What came of a workshop is taken away by whoever runs it."""

from datetime import timedelta

import pytest
from flask import Flask

from ladder_assess import jobs
from ladder_assess.core.workshops.course import AGAIN, NEXT, OPEN, PAUSE, REVEAL
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.run_workshop import move_workshop
from tests.support.client import Client
from tests.support.kept.workshops import Room
from tests.support.site import TODAY

MAKE = "Make a PDF for everyone who was there"


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"record of {request.node.name}").move(OPEN, 6, REVEAL)


def test_the_record_is_made_and_handed_out(
    client: Client, app: Flask, product: Product, room: Room
) -> None:
    link = f"/workshops/{room.token}/record"
    assert client.browser.get(f"{link}/pdf").status_code == 404
    page = client.answer(client.get(link), MAKE)
    assert "The PDF is being made" in page.text
    assert client.browser.get(f"{link}/pdf/file").status_code == 404
    assert room.file is not None
    jobs.print_workshop(app.config["SETTINGS"], product, room.file.id)
    page = client.get(f"{link}/pdf")
    assert "is ready" in page.text
    made = client.browser.get(page.one("main a[role=button]")["href"])
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF")
    # It is asked for again, and made anew.
    assert "The PDF is being made" in client.answer(client.get(link), MAKE).text


def test_a_file_that_could_not_be_made_is_tried_again(
    client: Client, product: Product, room: Room
) -> None:
    link = f"/workshops/{room.token}/record"
    room.print("failed")
    page = client.get(f"{link}/pdf")
    assert "could not be made" in page.text
    assert "The PDF is being made" in client.answer(page, "Try again").text


def test_the_screen_ends_with_the_sums_of_the_record(client: Client, room: Room) -> None:
    second = (AGAIN, 6, REVEAL, NEXT)
    room.move(*second, OPEN, 6, REVEAL, *second)
    screen = client.get(f"/w/{room.now.code}/screen").text
    for said in ("Before people talked: 2 activities", "After they talked", "of 12 votes stand"):
        assert said in client.get(f"/workshops/{room.token}/record").text
        assert said in screen


def test_the_figures_are_a_table(client: Client, room: Room) -> None:
    made = client.browser.get(f"/workshops/{room.token}/record/csv")
    assert made.mimetype == "text/csv"
    head, *rows = made.get_data(as_text=True).strip().splitlines()
    assert head.startswith("\ufeffNumber,Activity,Vote,People,Choice,Picked by")
    assert len(rows) == 9
    assert rows[1].split(",")[-8:-5] == ["1. A show of support", "1", ""]


def test_the_page_says_how_far_from_the_rules_and_on_what_people_were_furthest_apart(
    client: Client, room: Room
) -> None:
    room.move(AGAIN, 6, REVEAL, NEXT, OPEN, 5, REVEAL, AGAIN, 5, REVEAL)
    page = client.get(f"/workshops/{room.token}/record").text
    assert "On either side of the rules, people stood" in page
    assert "away from it on the ladder at first, and" in page
    assert "People were furthest apart at first on these" in page


def test_nothing_is_taken_away_before_a_vote_was_shown(client: Client, product: Product) -> None:
    room = Room(product, "a record of nothing").move(OPEN, 6)
    assert MAKE not in client.get(f"/workshops/{room.token}/record").text
    made = client.browser.get(f"/workshops/{room.token}/record/csv").get_data(as_text=True)
    assert len(made.splitlines()) == 1


def test_it_is_of_the_day_on_which_the_room_began(client: Client, product: Product) -> None:
    """However long before it was made, and after which day it went on."""
    room = Room(product, "made a week before")
    for days, move in ((7, OPEN), (8, PAUSE)):
        now = room.now
        assert move_workshop(product, now, move, now.revision, TODAY + timedelta(days=days))
        assert room.now.made_on == TODAY + timedelta(days=7)
    assert "11 May 2026" in client.get(f"/workshops/{room.token}/record").text
