"""One phone that forgets its cookies, and so takes a new seat for each vote, keeps nobody out."""

from dataclasses import replace

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import FACTS, OPEN, REVEAL
from ladder_assess.services.common.limits import LIMITS
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops import cast_vote as casting
from ladder_assess.storage.workshops import new_seats, workshops
from ladder_assess.web.workshops.phone import SETTLES
from tests.support.client import Client
from tests.support.kept.workshops import Room
from tests.support.page import Page

MOST = 5
FULL = "This room is full"
SOON = "Wait ten seconds, and vote again."


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.setattr(casting, "MOST_VOTERS", MOST)
    return Room(product, f"many seats in {request.node.name}")


@pytest.fixture
def wait(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time has gone by for whoever came before."""
    begun = app.config["NOW"]
    monkeypatch.setitem(app.config, "NOW", lambda: begun() + SETTLES)


def vote(phone: Client, code: str, rung: int) -> Page:
    return phone.answer(phone.get(f"/w/{code}"), "Vote", pick=str(rung))


def flood(app: Flask, code: str) -> None:
    """Fill the room, each time as another phone."""
    for _ in range(MOST):
        vote(Client(app), code, 8)


def votes(room: Room) -> list[int]:
    found = workshops.votes(room.product.database.reading, room.now)
    return sorted(picked[0] for picked in found)


def test_a_phone_that_stays_finds_a_seat_and_keeps_it(
    app: Flask, room: Room, request: pytest.FixtureRequest
) -> None:
    code = room.move(OPEN).now.code
    phones = [Client(app) for _ in range(MOST)]
    for phone in phones:
        phone.get(f"/w/{code}")
    assert "You voted for rung 1" in vote(phones[0], code, 1).text
    flood(app, code)
    assert votes(room) == [1] + [8] * (MOST - 1)
    assert SOON in vote(phones[1], code, 2).text
    request.getfixturevalue("wait")
    phones[0].get(f"/w/{code}")
    for rung, phone in enumerate(phones[1:], start=1):
        assert f"You voted for rung {rung}" in vote(phone, code, rung).text
    assert votes(room) == sorted([1, *range(1, MOST)])
    late = Client(app)
    assert FULL in vote(late, code, 0).text
    room.move(REVEAL)
    (came,) = room.rounds
    assert came is not None
    assert came.votes == MOST
    assert not new_seats.here(room.product.database, room.now)


def test_by_the_facts_too(app: Flask, room: Room, request: pytest.FixtureRequest) -> None:
    code = room.move(FACTS).now.code
    phone, answer = Client(app), {"answer": "open"}
    asked = phone.get(f"/w/{code}")
    for _ in range(MOST):
        other = Client(app)
        other.answer(other.get(f"/w/{code}"), "", **answer)
    assert SOON in phone.answer(asked, "", **answer).text
    request.getfixturevalue("wait")
    assert "Question 2" in phone.answer(asked, "", **answer).text


def test_forty_phones_behind_the_address_of_one_that_floods_vote_on(
    app: Flask,
    room: Room,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(app.config, "LIMIT_TIMES", 1)
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setitem(LIMITS, "vote", replace(LIMITS["vote"], most=MOST))
    monkeypatch.setattr(casting, "MOST_VOTERS", 60)
    path, said = f"/w/{room.move(OPEN).now.code}", {"pick": "3", "at": "1-1"}
    phones = [app.test_client() for _ in range(40)]
    for phone in phones:
        phone.get(path)
    flood = [app.test_client().post(path, data=said).status_code for _ in range(MOST + 1)]
    assert flood == [302] * MOST + [429]
    assert phones[0].post(path, data=said).status_code == 429
    request.getfixturevalue("wait")
    assert {phone.post(path, data=said).status_code for phone in phones} == {302}
    assert votes(room) == [3] * (MOST + 40)
