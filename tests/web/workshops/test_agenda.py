"""A workshop is put together of exercises of every kind, and each is done on phones."""

from datetime import date

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import NEXT, OPEN, REVEAL, START
from ladder_assess.core.workshops.exercise import CASE, Exercise, read_exercise
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import (
    account_of,
    accounts,
    dimensions,
    questions,
)
from ladder_assess.services.workshops.set_agenda import add_exercises
from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.kept.workshops import OWNED, POLLED, RANKED, TALKED, Room
from tests.support.page import Page
from tests.support.site import TODAY


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"agenda of {request.node.name}")


def kinds(room: Room) -> list[str]:
    return [exercise.kind for exercise in room.now.exercises]


def add(client: Client, room: Room, link: str, **values: str | list[str]) -> Page:
    page = client.follow(client.get(f"/workshops/{room.token}/agenda"), link)
    return client.answer(page, "Add", **values)


def test_every_kind_is_added_at_the_end(client: Client, room: Room, product: Product) -> None:
    vignette = next(iter(product.definitions.vignettes))
    add(client, room, "Add activities to place", exercises=[f"vignette:{vignette}"])
    add(client, room, "Place an activity of your own", name="Our forum", text="It advises.")
    page = client.get(f"/workshops/{room.token}/agenda/question")
    asked = form_of(page).options("question")[3]
    add(client, room, "Answer a question from a questionnaire", question=asked)
    add(client, room, "Ask a question of your own", question="Tea?", choices="Yes\nNo\n")
    add(client, room, "Put changes in order", question="First?", choices="A\nB\nC")
    page = add(client, room, "Talk for some minutes", about="What now?", minutes="5")
    assert kinds(room)[2:] == ["vignette", "own", "question", "poll", "rank", "talk"]
    assert room.now.exercises[4].key == asked
    assert "What now?" in page.text
    assert "It is added at the end" in page.text


def test_changes_are_proposed_from_what_the_room_places(client: Client, room: Room) -> None:
    page = client.get(f"/workshops/{room.token}/agenda/rank")
    proposed = form_of(page).values["choices"][0].splitlines()
    assert 3 <= len(proposed) <= 8
    add(client, room, "Put changes in order", question="What first?")
    typed = room.now.exercises[-1].typed
    assert typed is not None
    assert list(typed.choices) == [line.strip() for line in proposed]


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("library", {}, "Tick at least one activity"),
        ("own", {"name": " "}, "Enter an answer to"),
        ("own", {"name": "N" * 5000}, "There is a problem"),
        ("poll", {"question": "Tea?", "choices": "Yes"}, "Type at least 2 and at most 8"),
        ("poll", {"question": "Tea?", "choices": "Yes\nYes"}, "The same stands there twice"),
        ("poll", {"question": "Tea?", "choices": "Yes\n" + "N" * 201}, "at most 200 letters"),
        ("rank", {"question": "First?", "choices": "A\nB"}, "Type at least 3 and at most 8"),
        ("talk", {"about": "Why?", "minutes": "0"}, "Enter from 1 to 60 minutes"),
    ],
)
def test_what_cannot_be_added_is_told_in_words(
    client: Client, room: Room, kind: str, values: dict[str, str], said: str
) -> None:
    form = form_of(client.get(f"/workshops/{room.token}/agenda/{kind}"))
    assert said in client.send(form.fill(**values), "Add", status=422).text
    assert len(room.now.exercises) == 2


def test_a_day_holds_twenty(client: Client, room: Room, product: Product) -> None:
    case = Exercise(CASE, product.definitions.cases[0].id)
    assert add_exercises(product, room.now, [case] * 18, TODAY)
    page = add(client, room, "Talk for some minutes", about="What now?", minutes="5")
    assert "There is no room for more" in page.text
    assert len(room.now.exercises) == 20


def test_what_was_not_begun_is_moved_and_taken_out(client: Client, room: Room) -> None:
    first, second = room.now.exercises
    add(client, room, "Talk for some minutes", about="What now?", minutes="5")
    link = f"/workshops/{room.token}/agenda"
    page = client.answer(client.get(link), f"Move down: {_title(client, room)}")
    assert room.now.exercises[:2] == (second, first)
    client.answer(page, "Take out: What now?")
    assert room.now.exercises == (second, first)
    room.move(OPEN)
    assert len(client.get(link).all("ol button")) == 1
    old = client.get(link)
    room.move(REVEAL)
    page = client.answer(old, old.all("main form button")[0].text)
    assert "Somebody else has changed the workshop" in page.text
    assert room.now.exercises == (second, first)


def _title(client: Client, room: Room) -> str:
    text: str = client.get(f"/workshops/{room.token}/agenda").all("ol li strong")[0].text
    return text.partition(". ")[2]


def test_a_poll_is_voted_on_and_shown(app: Flask, client: Client, product: Product) -> None:
    room = Room(product, "a poll", POLLED).move(OPEN, 5)
    phone = Client(app)
    page = phone.answer(phone.get(f"/w/{room.now.code}"), "Vote", pick="0")
    assert "You voted" in page.text
    assert "Yes & no" in page.text
    room.move(REVEAL)
    page = phone.get(f"/w/{room.now.code}")
    assert "6 people voted" in page.text
    assert "< 100% online?" in page.text
    assert "4 people" in page.text
    control = client.get(f"/workshops/{room.token}")
    assert [b.text for b in control.all("#now button")] == ["Vote again", "Finish"]


