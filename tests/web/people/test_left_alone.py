"""Whoever goes away is signed out in time, also where a page is left open that asks by itself.

The older tests asked for pages alone. A mailing of fifty thousand says every two seconds how far it
is, and kept its sender signed in all day at a computer that was left.
"""

import re

import pytest
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.services.people.keep_sign_in import devices_of
from ladder_assess.settings import CHECKOUT
from ladder_assess.web.common.looked_at_again import ENDINGS
from tests.support.client import Client
from tests.support.offices import Office, make_office, signed_in_client

ASKED = re.compile(r"""data-poll="\{\{ url_for\('?([\w.]+)'?""")
MINUTE = 60


@pytest.fixture
def office(product: Product) -> Office:
    return make_office(product)


@pytest.fixture
def client(app: Flask, office: Office) -> Client:
    return signed_in_client(app, office.owner)


@pytest.fixture
def clock(app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time, which stands still unless it is set."""
    moment = [app.config["NOW"]()]
    monkeypatch.setitem(app.config, "NOW", lambda: moment[0])
    return moment


def test_what_a_page_asks_for_by_itself_is_known_by_its_address(app: Flask) -> None:
    texts = [path.read_text("utf-8") for path in (CHECKOUT / "templates").rglob("*.html")]
    asked = [name for text in texts for name in ASKED.findall(text)]
    assert len(asked) == sum(text.count('data-poll="') for text in texts)
    rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
    made = [name for name in rules if name.endswith("_state")]
    for name in [*asked, *made]:
        assert name == "made.state" or rules[name].endswith(ENDINGS), name


@pytest.mark.parametrize("page", ["plan/pdf/state", "plan/docx/state", "register/xlsx/state"])
def test_it_is_no_sign_that_anybody_is_there(
    page: str, app: Flask, clock: list[int], client: Client, office: Office
) -> None:
    began = clock[0]
    client.get(office.list)
    (before,) = devices_of(office.product, office.owner)
    assert app.url_map.bind("").match(f"{office.list}/{page}")
    for minute in range(1, 30):
        clock[0] = began + minute * MINUTE
        client.browser.get(f"{office.list}/{page}")
    (device,) = devices_of(office.product, office.owner)
    assert device.seen == before.seen
    clock[0] = began + 31 * MINUTE
    assert client.get("/account").heading == "Sign in"


def test_a_page_that_somebody_asks_for_is(clock: list[int], client: Client, office: Office) -> None:
    began = clock[0]
    for minute in range(1, 60, 10):
        clock[0] = began + minute * MINUTE
        client.get(office.list)
    (device,) = devices_of(office.product, office.owner)
    assert device.seen == began + 51 * MINUTE
