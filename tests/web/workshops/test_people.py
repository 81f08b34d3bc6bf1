"""Names in a room: chosen or not, seen by whoever runs it, hidden, and taken out."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import NEXT, OPEN
from ladder_assess.core.workshops.people import MOST_ON_SCREEN
from ladder_assess.core.workshops.room_code import SEAT_LENGTH
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import vote_of
from ladder_assess.services.workshops.keep_people import come_in, people_in
from ladder_assess.storage.workshops import people as memory
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import Room
from tests.support.page import Page


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"people of {request.node.name}")


@pytest.fixture
def phone(app: Flask) -> Client:
    return Client(app)


def call(phone: Client, room: Room, name: str, *, status: int = 200) -> Page:
    form = form_of(phone.get(f"/w/{room.now.code}/name"), "/name").fill(name=name)
    return phone.send(form, "Save", status=status)


def press(client: Client, room: Room, words: str) -> Page:
    """Press the button beside the only name."""
    form = form_of(client.get(f"/workshops/{room.token}"), "/people")
    button = next(each for each in form.buttons if words in each.text)
    return client.send(form, button.text)


def screen(client: Client, room: Room) -> str:
    return client.browser.get(f"/w/{room.now.code}/screen/now").text


def test_whoever_likes_says_a_name_and_may_take_it_back(
    client: Client, phone: Client, room: Room
) -> None:
    assert "Your name here: Zoë Ŵ" in call(phone, room, "  Zoë\nŴ ").text
    assert "1 person gave a name" in client.get(f"/workshops/{room.token}").text
    assert "Here are: Zoë Ŵ" in screen(client, room)
    assert "Say your name, if you like" in call(phone, room, "").text
    assert "gave a name" not in client.get(f"/workshops/{room.token}").text


@pytest.mark.parametrize("unseen", ["\u200b\u200b", "\u2060 \u200d", "\u0301"])
def test_a_name_of_which_nothing_is_seen_is_none(phone: Client, room: Room, unseen: str) -> None:
    assert "Say your name, if you like" in call(phone, room, unseen).text
    assert people_in(room.product, room.now) == ()


def test_a_name_of_5000_characters_is_told_and_kept_on_the_page(phone: Client, room: Room) -> None:
    page = call(phone, room, "x" * 5000, status=422)
    assert "Shorten this to 40 characters or fewer." in page.text
    assert page.one("#name")["value"] == "x" * 5000
    assert people_in(room.product, room.now) == ()


def test_a_rude_name_is_hidden_also_where_it_is_changed(
    client: Client, phone: Client, room: Room
) -> None:
    call(phone, room, "Rude <b>words")
    page = press(client, room, "Hide the name")
    assert "Rude <b>words (hidden)" in page.text
    assert "Rude" not in screen(client, room)
    call(phone, room, "Ruder words")
    assert "Ruder" not in screen(client, room)
    press(client, room, "Show the name")
    assert "Here are: Ruder words" in screen(client, room)


def test_a_nuisance_is_taken_out_told_kindly_and_may_be_let_in_again(
    client: Client, phone: Client, room: Room
) -> None:
    call(phone, room, "A nuisance")
    room.move(OPEN)
    code = room.now.code
    voting = phone.answer(phone.get(f"/w/{code}"), "Vote", pick="2")
    seat = voting.one("#seat").text.replace(" ", "")
    assert "What they have voted so far counts" in press(client, room, "Take out").text
    assert vote_of(room.product, room.now, seat) == (2,)
    late = phone.send(form_of(voting).fill(pick="7"), "Change my vote")
    assert "You are not in this room just now" in late.text
    assert vote_of(room.product, room.now, seat) == (2,), "it cannot be changed either"
    assert "You are not in this room" in phone.browser.get(f"/w/{code}/now").text
    again = form_of(phone.get("/join"), "/join").fill(code=code, seat=seat)
    assert "You are not in this room" in phone.send(again, "Join").text, "not by the same seat"
    press(client, room, "Let in again")
    assert "You voted for rung 2" in phone.get(f"/w/{code}").text


def take_out(client: Client, phone: Client, room: Room) -> None:
    call(phone, room, "A nuisance")
    press(client, room, "Take out")


@pytest.mark.parametrize("made_up", [False, True])
def test_who_was_taken_out_comes_back_by_no_seat_that_they_type(
    app: Flask, client: Client, phone: Client, room: Room, made_up: bool
) -> None:
    """Any letters were a seat, by which they were somebody else."""
    other = Client(app).get(f"/w/{room.now.code}").one("#seat").text
    seat = phone.get(f"/w/{room.now.code}").one("#seat").text
    take_out(client, phone, room)
    typed = "C" * SEAT_LENGTH if made_up else other
    form = form_of(phone.get("/join"), "/join").fill(code=room.now.code, seat=typed)
    assert "You are not in this room" in phone.send(form, "Join").text
    another = Client(app)
    again = form_of(another.get("/join"), "/join").fill(code=room.now.code, seat=seat)
    assert "You are not in this room" in another.send(again, "Join").text


def test_who_was_taken_out_stays_known_to_be_let_in_again(
    client: Client, phone: Client, room: Room
) -> None:
    """They took their name back, and nobody could undo a mistake."""
    form = form_of(phone.get(f"/w/{room.now.code}/name"), "/name").fill(name="")
    take_out(client, phone, room)
    assert "You are not in this room" in phone.send(form, "Save").text
    assert "A nuisance (out of the room)" in client.get(f"/workshops/{room.token}").text
    phone.browser.delete_cookie("rooms")
    memory.forget(room.product.database, room.now)
    control = client.get(f"/workshops/{room.token}").text
    assert "0 people gave a name" in control
    assert "Somebody whose name is gone (out of the room)" in control
    press(client, room, "Let in again")
    assert "out of the room" not in client.get(f"/workshops/{room.token}").text


def test_two_of_one_name_are_told_apart_and_nobody_is_kept_out(
    app: Flask, client: Client, phone: Client, room: Room
) -> None:
    others = [Client(app), Client(app), Client(app)]
    assert "Your name here: Ann Say" not in call(phone, room, "Ann").text
    assert "Your name here: ann (2). Somebody else" in call(others[0], room, " ann ").text
    call(others[1], room, "Ann (3)")
    assert "Your name here: Ann (4)." in call(others[2], room, "Ann").text
    control = client.get(f"/workshops/{room.token}").text
    assert "4 people gave a name" in control
    assert "Ann: Hide the name: Ann" in control
    assert "Ann (4): Hide the name: Ann (4)" in control
    assert "Here are: Ann, ann (2), Ann (3), Ann (4)" in screen(client, room)
    call(phone, room, "Bea")
    assert "Your name here: ann (2)" in others[0].get(f"/w/{room.now.code}").text, "she stays so"


def test_names_come_back_by_the_phones_where_the_server_begins_anew(
    client: Client, phone: Client, room: Room
) -> None:
    call(phone, room, "Ada")
    press(client, room, "Hide the name")
    memory.forget(room.product.database, room.now)
    phone.browser.get(f"/w/{room.now.code}/now")
    assert [(each.name, each.state) for each in people_in(room.product, room.now)] == [
        ("Ada", "hidden")
    ]


def test_names_go_as_the_workshop_ends(client: Client, phone: Client, room: Room) -> None:
    call(phone, room, "Ada")
    room.move(NEXT, NEXT)
    assert not memory.here(room.product.database, room.now)
    assert "Ada" not in phone.get(f"/w/{room.now.code}").text
    assert not memory.here(room.product.database, room.now)


def test_a_screen_has_the_last_names_and_how_many_more_there_are(
    client: Client, room: Room
) -> None:
    for number in range(MOST_ON_SCREEN + 3):
        come_in(room.product, room.now, f"seat {number}", f"Name {number}")
    assert "Name 3, Name 4" in screen(client, room)
    assert "and 3 more" in screen(client, room)
    room.move(OPEN)
    assert "Here are" not in screen(client, room)


def noting(asked: list[str], what: str, does: Callable[..., Any]) -> Callable[..., Any]:
    def note(*given: Any) -> Any:
        asked.append(what)
        return does(*given)

    return note


def test_so_many_names_are_remembered_and_no_more(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger could make up thousands of rooms and of seats."""
    monkeypatch.setattr(memory, "MOST_NAMES", 2)
    monkeypatch.setattr(memory, "MOST_ROOMS", 1)
    for number in range(3):
        come_in(room.product, room.now, f"seat {number}", "Ada")
    assert len(people_in(room.product, room.now)) == 2
    other = Room(room.product, "another room full of names")
    asked: list[str] = []
    own = type(room.product.database.memory)
    for what in ("of", "forget_first"):
        monkeypatch.setattr(own, what, noting(asked, what, getattr(own, what)))
    for seat in ("seat 0", "seat 2"):
        come_in(room.product, room.now, seat, "Ada")
    assert asked == [], "each phone asks every two seconds: neither who is here nor who is not"
    come_in(room.product, other.now, "seat", "Ben")
    come_in(room.product, other.now, "seat 1", "Bea")
    assert asked == ["of", "forget_first", "of"]
    assert people_in(room.product, room.now) == ()
    assert len(people_in(room.product, other.now)) == 2
