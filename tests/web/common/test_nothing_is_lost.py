"""Leaving, Back, a double click, an old form, a restart: none of them loses an answer."""

import pytest
from flask import Flask

from ladder_assess.core.activities.activity_record import FULL
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import start, token_of
from tests.support.links import PANEL, Link, Links
from tests.support.site import app_for, product_of

TYPED = "Twelve tenants <meet> the team & talk.\nEvery month."


def link_of(client: Client, address: str) -> Link:
    return Link(product_of(client.app), address.split("/")[2])


def test_back_saves_the_page_that_it_leaves(client: Client) -> None:
    page = client.answer(start(client, FULL), "next", name="A panel", description=TYPED)
    page = client.answer(page, "back", claimed_rung="4")
    assert form_of(page).values["name"] == ["A panel"]
    assert form_of(page).values["description"] == [TYPED]
    assert link_of(client, page.address).record().values["claimed_rung"] == "4"


def test_back_from_the_first_page_leads_to_the_list(client: Client) -> None:
    page = client.answer(start(client, FULL), "back", description=TYPED)
    assert page.heading == "Your activities"
    assert link_of(client, page.address).record().values["description"] == TYPED


@pytest.mark.parametrize("button", ["back", "later"])
def test_a_question_need_not_be_answered_to_leave_it(
    client: Client, links: Links, button: str
) -> None:
    link = links.make({"name": "A panel"}, path="quick")
    page = client.get(f"{link.activity()}/questions/seats")
    page = client.answer(page, button)
    assert "/questions/seats" not in page.address
    assert not page.complaints


@pytest.mark.parametrize("button", ["back", "later"])
def test_what_cannot_be_saved_is_shown_again(client: Client, links: Links, button: str) -> None:
    link = links.make({})
    page = client.get(f"{link.activity()}/questions/about")
    page = client.answer(page, button, name="n" * 201, description=TYPED)
    assert form_of(page).values["name"] == ["n" * 201]
    assert form_of(page).values["description"] == [TYPED]
    assert "200 characters" in page.complaints[0]


def test_finish_later_shows_the_private_link(client: Client) -> None:
    page = client.answer(start(client), "later", claimed_rung="4")
    assert page.heading == "Your activities"
    shown = page.one("#private-link")["value"]
    assert shown == f"http://localhost/p/{token_of(page)}"
    assert shown in page.words_of(".app-private-link__print"), "and in full, for paper"


def test_the_link_opens_the_answers_on_another_device(client: Client, app: Flask) -> None:
    page = client.answer(start(client, FULL), "later", name="A panel", description=TYPED)
    other = Client(app)
    shown = other.get(page.one("#private-link")["value"])
    assert "1. A panel" in shown.text
    page = other.follow(shown, "Go on")
    assert page.address.endswith("/questions/claim"), "where the answers stop"
    page = other.answer(page, "back")
    assert form_of(page).values["description"] == [TYPED]


def test_a_double_click_starts_one_activity(client: Client) -> None:
    page = client.get("/start")
    sent = form_of(page).fill(path="quick", name="A panel").sent_by(None)
    first, second = client.post("/start", sent), client.post("/start", sent)
    assert first.address == second.address
    assert len(link_of(client, first.address).records) == 1


def test_two_people_who_start_get_links_of_their_own(client: Client, app: Flask) -> None:
    assert token_of(start(client)) != token_of(start(Client(app)))


def test_a_double_click_adds_one_activity(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    page = client.get(f"{link.address}/add")
    sent = form_of(page).fill(path="full", name="Another").sent_by(None)
    first, second = client.post(page.address, sent), client.post(page.address, sent)
    assert first.address == second.address
    assert len(link.records) == 2


def test_a_double_click_on_a_page_saves_it_once(client: Client, links: Links) -> None:
    link = links.make({"name": "A panel"})
    page = client.get(f"{link.activity()}/questions/voice")
    sent = form_of(page).fill(dialogue="one_off").sent_by("next")
    client.post(page.address, sent)
    client.post(page.address, sent)
    assert link.record().values == {"name": "A panel", "dialogue": "one_off"}


def test_a_restart_of_the_server_loses_nothing(own_app: Flask) -> None:
    client = Client(own_app)
    page = client.answer(start(client, FULL), "next", name="A panel", description=TYPED)
    restarted = app_for(own_app.config["SETTINGS"])
    after = Client(restarted)
    after.browser._cookies = client.browser._cookies
    page = after.answer(page, "back", claimed_rung="5")
    assert not page.complaints, "a form from before the restart is still good"
    assert form_of(page).values["description"] == [TYPED]
    product_of(restarted).database.close()


def test_a_form_that_was_open_for_too_long_keeps_what_was_typed(own_app: Flask) -> None:
    client = Client(own_app)
    page = start(client, FULL)
    own_app.config["WTF_CSRF_TIME_LIMIT"] = -1
    page = client.answer(page, "next", name="A panel", description=TYPED)
    assert "What you typed is still here" in page.complaints[0]
    assert form_of(page).values["name"] == ["A panel"]
    assert form_of(page).values["description"] == [TYPED]
    own_app.config["WTF_CSRF_TIME_LIMIT"] = 60
    page = client.answer(page, "next")
    assert page.address.endswith("/questions/claim")
    assert link_of(client, page.address).record().values["description"] == TYPED


def test_a_lost_cookie_keeps_what_was_typed(client: Client) -> None:
    page = start(client, FULL)
    client.forget()
    page = client.answer(page, "next", name="A panel", description=TYPED)
    assert "What you typed is still here" in page.complaints[0]
    page = client.answer(page, "next")
    assert link_of(client, page.address).record().values["description"] == TYPED


@pytest.mark.parametrize("address", ["/", "/start"])
def test_a_lost_cookie_at_the_start_keeps_the_name(client: Client, address: str) -> None:
    page = client.get(address)
    client.forget()
    page = client.answer(page, path="quick", name="Ours & <yours>")
    assert "What you typed is still here" in page.complaints[0]
    assert form_of(page).values["name"] == ["Ours & <yours>"]
    page = client.answer(page, path="quick")
    assert link_of(client, page.address).record().name == "Ours & <yours>"


@pytest.mark.parametrize("address", ["/", "/start"])
def test_back_leads_to_the_name_that_was_given(client: Client, address: str) -> None:
    page = client.answer(client.get(address), path="quick", name="Ours")
    page = client.answer(page, "back", level="group")
    assert form_of(page).values["name"] == ["Ours"]
    page = client.answer(page, "next", name="Ours, by its other name")
    assert form_of(page).values["level"] == ["group"]


def test_what_was_typed_on_the_way_to_a_common_form_is_kept(client: Client) -> None:
    page = client.answer(client.get("/"), path="form", name="Ours")
    assert page.heading == "Is it one of these?"
    assert "Ours" in page.text
    assert link_of(client, page.address).record().name == "Ours"
