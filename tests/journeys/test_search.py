"""Searching for a local authority as one types: by the keyboard, by the mouse, without scripts."""

from collections.abc import Iterator

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from ladder_assess.services.common.product import Product, open_product
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import axe, faults
from tests.support.people import PASSWORD, make_person

SEARCH = "/organisations/new"
OPTIONS = '[role="option"]'


@pytest.fixture(scope="module")
def product(site: Site) -> Iterator[Product]:
    settings = site.settings
    opened = open_product(*settings.site)
    yield opened
    opened.database.close()


def sign_in(browser: Browser, product: Product, number: int) -> None:
    """Sign a browser in, whoever was."""
    account = make_person(product, email=f"searcher{number}@example.org")
    browser.driver.delete_all_cookies()
    browser.resize(WIDE)
    browser.open(f"/sign-in?to={SEARCH}")
    browser.find("#email").send_keys(account.email)
    browser.find("#password").send_keys(PASSWORD)
    browser.leave(lambda: browser.find("main form button[type=submit]").click())
    assert browser.path == SEARCH


def type_and_wait(browser: Browser, text: str) -> list[str]:
    """Type into the field; the options that come."""
    browser.find("#q").send_keys(text)
    browser.wait(lambda _: browser.find("#q").get_attribute("aria-expanded") == "true")
    return [option.text for option in browser.find_all(OPTIONS)]


def test_the_keyboard_alone_finds_and_chooses(browser: Browser, product: Product) -> None:
    sign_in(browser, product, 1)
    assert type_and_wait(browser, "adur") == [
        "Adur District Council Non-metropolitan district council"
    ]
    said = browser.find('form [role="status"]').get_attribute("textContent")
    assert said == "1 local authority found."
    browser.press(Keys.ARROW_DOWN)
    field = browser.find("#q")
    active = browser.find(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    browser.script(axe())
    assert faults(browser, WIDE) == []
    assert faults(browser, PHONE) == []
    browser.press(Keys.ENTER)
    assert field.get_attribute("value") == "Adur District Council"
    assert field.get_attribute("aria-expanded") == "false"
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert browser.path == f"{SEARCH}/details?authority=ADU"
    assert not browser.complaints()


def test_escape_closes_and_keeps_what_was_typed(browser: Browser, product: Product) -> None:
    sign_in(browser, product, 2)
    assert len(type_and_wait(browser, "council")) == 10
    browser.press(Keys.ARROW_UP, Keys.ESCAPE)
    field = browser.find("#q")
    assert field.get_attribute("value") == "council"
    assert field.get_attribute("aria-activedescendant") is None
    assert not browser.find(".app-suggestions").is_displayed()


def test_the_mouse_chooses_too(browser: Browser, product: Product) -> None:
    sign_in(browser, product, 3)
    type_and_wait(browser, "isles of")
    browser.find(OPTIONS).click()
    assert browser.find("#q").get_attribute("value") == "Council of the Isles of Scilly"


def test_without_scripts_the_results_are_a_page(without_scripts: Browser, product: Product) -> None:
    browser = without_scripts
    sign_in(browser, product, 4)
    browser.find("#q").send_keys("adur")
    browser.leave(lambda: browser.press(Keys.ENTER))
    assert browser.path == f"{SEARCH}?q=adur#results"
    link = browser.driver.find_element(By.PARTIAL_LINK_TEXT, "Adur District Council")
    browser.leave(link.click)
    assert browser.heading == "About your organisation"
