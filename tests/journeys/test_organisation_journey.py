"""People of an organisation work together in a browser; nobody else sees any of it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from selenium.webdriver.remote.webelement import WebElement

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import axe, faults
from tests.support.links import PANEL
from tests.support.people import PASSWORD, last_message, link_in, make_person
from tests.support.site import app_for, product_of

CONTRIBUTOR = "connie@example.org"
NAME, PERSON = "Riverside tenant panel", "Connie Clarke"
PRESS = "arguments[0].click()"
BUTTON, FIELDS = "main form button", "main form [name]"
TICKED = ("radio", "checkbox")


@pytest.fixture(scope="module")
def app(site: Site) -> Iterator[Flask]:
    made = app_for(site.settings)
    yield made
    product_of(made).database.close()


class Walker:
    """One window that several people use in turn, each with cookies of their own."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.cookies: dict[str, list[dict[str, object]]] = {}
        self.who = ""
        self.met: set[str] = set()
        self.found: dict[str, list[str]] = {}

    def become(self, who: str) -> None:
        driver = self.browser.driver
        if self.who:
            self.cookies[self.who] = driver.get_cookies()
        driver.delete_all_cookies()
        for cookie in self.cookies.get(who, ()):
            driver.add_cookie(cookie)
        self.who = who

    def open(self, address: str) -> None:
        self.browser.open(address.removeprefix(self.browser.site))
        self.met.add(self.browser.path.partition("#")[0])

    def look(self, width: int = WIDE) -> None:
        """What is wrong with the page that is shown."""
        self.browser.script(axe())
        if wrong := faults(self.browser, width):
            self.found[self.browser.path] = wrong

    def fill(self, **values: str | tuple[str, ...]) -> None:
        for name, value in values.items():
            fields = self.browser.find_all(f"main [name='{name}']")
            assert fields, f"{self.browser.path} has no {name}"
            wanted = (value,) if isinstance(value, str) else value
            if fields[0].get_dom_attribute("type") in TICKED:
                _tick([f for f in fields if f.get_dom_attribute("value") in wanted])
            else:
                fields[0].clear()
                fields[0].send_keys(*wanted)

    def answer(self) -> None:
        """Give what PANEL says to the questions of this page."""
        asked = {field.get_dom_attribute("name") for field in self.browser.find_all(FIELDS)}
        self.fill(**{name: value for name, value in PANEL.items() if name in asked})

    def press(self, words: str = "") -> None:
        self._follow(BUTTON, words)

    def click(self, words: str) -> None:
        self._follow("a", words)

    def _follow(self, selector: str, words: str) -> None:
        shown = ((e, str(e.get_property("textContent"))) for e in self.browser.find_all(selector))
        found = [element for element, text in shown if words in text]
        assert found, f"{self.browser.path} has no {words or 'button'}"
        self.browser.leave(lambda: self.browser.script(PRESS, found[0]))
        self.met.add(self.browser.path.partition("#")[0])

    def sign_in(self, account: Account) -> None:
        self.become(account.name)
        self.open("/sign-in?to=/organisations")
        self.fill(email=account.email, password=PASSWORD)
        self.press("Sign in")


def _tick(fields: list[WebElement]) -> None:
    assert fields
    for field in fields:
        field.parent.execute_script(PRESS, field)


def test_an_organisation_and_those_it_hears(app: Flask, browser: Browser) -> None:
    product = product_of(app)
    owner, outsider = (make_person(product, name) for name in ("Olwen Owner", "Otto Outsider"))
    walker = Walker(browser)
    browser.resize(WIDE)
    browser.driver.delete_all_cookies()
    walker.sign_in(owner)
    start = add_organisation(walker)
    invite(walker, start)
    join(walker, product)
    work = assign(walker, owner, start)
    hand_in(walker, work)
    agree(walker, owner, work)
    link = ask(walker, work)
    give_view(walker, link)
    assert not browser.complaints()
    private = {path for path in walker.met if path.startswith((start, "/p/"))}
    assert len(private) > 15
    see_nothing(walker, outsider, private)
    assert walker.found == {}


def add_organisation(walker: Walker) -> str:
    """Find the council in the register; the start of its addresses."""
    walker.click("Add an organisation")
    walker.fill(q="adur dis")
    walker.press("Search")
    walker.look()
    walker.click("Adur District Council")
    walker.press("Add the organisation")
    assert walker.browser.heading == "Adur District Council"
    walker.look()
    return walker.browser.path


