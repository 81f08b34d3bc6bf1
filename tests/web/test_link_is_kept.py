"""A private link that nobody uses is erased after a stated time, which its pages say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.services.apply_retention import apply_retention
from ladder_assess.services.load_sample import SAMPLE_TOKEN, load_sample
from ladder_assess.storage.portfolios import open_portfolio
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
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


def test_without_a_period_it_is_kept_until_it_is_erased(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    assert not client.get(link.address).all("#private-link-kept")
    assert (
        "kept until someone who has the link erases it" in client.get(f"{link.address}/data").text
    )
