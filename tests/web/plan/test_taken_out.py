"""An action that was taken out says how to get it back, and comes back as it was."""

from datetime import date

import pytest
from flask import Flask

from ladder_assess.core.plan.plan import Action
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.plan.put_back_action import list_taken_out, put_back_action
from ladder_assess.services.plan.write_plan import take_out
from ladder_assess.storage.plan.plans import add_action, list_actions
from tests.support.client import Client
from tests.support.filled import NOW
from tests.support.forms import PageForm, forms_of
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.page import Page
from tests.support.site import TODAY, product_of

A_MONTH = 30 * 24 * 60 * 60
OWN = Action(
    0, 1, "Ask earlier", "Before it is decided.", owner="Ann Lee", due=date(2026, 6, 1),
    notes="As agreed.", covers=(),
)  # fmt: skip


@pytest.fixture
def link(links: Links) -> Link:
    return with_actions(links)


def with_actions(links: Links) -> Link:
    made = links.make(PANEL, SHOW)
    for request, activity in (("own", 1), ("all", 0), ("other", 2)):
        action = Action(**{**vars(OWN), "activity": activity, "title": f"Action {request}"})
        written(made.product.database, add_action, made.portfolio, action, request)
    return made


def actions(link: Link) -> list[Action]:
    return list_actions(link.product.database, link.portfolio)


def the_form(page: Page, part: str) -> PageForm:
    return next(form for form in forms_of(page) if part in form.address)


def test_it_is_offered_at_once_and_comes_back_as_it_was(client: Client, link: Link) -> None:
    before = actions(link)
    page = client.send(the_form(client.get(f"{link.address}/plan"), "/remove"))
    assert [each.title for each in actions(link)] == ["Action all", "Action other"]
    banner = page.words_of(".govuk-notification-banner")
    assert "“Action own” is out of the plan." in banner
    assert "with its owner, dates and notes, until" in banner
    again = the_form(page, "/put-back")
    page = client.send(again)
    assert "The action is back, as it was." in page.text
    assert actions(link) == before
    client.send(again)
    assert actions(link) == before, "pressed twice"
    assert not page.has_link("Put back an action")


def test_it_is_found_later_and_erased_for_good(client: Client, link: Link) -> None:
    client.send(the_form(client.get(f"{link.address}/plan"), "/remove"))
    page = client.get(f"{link.address}/plan")
    assert not page.all(".govuk-notification-banner")
    page = client.follow(page, "Put back an action that was taken out")
    assert "Action own" in page.text
    asked = client.follow(page, "Erase for good")
    assert "Nobody can put it back." in asked.text
    page = client.answer(asked)
    assert "There is nothing to put back." in page.text
    client.get(asked.address, status=404)


def test_another_link_cannot_put_it_back(client: Client, link: Link, links: Links) -> None:
    action = actions(link)[0]
    take_out(link.product, link.portfolio, action.id, "", TODAY, NOW)
    other = links.make(PANEL)
    assert not list_taken_out(other.product, other.portfolio, NOW)
    assert not put_back_action(other.product, other.portfolio, action.id, NOW)
    assert put_back_action(link.product, link.portfolio, action.id, NOW)


def test_it_goes_after_thirty_days(own_app: Flask) -> None:
    link = with_actions(Links(product_of(own_app)))
    for action in actions(link):
        take_out(link.product, link.portfolio, action.id, "", TODAY, NOW)
    until = list_taken_out(link.product, link.portfolio, NOW)[0].until
    assert until == NOW + A_MONTH
    apply_retention(link.product, {}, TODAY, until - 1)
    assert len(list_taken_out(link.product, link.portfolio, until - 1)) == 3
    assert not list_taken_out(link.product, link.portfolio, until)
    assert apply_retention(link.product, {}, TODAY, until)["plan_action"] >= 3
    rows = link.product.database.reading.execute("SELECT count(*) FROM taken_out_action")
    assert rows.fetchone()[0] == 0


def test_a_removed_activity_brings_back_its_actions_but_not_those_taken_out(
    client: Client, link: Link
) -> None:
    own = next(each for each in actions(link) if each.title == "Action own")
    second = Action(**{**vars(OWN), "title": "Another"})
    written(link.product.database, add_action, link.portfolio, second, "another")
    take_out(link.product, link.portfolio, own.id, "", TODAY, NOW)
    page = client.answer(client.get(f"{link.activity()}/remove"))
    assert not list_taken_out(link.product, link.portfolio, NOW), "its activity is not there"
    assert not put_back_action(link.product, link.portfolio, own.id, NOW)
    client.send(the_form(page, "/put-back"))
    assert [each.title for each in actions(link)] == ["Action all", "Action other", "Another"]
    assert put_back_action(link.product, link.portfolio, own.id, NOW)
    assert actions(link)[0].title == "Action own"
