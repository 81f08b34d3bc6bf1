"""A room without phones: pages to print, and votes on paper typed in."""

import pytest
from flask import Flask

from ladder_assess import jobs
from ladder_assess.core.workshops.course import AGAIN, NEXT, OPEN
from ladder_assess.core.workshops.made_file import PACK
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.make_file import file_of
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.workshops import ASKED_ALL, POLLED, RANKED, TALKED, Room


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"paper of {request.node.name}")


def key_in(client: Client, room: Room, counts: dict[int, str], status: int = 200) -> str:
    page = client.get(f"/workshops/{room.token}/paper")
    form = next(f for f in forms_of(page) if "choice-0" in f.values)
    filled = form.fill(**{f"choice-{number}": count for number, count in counts.items()})
    return client.send(filled, "Show these votes", status=status).text


def test_votes_on_paper_are_shown_as_any(client: Client, room: Room) -> None:
    page = client.follow(client.get(f"/workshops/{room.token}"), "Without phones")
    assert "Type in votes on paper" in page.text
    assert "The room sees the votes" in key_in(client, room, {2: "3", 4: "4"})
    (tally,) = room.rounds
    assert tally is not None
    assert tally.counts == (0, 0, 3, 0, 4, 0, 0, 0, 0)
    assert "7 people voted" in client.get(f"/w/{room.now.code}").html
    assert "Nothing can be typed in" in client.get(f"/workshops/{room.token}/paper").text
    room.move(AGAIN)
    key_in(client, room, {4: "7"})
    assert [tally and tally.votes for tally in room.rounds] == [7, 7]


def test_of_fewer_than_five_nothing_is_kept(client: Client, room: Room) -> None:
    assert "too few votes to show" in key_in(client, room, {2: "4"})
    assert room.rounds == (None,)


def test_votes_of_phones_are_thrown_away_unseen(client: Client, room: Room) -> None:
    room.move(OPEN, 6)
    key_in(client, room, {0: "5"})
    (tally,) = room.rounds
    assert tally is not None
    assert tally.counts == (5, 0, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize("count", ["-1", "1001", "some", "1.5"])
def test_what_is_no_count_is_told_in_words(client: Client, room: Room, count: str) -> None:
    assert "There is a problem" in key_in(client, room, {3: count}, status=422)
    assert room.rounds == ()


def test_two_do_not_type_it_in_twice(app: Flask, client: Client, room: Room) -> None:
    page = client.get(f"/workshops/{room.token}/paper")
    form = next(f for f in forms_of(page) if "choice-0" in f.values)
    key_in(Client(app), room, {1: "9"})
    page = client.send(form.fill(**{"choice-2": "8"}), "Show these votes")
    assert "Somebody else had moved on already" in page.text
    (tally,) = room.rounds
    assert tally is not None
    assert tally.counts[1] == 9


def test_changes_put_in_order_on_paper_come_in_as_points(client: Client, product: Product) -> None:
    room = Room(product, "paper for changes", RANKED)
    assert "How many points did each get?" in client.get(f"/workshops/{room.token}/paper").text
    page = key_in(client, room, {0: "15", 1: "9", 2: "5"}, status=422)
    assert "add up to a multiple of 6, which" in page
    key_in(client, room, {0: "15", 1: "10", 2: "5"})
    (tally,) = room.rounds
    assert tally is not None
    assert (tally.votes, tally.counts) == (5, (15, 10, 5, 0))


def test_answers_to_a_dimension_on_paper_are_typed_in(client: Client, product: Product) -> None:
    room = Room(product, "paper for a dimension", ASKED_ALL)
    all_but_one = {0: "6", 5: "6", 10: "6"}
    page = key_in(client, room, all_but_one, status=422)
    assert "every question must have as many answers as every other" in page
    key_in(client, room, {**all_but_one, 15: "2", 16: "4"})
    (tally,) = room.rounds
    assert tally is not None
    assert tally.votes == 6


def test_for_talk_nothing_is_typed_in(client: Client, product: Product) -> None:
    room = Room(product, "paper for all", POLLED, TALKED)
    link = f"/workshops/{room.token}/paper"
    key_in(client, room, {0: "5", 1: "1"})
    room.move(NEXT)
    assert "Nothing can be typed in" in client.get(link).text
    room.move(NEXT)
    assert "Nothing can be typed in: the workshop is over" in client.get(link).text


def test_the_pages_to_print_are_made(client: Client, app: Flask, room: Room) -> None:
    link = f"/workshops/{room.token}"
    page = client.answer(client.get(f"{link}/paper"), "Make the pages to print")
    assert "The PDF is being made" in page.text
    product = room.product
    file = file_of(product, room.now, PACK)
    assert file is not None
    jobs.print_workshop(app.config["SETTINGS"], product, file.id)
    assert "The last page is for you alone" in client.get(f"{link}/pack/pdf").text
    assert client.browser.get(f"{link}/pack/pdf/file").data.startswith(b"%PDF")
    assert client.browser.get(f"{link}/record/pdf").status_code == 404
    assert form_of(client.get(f"{link}/paper"))
