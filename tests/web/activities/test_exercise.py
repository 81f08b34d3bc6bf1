"""What a survey manager and a trainer may do on top of their role, and what they may not."""

import re

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, SURVEY_MANAGER, TRAINER, VIEWER
from ladder_assess.core.people.account import Account
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.storage.activities import activities
from ladder_assess.storage.people import audit, organisations
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import PANEL
from tests.support.membership import Organisation, People
from tests.support.respondents import answer_all

CASE = "darlington-street-champions"
ALPHA = "How far people agree over all activities"


class River:
    """An organisation with one activity of its own."""

    def __init__(self, app: Flask) -> None:
        self.app, self.people = app, People(app)
        self.owner = self.people.person()
        self.organisation: Organisation = self.people.organisation(self.owner)
        product = self.people.product
        place = organisations.find_membership(product.database, self.organisation.id, self.owner.id)
        assert place is not None
        self.portfolio: Portfolio = organisations.portfolio_of(product.database, place)
        record = ActivityRecord(0, "full", dict(PANEL), stamp=product.stamp)
        assert (
            written(product.database, activities.add_activity, self.portfolio, record, "first") == 1
        )

    def views(self, number: int = 1) -> str:
        return f"{self.organisation.portfolio}/activities/{number}/views"

    def join(self, role: str, *rights: str) -> tuple[Account, Client]:
        account = self.people.join(self.organisation, role, *rights)
        return account, self.people.client(account)

    def record(self, number: int) -> ActivityRecord:
        found = activities.find_activity(self.people.product.database, self.portfolio, number)
        assert found is not None
        return found


@pytest.fixture
def river(app: Flask) -> River:
    return River(app)


def start(client: Client, river: River) -> int:
    page = client.get(f"{river.organisation.portfolio}/exercise")
    page = client.answer(page, case=CASE)
    assert page.heading == "Points of view"
    assert "The exercise is ready." in page.text
    return int(re.findall("activities/([0-9]+)", page.address)[0])


def test_a_viewer_who_manages_surveys_makes_and_closes_links(river: River) -> None:
    _, client = river.join(VIEWER, SURVEY_MANAGER)
    page = client.get(river.views())
    assert ALPHA in page.text
    assert not page.has_link("Record an agreed view")
    page = client.follow(page, "People who provide it")
    page = client.answer(page, "Make a link")
    client.answer(page, "Close the link")
    noted = audit.of_organisation(river.people.product.database, river.organisation.id)
    assert {"view_link_opened", "view_link_closed"} <= {event.event for event in noted}
    client.get(f"{river.views()}/agreed", status=403)
    client.get(f"{river.organisation.portfolio}/activities/1/remove", status=403)
    client.get(f"{river.organisation.portfolio}/exercise", status=403)


def test_a_viewer_without_the_right_reads_views_alone(river: River) -> None:
    _, client = river.join(VIEWER)
    page = client.get(river.views())
    assert ALPHA not in page.text
    assert not page.all("#ask")
    client.get(f"{river.views()}/links/provider", status=403)


@pytest.mark.parametrize("role", ["owner", EDITOR])
def test_owners_and_editors_manage_surveys_by_their_role(river: River, role: str) -> None:
    _, client = river.join(role)
    assert ALPHA in client.get(river.views()).text
    client.answer(client.get(f"{river.views()}/links/provider"), "Make a link")


def test_a_contributor_who_manages_surveys_does_so_for_what_is_theirs(river: River) -> None:
    ada, client = river.join(CONTRIBUTOR, SURVEY_MANAGER)
    client.get(river.views(), status=404)
    client.get(f"{river.views()}/links/provider", status=404)
    with river.people.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET assigned_to = ? WHERE portfolio_id = ?",
            (ada.id, river.portfolio.id),
        )
    assert ALPHA in client.get(river.views()).text
    client.answer(client.get(f"{river.views()}/links/provider"), "Make a link")
    _, other = river.join(CONTRIBUTOR)
    other.get(river.views(), status=403)


