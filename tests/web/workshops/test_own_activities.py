"""An activity of an organisation's list is placed by a room, and what the room made of it comes
back as a point of view.
"""

from typing import NamedTuple

import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, TRAINER, VIEWER
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.course import AGAIN, FACTS, NEXT, OPEN, REVEAL
from ladder_assess.core.workshops.exercise import OWN, Exercise, Typed
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from ladder_assess.services.people.find_place import find_place, portfolio_of
from ladder_assess.services.workshops.run_workshop import delete_workshop
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import Room
from tests.support.membership import Organisation, People
from tests.support.page import Page
from tests.support.site import TODAY

FORUM = Exercise(OWN, typed=Typed("Typed forum", "It advises."))


class Home(NamedTuple):
    """An organisation, its owner's browser and a workshop that it keeps."""

    people: People
    made: Organisation
    owner: Client
    room: Room
    workshop: int

    @property
    def agenda(self) -> str:
        return f"/workshops/{self.room.token}/agenda"

    @property
    def record(self) -> str:
        return f"/workshops/{self.room.token}/record"

    def describe(self, name: str, text: str = "") -> int:
        """An activity of its list; returns its number."""
        place = find_place(self.people.product, self.made.id, self.owner_id)
        assert place is not None
        listed = portfolio_of(self.people.product, place)
        number = add_activity(self.people.product, listed, "quick", f"activity {name}")
        save_answers(self.people.product, listed, number, {"name": name, "description": text})
        return number

    @property
    def kept(self) -> int:
        """How many views of the workshop stand beside activities."""
        count = "SELECT count(*) FROM room_view WHERE source LIKE ?"
        source = (f"{self.workshop} %",)
        rows = self.people.product.database.reading.execute(count, source)
        return int(next(rows)[0])

    @property
    def owner_id(self) -> int:
        rows = self.people.product.database.reading.execute(
            "SELECT account_id FROM membership WHERE organisation_id = ? AND role = 'owner'",
            (self.made.id,),
        )
        return int(next(rows)[0])

    def views(self, number: int) -> Page:
        return self.owner.get(f"{self.made.portfolio}/activities/{number}/views")

    def take(self) -> Page:
        """Take the first of what can be taken."""
        page = self.owner.get(self.record)
        page = self.owner.follow(page, "Take the votes on them into your organisation’s list")
        form = form_of(page)
        return self.owner.send(form.fill(exercise="1"))


@pytest.fixture
def home(app: Flask, request: pytest.FixtureRequest) -> Home:
    people = People(app)
    owner = people.person()
    made = people.organisation(owner)
    by = Actor(owner.id, made.id)
    room = Room(people.product, f"own activities of {request.node.name}", FORUM, keeper=by)
    return Home(people, made, people.client(owner), room, room.now.id)


def test_a_room_reads_the_name_and_the_text_of_an_activity_and_no_answer(
    client: Client, home: Home
) -> None:
    number = home.describe("River panel", "Neighbours meet.\n\nThe council listens.")
    page = home.owner.follow(
        home.owner.get(home.agenda), "Place an activity of your organisation’s list"
    )
    page = home.owner.answer(page, "Add", activity=str(number))
    assert "River panel" in page.text
    assert home.room.now.exercises[1].typed == Typed(
        "River panel", "Neighbours meet.\n\nThe council listens.", number=number
    )
    home.room.move(NEXT, OPEN)
    said = client.get(f"/w/{home.room.now.code}").text
    assert "The council listens." in said


def test_many_are_searched(home: Home) -> None:
    for each in range(21):
        home.describe(f"Panel {each}")
    home.describe("Garden")
    address = f"{home.made.address}/workshops/{home.room.now.code}/activity"
    page = home.owner.get(address)
    assert len(form_of(page).options("activity")) == 20
    assert "Not all are shown" in page.text
    page = home.owner.get(f"{address}?q=gard")
    assert "1 of 22 fits" in page.text
    assert "Garden" in home.owner.answer(page, "Add", activity="22").text


def test_votes_on_an_activity_of_the_list_stand_beside_it(home: Home) -> None:
    number = home.describe("River panel")
    code = home.room.now.code
    page = home.owner.get(f"{home.made.address}/workshops/{code}/activity")
    home.owner.answer(page, "Add", activity=str(number))
    home.room.move(NEXT, OPEN, 6, REVEAL)
    page = home.owner.get(f"{home.made.address}/workshops/{code}/results")
    assert "It goes beside “River panel” in your list" in page.text
    page = home.owner.answer(page, "Take it into your list: River panel")
    assert "It is in your list" in page.text
    said = home.views(number).text
    assert "What workshops said" in said
    assert "“Team day”, 4 May 2026: 6 people" in said
    result = home.owner.get(f"{home.made.portfolio}/activities/{number}/result").text
    assert "6 people voted on where it stands" in result
    log = home.owner.get(f"{home.made.address}/audit").text
    assert log.count("Took over how a workshop placed an activity") == 1


