"""A private link that nobody uses is erased after a stated time, which its pages say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.services.activities.load_sample import SAMPLE_TOKEN, load_sample
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.web.access.scope import LATE_DAYS
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.site import TODAY, product_of

PERIOD = 30


@pytest.fixture
def own_client(own_app: Flask) -> Client:
    own_app.config["SETTINGS"] = replace(own_app.config["SETTINGS"], keep_lists=PERIOD)
    return Client(own_app)


def on(app: Flask, after: int) -> date:
    day = TODAY + timedelta(days=after)
    app.config["TODAY"] = lambda: day
    return day


def expire(app: Flask, day: date) -> None:
    now = (day - date(1970, 1, 1)).days * 24 * 60 * 60
    apply_retention(product_of(app), {"keep_lists": PERIOD}, day, now)


def is_kept(app: Flask, link: Link) -> bool:
    return open_portfolio(product_of(app).database, link.address.rsplit("/", 1)[1]) is not None


def test_opening_a_link_starts_its_time_anew(own_app: Flask, own_client: Client) -> None:
    links = Links(product_of(own_app))
    used, unused = links.make(PANEL), links.make(PANEL)
    on(own_app, PERIOD)
    own_client.get(f"{used.activity()}/result")
    expire(own_app, on(own_app, PERIOD))
    assert is_kept(own_app, used)
    assert is_kept(own_app, unused), "its last day has not passed"
    expire(own_app, on(own_app, PERIOD + 1))
    assert is_kept(own_app, used)
    assert not is_kept(own_app, unused)
    expire(own_app, on(own_app, 2 * PERIOD))
    assert is_kept(own_app, used)
    expire(own_app, on(own_app, 2 * PERIOD + 1))
    assert not is_kept(own_app, used)
    own_client.get(used.address, status=404)


def test_a_clock_that_went_wrong_shortens_nothing(own_app: Flask, own_client: Client) -> None:
    link = Links(product_of(own_app)).make(PANEL)
    on(own_app, 5)
    own_client.get(link.address)
    on(own_app, 2)
    own_client.get(link.address)
    assert link.portfolio.last_used == (TODAY + timedelta(days=5)).isoformat()


def test_pages_say_until_when(own_app: Flask, own_client: Client) -> None:
    link = Links(product_of(own_app)).make(PANEL)
    day = on(own_app, 3) + timedelta(days=PERIOD)
    said = f"until the end of {day.day} {day:%B %Y}, everything behind it is erased"
    for address in (link.address, f"{link.activity()}/result", f"{link.address}/data"):
        assert said in own_client.get(address).text, address
    assert "the time starts anew" in own_client.get("/privacy").text
    load_sample(product_of(own_app), TODAY)
    assert "is erased" not in own_client.get(f"/p/{SAMPLE_TOKEN}").text


def test_whoever_opens_it_late_is_warned(own_app: Flask, own_client: Client) -> None:
    link = Links(product_of(own_app)).make(PANEL)
    last = TODAY + timedelta(days=PERIOD)
    own_client.get(link.address)
    # A quarter of so short a time, sixty days of the usual one.
    on(own_app, PERIOD - PERIOD // 4)
    assert "Nobody had opened" not in own_client.get(link.address).text
    late = on(own_app, 2 * PERIOD - 2 * (PERIOD // 4) + 1)
    page = own_client.get(link.address)
    assert "Nobody had opened this private link since" in page.text
    kept = late + timedelta(days=PERIOD)
    assert f"Now it is kept until the end of {kept.day} {kept:%B %Y}" in page.text
    assert last < late
    assert "Nobody had opened" not in own_client.get(link.address).text, "it is in use again"


def test_two_years_is_usual_and_two_months_of_them_late(own_app: Flask) -> None:
    client, link = Client(own_app), Links(product_of(own_app)).make(PANEL)
    on(own_app, 2 * 365 - LATE_DAYS)
    assert "Nobody had opened" not in client.get(link.address).text
    on(own_app, 2 * (2 * 365 - LATE_DAYS) + 1)
    assert "Nobody had opened" in client.get(f"{link.activity()}/result").text


def test_it_is_said_where_a_link_is_made(own_app: Flask) -> None:
    client = Client(own_app)
    for address in ("/start", "/practice/copy"):
        assert "If nobody opens it for 2 years" in client.get(address).text, address
    assert "Kept: 2 years." in client.get("/privacy").text


def test_an_organisation_is_told_nothing_of_it(own_app: Flask) -> None:
    office = make_office(product_of(own_app))
    office.describe(PANEL)
    client = signed_in_client(own_app, office.owner)
    on(own_app, 9999)
    page = client.get(office.list)
    assert "everything behind it is erased" not in page.text
    assert "Nobody had opened" not in page.text


def test_without_a_period_it_is_kept_until_it_is_erased(own_app: Flask) -> None:
    own_app.config["SETTINGS"] = replace(own_app.config["SETTINGS"], keep_lists=0)
    client, link = Client(own_app), Links(product_of(own_app)).make(PANEL)
    on(own_app, 9999)
    page = client.get(link.address)
    assert not page.all("#private-link-kept")
    assert "Nobody had opened" not in page.text
    said = "kept until someone who has the link erases it"
    assert said in client.get(f"{link.address}/data").text
    assert "kept until you erase it" in client.get("/start").text