@pytest.mark.parametrize("role", [VIEWER, CONTRIBUTOR])
def test_a_trainer_runs_an_exercise_from_start_to_end(river: River, role: str) -> None:
    _, client = river.join(role, TRAINER)
    page = client.get(river.organisation.portfolio)
    assert page.has_link("Start an exercise with a published case")
    number = start(client, river)
    assert river.record(number).exercise
    assert river.record(number).sample
    page = client.answer(client.get(f"{river.views(number)}/links/provider"), "Make a link")
    link = re.sub("^https?://[^/]+", "", page.one("#view-link")["value"])
    start_page = Client(river.app).get(link)
    assert "This is an exercise with a published case." in start_page.text
    assert "360 residents report problems" in start_page.text
    for _ in range(FEWEST_ANSWERS):
        answer_all(river.people.product, link.removeprefix("/v/"), PANEL, pages=1)
    assert "People who provide it Fewer than" not in client.get(river.views(number)).text
    page = client.get(river.organisation.portfolio)
    assert "Exercise: not counted with your activities" in page.text
    client.answer(client.get(f"{river.organisation.portfolio}/activities/{number}/remove"))
    database = river.people.product.database
    assert activities.find_activity(database, river.portfolio, number) is None


def test_a_trainer_does_none_of_it_with_an_activity_of_the_organisation(river: River) -> None:
    _, client = river.join(VIEWER, TRAINER)
    client.get(f"{river.views()}/links/provider", status=403)
    client.get(f"{river.organisation.portfolio}/activities/1/remove", status=403)
    number = start(client, river)
    exercise = f"{river.organisation.portfolio}/activities/{number}"
    client.get(f"{exercise}/views/agreed", status=403)
    client.get(f"{exercise}/evidence", status=403)
    _, editor = river.join(EDITOR)
    editor.get(f"{river.organisation.portfolio}/exercise", status=403)
    editor.get(f"{exercise}/remove", status=403)


def test_an_exercise_is_in_no_figure_of_the_organisation(river: River) -> None:
    client = river.people.client(river.owner)
    before = client.get(f"{river.organisation.portfolio}/pictures")
    assert not before.all("#distribution")
    numbers = {start(client, river), start(client, river)}
    pictures = client.get(f"{river.organisation.portfolio}/pictures")
    assert not pictures.all("#distribution"), "one activity of its own is no distribution"
    page = client.get(river.organisation.portfolio)
    assert page.text.count("Sample data") == 2
    found = assess_portfolio(river.people.product, river.portfolio)
    assert {activity.number for activity in found} == {1}
    assert not numbers & {activity.number for activity in found}


def test_pressing_twice_starts_one_exercise(river: River) -> None:
    client = river.people.client(river.owner)
    page = client.get(f"{river.organisation.portfolio}/exercise")
    client.answer(page, case=CASE)
    client.answer(page, case=CASE)
    found = activities.list_activities(river.people.product.database, river.portfolio)
    assert len([record for record in found if record.exercise]) == 1


def test_what_is_no_case_is_refused_and_a_link_of_ones_own_has_no_exercises(
    river: River, client: Client
) -> None:
    owner = river.people.client(river.owner)
    page = owner.get(f"{river.organisation.portfolio}/exercise")
    page = owner.answer(page)
    assert page.complaints == ["Choose a published case."]
    client.get("/p/sample/exercise", status=404)


def test_the_people_page_says_what_each_right_opens(river: River) -> None:
    client = river.people.client(river.owner)
    _, _ = river.join(VIEWER, TRAINER)
    page = client.get(f"{river.organisation.address}/people/invite")
    assert "reads those views and sees how far people agree" in page.text
    assert "Puts a published case before people as an exercise" in page.text
    people = client.get(f"{river.organisation.address}/people")
    assert "Puts a published case before people as an exercise" in people.text


def test_the_first_page_leads_to_a_workshop(app: Flask) -> None:
    client = Client(app)
    page = client.follow(client.get("/"), "Run a workshop")
    assert "Start an exercise with a published case" in page.text
    assert client.follow(page, "Sign in to your organisation").heading == "Sign in"
    assert client.follow(page, "Assess an activity").address == "/start"
