"""A room without phones answers the facts on paper: its sheets are keyed in, a line for each."""

import random

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import FACTS, NEXT, REVEAL
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.read_workshop import rounds_of
from ladder_assess.services.workshops.vote_by_facts import answer_fact, facts_ballot, said_of
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import OWNED, POLLED, Room

SHOW = "Show what the room said"


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"facts on paper of {request.node.name}", OWNED, OWNED)


def key_in(client: Client, room: Room, lines: list[str], status: int = 200) -> str:
    page = client.get(f"/workshops/{room.token}/paper/facts")
    form = form_of(page).fill(sheets="\n".join(lines))
    return client.send(form, SHOW, status=status).text


def sheets(product: Product, many: int) -> list[list[int]]:
    """What people mark, as it comes; 0 for nothing."""
    drawn = random.Random(5)
    items = facts_ballot(product).items
    return [[drawn.randint(0, len(item.option_ids)) for item in items] for _ in range(many)]


def test_sheets_come_to_what_phones_come_to(client: Client, room: Room) -> None:
    product, marked = room.product, sheets(room.product, 6)
    page = client.follow(client.get(f"/workshops/{room.token}/paper"), "type those in")
    assert "A line has 14 numbers." in page.text
    lines = [" ".join(str(number or "-") for number in sheet) for sheet in marked]
    assert "The room sees what it said of the facts" in key_in(client, room, [*lines, ""])
    (on_paper,) = room.rounds
    room.move(NEXT, FACTS)
    options = {item.id: item.option_ids for item in facts_ballot(product).items}
    for seat, sheet in enumerate(marked):
        said = dict(zip(options, sheet, strict=True))
        while (asked := said_of(product, room.now, f"seat {seat}").next) is not None:
            number = said[asked.id]
            option = options[asked.id][number - 1] if number else "unknown"
            assert answer_fact(product, room.now, f"seat {seat}", asked.id, option)
    room.move(REVEAL)
    assert on_paper is not None
    assert on_paper.by_facts
    assert rounds_of(product, room.now, 2) == (on_paper,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("1 2 3", "Line 2 has 3 answers, and a sheet has 14."),
        ("1,9,-,-,-,-,-,-,-,-,-,-,-,-", "Line 2: fact 2 has the answers 1 to 4, and - for none."),
        ("1\t\u0661" + "-" * 12, "Line 2: fact 2 has the answers 1 to 4, and - for none."),
    ],
)
def test_what_is_no_sheet_is_told_by_its_line(
    client: Client, room: Room, line: str, said: str
) -> None:
    assert said in key_in(client, room, ["-" * 14, line], status=422)
    assert room.rounds == ()


def test_of_fewer_than_five_sheets_nothing_is_kept(client: Client, room: Room) -> None:
    assert "too few votes to show" in key_in(client, room, ["1" * 14] * 4)
    assert room.rounds == (None,)


def test_two_do_not_key_them_in_twice(app: Flask, client: Client, room: Room) -> None:
    page = client.get(f"/workshops/{room.token}/paper/facts")
    key_in(Client(app), room, ["1" * 14] * 5)
    page = client.answer(page, SHOW, sheets="\n".join(["2" * 14] * 5))
    assert "Somebody else had moved on already" in page.text


def test_there_is_nothing_to_key_in_where_nothing_is_placed(
    client: Client, product: Product
) -> None:
    room = Room(product, "a poll has no facts", POLLED)
    link = f"/workshops/{room.token}/paper"
    assert "type those in" not in client.get(link).text
    assert "No facts can be typed in just now" in client.get(f"{link}/facts").text
