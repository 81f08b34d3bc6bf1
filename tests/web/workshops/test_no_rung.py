"""A service to one person stands on no rung: a room can say so, and that is drawn and counted apart
from the rungs.
"""

import csv
import io

import pytest
from flask import Flask

from ladder_assess.core.workshops.ballot import NO_RUNG
from ladder_assess.core.workshops.course import EXPLAIN, NEXT, OPEN, REVEAL
from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.read_workshop import read_workshop
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.workshops import Room

FOR_ONE, FOR_MANY = Exercise(VIGNETTE, "back-exercises"), Exercise(VIGNETTE, "quarry-road")


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"no rung in {request.node.name}", FOR_ONE, FOR_MANY)


def play(room: Room, *picks: int) -> None:
    room.move(OPEN)
    for seat, pick in enumerate(picks):
        assert cast_vote(room.product, room.now, f"seat {seat}", pick)
    room.move(REVEAL)


def test_a_phone_says_that_it_has_no_rung(app: Flask, client: Client, room: Room) -> None:
    phone, code = Client(app), room.move(OPEN, 4).now.code
    asked = phone.get(f"/w/{code}")
    assert form_of(asked).options("pick")[-2:] == ["0", str(NO_RUNG)]
    assert "You voted that it has no rung" in phone.answer(asked, "Vote", pick=str(NO_RUNG)).text
    room.move(REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert (tally.votes, sum(tally.counts), tally.beside) == (5, 4, 1)
    page = phone.get(f"/w/{code}")
    assert "Your vote: no rung" in page.text
    assert "No rung: 1 person." in page.text
    room.move(EXPLAIN)
    for shown in (phone.get(f"/w/{code}"), client.get(f"/workshops/{room.token}")):
        assert "so it has no rung" in shown.text
        assert "By the facts, it stands" not in shown.text
        assert "The facts that decide" in shown.text


def test_it_is_counted_apart_from_how_far_people_stand(client: Client, room: Room) -> None:
    play(room, *[NO_RUNG] * 5, 0)
    room.move(NEXT)
    play(room, 6, 6, 6, 8, 8, NO_RUNG)
    (for_one,) = room.rounds
    assert for_one is not None
    assert for_one.beside == 5
    record = read_workshop(room.product, room.now)
    many = record.played[1]
    assert many.placed is not None
    assert many.away(many.rounds[0]) == pytest.approx(0.8)
    assert record.played[0].placed is None
    page = client.get(f"/workshops/{room.token}/record")
    said = "The rules say: no rung, as it is a service to one person. 5 of 6 people say so too."
    assert said in page.text
    assert "3 of 6 people stand there too" in page.text
    table = csv.reader(io.StringIO(client.browser.get(f"{page.address}/csv").text))
    apart = [(row[0], row[4], row[5]) for row in table if row[4] == "No rung"]
    assert apart == [("1", "No rung", "5"), ("2", "No rung", "1")]


def test_all_can_say_so_of_what_has_a_rung(client: Client, room: Room) -> None:
    room.move(NEXT)
    play(room, *[NO_RUNG] * 5)
    played = read_workshop(room.product, room.now).played[0]
    assert played.away(played.rounds[0]) is None
    assert "No rung: 5 people." in client.get(f"/workshops/{room.token}/record").text
    room.move(NEXT)
    assert "0 of 5 people stand there too" in client.get(f"/w/{room.now.code}").text


def test_on_paper_too(client: Client, room: Room) -> None:
    page = client.get(f"/workshops/{room.token}/paper")
    form = next(f for f in forms_of(page) if "choice-0" in f.values)
    client.send(form.fill(**{"choice-0": "2", f"choice-{NO_RUNG}": "3"}), "Show these votes")
    (tally,) = room.rounds
    assert tally is not None
    assert (tally.counts[0], tally.beside, tally.votes) == (2, 3, 5)
