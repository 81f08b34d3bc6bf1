"""What was agreed on is taken into the own answers in one step, or not, and the plan says which."""

import pytest
from flask import Flask

from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.gather_views import gather_views
from ladder_assess.services.points_of_view.agree_view import agreed_views
from ladder_assess.storage.people import audit
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Page

SEATS = {"seats": "minority", "decision_rule": "joint", "override": "by_negotiation",
         "ground_rules": "agreed"}  # fmt: skip


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({**PANEL, "decision_rule": "advised"})


def agree(client: Client, link: Link, **values: str) -> Page:
    address = f"{link.activity()}/views/agreed"
    return client.answer(client.get(address), **values, reasons="We talked, and looked it up.")


def own(link: Link) -> dict[str, object]:
    return dict(link.record().values)


def test_what_would_change_and_where_it_would_stand_is_shown_first(
    client: Client, link: Link
) -> None:
    before = own(link)
    agreed = agree(client, link, **SEATS)
    assert agreed.link("Decide whether to take it into your own answers").endswith("/agreed/own")
    assert "the plan follows them. See what would change" in agreed.words_of("#changed")
    page = client.follow(agreed, "See what would change")
    rows = page.words_of("#changes")
    assert all(label in rows for label in ("Seats", "Now", "Agreed"))
    assert "The activity stands here now: rung 5, A seat" in page.words_of("#move")
    assert "It would stand here: rung 6, Deciding" in page.words_of("#move")
    assert own(link) == before, "looking changes nothing"
    page = client.answer(page, "Save")
    assert page.complaints == ["Choose whether to take them over."]
    page = client.answer(page, "Save", decision="taken")
    assert "What was agreed on is in your own answers now." in page.text
    assert {key: own(link)[key] for key in SEATS} == SEATS
    assert "it was taken into your own answers" in page.words_of("#changed")
    assert "Decide whether" not in page.text
    history = client.follow(page, "See what that changed")
    assert len(history.all("tbody tr")) >= len(SEATS)


def test_it_is_put_back_by_one_button_and_what_came_since_stays(client: Client, link: Link) -> None:
    before = own(link)
    page = client.follow(agree(client, link, **SEATS), "See what would change")
    page = client.answer(page, "Save", decision="taken")
    save_answers(link.product, link.portfolio, 1, {"seats": "equal", "resources": "funded"})
    page = client.get(f"{link.activity()}/views")
    page = client.answer(page, "Put your own answers back as they were")
    assert "Your own answers are as they were." in page.text
    assert own(link) == {**before, "seats": "equal", "resources": "funded"}
    assert agreed_views(link.product, link.portfolio, 1)[0].decision == ""
    assert "Put your own answers back" not in page.text


def test_what_stood_behind_another_answer_goes_with_it_and_comes_back(
    client: Client, link: Link
) -> None:
    evidence = client.get(f"{link.activity()}/evidence?answers=all")
    client.answer(evidence, **{"seats-strength": "documented", "seats-note": "Minutes"})
    assert link.record().backing["seats"].note == "Minutes"
    page = client.follow(agree(client, link, **SEATS), "See what would change")
    page = client.answer(page, "Save", decision="taken")
    assert link.record().backing["seats"].note == ""
    client.answer(page, "Put your own answers back as they were")
    assert link.record().backing["seats"].note == "Minutes"


def test_what_changed_since_the_page_was_opened_is_never_changed_unseen(
    client: Client, link: Link
) -> None:
    page = client.follow(agree(client, link, **SEATS), "See what would change")
    save_answers(link.product, link.portfolio, 1, {"response": "none"})
    seen = own(link)
    again = client.answer(page, "Save", decision="taken")
    assert "so nothing was changed" in again.text
    assert own(link) == seen
    agree(client, link, seats="equal")
    again = client.answer(again, "Save", decision="taken")
    assert "so nothing was changed" in again.text
    assert own(link) == seen
    client.answer(again, "Save", decision="taken")
    assert own(link)["seats"] == "equal"


def test_keeping_the_own_answers_is_said_too(client: Client, link: Link) -> None:
    before = own(link)
    page = client.follow(agree(client, link, **SEATS), "See what would change")
    page = client.answer(page, "Save", decision="kept")
    assert "you decided to keep your own answers" in page.words_of("#changed")
    assert own(link) == before
    (told,) = gather_views(link.product, link.portfolio)
    assert told.agreed is not None
    assert told.agreed.decision == "kept"
    page = client.follow(client.get(f"{link.activity()}/views"), "Look at it again")
    client.answer(page, "Save", decision="taken")
    (told,) = gather_views(link.product, link.portfolio)
    assert told.agreed is not None
    assert told.agreed.decision == "taken"
    assert not told.changes


def test_nothing_is_asked_where_both_say_the_same(client: Client, link: Link) -> None:
    agree(client, link)
    page = client.get(f"{link.activity()}/views/agreed/own")
    assert "There is nothing to decide" in page.text
    assert "Save" not in page.text


def test_an_organisation_finds_it_in_its_log(product: Product, app: Flask) -> None:
    office: Office = make_office(product)
    office.describe({**PANEL, "decision_rule": "advised"})
    client = signed_in_client(app, office.owner)
    address = f"{office.list}/activities/1/views"
    page = client.answer(client.get(f"{address}/agreed"), **SEATS, reasons="We talked.")
    page = client.answer(client.follow(page, "See what would change"), "Save", decision="taken")
    client.answer(page, "Put your own answers back as they were")
    events = [each.event for each in audit.of_organisation(product.database, office.id)]
    assert {"view_taken_over", "view_put_back"} <= set(events)
