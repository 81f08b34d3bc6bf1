"""People who answer a questionnaire by a link: anonymous, sent once, shown five at a time."""

import json
import random
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns import links as wave_links
from ladder_assess.web.campaigns.respond import MOST_LINKS
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.respondents import ask
from tests.support.waves import begin, everything, finish, link_of, send

MOST_OF_A_COOKIE = 4000
FORMS = ("service_provider", "policymaker", "service_user")
HERE = "questionnaires/engagement-process/rounds/1"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, "engagement-process", respondents=True, subject="Buses")


def start(client: Client, token: str) -> Page:
    return client.answer(client.get(f"/q/{token}"), "I agree, start")


def views_kept(product: Product, link: Link, wave: Wave) -> int:
    return len(anonymous_answers.list_views(product.database, link.portfolio, wave))


def test_a_link_for_each_group_is_made_shown_and_closed(
    client: Client, link: Link, wave: Wave, app: Flask
) -> None:
    page = client.get(f"{link.address}/{HERE}")
    assert page.text.count("Make a link") == len(FORMS)
    addresses = set()
    for form in FORMS:
        page = client.answer(client.get(f"{link.address}/{HERE}/links/{form}"), "Make a link")
        assert "QR code of the link" in page.html
        addresses.add(re.sub("^https?://[^/]+", "", page.one("#view-link")["value"]))
    assert len(addresses) == len(FORMS)
    page = client.answer(page, "Close the link")
    assert "Take down what you have printed" in page.text
    closed = [a for a in addresses if Client(app).browser.get(a).status_code == 410]
    assert len(closed) == 1
    assert Client(app).get(closed[0], status=410).heading == "This link is closed"
    page = client.answer(page, "Make a new link")
    assert page.one("#view-link")["value"] not in addresses


