"""A workshop from the first page to the record, as a facilitator and six phones, no scripts."""

import re
import time
from unittest.mock import patch

import pytest
from flask import Flask

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, NEXT, OPEN, PAUSE, REVEAL
from ladder_assess.core.workshops.room_code import LETTERS
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.web.workshops import room as web_room
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import Room
from tests.support.page import Page

SAYS = {
    OPEN: "Open the vote",
    PAUSE: "Pause the vote",
    REVEAL: "Show the votes",
    EXPLAIN: "Show what the rules say",
    AGAIN: "Vote again",
    NEXT: "Next activity",
}


@pytest.fixture
def room(product: Product, request: pytest.FixtureRequest) -> Room:
    return Room(product, f"of {request.node.name}")


@pytest.fixture
def phones(app: Flask) -> list[Client]:
    return [Client(app) for _ in range(6)]


def vote(phone: Client, code: str, rung: int) -> Page:
    return phone.answer(phone.get(f"/w/{code}"), "Vote", pick=str(rung))


def pressed(client: Client, room: Room, move: str) -> Page:
    return client.answer(client.get(f"/workshops/{room.token}"), SAYS[move])


def test_a_whole_workshop(client: Client, phones: list[Client]) -> None:
    page = client.follow(client.follow(client.get("/"), "Run a workshop"), "Start a workshop")
    page = client.answer(page, "Start", title="Team day", agenda="30")
    assert "Activity 1 of 3" in page.text
    code = page.one("#room-code").text.replace(" ", "")
    address = page.address
    for move in (OPEN, AGAIN):
        page = client.answer(client.get(address), SAYS[move])
        for rung, phone in enumerate(phones):
            assert f"You voted for rung {rung}" in vote(phone, code, rung).text
        page = client.answer(page, SAYS[REVEAL])
        sees = "The room sees both votes" if move == AGAIN else "The room sees the votes"
        assert sees in page.text
        own = "Your second vote: rung 3" if move == AGAIN else "Your vote: rung 3"
        assert own in phones[3].get(f"/w/{code}").text
        assert "1 person" in phones[0].get(f"/w/{code}").html
        assert "rules" not in phones[0].get(f"/w/{code}").text
        page = client.answer(client.get(address), SAYS[EXPLAIN])
        told = phones[0].get(f"/w/{code}").text
        assert "By the facts" in told
        assert "Read it again" in told
        assert ("In the first vote" in told) == (move == AGAIN), "who moved is summed"
        assert "The facts that decide, and the sentences that tell them" in told
        assert "Other facts, and the sentences that tell them" in told
        screen = client.browser.get(f"{address}/screen", follow_redirects=True).text
        assert "The facts that decide, and the sentences that tell them" in screen
        assert "Other facts" not in screen, "a screen has no room for what decides nothing"
        assert ("What it would take" in screen) == ("What it would take" in told)
    for _ in range(2):
        page = client.answer(page, SAYS[NEXT])
    assert "“Finish” ends the workshop" in page.text
    page = client.answer(page, "Finish")
    assert "The workshop is over" in page.text
    assert "This is where we stood before we talked, and after." in page.text
    sums = r"The rules say: .*In the first vote \d of 6 stood there too, in the second \d of 6"
    for end in (f"/w/{code}", f"/w/{code}/screen"):
        assert re.search(sums, client.get(end).text)
        assert "from five activities on" not in client.get(end).text
    assert "Nothing can be typed in: the workshop is over" in client.get(f"{address}/paper").text
    page = client.follow(page, "See what came of it")
    assert "Open bars: the first vote. Full bars: the second." in page.text
    both = re.search(r"first vote (\d) of 6 stood there too, in the second (\d) of 6", page.text)
    assert both, "both votes are told, so that they add up to what is said of all"
    assert both[1] == both[2]


def test_own_choice_of_activities(client: Client, product: Product) -> None:
    page = client.get("/workshops/new")
    keys = form_of(page).options("exercises")[:3]
    page = client.answer(page, "Start", agenda="own", exercises=keys)
    assert "Activity 1 of 3" in page.text


def test_what_was_typed_stays_where_nothing_is_chosen(client: Client) -> None:
    page = client.get("/workshops/new")
    form = form_of(page).fill(title="Tŷ Newydd", agenda="own")
    page = client.send(form, "Start")
    assert "Tick at least one activity" in page.text
    assert page.one("#title")["value"] == "Tŷ Newydd"


