"""Rounds of questionnaires: opening, answering for the organisation, handing in, results."""

import csv
import json
import sqlite3
from io import StringIO

import pytest
from flask import Flask

from ladder_assess.core.people.access import Membership
from ladder_assess.services.activities.take_in_portfolio import take_in_portfolio
from ladder_assess.services.campaigns import draft_campaign
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments import open_wave
from ladder_assess.services.instruments.answer_instrument import draft_of
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.instruments.responses import list_responses
from ladder_assess.storage.people import audit
from ladder_assess.web.campaigns import rounds as rounds_page
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Page
from tests.support.waves import begin, finish


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def office(product: Product) -> Office:
    return make_office(product)


def rounds(start: str, instrument: str, number: int = 1) -> str:
    return f"{start}/questionnaires/{instrument}/rounds/{number}"


def answer_page(client: Client, page: Page, place: int = 3, button: str | None = None) -> Page:
    """Answer every question of a page by the option at a place."""
    form = form_of(page)
    names = [n for n in form.names if n not in ("csrf_token", "page-shown")]
    said = {n: form.options(n)[min(place, len(form.options(n)) - 2)] for n in names}
    return client.send(form.fill(**said), button)


def test_the_list_says_what_each_finds_out(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "Questionnaires about")
    for words in ("What helps us to involve people", "What sort of partnership", "about 11 minutes",
                  "Short form", "What the short form cannot tell"):  # fmt: skip
        assert words in page.text, words
    assert "What taking part was like" not in page.text, "that belongs to an activity"


