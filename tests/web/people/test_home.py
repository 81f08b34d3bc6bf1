"""The one home of an organisation: what waits for whom, the plan, what was found out, what next."""

from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, VIEWER
from ladder_assess.core.people.account import Account
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.activities.move_to_clearer import move
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities
from ladder_assess.storage.plan import plans
from tests.services.activities.test_move_to_clearer import DECIDING
from tests.support.kept.written import written
from tests.support.links import CONTROL, PANEL, SHOW
from tests.support.lists import fill
from tests.support.offices import Office, make_office, make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, finish


@pytest.fixture
def office(product: Product) -> Office:
    made = make_office(product)
    made.describe(PANEL, SHOW)
    return made


def home(app: Flask, office: Office, who: Account) -> Page:
    return signed_in_client(app, who).get(office.address)


def person(office: Office, role: str) -> Account:
    account = make_person(office.product, role.title())
    office.take_on(account, role)
    return account


def put(office: Office, number: int, account: int | None, state: str) -> None:
    """An activity is with someone, in a state."""
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET assigned_to = ?, state = ? WHERE portfolio_id = ? AND number = ?",
            (account, state, office.portfolio.id, number),
        )


def test_each_sees_what_waits_for_them(app: Flask, office: Office) -> None:
    editor, helper, viewer = (person(office, role) for role in (EDITOR, CONTRIBUTOR, VIEWER))
    put(office, 1, helper.id, "draft")
    put(office, 2, None, "submitted")
    assert "To read and agree to Launch day" in home(app, office, editor).words_of("#waiting")
    waits = home(app, office, helper).words_of("#waiting")
    assert "For you to describe Riverside tenant panel" in waits
    assert "Launch day" not in waits
    assert home(app, office, viewer).words_of("#waiting") == (
        "What waits for you Nothing waits for you now."
    )
    put(office, 2, None, "agreed")
    assert "Launch day" not in home(app, office, editor).words_of("#waiting")


@pytest.mark.parametrize(
    ("statuses", "said", "bars"),
    [
        (("done", "dropped"), "2 actions: 1 done, 0 under way, 0 not started. 1 dropped.", ["1"]),
        (("dropped",), "One action: 0 done, 0 under way, 0 not started. 1 dropped.", []),
    ],
)
def test_dropped_actions_are_told_and_do_not_hold_the_bar_back(
    app: Flask, office: Office, statuses: tuple[str, ...], said: str, bars: list[str]
) -> None:
    for status in statuses:
        action = Action(id=0, activity=0, title=status, do="It", status=status)
        written(office.product.database, plans.add_action, office.portfolio, action, status)
    page = home(app, office, person(office, EDITOR))
    assert said in page.words_of("#progress")
    assert [bar["max"] for bar in page.all("#progress progress")] == bars
    assert [bar["value"] for bar in page.all("#progress progress")] == bars


def test_the_plan_is_shown_to_those_who_may_read_it(app: Flask, office: Office) -> None:
    editor, helper = person(office, EDITOR), person(office, CONTRIBUTOR)
    for place, (days, title) in enumerate(((-3, "Over"), (5, "Soon"), (90, "Far"))):
        due = TODAY + timedelta(days=days)
        action = Action(id=0, activity=0, title=title, do="It", due=due)
        written(office.product.database, plans.add_action, office.portfolio, action, f"own-{place}")
    page = home(app, office, editor)
    waits = page.words_of("#waiting")
    assert "Late Over 1 May 2026" in waits
    assert "Due in the next 30 days Soon 9 May 2026" in waits
    assert "Far" not in waits
    assert "3 actions: 0 done, 0 under way, 3 not started. One is late." in page.words_of(
        "#progress"
    )
    assert "dropped" not in page.words_of("#progress")
    other = home(app, office, helper)
    assert not other.all("#progress, #results")
    assert "Over" not in other.text


def test_the_next_step_follows_from_what_is_missing(app: Flask, office: Office) -> None:
    empty = make_office(office.product, "Empty Trust")
    page = home(app, empty, empty.owner)
    assert "Describe one activity" in page.words_of("#step")
    assert "Bring a register of activities" in page.words_of("#step")
    assert not page.all("#progress"), "nothing is said of a plan in which nothing is"
    assert "Make an improvement plan" in home(app, office, office.owner).words_of("#step")
    action = Action(id=0, activity=0, title="Own", do="It")
    written(office.product.database, plans.add_action, office.portfolio, action, "own")
    assert "Choose a questionnaire" in home(app, office, office.owner).words_of("#step")
    finish(office.product, office.portfolio, begin(office.product, office.portfolio), 1)
    page = home(app, office, office.owner)
    assert "Look through the activities" in page.words_of("#step")
    assert page.all("#step a")[0]["href"] == office.list
    office.describe({"name": "Fair"})
    said = home(app, office, office.owner).words_of("#step")
    assert "has no answers yet" in said, "a register leads on to its questions"


def test_activities_without_answers_are_answered_before_a_plan_is_made(
    app: Flask, office: Office
) -> None:
    new = make_office(office.product, "New Trust")
    new.describe({"name": "Library volunteers"}, {"name": "Fair"})
    page = home(app, new, new.owner)
    assert "None of the 2 activities has answers yet." in page.words_of("#step")
    assert page.all("#step a")[0]["href"] == f"{new.list}/activities/1/resume"
    assert "None of them has answers yet." in page.words_of("#results")
    assert "rung" not in page.words_of("#results")
    new.describe(PANEL)
    page = home(app, new, new.owner)
    assert "Make an improvement plan" in page.words_of("#step")
    assert "One of them has answers yet." in page.words_of("#results")