def test_changes_are_put_in_order(app: Flask, product: Product) -> None:
    room = Room(product, "a ranking", RANKED).move(OPEN, 5)
    phone = Client(app)
    code = room.now.code
    form = form_of(phone.get(f"/w/{code}"))
    twice = form.fill(pick="1", second="1", third="2")
    assert "Choose three different ones" in phone.send(twice, "Vote", status=422).text
    page = phone.answer(phone.get(f"/w/{code}"), "Vote", pick="3", second="1", third="0")
    assert [item.text for item in page.all("ol li")] == ["D", "B", "A <b>"]
    room.move(REVEAL)
    assert "first counts three points" in phone.get(f"/w/{code}").text
    (tally,) = room.rounds
    assert tally is not None
    assert (tally.votes, sum(tally.counts)) == (6, 36)


def test_a_talk_has_a_clock_and_no_votes(client: Client, product: Product) -> None:
    room = Room(product, "a talk", TALKED)
    link = f"/workshops/{room.token}"
    page = client.answer(client.get(link), "Start the clock")
    assert "The room talks" in page.text
    left = int(page.one("[data-left]")["data-left"])
    assert 0 < left <= 300
    page = client.answer(page, "Two more minutes")
    assert int(page.one("[data-left]")["data-left"]) > 300
    assert "minutes left" in client.get(f"/w/{room.now.code}").text
    assert not client.get(f"/w/{room.now.code}").all("main form")
    page = client.answer(page, "Finish")
    assert "The workshop is over" in page.text
    client.answer(client.get(f"{link}/agenda/talk"), "Add", about="One more", minutes="1")
    assert "One more" in client.get(link).text


def test_an_own_activity_is_placed_without_rules(client: Client, product: Product) -> None:
    room = Room(product, "our own", OWNED).move(OPEN, 6, REVEAL)
    control = client.get(f"/workshops/{room.token}")
    ways = ["Vote again", "Vote by the facts", "Finish"]
    assert [b.text for b in control.all("#now button")] == ways
    assert "6 people voted" in client.get(f"/w/{room.now.code}").html
    assert "Our forum" in client.get(f"/workshops/{room.token}/record").text


def test_a_room_goes_from_kind_to_kind(product: Product) -> None:
    room = Room(product, "all kinds", POLLED, TALKED, RANKED)
    room.move(OPEN, 6, REVEAL, NEXT, START, NEXT, OPEN, 7, REVEAL, NEXT)
    assert room.now.now_at is None


def test_what_was_left_out_is_gone_back_to(client: Client, room: Room) -> None:
    link, title = f"/workshops/{room.token}/agenda", room.now.exercises[0]
    room.move(NEXT)
    assert "left out" in client.get(f"/workshops/{room.token}").text
    page = client.get(link)
    page = client.answer(page, page.one("ol button[value='take-up 1']").text)
    assert room.now.now_at == title, "nothing else had begun"
    assert "It comes next." in page.text
    assert "(left out)" in page.one("ol").text, "it stands there twice"
    assert not page.all("ol button[value='take-up 1']"), "it comes already"
    room.move(OPEN, 5, REVEAL, NEXT, NEXT)
    assert room.now.now_at is None
    page = client.get(link)
    assert not page.all("ol button[value='take-up 1']"), "it was voted on"
    client.answer(page, page.one("ol button[value='take-up 3']").text)
    assert room.now.now_at == room.now.exercises[2], "a workshop that is over goes on"


def test_a_workshop_gets_another_title(client: Client, room: Room) -> None:
    link = f"/workshops/{room.token}/agenda"
    form = forms_of(client.get(link))[1]
    page = client.send(form.fill(title=" Spring day "), "Save")
    assert "The title and the date are saved." in page.text
    assert client.get(f"/workshops/{room.token}").one("h1").text == "Spring day"
    form = forms_of(client.get(link))[1].fill(title="x" * 121)
    assert client.send(form, "Save", status=422).one(".govuk-error-summary")
    assert room.now.title == "Spring day"


def test_a_date_that_is_typed_stays_whatever_the_clock_says(client: Client, room: Room) -> None:
    assert room.now.made_on == TODAY
    form = forms_of(client.get(f"/workshops/{room.token}/agenda"))[1]
    client.send(form.fill(day=["3", "6", "2027"]), "Save")
    room.move(OPEN)
    assert room.now.made_on == date(2027, 6, 3)
    assert "3 June 2027" in client.get(f"/workshops/{room.token}").text
    form = forms_of(client.get(f"/workshops/{room.token}/agenda"))[1]
    page = client.send(form.fill(day=["31", "6", "2027"]), "Save", status=422)
    assert "Enter a real date" in page.text


def test_a_date_may_be_typed_as_it_is_started(client: Client, product: Product) -> None:
    page = client.get("/workshops/new")
    filled = [each.get("value") for each in page.all("input[name=day]")]
    assert all(filled), "today stands there"
    page = client.answer(page, "Start", agenda="30", day=["4", "7", "2027"])
    assert "4 July 2027" in page.text


def test_each_exercise_is_found_by_itself_as_among_all(product: Product) -> None:
    every = {**accounts(product), **questions(product), **dimensions(product)}
    assert all(account_of(product, read_exercise(key)) == found for key, found in every.items())
    gone = ("vignette:gone", "case:gone", "question:gone/gone")
    assert not any(account_of(product, read_exercise(key)) for key in gone)