def test_while_nobody_has_answered_the_first_button_leads_to_the_links(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    several = client.get(f"{link.address}/{HERE}")
    assert several.all("#standing .govuk-button")[0]["href"] == "#groups"
    alone = begin(product, link.portfolio, "officer-survey", respondents=True)
    address = f"{link.address}/questionnaires/officer-survey/rounds/1"
    button = client.get(address).all("#standing .govuk-button")[0]
    assert (button.text, button["href"]) == ("Make a link", f"{address}/links/all")
    link_of(product, link.portfolio, alone)
    assert client.get(address).all("#standing .govuk-button")[0].text == "Show the link"


def test_a_respondent_answers_page_by_page_and_sends_once(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = client.get(f"/q/{link_of(product, link.portfolio, wave, 'service_user')}")
    assert "Buses" in page.text
    assert "questionnaire-answers-v" not in page.text
    assert "we cannot take your answers out" in page.text
    page = client.answer(page, "I agree, start")
    said: dict[str, str] = {}
    while not page.heading.startswith("Check your answers"):
        form = form_of(page)
        own = {n: form.options(n)[1] for n in form.names if n != "csrf_token"}
        said |= own
        page = client.send(form.fill(**own))
    assert views_kept(product, link, wave) == 0, "nothing is kept until it is sent"
    page = client.answer(page, "Send my answers")
    assert page.heading == "Thank you"
    (kept,) = anonymous_answers.list_views(product.database, link.portfolio, wave)
    assert kept.values == said
    assert (kept.group, kept.version) == ("service_user", 1)


def test_scales_of_short_answers_stand_side_by_side_and_no_others(
    client: Client, link: Link, product: Product
) -> None:
    scale = begin(product, link.portfolio, "principles", respondents=True)
    page = start(client, link_of(product, link.portfolio, scale))
    fields = page.one("main").named("fieldset")
    assert len(fields) == len(page.all(".app-scale")) > 2
    link_of_group = ask(product, link.portfolio, "provider")
    page = client.answer(client.get(f"/v/{link_of_group}"), "I agree, start")
    assert page.one("main").named("fieldset")
    assert not page.all(".app-scale"), "answers with hints have a line each"


def test_answers_can_be_changed_left_out_and_sent_early(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = start(client, link_of(product, link.portfolio, wave, "service_user"))
    first = next(n for n in form_of(page).names if n != "csrf_token")
    page = client.answer(page, **{first: "agree"})
    page = client.answer(page, "Back")
    assert form_of(page).values[first] == ["agree"]
    page = client.answer(page, "Stop here", **{first: "disagree"})
    topics = page.one("main").named("details")
    assert not [topic for topic in topics if "open" in topic], "nobody scrolls past all of them"
    assert "Disagree" in topics[0].text
    asked = [len(topic.named("dt")) for topic in topics]
    left = [int(re.findall(r"(\d+) left out", topic.text)[0]) for topic in topics]
    assert left == [asked[0] - 1, *asked[1:]]
    page = client.answer(page, "Send my answers")
    assert page.heading == "Thank you"
    (kept,) = anonymous_answers.list_views(product.database, link.portfolio, wave)
    assert kept.values == {first: "disagree"}
    assert client.get(page.address.replace("thanks", "check")).heading == page_title(client, page)


def page_title(client: Client, page: Page) -> str:
    """What the start page of the same link is headed with."""
    return client.get(page.address.removesuffix("/thanks")).heading


def test_nothing_answered_is_not_sent(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = start(client, link_of(product, link.portfolio, wave, "service_user"))
    page = client.answer(client.answer(page, "Stop here"), "Send my answers")
    assert page.complaints
    assert views_kept(product, link, wave) == 0


def test_pressing_twice_sends_once(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = start(client, link_of(product, link.portfolio, wave, "service_user"))
    first = next(n for n in form_of(page).names if n != "csrf_token")
    form = form_of(client.answer(page, "Stop here", **{first: "agree"}))
    sent = form.sent_by(None)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: client.browser.post(form.address, data=sent), range(2)))
    assert views_kept(product, link, wave) == 1


def test_an_answer_that_is_not_offered_is_refused(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = start(client, link_of(product, link.portfolio, wave, "service_user"))
    sent = form_of(page).sent_by(None)
    first = next(n for n in form_of(page).names if n != "csrf_token")
    assert client.post(page.address, {**sent, first: "made up"}).complaints
    assert client.post(page.address, {**sent, "policy_level": "local"}).complaints


def test_questions_come_after_consent(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    token = link_of(product, link.portfolio, wave, "service_user")
    heading = client.get(f"/q/{token}").heading
    assert client.get(f"/q/{token}/questions/ties").heading == heading
    assert client.get(f"/q/{token}/check").heading == heading
    client.get(f"/q/{token}/questions/nowhere", status=404)
    client.get("/q/" + "a" * 32, status=404)


def test_the_page_shows_nothing_of_four(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    tokens = {form: link_of(product, link.portfolio, wave, form) for form in FORMS}
    empty = client.get(f"{link.address}/{HERE}").text
    listed = client.get(f"{link.address}/questionnaires").text
    files = [client.browser.get(f"{link.address}/{HERE}/results.{k}").text for k in ("csv", "json")]
    for form, token in tokens.items():
        for _ in range(4):
            send(product, token, everything(product, wave, 4, form))
    assert client.get(f"{link.address}/{HERE}").text == empty
    assert client.get(f"{link.address}/questionnaires").text == listed
    assert [
        client.browser.get(f"{link.address}/{HERE}/results.{k}").text for k in ("csv", "json")
    ] == files


def test_figures_move_in_fives(client: Client, link: Link, wave: Wave, product: Product) -> None:
    token = link_of(product, link.portfolio, wave, "service_user")
    shown = set()
    for place in (4, 4, 4, 4, 4, 0, 0, 0, 0):
        send(product, token, everything(product, wave, place, "service_user"))
        page = client.get(f"{link.address}/{HERE}")
        shown.add(client.browser.get(f"{link.address}/{HERE}/results.json").text)
    assert len(shown) == 2, "nothing at all, and the first five"
    assert "5 answers are counted here." in page.text
    send(product, token, everything(product, wave, 0, "service_user"))
    found = json.loads(client.browser.get(f"{link.address}/{HERE}/results.json").text)
    assert {of["score"] for of in found["groups"]["service_user"]["dimensions"].values()} == {50}


def test_the_loop_marks_the_weakest_stage_of_each_group(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    instrument = product.definitions.instruments["engagement-process"]
    group = {d.id: d.group for d in instrument.dimensions}
    weak = {"service_user": "impact", "policymaker": "engagement"}
    for form, stage in weak.items():
        token = link_of(product, link.portfolio, wave, form)
        said = {
            i.id: sorted(i.option_ids, key=i.points)[1 if group[i.dimension] == stage else 3]
            for i in instrument.asked(form)
            if i.dimension
        }
        for _ in range(5):
            send(product, token, said)
    loop = client.get(f"{link.address}/{HERE}").one("#loop")
    summaries = [p.text for p in loop.named("p") if "The weakest link is" in p.text]
    # People who make policy come first.
    assert "The weakest link is Taking part, with 25 out of 100." in summaries[0]
    assert "The weakest link is What changes, with 25 out of 100." in summaries[1]
    assert len(summaries) == 2


def test_officers_stand_beside_2013(client: Client, link: Link, product: Product) -> None:
    survey = begin(product, link.portfolio, "officer-survey", respondents=True)
    token = link_of(product, link.portfolio, survey)
    for strategy in ("yes", "yes", "yes", "no", "unsure"):
        send(product, token, {"strategy": strategy, "forms": ("equipment",)})
    then = client.get(f"{link.address}/questionnaires/officer-survey/rounds/1").one("#then").text
    assert "73% (more than)" in then
    assert "60% (5 people; likely range 23% to 88%)" in then
    assert "100% (5 people" in then
    # Of 73 that is "more than": 13 to 14 points fewer.
    assert "It may be chancePoints: -14 to -13 (95% range: -51 to +16)" in then
    assert "More than in 2013" in then


def test_colleagues_may_each_answer_for_their_organisation(
    client: Client, link: Link, product: Product
) -> None:
    for place in (0, 4):
        survey = begin(product, link.portfolio, "principles", respondents=True, short=True)
        token = link_of(product, link.portfolio, survey)
        for _ in range(5):
            send(product, token, everything(product, survey, place))
    finish(product, link.portfolio, begin(product, link.portfolio, "principles"))
    page = client.get(f"{link.address}/questionnaires/principles/rounds/2")
    assert "5 people" in page.one("#scores").text
    trend = page.one("#trend").text
    assert "Campaign 2" in trend
    assert "Round 3" not in trend, "one organisation's answers are no mean of people"


def test_what_was_sent_never_changes_and_names_nobody(
    link: Link, wave: Wave, product: Product
) -> None:
    token = link_of(product, link.portfolio, wave, "service_user")
    views = [send(product, token, everything(product, wave, 1, "service_user")) for _ in range(5)]
    with product.database.writing() as connection:
        row = connection.execute("SELECT * FROM wave_view WHERE wave_id = ?", (wave.id,)).fetchone()
    assert set(row.keys()) == {
        "id", "wave_id", "form", "version", "given_on", "consent", "batch", "document",
    }  # fmt: skip
    for view in views:
        assert view not in str(tuple(row)), "only a digest of what the browser held"
    assert re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", row["given_on"])
    refused = pytest.raises(sqlite3.IntegrityError, match="never changed")
    with refused, product.database.writing() as connection:
        connection.execute("UPDATE wave_view SET batch = 9 WHERE id = ?", (row["id"],))


def test_a_link_that_closes_meanwhile_takes_nothing(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    page = start(client, link_of(product, link.portfolio, wave, "service_user"))
    written(product.database, wave_links.close_link, link.portfolio, wave.id, "service_user", 0)
    form = form_of(page)
    assert (
        client.post(form.address, form.sent_by(None), status=410).heading == "This link is closed"
    )
    assert views_kept(product, link, wave) == 0


def test_every_form_of_every_instrument_fits_into_a_cookie(
    client: Client, link: Link, product: Product
) -> None:
    for instrument in ("enablers", "principles", "orientation", "officer-survey"):
        survey = begin(product, link.portfolio, instrument, respondents=True)
        page = answer_to_the_end(client, link_of(product, link.portfolio, survey))
        assert cookie_of(client) < 1500
        assert client.answer(page, "Send my answers").heading == "Thank you"


def test_the_longest_form_for_every_group_at_once_fits_into_a_cookie(
    client: Client, link: Link, product: Product
) -> None:
    """Somebody who starts all three, answers everything and has not sent any of them."""
    survey = begin(product, link.portfolio, "engagement-process", respondents=True, subject="Buses")
    for form in FORMS:
        answer_to_the_end(client, link_of(product, link.portfolio, survey, form))
    assert len(FORMS) == MOST_LINKS
    assert cookie_of(client) < MOST_OF_A_COOKIE
    longest = max(sum(1 for _ in i.asked()) for i in product.definitions.instruments.values())
    assert len(everything(product, survey, 0)) == longest


def answer_to_the_end(client: Client, token: str) -> Page:
    """Answer every question, each otherwise, as that packs worst; the page before sending."""
    page, chance = start(client, token), random.Random(token)
    while not page.heading.startswith("Check your answers"):
        form = form_of(page)
        names = [name for name in form.names if name != "csrf_token"]
        page = client.send(form.fill(**{n: chance.choice(form.options(n)) for n in names}))
    return page


def cookie_of(client: Client) -> int:
    """How many bytes the browser holds for the session, name and all."""
    cookie = client.browser.get_cookie("session")
    assert cookie is not None
    return len(f"session={cookie.value}".encode())


def test_going_back_to_the_start_or_to_another_link_loses_nothing(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    tokens = [link_of(product, link.portfolio, wave, form) for form in FORMS[1:]]
    chosen = []
    for token in tokens:
        page = start(client, token)
        form = form_of(page)
        name = next(n for n in form.names if n != "csrf_token")
        chosen.append((name, form.options(name)[0]))
        client.send(form.fill(**dict(chosen[-1:])))
    for token, (name, value) in zip(tokens, chosen, strict=True):
        page = client.answer(client.get(f"/q/{token}"), "go on with my answers")
        assert form_of(page).values[name] == [value]
        page = client.answer(client.answer(page, "Back"), "start afresh")
        assert name not in form_of(page).values
