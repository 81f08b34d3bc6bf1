"""Leaving a page, pressing twice and waiting lose nothing and make nothing twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from selenium.webdriver.common.action_chains import ActionChains

from tests.journeys.browser import WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.world import PANEL, Maker

PDF_PATIENCE = 60
SAVE = "main form button.govuk-button"
ABOUT = "{}/activities/1/questions/about"


@pytest.fixture
def link(site: Site, request: pytest.FixtureRequest) -> str:
    """A private link of the test's own with one activity; the start of its addresses."""
    make = Maker(site.settings)
    made = make.link(request.node.name, PANEL)
    make.product.database.close()
    return made


@pytest.fixture(params=["with_scripts", "without_scripts"])
def either(request: pytest.FixtureRequest) -> Browser:
    """A browser with scripts, then one without."""
    browser: Browser = request.getfixturevalue(request.param)
    browser.resize(WIDE)
    return browser


def go_back(browser: Browser) -> None:
    browser.driver.back()


def follow_a_link(browser: Browser) -> None:
    browser.find(".app-header__name").click()


@pytest.mark.parametrize("leave", [go_back, follow_a_link])
def test_what_was_typed_is_kept_when_the_page_is_left(
    leave: Callable[[Browser], None], link: str, browser: Browser
) -> None:
    browser.open(link)
    browser.open(ABOUT.format(link))
    browser.find("#service_area").send_keys("Housing")
    browser.find("#start_date-day").send_keys("40")
    browser.leave(lambda: leave(browser))
    browser.open(ABOUT.format(link))
    assert browser.find("#service_area").get_property("value") == "Housing"
    assert browser.find("#start_date-day").get_property("value") == "40"
    assert browser.find("#name").get_property("value") == PANEL["name"]
    with another_tab(browser):
        browser.open(ABOUT.format(link))
        assert browser.find("#service_area").get_property("value") == "Housing"
        assert browser.find("#start_date-day").get_property("value") == "", "it is no date"


@contextmanager
def another_tab(browser: Browser) -> Iterator[None]:
    """Where nothing is known but what the server has."""
    here = browser.driver.current_window_handle
    browser.driver.switch_to.new_window("tab")
    yield
    browser.driver.close()
    browser.driver.switch_to.window(here)


@pytest.mark.parametrize("leave", [go_back, follow_a_link])
def test_what_the_server_does_not_have_yet_is_kept_in_the_browser(
    leave: Callable[[Browser], None], link: str, browser: Browser
) -> None:
    """However long what a page sends while it is left takes: here, for ever."""
    browser.open(link)
    for page, change, kept in TYPED:
        browser.open(page.format(link))
        browser.script("navigator.sendBeacon = () => true")
        change(browser)
        browser.leave(lambda: leave(browser))
        with another_tab(browser):
            browser.open(page.format(link))
            assert not kept(browser)
        browser.open(page.format(link))
        assert kept(browser)
        browser.leave(browser.find(SAVE).click)
        with another_tab(browser):
            browser.open(page.format(link))
            assert kept(browser)


def housing(browser: Browser) -> bool:
    return bool(browser.find("#service_area").get_property("value") == "Housing")


LISTEN = "input[name=purpose][value=listen]"
TYPED: tuple[tuple[str, Callable[[Browser], object], Callable[[Browser], bool]], ...] = (
    (ABOUT, lambda browser: browser.find("#service_area").send_keys("Housing"), housing),
    (
        "{}/activities/1/questions/what_for",
        lambda browser: browser.find(LISTEN).click(),
        lambda browser: browser.find(LISTEN).is_selected(),
    ),
)


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(
    link: str, browser: Browser
) -> None:
    browser.open(ABOUT.format(link))
    browser.script("navigator.sendBeacon = () => true")
    browser.find("#service_area").send_keys("Housing")
    browser.leave(lambda: follow_a_link(browser))
    with another_tab(browser):
        browser.open(ABOUT.format(link))
        browser.find("#service_area").send_keys("Parks")
        browser.leave(browser.find(SAVE).click)
    browser.open(ABOUT.format(link))
    assert browser.find("#service_area").get_property("value") == "Parks"


def test_back_shows_the_page_as_it_was_saved(link: str, browser: Browser) -> None:
    browser.open(ABOUT.format(link))
    browser.find("#service_area").send_keys("Parks")
    browser.leave(browser.find(SAVE).click)
    browser.leave(browser.driver.back)
    assert browser.find("#service_area").get_property("value") == "Parks"


def test_a_double_click_starts_one_activity(either: Browser) -> None:
    either.open("/start")
    either.find("#name").send_keys("Ours")
    double_click(either)
    either.open(either.path.partition("/activities")[0])
    assert len(either.find_all(".app-rows > li")) == 1


def test_a_double_click_adds_one_action(link: str, either: Browser) -> None:
    either.open(f"{link}/plan/actions/new")
    either.find("#title").send_keys("Publish what people said")
    double_click(either)
    either.open(f"{link}/plan")
    assert len(either.find_all("#actions li")) == 1


def double_click(browser: Browser) -> None:
    button = browser.find(SAVE)
    browser.leave(ActionChains(browser.driver).double_click(button).perform)


def test_the_private_link_is_copied(link: str, browser: Browser) -> None:
    allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    browser.command("Browser.grantPermissions", permissions=allowed)
    browser.open(link)
    browser.find(".app-copy__button").click()
    browser.wait(lambda _: browser.find(".app-copy__status").text == "Link copied")
    copied = browser.later("navigator.clipboard.readText().then(arguments[0])")
    assert copied == browser.site + link


def test_the_page_says_by_itself_that_the_pdf_is_ready(link: str, browser: Browser) -> None:
    browser.open(f"{link}/plan")
    browser.leave(browser.find("#pdf button").click)
    browser.script("window.stayed = true")
    browser.wait(lambda _: browser.find_all("[data-done]"), PDF_PATIENCE)
    assert browser.find("[data-done] a").text == "Download the PDF"
    assert browser.script("return window.stayed")
    assert browser.complaints() == []
