"""Pages of questionnaires are accessible wide and on a phone, and work without scripts."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from selenium.webdriver.common.keys import Keys

from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns.comments import list_comments
from ladder_assess.storage.instruments import waves
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import ERRORS, OPEN_ALL, axe, faults
from tests.journeys.world import UNBROKEN
from tests.support.links import PANEL, Link, Links
from tests.support.site import app_for, product_of
from tests.support.waves import answer_rounds, begin, everything, furnish, link_of, send

PRESS_WORDS = "document.querySelector('main form button.govuk-button--warning').click()"
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
    paper = f"{rounds.start}/enablers/rounds/2"
    addresses += [f"{paper}/{page}" for page in ("bring-in", "sheets", "sheets/1", "sheets/2")]
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


def test_comments_are_left_read_and_redacted_by_keyboard_and_accessible(
    rounds: Rounds, browser: Browser, without_scripts: Browser
) -> None:
    product, portfolio = rounds.product, rounds.link.portfolio
    wave = begin(product, portfolio, "officer-survey", respondents=True, comments=True)
    token = link_of(product, portfolio, wave)
    for number in range(4):
        send(product, token, everything(product, wave, number), f"Ann Quisling told me {number}.")
    phone = without_scripts
    phone.resize(PHONE)
    phone.open(f"/q/{token}")
    phone.leave(
        lambda: phone.press(*[Keys.TAB] * tabs_to(phone, "button.govuk-button"), Keys.ENTER)
    )
    phone.find("main form fieldset input").send_keys(" ")
    phone.leave(phone.find_all("main form button")[-1].click)
    phone.leave(phone.find("main form button.govuk-button").click)
    assert phone.heading == "Do you want to say anything else?"
    phone.find("#comment").send_keys("I was never told.")
    phone.leave(phone.find("main form button.govuk-button").click)
    assert phone.heading == "Thank you"
    address = f"{rounds.start}/officer-survey/rounds/{wave.number}/comments"
    assert wrong(browser, address) == []
    said = list_comments(product.database, portfolio, wave)
    assert "I was never told." in [each.text for each in said]
    named = next(each.id for each in said if "Quisling" in each.text)
    assert wrong(browser, f"{address}/{named}") == []
    browser.open(f"{address}/{named}")
    browser.find("#themes").send_keys("staff, hearing of it")
    browser.leave(lambda: browser.press(Keys.ENTER))
    browser.find("#words").send_keys("ann quisling")
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert browser.find("#comment").text.startswith("[…] told me")
    assert browser.find("#themes").get_attribute("value") == "hearing of it, staff"
    browser.find("#words").send_keys("nobody")
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert wrong(browser, f"{address}/{named}", PRESS_WORDS) == []
    start = f"/q/{token}"
    browser.open(start)
    browser.leave(lambda: browser.script(PRESS))
    browser.script("document.querySelector('main form fieldset input').click()")
    browser.leave(lambda: browser.find_all("main form button")[-1].click())
    assert wrong(browser, f"{start}/comment") == []
    assert browser.heading == "Do you want to say anything else?"
    assert not browser.complaints()


def tabs_to(browser: Browser, selector: str) -> int:
    """How often the tab key is pressed from the top of a page until a thing has the focus."""
    wanted = browser.find(f"main {selector}")
    for times in range(1, 40):
        browser.press(Keys.TAB)
        if browser.script("return document.activeElement") == wanted:
            browser.script("document.activeElement.blur()")
            browser.open(browser.path)
            return times
    raise AssertionError(f"{selector} is not reached by keyboard")


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