def test_a_list_has_so_many_rounds_and_no_more(
    client: Client, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three thousand of them made each page that names them a megabyte."""
    for service in (open_wave, draft_campaign):
        monkeypatch.setattr(service, "MOST_ROUNDS", 2)
    monkeypatch.setattr(rounds_page, "MOST_ROUNDS", 2)
    address = f"{link.address}/questionnaires/officer-survey/open"
    for _ in range(2):
        assert "/rounds/" in client.send(form_of(client.get(address))).address
    page = client.send(form_of(client.get(address)))
    assert "There is no room for another round: a list may have 2." in page.text
    assert page.address == address


def test_an_organisation_answers_from_the_first_page_to_the_result(
    client: Client, link: Link, product: Product
) -> None:
    page = client.get(f"{link.address}/questionnaires/principles/open")
    assert client.answer(page).complaints, "nothing is chosen for anyone"
    page = client.answer(page, way="organisation", length="short")
    assert page.heading == "Round 1"
    page = client.follow(page, "Start")
    steps = 0
    while page.heading != "Check your answers":
        page, steps = answer_page(client, page), steps + 1
    assert steps == 10
    assert "Not answered" not in page.text
    page = client.answer(page, "Hand in")
    assert "The answers are handed in." in page.text
    assert "Knowing what power is shared" in page.one("#scores").text
    assert "principles-v1" in page.text
    assert "Short form." in page.text
    assert [r.version for r in list_responses(product.database, link.portfolio).values()] == [1]


def test_what_is_answered_is_saved_as_a_page_is_left(client: Client, link: Link) -> None:
    client.answer(
        client.get(f"{link.address}/questionnaires/orientation/open"), way="organisation",
        length="full",
    )  # fmt: skip
    here = rounds(link.address, "orientation")
    first = client.get(f"{here}/questions/people_and_services")
    assert "It serves them" in first.text
    assert "It hands control to them" in first.text
    page = client.answer(first, "finish later", control="equal")
    assert "1 of 10 questions answered so far." in page.text
    page = client.follow(page, "Go on with the questions")
    assert form_of(page).values["control"] == ["equal"]
    page = client.answer(page, "Back", providers="unknown")
    assert "2 of 10 questions answered so far." in page.text
    other = client.get(f"{here}/questions/ways_of_working")
    assert client.answer(other, "Back").heading == "People and services"


def test_two_people_on_one_page_lose_nothing(
    app: Flask, client: Client, link: Link, product: Product
) -> None:
    wave = begin(product, link.portfolio, "orientation")
    address = f"{rounds(link.address, 'orientation')}/questions/people_and_services"
    colleague = Client(app)
    mine, theirs = client.get(address), colleague.get(address)
    colleague.answer(theirs, control="equal", providers="equal")
    page = client.answer(mine, control="much_first", choice="equal")
    assert page.complaints
    assert "Their answer: Halfway between the two" in page.text
    assert form_of(page).values["control"] == ["much_first"], "what was typed is still there"
    kept = draft_of(product, link.portfolio, wave).kept.values
    assert kept == {"control": "equal", "providers": "equal", "choice": "equal"}
    client.answer(page)
    kept = draft_of(product, link.portfolio, wave).kept.values
    assert kept == {"control": "much_first", "providers": "equal", "choice": "equal"}


def test_nothing_answered_is_not_handed_in(client: Client, link: Link, product: Product) -> None:
    begin(product, link.portfolio)
    page = client.get(f"{rounds(link.address, 'principles')}/review")
    page = client.answer(page, "Hand in")
    assert "Answer at least one question" in page.text
    assert not list_responses(product.database, link.portfolio)


def test_what_was_handed_in_never_changes(client: Client, link: Link, product: Product) -> None:
    wave = begin(product, link.portfolio, "orientation")
    here = rounds(link.address, "orientation")
    late = client.get(f"{here}/questions/people_and_services")
    finish(product, link.portfolio, wave)
    before = list_responses(product.database, link.portfolio)
    page = client.answer(late, control="much_first")
    assert "This page was not saved" in page.text
    assert client.get(f"{here}/review").heading == "Round 1"
    client.post(f"{here}/review", form_of(late).sent_by(None))
    assert list_responses(product.database, link.portfolio) == before
    change = "UPDATE instrument_response SET document = '{}' WHERE wave = ?"
    refused = pytest.raises(sqlite3.IntegrityError, match="never changed")
    with refused, product.database.writing() as connection:
        connection.execute(change, (wave.id,))


def test_unscored_is_said_plainly(client: Client, link: Link, product: Product) -> None:
    wave = begin(product, link.portfolio, "principles")
    first = draft_of(product, link.portfolio, wave).pages[0]
    finish(product, link.portfolio, wave, 4, **{item.id: "unknown" for item in first.items})
    page = client.get(rounds(link.address, "principles"))
    assert page.one("#scores").text.count("No score: fewer than half") == 1


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        (("local_authority", "reforms", "whole_system"), "Collaborative council"),
        (("local_authority", "reforms", "frontline"), "Leaning to: Collaborative council"),
        (("other", "commissions", "frontline"), "A mix"),
        (("local_authority", "unknown", "unknown"), "It cannot be said yet"),
    ],
)
def test_a_partnership_is_classified_with_reasons(
    client: Client, link: Link, product: Product, facts: tuple[str, ...], says: str
) -> None:
    wave = begin(product, link.portfolio, "partnership", subject="The Harbour Alliance")
    said = dict(zip(("lead", "role", "scope"), facts, strict=True))
    finish(product, link.portfolio, wave, **said)
    page = client.get(rounds(link.address, "partnership"))
    assert page.heading == "Round 1: The Harbour Alliance"
    assert says in page.one("#type").text
    assert ("The same" in page.one("#type").text) == ("ollaborative" in says)


def test_a_partnership_needs_a_name(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/questionnaires/partnership/open")
    assert client.answer(page, length="full").complaints
    assert "way" not in form_of(page).names, "the facts of a partnership are one answer"
    page = client.answer(page, length="full", subject="  The   Harbour Alliance ")
    assert page.heading == "Round 1: The Harbour Alliance"


def test_orientation_has_no_better_end(client: Client, link: Link, product: Product) -> None:
    finish(product, link.portfolio, begin(product, link.portfolio, "orientation"))
    page = client.get(rounds(link.address, "orientation"))
    shown = page.one("#transformative").text
    assert "Neither end is better than the other." in shown
    assert "It serves them" in shown
    assert not page.all("#scores")


def test_rounds_stand_side_by_side(client: Client, link: Link, product: Product) -> None:
    for place in (2, 4):
        finish(product, link.portfolio, begin(product, link.portfolio), place)
    finish(product, link.portfolio, begin(product, link.portfolio, "enablers"))
    page = client.get(rounds(link.address, "principles", 2))
    trend = page.one("#trend").text
    assert "Round 1" in trend
    assert "Round 2" in trend
    assert not client.get(rounds(link.address, "enablers")).all("#trend")


def test_files_hold_what_the_page_shows(client: Client, link: Link, product: Product) -> None:
    wave = begin(product, link.portfolio, "partnership", subject="=HYPERLINK(1)")
    finish(product, link.portfolio, wave)
    here = rounds(link.address, "partnership")
    found = json.loads(client.browser.get(f"{here}/results.json").text)
    assert found["version"] == 1
    assert set(found["dimensions"]) == {"rationales", "co_creation", "accountability", "capture"}
    assert found["classification"]["type"]
    response = client.browser.get(f"{here}/results.csv")
    rows = list(csv.DictReader(StringIO(response.text.removeprefix("\ufeff"))))
    scores = {row["id"]: row["value"] for row in rows if row["what"] == "dimension"}
    assert scores == {k: str(of["score"]) for k, of in found["dimensions"].items()}
    assert "attachment" in response.headers["Content-Disposition"]
    client.get(f"{here}/results.xml", status=404)


def test_a_round_without_answers_can_be_removed(
    client: Client, link: Link, product: Product
) -> None:
    begin(product, link.portfolio)
    done = begin(product, link.portfolio)
    finish(product, link.portfolio, done)
    page = client.follow(client.get(rounds(link.address, "principles")), "Remove this round")
    page = client.answer(page, "Remove it")
    assert "It is removed." in page.text
    client.get(rounds(link.address, "principles"), status=404)
    page = client.get(f"{rounds(link.address, 'principles', 2)}/remove")
    assert client.answer(page, "Remove it").complaints
    assert waves.find_wave(product.database, link.portfolio, "principles", 2) is not None


def test_pressing_twice_opens_one_round(client: Client, link: Link, product: Product) -> None:
    form = form_of(client.get(f"{link.address}/questionnaires/orientation/open"))
    sent = form.fill(way="organisation", length="full").sent_by(None)
    for _ in range(2):
        client.post(form.address, sent)
    assert len(waves.list_waves(product.database, link.portfolio)) == 1


@pytest.mark.parametrize("path", ["nothing/open", "participant-voice/open", "enablers/rounds/9",
                                  "officer-survey/rounds/1/questions/budgets",
                                  "officer-survey/rounds/1/review",
                                  "officer-survey/rounds/1/links/service_user",
                                  "principles/rounds/1/links/all",
                                  "principles/rounds/1/questions/nothing"])  # fmt: skip
def test_there_is_no_such_page(client: Client, link: Link, product: Product, path: str) -> None:
    begin(product, link.portfolio, "officer-survey", respondents=True)
    begin(product, link.portfolio, "principles")
    client.get(f"{link.address}/questionnaires/{path}", status=404)


# In an organisation


def test_the_log_says_what_was_done_and_no_answer(
    app: Flask, office: Office, product: Product
) -> None:
    client = signed_in_client(app, office.owner)
    page = client.get(f"{office.list}/questionnaires/orientation/open")
    client.answer(page, way="organisation", length="full")
    here = rounds(office.list, "orientation")
    client.answer(client.get(f"{here}/questions/ways_of_working"), "later", **{
        name: "equal" for name in form_of(client.get(f"{here}/questions/ways_of_working")).names
        if name not in ("csrf_token", "page-shown")
    })  # fmt: skip
    client.answer(client.get(f"{here}/review"), "Hand in")
    events = audit.of_organisation(product.database, office.id)
    assert {"wave_opened", "wave_handed_in"} <= {event.event for event in events}
    assert "equal" not in str(events)
    row = product.database.reading.execute(
        "SELECT account_id FROM instrument_response WHERE portfolio_id = ?", (office.portfolio.id,)
    ).fetchone()
    assert row["account_id"] == office.owner.id


def test_the_organisation_page_leads_there(app: Flask, office: Office) -> None:
    client = signed_in_client(app, office.owner)
    page = client.follow(client.get(f"/organisations/{office.id}"), "Questionnaires")
    assert page.heading == "Questionnaires"


def test_rounds_move_into_an_organisation_with_their_list(
    links: Links, office: Office, product: Product
) -> None:
    link = links.make(PANEL)
    finish(product, office.portfolio, begin(product, office.portfolio))
    finish(product, link.portfolio, begin(product, link.portfolio), 0)
    begin(product, link.portfolio, "officer-survey", respondents=True)
    before = list_responses(product.database, link.portfolio)
    place = Membership(office.id, office.owner.id, "owner")
    assert take_in_portfolio(product, link.portfolio, place, 0)
    found = waves.list_waves(product.database, office.portfolio)
    assert [(w.instrument, w.number) for w in found] == [
        ("officer-survey", 1), ("principles", 1), ("principles", 2),
    ]  # fmt: skip
    after = list_responses(product.database, office.portfolio)
    assert before.items() <= after.items()
    assert open_portfolio(product.database, link.address.removeprefix("/p/")) is None


def test_pictures_can_be_saved(client: Client, link: Link, product: Product) -> None:
    for place in (2, 4):
        done = begin(product, link.portfolio, "partnership", subject="Harbour")
        finish(product, link.portfolio, done, place)
    here = rounds(link.address, "partnership", 2)
    page = client.get(here)
    assert "data-figure" in page.html
    for name in ("profile", "trend"):
        for kind, start in (("svg", "<?xml"), ("csv", "\ufeff")):
            response = client.browser.get(f"{here}/pictures/{name}.{kind}")
            assert response.text.startswith((start, "<svg")), name
            assert "Clear reasons to work together" in response.text
    client.get(f"{here}/pictures/loop.svg", status=404)
    answers = client.browser.get(f"{here}/pictures/statements-1.csv").text
    assert answers.count("Strongly agree,5") == 16
    assert page.one("#answers").text.count("Your answers in a picture") >= 1
    started = begin(product, link.portfolio, "orientation")
    assert "plotly" not in client.get(rounds(link.address, "orientation")).html, "nothing to draw"
    finish(product, link.portfolio, started, 4)
    found = client.browser.get(f"{rounds(link.address, 'orientation')}/pictures/poles.csv").text
    assert "It serves them" in found
