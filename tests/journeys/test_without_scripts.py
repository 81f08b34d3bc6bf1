"""Nothing stands on a page without scripts that only a script can work."""

import pytest

from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.world import World

PAGES = (
    "{several}", "{several}/pictures", "{several}/picture", "{several}/over-time",
    "{several}/plan", "{several}/data", "{several}/data/printed", "{several}/questionnaires",
    "{several}/activities/1/result", "{several}/activities/1/views", "{several}/register",
    "{waiting}/plan/pdf", "{many}", "/", "/practice", "/glossary", "/practice/stories/mill-gate",
)  # fmt: skip
FOR_SCRIPTS = "[hidden], button[type=button]"


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("page", PAGES)
def test_what_needs_a_script_is_not_shown_without(
    without_scripts: Browser, world: World, page: str, width: int
) -> None:
    without_scripts.resize(width)
    without_scripts.open(page.format(**vars(world)))
    assert without_scripts.find("h1").text
    shown = [each for each in without_scripts.find_all(FOR_SCRIPTS) if each.is_displayed()]
    assert [each.get_attribute("outerHTML") for each in shown] == []
    for form in without_scripts.find_all("main form"):
        owned = f"button[form='{form.get_dom_attribute('id')}']"
        buttons = [*form.find_elements("css selector", "button"), *without_scripts.find_all(owned)]
        assert buttons, "a form that nobody can send"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_story_is_placed_by_one_press(without_scripts: Browser, width: int) -> None:
    without_scripts.resize(width)
    without_scripts.open("/practice/stories/mill-gate")
    without_scripts.leave(without_scripts.find("button[name=rung][value='6']").click)
    assert "You placed it lower, on rung 6" in without_scripts.find("#placed").text
    without_scripts.leave(without_scripts.find("#placed a").click)
    assert without_scripts.find_all("button[name=rung]"), "the next one asks again"


def test_with_scripts_a_page_can_be_printed_by_a_button(browser: Browser, world: World) -> None:
    browser.open(world.several)
    assert browser.find("[data-print]").is_displayed()