def invite(walker: Walker, start: str) -> None:
    walker.open(f"{start}/people/invite")
    walker.fill(email=CONTRIBUTOR, role="contributor")
    walker.press("Send the invitation")
    walker.look()


def join(walker: Walker, product: Product) -> None:
    """Open an account on the way to the invitation, and say yes."""
    walker.become(PERSON)
    walker.open(link_in(last_message(product, CONTRIBUTOR)))
    walker.look()
    walker.click("Open an account")
    walker.fill(email=CONTRIBUTOR)
    walker.press("Ask for the link")
    walker.look()
    walker.open(link_in(last_message(product, CONTRIBUTOR)))
    walker.fill(name=PERSON, password=PASSWORD)
    walker.press("Open the account")
    walker.press("Join as")
    assert "contributor" in walker.browser.find("main").text
    walker.click("Open the activities")
    assert "No activity is assigned to you yet" in walker.browser.find("main").text
    walker.look()


def assign(walker: Walker, owner: Account, start: str) -> str:
    """Describe an activity for someone else; the start of its addresses."""
    walker.become(owner.name)
    walker.open(start)
    walker.click("Open the activities")
    walker.click("Add an activity")
    walker.fill(name=NAME)
    walker.press("Answer every question")
    walker.press("Save and continue")
    work = walker.browser.path.partition("/questions")[0]
    walker.open(f"{work}/review")
    walker.click("Change who works on it")
    walker.look()
    [mine] = [e for e in walker.browser.find_all("main label") if e.text == PERSON]
    walker.browser.script(PRESS, mine)
    walker.press("Save")
    assert f"Assigned to {PERSON}" in walker.browser.find("#work").text
    return work


def hand_in(walker: Walker, work: str) -> None:
    """Answer what was assigned, and submit it."""
    walker.become(PERSON)
    walker.open(work.partition("/activities")[0])
    walker.click("Go on")
    while "/questions/" in walker.browser.path:
        walker.answer()
        walker.press("Save and continue")
    walker.click("Submit for agreement")
    walker.look()
    walker.press("Submit for agreement")
    assert "is submitted" in walker.browser.find("[role=alert]").text
    assert walker.browser.heading == "Adur District Council"
    walker.open(f"{work}/review")
    assert "Submitted" in walker.browser.find("#work").text


def agree(walker: Walker, owner: Account, work: str) -> None:
    walker.become(owner.name)
    walker.open(f"{work}/review")
    walker.look()
    walker.click("Agree")
    walker.press("Agree")
    assert f"“{NAME}” is agreed." in walker.browser.find("[role=alert]").text
    walker.open(f"{work}/review")
    assert "Agreed" in walker.browser.find("#work").text
    walker.look()
    walker.click("Who changed what")
    assert PERSON in walker.browser.find("table").text
    walker.look()


def ask(walker: Walker, work: str) -> str:
    """Make a link for those who took part."""
    walker.open(f"{work}/views")
    walker.look()
    walker.click("People who took part")
    walker.press("Make a link")
    walker.look(PHONE)
    return str(walker.browser.find("#view-link").get_property("value"))


def give_view(walker: Walker, link: str) -> None:
    """Somebody who took part opens the link on a phone, without an account."""
    walker.become("somebody")
    walker.open(link)
    walker.look(PHONE)
    walker.press("I agree, start")
    walker.look(PHONE)
    walker.fill(say="some")
    walker.press("Send these answers")
    assert walker.browser.heading == "Thank you"
    walker.look(PHONE)
    walker.browser.resize(WIDE)


def see_nothing(walker: Walker, outsider: Account, addresses: set[str]) -> None:
    """Signed in elsewhere there is no such page; signed out, a sign-in page and nothing else."""
    walker.sign_in(outsider)
    assert [where for where in addresses if _shown(walker, where) != "Page not found"] == []
    walker.become("nobody")
    assert [where for where in addresses if _shown(walker, where) != "Sign in"] == []
    walker.browser.complaints()


def _shown(walker: Walker, where: str) -> str:
    walker.browser.open(where)
    text = walker.browser.find("main").text
    assert NAME not in text
    assert PERSON not in text
    return walker.browser.heading