def test_what_one_was_given_or_has_to_read_is_the_next_step(app: Flask, office: Office) -> None:
    editor, helper = person(office, EDITOR), person(office, CONTRIBUTOR)
    put(office, 1, helper.id, "draft")
    put(office, 2, None, "submitted")
    page = home(app, office, helper)
    assert "An activity was given to you." in page.words_of("#step")
    assert page.all("#step a")[0]["href"] == f"{office.list}/activities/1/resume"
    page = home(app, office, editor)
    assert "An activity was submitted." in page.words_of("#step")
    assert page.all("#step a")[0]["href"] == f"{office.list}/activities/2/result"
    put(office, 1, helper.id, "submitted")
    assert "You have described all that was given to you." in home(app, office, helper).text


def test_results_say_how_they_moved(app: Flask, office: Office, product: Product) -> None:
    for place in (1, 3):
        finish(product, office.portfolio, begin(product, office.portfolio), place)
    said = home(app, office, office.owner).words_of("#results")
    assert "Ten principles for working with people, round 2" in said
    assert "Scores since round 1: 10 up, 0 down." in said


def test_an_agreed_view_waits_until_it_is_decided(app: Flask, office: Office) -> None:
    """It was said that nothing waits, and the activity stood where the agreed view did not."""
    client = signed_in_client(app, office.owner)
    page = client.get(f"{office.list}/activities/1/views/agreed")
    client.answer(page, seats="equal", reasons="We talked.")
    page = client.get(office.address)
    assert "An agreed view to decide about Riverside tenant panel" in page.words_of("#waiting")
    assert "agreed on a view that differs from your own answers" in page.words_of("#step")
    assert "decide" not in home(app, office, person(office, VIEWER)).words_of("#waiting")
    page = client.follow(page, "Decide")
    client.answer(page, "Save", decision="kept")
    assert "decide" not in client.get(office.address).words_of("#waiting")
    page = client.get(f"{office.list}/activities/2/views/agreed")
    client.answer(page, reasons="All say the same.")
    assert "decide" not in client.get(office.address).words_of("#waiting")


def test_usual_answers_wait_until_somebody_confirms_them(app: Flask, office: Office) -> None:
    record = activities.find_activity(office.product.database, office.portfolio, 1)
    assert record is not None
    assert "Usual answers" not in home(app, office, office.owner).text
    with office.product.database.writing() as connection:
        row = connection.execute(
            "SELECT document FROM activity WHERE portfolio_id = ? AND number = 1",
            (office.portfolio.id,),
        ).fetchone()
        spoken = row["document"].replace("{", '{"prefilled": ["seats"], ', 1)
        connection.execute(
            "UPDATE activity SET document = ? WHERE portfolio_id = ? AND number = 1",
            (spoken, office.portfolio.id),
        )
    (kept,) = (k for k in activities.list_kept(office.product.database, office.portfolio)
               if k.number == 1)  # fmt: skip
    assert kept.has_usual_answers == bool(kept.read().prefilled)
    assert "Usual answers to confirm" in home(app, office, office.owner).words_of("#waiting")


def test_the_page_says_how_places_moved(app: Flask, office: Office) -> None:
    """Certain moves, perhaps, new ones and those that stand as before, each once."""
    office.describe(*([SHOW] * 2))
    day = 24 * 60 * 60
    now = (TODAY - date(1970, 1, 1)).days * day
    with office.product.database.writing() as connection:
        for number, days in ((1, 200), (2, 200), (3, 200), (4, 20)):
            connection.execute(
                "UPDATE activity SET added = ? WHERE portfolio_id = ? AND number = ?",
                (now - days * day, office.portfolio.id, number),
            )
    changed = Author(office.owner.id, "", now - 30 * day)
    said = {item: answer for item, answer in CONTROL.items() if item != "name"}
    save_answers(office.product, office.portfolio, 2, said, changed)
    page = home(app, office, office.owner)
    words = page.words_of("#results")
    assert "Where the 4 activities stand The one in the middle stands somewhere from rung" in words
    assert "Since 2 February 2026: one moved up, one is new, 2 stand as before." in words
    page = signed_in_client(app, office.owner).get(page.link("See which"))
    assert "Compare two dates" in page.heading
    assert "1 certainly moved up" in page.text
    assert not home(app, office, person(office, CONTRIBUTOR)).all("#results")


def test_what_only_the_move_to_other_questions_changed_is_said_as_that(
    app: Flask, office: Office
) -> None:
    """It once counted as changed in another way, as if something was done otherwise."""
    first = next(iter(office.product.earlier))
    day, now = 24 * 60 * 60, (TODAY - date(1970, 1, 1)).days * 24 * 60 * 60
    made = [ActivityRecord(0, FULL, dict(DECIDING), stamp=first)]
    fill(office.product, office.portfolio, made, now - 200 * day)
    by = Author(office.owner.id, "", now - 30 * day)
    assert move(office.product, office.portfolio, 3, {}, 0, by)
    words = home(app, office, office.owner).words_of("#results")
    assert "one was changed only by the move to other questions, 2 stand as before." in words
    assert "another way" not in words


def test_late_actions_come_before_what_could_be_begun(app: Flask, office: Office) -> None:
    for days in (-3, -9):
        due = TODAY + timedelta(days=days)
        action = Action(id=0, activity=0, title=f"Late {days}", do="It", due=due)
        written(office.product.database, plans.add_action, office.portfolio, action, f"own{days}")
    page = home(app, office, office.owner)
    assert "2 actions are late." in page.words_of("#step")
    client = signed_in_client(app, office.owner)
    assert "Late -9" in client.get(page.link("Start with the one that waits longest")).html
    viewer = home(app, office, person(office, VIEWER))
    assert "Start with" not in viewer.text
