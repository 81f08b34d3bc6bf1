"""Someone without an account sends answers, is shown a code once, and takes them back by it."""

import re

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.fives import GivenPage
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit
from ladder_assess.storage.points_of_view import given as points_of_view
from ladder_assess.web.access import identity
from tests.support import waves
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.respondents import answer_all, ask, close

CODE = re.compile(r"(?:[a-z2-9]{4}-){3}[a-z2-9]{4}")
WRONG = "There are no answers with this code. Check each letter and number."


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def pages_kept(product: Product, portfolio: Portfolio) -> list[GivenPage]:
    return points_of_view.list_pages(product.database, portfolio, 1)


def begin(client: Client, product: Product, portfolio: Portfolio, group: str) -> Page:
    address = f"/v/{ask(product, portfolio, group)}"
    return client.answer(client.get(address), "I agree, start")


def send_a_page(client: Client, page: Page, **others: str) -> Page:
    form = form_of(page)
    name = next(n for n in form.names if n not in ("csrf_token", "naming"))
    return client.send(form.fill(**{name: form.options(name)[0]}, **others))


def code_on(page: Page) -> str:
    found = CODE.search(page.one("#code").text)
    assert found is not None
    return found[0]


def take_back(client: Client, code: str) -> Page:
    return client.answer(client.get("/take-back"), code=code)


def test_those_who_provide_it_walk_on_through_all_steps_with_the_code_before_them(
    app: Flask, client: Client, link: Link, product: Product
) -> None:
    """They stopped at "Thank you" after the first step: the page that showed the code ended it."""
    page = begin(client, product, link.portfolio, "provider")
    assert "Step 1 of 6" in page.text
    assert not page.all("#code")
    codes = set()
    for step in range(2, 7):
        page = send_a_page(client, page)
        assert f"Step {step} of 6" in page.text
        codes.add(code_on(page))
    page = send_a_page(client, page)
    assert page.heading == "Thank you"
    assert "We show it here for the last time." in page.text
    codes.add(code_on(page))
    assert len(codes) == 1
    again = client.get(page.address)
    assert not CODE.search(again.text)
    assert "The code that you were shown takes them back." in again.text
    assert len(pages_kept(product, link.portfolio)) == 6
    # On another device, written otherwise.
    page = take_back(Client(app), codes.pop().replace("-", " ").upper())
    assert page.heading == "Your answers are erased"
    assert pages_kept(product, link.portfolio) == []


def test_those_who_stop_on_the_way_may_go_on_later(
    client: Client, link: Link, product: Product
) -> None:
    page = send_a_page(client, begin(client, product, link.portfolio, "policymaker"))
    form = form_of(page)
    name = next(n for n in form.names if n != "csrf_token")
    page = client.answer(page, "stop here", **{name: form.options(name)[0]})
    assert page.heading == "Thank you"
    code_on(page)
    page = client.follow(page, "Answer more questions")
    assert "Step 3 of 6" in page.text
    assert "Your answers so far are kept." in page.words_of("#kept")
    assert not CODE.search(page.text)


def test_whatever_is_wrong_with_a_code_the_answer_is_the_same(
    app: Flask, client: Client, link: Link, product: Product
) -> None:
    used = code_on(send_a_page(client, begin(client, product, link.portfolio, "policymaker")))
    assert take_back(client, used).heading == "Your answers are erased"
    answer_all(product, ask(product, link.portfolio, "service_user"), PANEL, pages=1)
    (others,) = {page.view for page in pages_kept(product, link.portfolio)}
    for code in (used, "abcd-efgh-jkmn-pqrs", "short", "🙂", "' OR 1=1 --", others[:60]):
        page = take_back(Client(app), code)
        assert page.complaints == [WRONG]
        assert page.status == 200
    assert take_back(client, "").complaints == ["Enter your code."]
    assert len({page.view for page in pages_kept(product, link.portfolio)}) == 1


def test_those_who_took_part_get_no_code_and_are_told_why(
    client: Client, link: Link, product: Product
) -> None:
    page = begin(client, product, link.portfolio, "service_user")
    page = client.answer(page, say="some")
    assert page.heading == "Thank you"
    assert not CODE.search(page.text)
    assert not page.all("#code")
    assert "You get no code to take them back. Nothing is kept that could tell" in page.text


def test_those_with_a_name_need_none_and_the_log_names_nobody(app: Flask, product: Product) -> None:
    office = make_office(product)
    office.describe(PANEL)
    client = signed_in_client(app, office.owner)
    page = begin(client, product, office.portfolio, "provider")
    page = send_a_page(client, page, naming="named")
    page = client.get(page.address.partition("/questions")[0] + "/thanks")
    assert "Your name is kept with them." in page.text
    stranger = Client(app)
    page = send_a_page(stranger, begin(stranger, product, office.portfolio, "provider"))
    assert take_back(stranger, code_on(page)).heading == "Your answers are erased"
    assert len(pages_kept(product, office.portfolio)) == 1
    (event,) = [
        event
        for event in audit.of_organisation(product.database, office.id)
        if event.event == "view_withdrawn"
    ]
    assert (dict(event.details), event.account) == ({"activity": 1}, None)


def test_those_who_sign_out_on_the_way_get_a_code_for_what_they_answer_without_a_name(
    app: Flask, product: Product
) -> None:
    office = make_office(product)
    office.describe(PANEL)
    client = signed_in_client(app, office.owner)
    address = f"/v/{ask(product, office.portfolio, 'provider')}"
    page = client.answer(client.get(address), "I agree, start")
    page = send_a_page(client, page, naming="named")
    with client.browser.session_transaction() as session:
        del session[identity.KEY]
    page = send_a_page(client, page)
    assert take_back(Client(app), code_on(page)).heading == "Your answers are erased"
    assert len(pages_kept(product, office.portfolio)) == 1


def test_a_closed_link_still_lets_answers_be_taken_back(
    client: Client, link: Link, product: Product
) -> None:
    page = send_a_page(client, begin(client, product, link.portfolio, "provider"))
    close(product, link.portfolio, "provider")
    closed = client.get(page.address, status=410)
    page = client.answer(client.follow(closed, "take your answers back"), code=code_on(page))
    assert page.heading == "Your answers are erased"
    assert pages_kept(product, link.portfolio) == []


def test_nothing_stays_in_the_browser_to_go_on_with(
    client: Client, link: Link, product: Product
) -> None:
    page = send_a_page(client, begin(client, product, link.portfolio, "provider"))
    take_back(client, code_on(page))
    assert client.send(form_of(page)).heading == "Give your view"


def test_people_who_were_asked_meet_no_doors_of_the_site(
    client: Client, product: Product, links: Links
) -> None:
    """They got the site's whole header, with an account to open and a library to read."""
    link = links.make(PANEL)
    view = ask(product, link.portfolio, "service_user")
    wave = waves.begin(product, link.portfolio, "engagement-process", respondents=True)
    answer = waves.link_of(product, link.portfolio, wave, "service_user")
    for address in (f"/v/{view}", f"/q/{answer}", "/take-back", "/take-back/done"):
        page = client.get(address)
        led = {a["href"].split("#")[0] for a in page.links} - {""}
        assert led <= {"/privacy", "/accessibility"}, address
