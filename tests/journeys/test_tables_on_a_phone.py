"""On a phone no cell of a table lies outside the window, on any page that has a table."""

from urllib.error import HTTPError
from urllib.request import urlopen

from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import DRAWN, OPEN_ALL, out_of_sight
from tests.support.site import app_for, product_of
from tests.support.walks.walk import Walk


def test_every_cell_is_within_the_window(site: Site, browser: Browser) -> None:
    app = app_for(site.settings)
    stops = Walk(app).all()
    product_of(app).database.close()
    pages = [(noun, path) for noun, path in stops if "<table" in page_at(site, path)]
    browser.resize(PHONE)
    found = {}
    for _, path in pages:
        browser.open(path)
        browser.script(OPEN_ALL)
        browser.later(DRAWN)
        found[path] = out_of_sight(browser, PHONE)
    assert {path: faults for path, faults in found.items() if faults} == {}
    # Of each page that has had its figures out of sight, one at least was walked.
    assert {noun for noun, _ in pages} >= {
        "home.method",
        "portfolio.clearer",
        "portfolio.agreement",
        "register_import.rows",
        "guides.addresses",
    }


def test_what_lies_outside_is_found(site: Site, browser: Browser) -> None:
    """So that the test above can fail."""
    browser.resize(PHONE)
    browser.open("/how-it-works")
    widen = "document.querySelector('.app-narrow table').style.minWidth = '36rem'"
    browser.script(widen)
    browser.later(DRAWN)
    assert out_of_sight(browser, PHONE)
    browser.resize(WIDE)


def page_at(site: Site, path: str) -> str:
    """The page that is served there, whatever its status; of a file nothing."""
    try:
        answer = urlopen(site.address + path)
    except HTTPError as refused:
        answer = refused
    with answer:
        assert answer.status < 500, path
        html = answer.headers["Content-Type"].startswith("text/html")
        return str(answer.read(), "utf-8") if html else ""
