"""Tables with numbers: each says on its phones where it sits, and the record has how it stands."""

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import NEXT, OPEN, REVEAL
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.storage.workshops import tables
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import Room
from tests.support.page import Page


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"tables of {request.node.name}")


def sit(phone: Client, code: str, table: str, *, status: int = 200) -> Page:
    form = form_of(phone.get(f"/w/{code}"), "/table").fill(table=table)
    return phone.send(form, "Save", status=status)


def play(room: Room, tables: list[int], rung: int) -> None:
    """Let each vote for one rung on both exercises, at tables."""
    for _ in range(2):
        room.move(OPEN)
        for seat, table in enumerate(tables):
            assert cast_vote(room.product, room.now, f"seat {seat}", rung, table=table)
        room.move(REVEAL, NEXT)


def test_a_phone_says_where_it_sits_and_its_votes_count_there(app: Flask, room: Room) -> None:
    room.move(OPEN)
    code = room.now.code
    phones = [Client(app) for _ in range(5)]
    for phone in phones:
        assert "You sit at table 7" in sit(phone, code, "7").text
        phone.answer(phone.get(f"/w/{code}"), "Vote", pick="8")
    room.move(REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert [(each.table, each.votes) for each in tally.tables] == [(7, 5)]
    wrong = sit(phones[0], code, "100", status=422)
    assert "Enter a number from 1 to 99." in wrong.one("details[open]").text


def test_the_record_says_how_each_table_stands(client: Client, room: Room) -> None:
    play(room, [1] * 6 + [2] * 5 + [0] * 5, 8)
    page = client.get(f"/workshops/{room.token}/record").text
    assert "Each table, by the first votes" in page
    assert "Table 1: above the rules, by " in page
    assert "(2 activities, 12 votes)" in page
    assert "(2 activities, 10 votes)" in page


def test_small_tables_are_on_no_page(client: Client, room: Room) -> None:
    play(room, [1] * 6 + [2] * 4, 8)
    assert read_workshop(room.product, room.now).tables == ()
    assert "Each table" not in client.get(f"/workshops/{room.token}/record").text


def test_who_sits_where_is_in_no_file(room: Room) -> None:
    room.move(OPEN)
    for seat in range(6):
        assert cast_vote(room.product, room.now, f"seat {seat}", 4, table=1 + seat % 2)
    rows = room.product.database.reading.execute(
        "SELECT * FROM workshop_vote WHERE workshop_id = ?", (room.now.id,)
    ).fetchall()
    assert {row["picks"] for row in rows} == {"4"}
    remembered = room.product.database.memory.of
    of_room = room.product.database.reading, tables.TABLE, str(room.now.id)
    assert len(remembered(*of_room)) == 6
    room.move(REVEAL)
    assert not remembered(*of_room)
