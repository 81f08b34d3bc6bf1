"""Two people with one action of the plan open: the second is told, and neither loses anything."""

import pytest
from flask import Flask

from ladder_assess.core.plan.plan import Action
from ladder_assess.storage.plan.plans import add_action, list_actions
from tests.support.client import Client
from tests.support.forms import PageForm, form_of, forms_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.site import sealed

ADDRESS = "/plan/actions/"


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make(PANEL)
    for title in ("Ask people", "Bake a cake"):
        action = Action(0, 1, title, "At the start.", why="Why", owner="Ann")
        written(made.product.database, add_action, made.portfolio, action, title)
    return made


@pytest.fixture
def pair(app: Flask) -> tuple[Client, Client]:
    return Client(app), Client(app)


def actions(link: Link) -> list[Action]:
    return list_actions(link.product.database, link.portfolio)


def open_action(client: Client, link: Link) -> Page:
    return client.get(f"{link.address}{ADDRESS}{sealed(actions(link)[0].id)}")


def take_out(client: Client, plan: Page) -> Page:
    removing = [f for f in forms_of(plan) if "/remove?" in f.address]
    return client.send(removing[0])


def test_the_second_sees_both_wordings_and_decides(pair: tuple[Client, Client], link: Link) -> None:
    one, two = pair
    first, second = open_action(one, link), open_action(two, link)
    one.answer(first, title="Ask people early", owner="Cy")
    page = two.answer(second, title="Ask everyone", do="In June.")
    assert page.heading == "Change the action", "the page is shown again"
    assert page.complaints == ["Two people changed this at the same time. Choose which to keep."]
    assert "Ask people early" in page.one("#meanwhile-title").text
    assert form_of(page).values["title"] == ["Ask everyone"]
    assert form_of(page).values["owner"] == ["Cy"], "what only the first changed is kept"
    assert "Ann" in page.one("#meanwhile-owner").text
    kept = actions(link)[0]
    assert (kept.title, kept.do, kept.owner) == ("Ask people early", "In June.", "Cy")
    page = two.answer(page)
    assert page.heading == "Improvement plan"
    assert actions(link)[0].title == "Ask everyone", "saving again keeps theirs"
    assert actions(link)[0].why == "Why"


def test_different_questions_do_not_clash(pair: tuple[Client, Client], link: Link) -> None:
    one, two = pair
    first, second = open_action(one, link), open_action(two, link)
    one.answer(first, due=["1", "3", "2027"], priority="high")
    page = two.answer(second, owner="Bo")
    assert not page.complaints
    assert "Nothing" in page.one("#meanwhile-due").text
    assert "As worked out" in page.one("#meanwhile-priority").text
    kept = actions(link)[0]
    assert (kept.owner, kept.priority, str(kept.due)) == ("Bo", "high", "2027-03-01")
    assert two.answer(page).heading == "Improvement plan"
    assert actions(link)[0] == kept


def test_one_person_alone_is_told_nothing(client: Client, link: Link) -> None:
    page = open_action(client, link)
    for _ in range(2):
        after = client.answer(page, title="Ask all")
        assert after.heading == "Improvement plan", "a button can be pressed twice"


def test_an_error_does_not_hide_what_someone_else_changed(
    pair: tuple[Client, Client], link: Link
) -> None:
    one, two = pair
    second = open_action(two, link)
    one.answer(open_action(one, link), title="Ask people early")
    wrong = two.answer(second, title="Ask everyone", due=["31", "2", "2027"])
    assert "for example" in wrong.complaints[0]
    page = two.answer(wrong, due=["", "", ""])
    assert "Ask people early" in page.one("#meanwhile-title").text


def test_what_was_typed_about_an_action_that_has_gone_becomes_a_new_one(
    pair: tuple[Client, Client], link: Link
) -> None:
    one, two = pair
    page = open_action(two, link)
    take_out(one, one.get(f"{link.address}/plan"))
    sent = form_of(page).fill(title="Ask everyone", due=["31", "2", "2027"])
    page = two.send(sent, status=404)
    assert "took this action out of the plan" in page.complaints[0]
    assert form_of(page).values["title"] == ["Ask everyone"]
    assert form_of(page).values["due"] == ["31", "2", "2027"]
    page = two.answer(page, due=["28", "2", "2027"])
    assert [a.title for a in actions(link)] == ["Bake a cake", "Ask everyone"]


def test_what_was_reworded_meanwhile_is_not_taken_out_unseen(
    pair: tuple[Client, Client], link: Link
) -> None:
    one, two = pair
    plan = two.get(f"{link.address}/plan")
    one.answer(open_action(one, link), title="Ask people early")
    page = take_out(two, plan)
    assert "it was not taken out" in page.complaints[0]
    assert "Ask people early" in page.words_of("#actions")
    page = take_out(two, page)
    assert [a.title for a in actions(link)] == ["Bake a cake"]
    assert not page.complaints


def test_taking_out_twice_takes_out_one(client: Client, link: Link) -> None:
    plan = client.get(f"{link.address}/plan")
    for _ in range(2):
        assert take_out(client, plan).heading == "Improvement plan"
    assert len(actions(link)) == 1


def arrow(page: Page, direction: str, place: int) -> PageForm:
    return [f for f in forms_of(page) if f"/{direction}?" in f.address][place]


@pytest.mark.parametrize("direction", ["up", "down"])
def test_an_order_that_someone_changed_is_pointed_out(
    pair: tuple[Client, Client], link: Link, direction: str
) -> None:
    one, two = pair
    written(link.product.database, add_action, link.portfolio, Action(0, 1, "Call", ""), "third")
    plan = two.get(f"{link.address}/plan")
    one.send(arrow(one.get(f"{link.address}/plan"), direction, 0))
    kept = [a.title for a in actions(link)]
    page = two.send(arrow(plan, direction, 0))
    assert "Someone has changed the order" in page.complaints[0]
    assert [a.title for a in actions(link)] == kept, "nothing was moved"
    assert [h.text.partition(". ")[2] for h in page.all("#actions h3")] == kept, "but shown"
    page = two.send(arrow(page, direction, 0))
    assert not page.complaints


def test_an_order_changed_elsewhere_is_no_hindrance(
    pair: tuple[Client, Client], link: Link
) -> None:
    one, two = pair
    for title in ("Call", "Dig"):
        written(link.product.database, add_action, link.portfolio, Action(0, 1, title, ""), title)
    plan = two.get(f"{link.address}/plan")
    one.send(arrow(one.get(f"{link.address}/plan"), "down", 0))
    page = two.send(arrow(plan, "down", 2))
    assert not page.complaints
    assert [a.title for a in actions(link)] == ["Bake a cake", "Ask people", "Dig", "Call"]


def test_an_action_that_has_gone_is_not_moved_and_that_is_said(
    pair: tuple[Client, Client], link: Link
) -> None:
    one, two = pair
    plan = two.get(f"{link.address}/plan")
    take_out(one, one.get(f"{link.address}/plan"))
    page = two.send(arrow(plan, "down", 0), status=404)
    assert "Someone may have taken it out" in page.complaints[0]
    assert "Bake a cake" in page.words_of("#actions")