def test_what_was_typed_in_becomes_a_draft_and_later_votes_are_added(home: Home) -> None:
    home.room.move(OPEN, 6, REVEAL)
    assert (
        "Add it as a draft"
        in home.owner.get(f"{home.made.address}/workshops/{home.room.now.code}/results").text
    )
    home.take()
    draft = home.owner.get(f"{home.made.portfolio}/activities/1/result").text
    assert "Typed forum" in draft
    assert "There are no answers yet" in draft
    assert "6 people voted" in draft
    home.room.move(AGAIN, 7, REVEAL)
    home.take()
    said = home.views(1).text
    assert "7 people" in said
    assert "Open bars: the first vote" in said
    assert home.owner.get(f"{home.made.portfolio}/activities/2/result", status=404)


def test_what_the_room_said_of_the_facts_comes_along(home: Home) -> None:
    home.room.move(OPEN, 6, REVEAL, FACTS, 6, REVEAL)
    home.take()
    said = home.views(1).text
    assert "What people said of the facts" in said
    assert "People picked 6 different rungs." in said


def test_it_is_taken_away_and_can_be_taken_again(home: Home) -> None:
    home.room.move(OPEN, 6, REVEAL)
    home.take()
    page = home.owner.answer(home.views(1), "Take this away: “Team day”, 4 May 2026")
    assert "It is taken away" in page.text
    assert "What workshops said" not in page.text
    assert home.kept == 0
    home.take()
    assert "What workshops said" in home.views(1).text


def test_it_stays_when_the_workshop_goes_and_goes_with_the_organisation(home: Home) -> None:
    home.room.move(OPEN, 6, REVEAL)
    home.take()
    delete_workshop(home.people.product, home.room.now, 1)
    assert "6 people" in home.views(1).text
    erase_organisation(home.people.product, home.made.id, TODAY, 0)
    assert home.kept == 0


def test_of_fewer_than_five_nothing_can_be_taken(home: Home) -> None:
    home.room.move(OPEN, 4, REVEAL)
    assert "Take the votes on them" not in home.owner.get(home.record).text
    page = home.owner.get(f"{home.made.address}/workshops/{home.room.now.code}/results")
    assert "There is nothing to take yet" in page.text


def test_nothing_is_offered_to_who_has_the_link_alone(client: Client, home: Home) -> None:
    home.room.move(OPEN, 6, REVEAL)
    assert "organisation’s list" not in client.get(home.agenda).text
    assert "organisation’s list" not in client.get(home.record).text
    other = People(home.people.app)
    stranger = other.person()
    other.organisation(stranger)
    outside = other.client(stranger)
    assert "organisation’s list" not in outside.get(home.record).text
    address = f"{home.made.address}/workshops/{home.room.now.code}/results"
    assert outside.browser.get(address).status_code == 404


@pytest.mark.parametrize(
    ("role", "right", "picks", "takes"),
    [(VIEWER, TRAINER, 200, 403), (EDITOR, "", 403, 200), (VIEWER, "", 403, 403)],
)
def test_whoever_trains_picks_and_whoever_edits_takes(
    home: Home, role: str, right: str, picks: int, takes: int
) -> None:
    rights = (right,) if right else ()
    browser = home.people.client(home.people.join(home.made, role, *rights)).browser
    address = f"{home.made.address}/workshops/{home.room.now.code}"
    assert browser.get(f"{address}/activity").status_code == picks
    assert browser.get(f"{address}/results").status_code == takes


def test_a_trainer_is_offered_what_they_may_see(home: Home) -> None:
    number = home.describe("River panel")
    client = home.people.client(home.people.join(home.made, CONTRIBUTOR, TRAINER))
    address = f"{home.made.address}/workshops/{home.room.now.code}/activity"
    assert "River panel" not in client.get(address).text
    form = form_of(home.owner.get(address))
    assert form.options("activity") == [str(number)]


def test_another_organisations_workshop_is_not_found(home: Home) -> None:
    owner = home.people.person()
    other = home.people.organisation(owner, "Hill Trust")
    browser = home.people.client(owner).browser
    for page in ("activity", "results"):
        address = f"{other.address}/workshops/{home.room.now.code}/{page}"
        assert browser.get(address).status_code == 404
