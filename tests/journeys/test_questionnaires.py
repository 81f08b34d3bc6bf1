"""Pages of questionnaires are accessible wide and on a phone, and work without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.instruments import waves
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import ERRORS, OPEN_ALL, axe, faults
from tests.journeys.world import UNBROKEN
from tests.support.links import PANEL, Link, Links
from tests.support.site import app_for, product_of
from tests.support.waves import answer_rounds, begin, furnish, link_of

PRESS = "document.querySelector('main form button.govuk-button').click()"


@dataclass
class Rounds:
    """A private link with a round of everything, and the token by which officers answer."""

    product: Product
    link: Link
    token: str

    @property
    def start(self) -> str:
        return f"{self.link.address}/questionnaires"


@pytest.fixture(scope="module")
def app(site: Site) -> Iterator[Flask]:
    made = app_for(site.settings)
    yield made
    product_of(made).database.close()


@pytest.fixture(scope="module")
def rounds(app: Flask) -> Rounds:
    product = product_of(app)
    link = Links(product).make(PANEL)
    token = furnish(product, link.portfolio)
    answer_rounds(product, link.portfolio)
    begin(product, link.portfolio, "engagement-process", respondents=True, subject=UNBROKEN[:120])
    return Rounds(product, link, token)


def wrong(browser: Browser, address: str, act: str = "") -> list[str]:
    """What is wrong with a page, wide and on a phone, with everything in it opened."""
    browser.resize(WIDE)
    browser.open(address)
    if act:
        browser.leave(lambda: browser.script(act))
    browser.script(OPEN_ALL)
    browser.script(axe())
    found = [*faults(browser, WIDE), *faults(browser, PHONE)]
    return [f"{address}: {fault}" for fault in found]


def test_every_round_and_its_pages_are_accessible(rounds: Rounds, browser: Browser) -> None:
    found_waves = waves.list_waves(rounds.product.database, rounds.link.portfolio)
    addresses = [f"{rounds.start}/{w.instrument}/rounds/{w.number}" for w in found_waves]
    own, asked = f"{rounds.start}/principles/rounds/1", f"{rounds.start}/officer-survey/rounds"
    addresses += [rounds.start, f"{rounds.start}/partnership/open", f"{rounds.start}/enablers/open"]
    addresses += [f"{own}/questions/empowerment", f"{own}/review", f"{own}/remove"]
    addresses += [f"{asked}/1/links/all", f"{asked}/2/links/all"]
    found = [fault for address in addresses for fault in wrong(browser, address)]
    assert found == []
    assert not browser.complaints()


def test_forms_with_errors_are_accessible(rounds: Rounds, browser: Browser) -> None:
    assert wrong(browser, f"{rounds.start}/partnership/open", PRESS) == []
    assert browser.find_all(ERRORS)
    assert not browser.complaints()


def test_a_respondents_pages_are_accessible(rounds: Rounds, browser: Browser) -> None:
    start = f"/q/{rounds.token}"
    assert wrong(browser, start) == []
    browser.leave(lambda: browser.script(PRESS))
    for page in ("questions/what_happens", "questions/co_production", "check", "thanks"):
        assert wrong(browser, f"{start}/{page}") == []
    assert not browser.complaints()


def test_a_respondent_on_a_phone_without_scripts(rounds: Rounds, without_scripts: Browser) -> None:
    """From the link to the thanks, by what a page without scripts offers."""
    browser = without_scripts
    wave = begin(rounds.product, rounds.link.portfolio, "officer-survey", respondents=True)
    browser.resize(PHONE)
    browser.open(f"/q/{link_of(rounds.product, rounds.link.portfolio, wave)}")
    pages = 0
    while browser.find("h1").text != "Thank you":
        for group in browser.find_all("main form fieldset"):
            group.find_element("css selector", "input").send_keys(" ")
        buttons = browser.find_all("main form button.govuk-button")
        browser.leave(buttons[0].click)
        pages += 1
    assert pages == 8
    assert (
        len(anonymous_answers.list_views(rounds.product.database, rounds.link.portfolio, wave)) == 1
    )
