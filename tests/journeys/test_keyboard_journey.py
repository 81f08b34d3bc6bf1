"""The whole way from the start page to the plan's PDF: keys alone, no scripts, a phone's screen."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.journeys.browser import PHONE, Browser

MOST_TABS = 120
PATIENCE = 60
# What has the focus; whether it is on the screen, and it or the mark drawn for it shows the focus.
FOCUS = """
const it = document.activeElement
const shows = style => style.boxShadow !== 'none' ||
  (style.outlineStyle !== 'none' && !style.outlineColor.endsWith(', 0)'))
const box = it.getBoundingClientRect()
const mark = it.matches('[type=radio], [type=checkbox]') ?
  getComputedStyle(it.nextElementSibling, '::before') : getComputedStyle(it)
return {
  tag: it.localName, name: it.name, value: it.value,
  words: it === document.body ? '' : it.textContent.replace(/\\s+/g, ' ').trim(),
  seen: shows(mark) && box.width > 1 && box.bottom > 0 && box.top < innerHeight &&
    box.right > 0 && box.left < innerWidth
}
"""
ANSWERS = {
    "claimed_rung": "6",
    "intended_rung": "7",
    "level": "group",
    "who_plans": "joint",
    "who_delivers": "professionals",
    "professional_role": "substantial",
    "functions": "co_design",
    "purpose": "advise",
    "decision_stage": "open",
    "information": "adequate",
    "dialogue": "one_off",
    "response": "considered",
    "seats": "advisory",
    "selection": "organisation",
    "decision_rule": "organisation",
}


class Keyboard:
    """Someone at a keyboard, who sees where the focus is."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    @property
    def focus(self) -> dict[str, Any]:
        """What has the focus: its `tag`, `name`, `value`, `words`, and whether it is `seen`."""
        found: dict[str, Any] = self.browser.script(FOCUS)
        return found

    def tabs(self, *, back: bool = False) -> Iterator[dict[str, Any]]:
        """Go from stop to stop, onwards or `back`, until the page ends; at each, the focus must be
        seen.
        """
        for _ in range(MOST_TABS):
            self.browser.press(Keys.TAB, with_shift=back)
            focus = self.focus
            if focus["tag"] == "body":
                break
            assert focus["seen"], f"{self.browser.path}: {focus}"
            yield focus
        raise AssertionError(f"{self.browser.path} has no such stop")

    def to_words(self, words: str, *, back: bool = False) -> None:
        """Go to the next link or button that says this, or `back` to the last one."""
        next(None for stop in self.tabs(back=back) if stop["words"].startswith(words))

    def to_field(self, name: str, value: str | None = None) -> None:
        """Go to the next field of this name and, where it is given, this value."""
        stops = (stop for stop in self.tabs() if stop["name"] == name)
        next(None for stop in stops if value in (None, stop["value"]))

    def tick(self, name: str, value: str | None = None) -> None:
        self.to_field(name, value)
        self.browser.press(Keys.SPACE)

    def choose(self, name: str, value: str) -> None:
        """Choose one answer: into the group by Tab, to the answer by the arrows."""
        self.to_field(name)
        while self.focus["value"] != value:
            self.browser.press(Keys.ARROW_DOWN)
        self.browser.press(Keys.SPACE)

    def follow(self, words: str, key: str = Keys.ENTER, *, back: bool = False) -> None:
        """Go to a link or button and press it."""
        self.to_words(words, back=back)
        self.browser.leave(lambda: self.browser.press(key))

    def press_answer(self, name: str, value: str) -> None:
        self.to_field(name, value)
        self.browser.leave(lambda: self.browser.press(Keys.ENTER))

    def answer_page(self) -> None:
        """Answer everything that a page asks, and go on; an answer that is a button does both."""
        for button in self.browser.find_all("main button.app-answer")[:1]:
            name = button.get_dom_attribute("name") or ""
            self.press_answer(name, ANSWERS.get(name, "unknown"))
            return
        names = [field.get_dom_attribute("name") for field in self.browser.find_all("main input")]
        for name in dict.fromkeys(names):
            if name == "functions":
                self.tick(name, ANSWERS[name])
            elif name in ANSWERS:
                self.choose(name, ANSWERS[name])
        self.follow("Save and continue", Keys.SPACE)


@pytest.fixture
def phone(without_scripts: Browser, tmp_path: Path) -> Browser:
    """A browser without scripts on a small screen, that downloads into the test's directory."""
    without_scripts.resize(PHONE)
    without_scripts.command(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path)
    )
    return without_scripts


def test_the_whole_journey_by_keyboard_without_scripts(phone: Browser, tmp_path: Path) -> None:
    keys = Keyboard(phone)
    phone.open("/")
    assert "js-enabled" not in (phone.find("html").get_dom_attribute("class") or "")
    describe(keys)
    change_an_answer(keys)
    tell_its_kind(keys)
    assert phone.heading == "Tenant panel"
    plan(keys)
    assert download(keys, tmp_path).startswith(b"%PDF-")


def describe(keys: Keyboard) -> None:
    """From the first page through the quick path to the result."""
    keys.to_field("name")
    keys.browser.press("Tenant panel")
    keys.follow("Start")
    while "/questions/" in keys.browser.path:
        keys.answer_page()
    assert keys.browser.heading == "Tenant panel"


def change_an_answer(keys: Keyboard) -> None:
    keys.follow("See or change the answers")
    assert keys.browser.heading == "Check your answers"
    keys.follow("Change seats")
    keys.press_answer("seats", "minority")
    assert "Fewer than half" in keys.browser.find("#answer-seats").text
    keys.follow("See the result")


def tell_its_kind(keys: Keyboard) -> None:
    keys.follow("Four questions")
    keys.answer_page()
    assert "Co-planned provision" in keys.browser.find("#kind").text


def plan(keys: Keyboard) -> None:
    """Tick the first proposal, put it into the plan and ask for the PDF."""
    # It stands once, at the top: above what was told of its kind, where the page was left.
    keys.follow("Make an improvement plan", back=True)
    keys.tick("picks")
    keys.follow("Put the ticked ones")
    assert len(keys.browser.find_all("#actions li")) == 1
    keys.follow("Make the PDF")


def download(keys: Keyboard, directory: Path) -> bytes:
    """Look again until the PDF is made, and fetch it."""
    deadline = time.monotonic() + PATIENCE
    while not keys.browser.find_all("[data-done]"):
        assert time.monotonic() < deadline
        time.sleep(1)
        keys.follow("Look again")
    keys.to_words("Download the PDF")
    keys.browser.press(Keys.ENTER)
    while not (files := list(directory.glob("improvement-plan-*.pdf"))):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return files[0].read_bytes()