def test_nothing_of_a_vote_is_seen_before_it_is_shown(client: Client, room: Room) -> None:
    """On no page, in no fragment or its tag: nothing differs, be there no votes or ten."""
    link, code = f"/workshops/{room.token}", room.now.code
    room.move(OPEN)
    screen = f"/w/{code}/screen"
    places = [link, f"{link}/now", screen, f"{screen}/now", f"{link}/record"]
    other = Client(client.app)

    def seen() -> list[tuple[str, str | None]]:
        pages = [client.browser.get(place) for place in places]
        pages += [other.browser.get(place) for place in (f"/w/{code}", f"/w/{code}/now")]
        return [(re.sub(r'value="[^"]*"', "", p.text), p.headers.get("ETag")) for p in pages]

    before = seen()
    room.move(10)
    assert seen() == before
    room.move(PAUSE)
    paused = [text for text, _ in seen()]
    room.move(OPEN, 12, PAUSE)
    assert [text for text, _ in seen()] == paused


def test_a_vote_may_be_changed_and_counts_once(client: Client, room: Room) -> None:
    room.move(OPEN, 5)
    code = room.now.code
    assert "You voted for rung 2" in vote(client, code, 2).text
    page = client.answer(client.get(f"/w/{code}"), "Change my vote", pick="7")
    assert "You voted for rung 7" in page.text
    room.move(REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert (tally.votes, tally.counts[7]) == (6, 1)


def test_two_tabs_and_another_phone_are_one_voter(app: Flask, client: Client, room: Room) -> None:
    room.move(OPEN, 5)
    code = room.now.code
    first, second = client.get(f"/w/{code}"), client.get(f"/w/{code}")
    client.answer(first, "Vote", pick="1")
    client.answer(second, "Vote", pick="3")
    seat = client.get(f"/w/{code}").one("#seat").text
    other = Client(app)
    page = other.answer(other.get("/join"), "Join", code=code.lower(), seat=seat)
    assert "You voted for rung 3" in page.text
    room.move(REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert tally.votes == 6


def test_a_phone_whose_browser_was_closed_has_one_vote(client: Client, room: Room) -> None:
    """Also where the clock of the server was set right meanwhile, by years."""
    room.move(OPEN)
    code, browser = room.now.code, client.browser
    client.send(form_of(client.get(f"/w/{code}"), "/table").fill(table="3"))
    vote(client, code, 4)
    seat = client.get(f"/w/{code}").one("#seat").text
    kept = browser.get_cookie("rooms")
    assert kept
    assert (kept.max_age, kept.http_only, kept.same_site) == (24 * 3600, True, "Lax")
    browser.delete_cookie("session")
    with patch.object(time, "time", lambda: 2_000_000_000.0):
        page = client.answer(client.get(f"/w/{code}"), "Change my vote", pick="6")
    assert page.one("#seat").text == seat
    assert "You sit at table 3" in page.text
    room.move(4, REVEAL)
    (counted,) = room.rounds
    assert counted
    assert (counted.votes, counted.counts[6]) == (5, 1)


def test_a_seat_that_somebody_made_up_is_none(client: Client, room: Room) -> None:
    code = room.now.code
    client.browser.set_cookie("rooms", f'{{"seats": {{"{code}": "mine"}}}}.made-up')
    assert client.get(f"/w/{code}").one("#seat").text != "mine"


def test_a_seat_that_is_typed_was_given_by_that_room(
    app: Flask, client: Client, room: Room, product: Product
) -> None:
    """Whoever types is somebody else each time, where any letters are a seat."""
    code = room.now.code
    seat = client.get(f"/w/{code}").one("#seat").text.replace(" ", "")
    another = client.get(f"/w/{Room(product, 'a room beside it').now.code}").one("#seat").text
    other = LETTERS[LETTERS.index(seat[0]) - 1]
    for typed in (LETTERS[:3] * 8, other + seat[1:], seat[:-1], another):
        phone = Client(app)
        join = form_of(phone.get("/join"), "/join").fill(code=code, seat=typed)
        assert "This is no seat of this room. It has 24" in phone.send(join, "Join").text
    assert phone.send(join.fill(seat=f" {seat.lower()} "), "Join").one("#seat")


def test_a_vote_that_comes_too_late_does_not_count(client: Client, room: Room) -> None:
    room.move(OPEN, 5)
    code = room.now.code
    page = client.get(f"/w/{code}")
    room.move(REVEAL)
    late = client.answer(page, "Vote", pick="8").text
    assert "There is a problem That vote came too late" in late
    room.move(AGAIN)
    assert "That vote came too late" in client.answer(page, "Vote", pick="8").text
    assert "You voted" not in client.get(f"/w/{code}").text
    room.move(5, REVEAL)
    assert [tally and tally.votes for tally in room.rounds] == [5, 5]


def test_a_vote_that_comes_while_it_is_paused_is_told_so(client: Client, room: Room) -> None:
    """It said that the round was over, and was opened a moment later."""
    code = room.now.code
    room.move(OPEN)
    page = client.get(f"/w/{code}")
    vote(client, code, 7)
    room.move(PAUSE)
    late = client.answer(page, "Vote", pick="3").text
    assert "There is a problem The vote is paused" in late
    assert "Your vote for rung 7 is kept." in late
    assert "Your vote for" not in Client(client.app).get(f"/w/{code}").text


def test_the_text_stands_beside_what_the_room_voted(client: Client, room: Room) -> None:
    """As people are asked which sentence made them pick that."""
    room.move(OPEN, 6, REVEAL)
    read = client.get(f"/w/{room.now.code}/screen").words_of(".app-hall__text")
    assert len(read.split()) > 100


def test_a_vote_for_no_rung_is_refused_in_words(client: Client, room: Room) -> None:
    room.move(OPEN)
    form = form_of(client.get(f"/w/{room.now.code}"))
    assert "Pick a rung" in client.send(form, "Vote", status=422).text


def test_fewer_than_five_votes_are_not_shown(client: Client, room: Room) -> None:
    room.move(OPEN, 4, REVEAL)
    assert room.rounds == (None,)
    for address in (f"/workshops/{room.token}", f"/w/{room.now.code}"):
        assert "Fewer than five people voted" in client.get(address).text
        assert "The room sees the votes" not in client.get(address).text
    screen = client.get(f"/w/{room.now.code}/screen")
    assert "too few votes to show" in screen.text
    assert screen.all(".app-hall__text p"), "they are asked what they would pick"
    assert "Fewer than five people voted" in client.get(f"/workshops/{room.token}/record").text


def test_the_second_vote_is_told_large_beside_its_ladder(
    client: Client, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the screen was empty at the moment that the workshop leads up to."""
    screen = f"/w/{room.now.code}/screen"
    room.move(OPEN, 6, REVEAL, EXPLAIN, AGAIN, 6, REVEAL)
    assert not client.get(screen).all(".app-hall__shift"), "most picked no one rung"
    assert client.get(screen).all(".app-hall__text"), "the story stands there then"
    monkeypatch.setattr(Room, "picks", lambda _, seat: (6 if seat else 4,))
    room.move(NEXT, OPEN, 6, REVEAL, EXPLAIN, AGAIN)
    monkeypatch.setattr(Room, "picks", lambda *_: (6,))
    room.move(6, REVEAL)
    assert not client.get(screen).all(".app-hall__text")
    told = client.get(screen).words_of(".app-hall__shift")
    assert told == "Rung 6: 5 of 6 at first, 6 of 6 now"


def test_votes_of_too_few_are_not_lost_unless_somebody_says_so(client: Client, room: Room) -> None:
    """With three phones whoever pressed the button lost all three votes, and had not been told."""
    address = f"/workshops/{room.token}"
    room.move(OPEN, 4)
    page = client.answer(client.get(address), SAYS[REVEAL])
    assert "Fewer than five have voted, so nothing is shown yet." in page.one("#few").text
    assert "The room votes." in page.text
    assert not room.rounds
    assert "Fewer than five" not in client.get(f"/w/{room.now.code}/screen").text
    room.move(5)
    assert "The room sees the votes." in client.answer(client.get(address), SAYS[REVEAL]).text
    (counted,) = room.rounds
    assert counted is not None
    assert counted.votes == 5


def test_whoever_says_so_tells_the_room_that_there_are_too_few(client: Client, room: Room) -> None:
    room.move(OPEN, 4)
    page = client.answer(client.get(f"/workshops/{room.token}"), SAYS[REVEAL])
    client.answer(page, "Tell the room that there are too few: these votes go")
    assert room.rounds == (None,)
    page = client.get(f"/workshops/{room.token}?few=yes")
    assert not page.all("#few"), "it is not so any more"


def test_a_round_of_too_few_is_opened_again(client: Client, room: Room) -> None:
    address = f"/workshops/{room.token}"
    room.move(OPEN, 4, REVEAL)
    page = client.get(address)
    assert "Once more people have come, open the vote again" in page.text
    assert room.rounds == (None,)
    assert "The room votes." in client.answer(page, SAYS[OPEN]).text
    assert room.now.course.round == 1
    assert not room.rounds
    room.move(3, REVEAL)
    assert room.rounds == (None,), "the first four did not vote again"
    room.move(OPEN, 6, REVEAL)
    (counted,) = room.rounds
    assert counted
    assert counted.votes == 6
    page = client.get(address)
    assert SAYS[OPEN] not in page.text
    form = form_of(page)
    client.post(form.address, {**form.sent_by(SAYS[AGAIN]), "move": OPEN})
    assert room.rounds == (counted,), "what was shown is not voted on again"


def test_the_next_step_stands_first(client: Client, room: Room) -> None:
    address = f"/workshops/{room.token}"
    page = client.get(address)
    (link, *_others) = page.all("#now p a")
    assert link.text == "Open the screen for the room (opens a window of its own)"
    assert link["target"] == "_blank"
    assert room.token not in link["href"], "it is on the wall"
    assert client.get(link["href"]).text
    room.move(OPEN, 5)
    assert client.get(address).all("#now button")[0].text == "Show the votes"
    room.move(REVEAL)
    assert "This is how the room voted" in client.get(f"/w/{room.now.code}").text
    assert (
        "Point your phone"
        not in client.browser.get(f"{address}/screen", follow_redirects=True).text
    )
    room.move(EXPLAIN)
    buttons = [button.text for button in client.get(address).all("#now button")]
    assert buttons[0] == "Vote again", "that is what the guide says to press next"
    room.move(AGAIN, 5, REVEAL, EXPLAIN)
    assert client.get(address).all("#now button")[0].text == "Next activity"


def test_two_facilitators_do_not_move_it_twice(app: Flask, client: Client, room: Room) -> None:
    here, there = client.get(f"/workshops/{room.token}"), Client(app)
    other = there.get(f"/workshops/{room.token}")
    client.answer(here, SAYS[OPEN])
    page = there.answer(other, SAYS[OPEN])
    assert "Somebody else had moved on already" in page.text
    assert room.now.revision == 1


def test_what_is_passed_over_is_not_counted(client: Client, room: Room) -> None:
    room.move(OPEN, 6)
    page = pressed(client, room, NEXT)
    assert "Activity 2 of 2" in page.text
    assert room.rounds == ()
    assert "Nothing has been shown yet" in client.get(f"/workshops/{room.token}/record").text


def test_a_part_that_is_asked_for_again_comes_once(client: Client, room: Room) -> None:
    for address in (f"/w/{room.now.code}/screen/now", f"/w/{room.now.code}/now"):
        first = client.browser.get(address)
        tag = {"If-None-Match": first.headers["ETag"]}
        assert client.browser.get(address, headers=tag).status_code == 304
        room.move(OPEN if room.now.course.phase == "reading" else PAUSE)
        assert client.browser.get(address, headers=tag).status_code == 200


@pytest.mark.parametrize("typed", ["ABC DEF", "", "CCC CCC", "<script>", "1" * 5000])
def test_a_wrong_code_is_told_in_words(client: Client, typed: str) -> None:
    form = form_of(client.get("/join")).fill(code=typed)
    page = client.send(form, "Join")
    assert "There is a problem" in page.text
    assert page.one("#code")["value"] == typed


def test_a_code_is_taken_in_an_address_as_it_is_typed(client: Client, room: Room) -> None:
    code = room.now.code
    page = client.get(f"/w/{code[:3].lower()}-{code[3:].lower()}")
    assert page.address == f"/w/{code}"


def test_the_address_of_a_room_is_taken_for_its_code(client: Client, room: Room) -> None:
    address = f"https://participation.long-name.example.org/w/{room.now.code}?door={'c' * 16}"
    page = client.answer(client.get("/join"), "Join", code=address)
    assert page.address == f"/w/{room.now.code}"


def test_a_long_address_on_the_screen_breaks_between_its_parts(client: Client, room: Room) -> None:
    shown = client.browser.get(f"/w/{room.now.code}/screen/now").text
    parts = re.search("go to (<span.*?</span>) and type", shown)
    assert parts
    assert (
        re.sub('<span class="app-whole">|</span>', "", parts[1])
        == "http://<wbr>localhost<wbr>/join"
    )


def test_a_wrong_code_in_an_address_leads_to_the_right_one(client: Client, room: Room) -> None:
    page = client.get("/w/ZZZZZZ", status=404)
    assert "There is no room with this code" in page.text
    assert page.one("#code")["value"] == "ZZZZZZ"
    assert client.answer(page, "Join", code=room.now.code).address == f"/w/{room.now.code}"


def test_a_running_vote_begins_again_once_that_is_confirmed(
    app: Flask, client: Client, room: Room
) -> None:
    room.move(OPEN, 5)
    code, phone, other = room.now.code, Client(app), Client(app)
    vote(phone, code, 2)
    begun = other.get(f"/workshops/{room.token}")
    asked = client.follow(client.get(f"/workshops/{room.token}"), "Throw these votes away")
    late = other.follow(begun, "Throw these votes away")
    assert "everyone votes again" in asked.text
    assert "The votes are thrown away" in client.answer(asked, "Throw the votes away").text
    assert "Somebody else had moved on" in other.answer(begun, SAYS[REVEAL]).text
    assert "You voted" not in phone.get(f"/w/{code}").text
    vote(phone, code, 3)
    assert "Somebody else had moved on" in other.answer(late, "Throw the votes away").text
    room.move(5, REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert tally.votes == 6
    assert "Your vote: rung 3" in phone.get(f"/w/{code}").text
    assert "nothing to throw away" in client.get(f"/workshops/{room.token}/anew").text


def test_a_phone_whose_vote_was_thrown_away_tells_of_none(
    app: Flask, client: Client, room: Room
) -> None:
    room.move(OPEN)
    code, phone = room.now.code, Client(app)
    vote(phone, code, 2)
    client.answer(client.get(f"/workshops/{room.token}/anew"), "Throw the votes away")
    phone.browser.get(f"/w/{code}/now")
    room.move(5, REVEAL)
    assert "Your vote: rung" not in phone.get(f"/w/{code}").text


def test_a_deleted_workshop_is_gone(client: Client, room: Room) -> None:
    room.move(OPEN, 3)
    code = room.now.code
    page = client.answer(client.get(f"/workshops/{room.token}/delete"), "Delete the workshop")
    assert "The workshop is deleted" in page.text
    for address in (f"/workshops/{room.token}", f"/w/{code}", f"/w/{code}/now"):
        assert client.browser.get(address).status_code == 404


def test_a_code_and_a_link_stand_on_the_sheet(client: Client, room: Room) -> None:
    page = client.get(f"/workshops/{room.token}/sheet")
    assert f"/w/{room.now.code}" in page.text
    assert room.token not in re.sub(r'href="[^"]*"', "", page.html)


def test_votes_after_the_end_are_refused(product: Product, room: Room) -> None:
    room.move(NEXT, NEXT)
    assert not cast_vote(product, room.now, "a seat", 4)


def test_what_is_on_the_wall_names_no_link_that_rules(client: Client, room: Room) -> None:
    """The screen stood beneath the facilitator's link, which the whole room could read in the bar
    of the browser and write down.
    """
    shown = client.browser.get(f"/workshops/{room.token}/screen", follow_redirects=True)
    assert shown.request.path == f"/w/{room.now.code}/screen"
    assert room.token not in shown.text
    assert room.token not in client.browser.get(f"{shown.request.path}/now").text


def test_a_screen_that_asks_on_uses_up_no_tries(client: Client, room: Room) -> None:
    client.browser.get(f"/w/{room.now.code}/screen")
    with patch.object(web_room, "limit", side_effect=AssertionError):
        assert client.browser.get(f"/w/{room.now.code}/screen/now").status_code == 200


def test_the_sheet_says_of_the_address_what_is_so(client: Client, room: Room) -> None:
    """It said that small letters end it, as of a token; a room's code is in capitals."""
    sheet = client.get(f"/workshops/{room.token}/sheet").words_of("#sheet")
    assert f"/w/{room.now.code}" in sheet
    assert "small letters" not in sheet


def test_what_phones_are_shown_alike_is_made_anew_where_it_changed(
    app: Flask, client: Client, room: Room
) -> None:
    code, first, second = room.now.code, Client(app), Client(app)
    room.move(OPEN, 5)
    vote(first, code, 2)
    vote(second, code, 7)
    room.move(REVEAL)

    def fragment(phone: Client) -> str:
        return phone.browser.get(f"/w/{code}/now").text

    assert "rung 2" in fragment(first)
    assert "rung 7" in fragment(second), "nobody is shown another's vote"
    assert "Your vote" not in fragment(client)
    room.move(EXPLAIN)
    assert "By the facts" in fragment(first)
    room.move(NEXT)
    assert "By the facts" not in fragment(first)
