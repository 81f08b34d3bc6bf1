"""A room votes by the facts, on phones without scripts, one question at a time."""

import re

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, FACTS, NEXT, OPEN, PAUSE, REVEAL
from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.services.workshops.vote_by_facts import answer_fact, said_of
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import OWNED, POLLED, TALKED, Room
from tests.support.page import Page

# What differs on each phone: its token, and its seat.
HIDDEN = re.compile(r'value="[^"]*"|id="seat">[^<]*')


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    vignette = next(v for v in product.definitions.vignettes.values() if v.rung is not None)
    return Room(product, f"facts of {request.node.name}", Exercise(VIGNETTE, vignette.id), OWNED)


def answer(phone: Client, page: Page, place: int = 0) -> Page:
    form = form_of(page)
    return phone.send(form.fill(answer=form.options("answer")[place]))


def answer_all(phone: Client, code: str, place: int = 0) -> Page:
    page = phone.get(f"/w/{code}")
    while "You have answered all that counts" not in page.text:
        page = answer(phone, page, place)
    return page


def test_a_room_sees_that_it_differs_on_labels_and_agrees_on_facts(
    app: Flask, client: Client, room: Room
) -> None:
    room.move(OPEN, 6, REVEAL)
    control = f"/workshops/{room.token}"
    page = client.answer(client.get(control), "Vote by the facts")
    assert "The room answers questions on the facts" in page.text
    phones = [Client(app) for _ in range(6)]
    for phone in phones:
        said = answer_all(phone, room.now.code).text
        assert re.search(r"your answers lead to rung \d: that is your vote", said)
    page = client.answer(client.get(control), "Show the votes")
    for shown in (page, Client(app).get(f"/w/{room.now.code}")):
        assert "People picked 6 different rungs." in shown.text
        assert "Their answers on the facts lead to one rung." in shown.text
        agreed = re.search(r"On (\d) of (\d) facts, three in four", shown.text)
        assert agreed, "all said the same of each fact"
        assert agreed[1] == agreed[2]
        assert "6 of 6 say" in shown.text
    assert re.search(r"Your vote: rung \d", phones[0].get(f"/w/{room.now.code}").text)
    assert "6 of 6 say" in client.get(f"{control}/screen").text
    room.move(EXPLAIN, NEXT)
    record = client.get(f"{control}/record").text
    assert "6 of 6 say" in record
    assert re.search(r"answers of \d of 6 people on the facts lead there too", record)
    assert "6 of 6" not in client.get(f"/w/{room.now.code}").text
    csv = client.browser.get(f"{control}/record/csv").text
    assert re.search(r",2,6,\"?Information: [^\n]+,6,,", csv)


def test_what_was_answered_is_there_after_coming_back(
    app: Flask, client: Client, room: Room
) -> None:
    room.move(FACTS)
    code = room.now.code
    first = client.get(f"/w/{code}")
    second = answer(client, first)
    assert "Question 2" in second.text
    seat = second.one("#seat").text
    other = Client(app)
    page = other.answer(other.get("/join"), "Join", code=code, seat=seat)
    assert page.one("h1").text == second.one("h1").text, "on another phone"
    assert "Question 2" in client.get(f"/w/{code}").text
    back = client.answer(second, "Back to the question before")
    assert back.one("h1").text == first.one("h1").text
    done = answer_all(client, code)
    undone = client.answer(done, "Change my last answer")
    assert "Question" in undone.text


def test_an_answer_to_a_page_of_before_counts_for_its_own_question(
    client: Client, room: Room
) -> None:
    room.move(FACTS)
    first = client.get(f"/w/{room.now.code}")
    second = answer(client, first)
    assert answer(client, first, 1).one("h1").text == second.one("h1").text
    room.move(5, REVEAL, FACTS)
    late = answer(client, second)
    assert "came too late, or was to another question" in late.text
    assert "Question 1" in late.text


def test_a_pick_is_no_answer_and_an_answer_no_pick(room: Room) -> None:
    room.move(OPEN)
    first = said_of(room.product, room.now, "a").next
    assert first is not None
    option = first.option_ids[0]
    assert not answer_fact(room.product, room.now, "a", first.id, option)
    room.move(5, REVEAL, FACTS)
    assert not cast_vote(room.product, room.now, "a", 4)
    assert not answer_fact(room.product, room.now, "a", first.id, "bogus")
    assert answer_fact(room.product, room.now, "a", first.id, option)
    assert not answer_fact(room.product, room.now, "a", "resources", "none"), "not asked for"


def test_nothing_of_the_answers_is_seen_before_they_are_shown(
    app: Flask, client: Client, room: Room
) -> None:
    room.move(FACTS)
    link, code = f"/workshops/{room.token}", room.now.code
    places = [link, f"{link}/now", f"/w/{code}/screen", f"/w/{code}/screen/now", f"{link}/record"]

    def seen() -> list[tuple[str, str | None]]:
        pages = [client.browser.get(place) for place in places]
        pages += [Client(app).browser.get(f"/w/{code}")]
        return [(HIDDEN.sub("", p.text), p.headers.get("ETag")) for p in pages]

    before = [text for text, _ in seen()]
    tags = [tag for _, tag in seen()]
    room.move(7)
    assert [text for text, _ in seen()] == before
    assert [tag for _, tag in seen()][:5] == tags[:5]
    room.move(PAUSE)
    assert "The vote is paused" in Client(app).get(f"/w/{code}").text


def test_whoever_has_not_come_to_the_end_is_not_counted(client: Client, room: Room) -> None:
    room.move(FACTS, 4)
    answer(client, client.get(f"/w/{room.now.code}"))
    room.move(REVEAL)
    assert "Fewer than five people voted" in client.get(f"/w/{room.now.code}").text
    assert room.rounds == (None,)


def test_a_phone_that_is_not_counted_is_told(client: Client, room: Room) -> None:
    room.move(FACTS, 5)
    answer(client, client.get(f"/w/{room.now.code}"))
    room.move(REVEAL)
    said = "You did not come to the end of the questions, so your answers do not count."
    assert said in client.get(f"/w/{room.now.code}").text
    room.move(NEXT)
    assert said not in client.get(f"/w/{room.now.code}").text


def test_over_all_only_what_people_picked_counts(room: Room, product: Product) -> None:
    """Before and after they talked is no figure where one vote was of rungs and one of facts."""
    vignettes = [v for v in product.definitions.vignettes.values() if v.rung is not None]
    chosen = [Exercise(VIGNETTE, v.id) for v in vignettes[:2]]
    two = Room(product, "picked and answered", *chosen)
    two.move(OPEN, 6, REVEAL, FACTS, 6, REVEAL, NEXT, FACTS, 6, REVEAL, AGAIN, 6, REVEAL, NEXT)
    record = read_workshop(product, two.now)
    assert (record.first, record.before, record.after) == (None, None, None)


def test_it_is_offered_for_what_has_a_place_on_the_ladder_alone(
    client: Client, product: Product
) -> None:
    for number, (exercise, offered) in enumerate(((OWNED, True), (POLLED, False), (TALKED, False))):
        room = Room(product, f"offered {number}", exercise)
        page = client.get(f"/workshops/{room.token}").text
        assert ("Vote by the facts" in page) == offered
