"""How pages are seen: on a phone no cell of a table lies outside the window, and no page of results
grows longer than somebody reads.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.journeys.browser import PHONE, WIDE, Browser, chromium
from tests.journeys.site import Site, serving
from tests.journeys.test_accessibility import DRAWN, OPEN_ALL, out_of_sight
from tests.support.site import app_for, product_of
from tests.support.walks.walk import Stop, Walk

LENGTH = "return document.documentElement.scrollHeight"
# How long the longest of each kind of result may be, in pixels: in a window 1280 wide, and on a
# phone. Raised only where what came is worth more to its reader than what they get to later because
# of it.
LONGEST = {
    "activity.result": (6200, 7300),
    "portfolio.show": (3850, 6000),
    "portfolio.one_page": (2360, 3650),
    "portfolio.two_dates": (4760, 5100),
    "portfolio.agreement": (2200, 3400),
    "plan.show": (6000, 6800),
    "points_of_view.show": (7300, 6100),
    "questionnaires.show": (4300, 4700),
    "published.show": (3000, 3950),
}


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, list[Stop]]]:
    """A site of its own, as the world of the other journeys is made once, and all its stops."""
    directory: Path = tmp_path_factory.mktemp("walked")
    with serving(directory) as served:
        app = app_for(served.settings)
        stops = Walk(app).all()
        product_of(app).database.close()
        yield served, stops


@pytest.fixture(scope="module")
def browser(walked: tuple[Site, list[Stop]]) -> Iterator[Browser]:
    with chromium(walked[0].address) as opened:
        yield opened


def test_every_cell_is_within_the_window(walked: tuple[Site, list[Stop]], browser: Browser) -> None:
    site, stops = walked
    pages = [(noun, path) for noun, path in stops if "<table" in page_at(site, path)]
    browser.resize(PHONE)
    found = {}
    for _, path in pages:
        browser.open(path)
        browser.script(OPEN_ALL)
        browser.later(DRAWN)
        found[path] = out_of_sight(browser, PHONE)
    faulty = [(path, fault) for path, faults in found.items() for fault in faults]
    assert faulty == []
    # Of each page that has had its figures out of sight, one at least was walked.
    assert {noun for noun, _ in pages} >= {
        "home.method",
        "portfolio.clearer",
        "portfolio.agreement",
        "register_import.rows",
        "guides.addresses",
    }


def test_no_guide_is_wider_than_the_window(
    walked: tuple[Site, list[Stop]], browser: Browser
) -> None:
    """Lines of code had lost the frame that they scrolled in, and only tables were looked at."""
    browser.resize(PHONE)
    guides = {path for noun, path in walked[1] if noun == "guides.show"}
    assert len(guides) > 10
    wide = "return document.documentElement.scrollWidth"
    for path in guides:
        browser.open(path)
        assert browser.script(wide) <= PHONE, path


def test_what_lies_outside_is_found(browser: Browser) -> None:
    """So that the test above can fail."""
    browser.resize(PHONE)
    browser.open("/how-it-works")
    widen = "document.querySelector('.app-narrow table').style.minWidth = '36rem'"
    browser.script(widen)
    browser.later(DRAWN)
    assert out_of_sight(browser, PHONE)


def test_no_result_is_longer_than_it_was_made(
    walked: tuple[Site, list[Stop]], browser: Browser
) -> None:
    """A round of 21 answers was 8,954 pixels long, ten windows, and no test had ever asked."""
    site, stops = walked
    too_long = []
    for noun, bounds in LONGEST.items():
        pages = {path for each, path in stops if each == noun}
        assert pages, noun
        for path in sorted(pages, key=lambda path: len(page_at(site, path)))[-2:]:
            for width, bound in zip((WIDE, PHONE), bounds, strict=True):
                browser.resize(width)
                browser.open(path)
                browser.later(DRAWN)
                found = browser.script(LENGTH)
                too_long += [(path, width, found)] if found > bound else []
    assert too_long == []


@cache
def page_at(site: Site, path: str) -> str:
    """The page that is served there, whatever its status; of a file nothing. Read once, as nothing
    changes it.
    """
    try:
        answer = urlopen(site.address + path)
    except HTTPError as refused:
        answer = refused
    with answer:
        assert answer.status < 500, path
        html = answer.headers["Content-Type"].startswith("text/html")
        return str(answer.read(), "utf-8") if html else ""
