"""A long list in a real browser: it stays light and still, works by keyboard and without scripts,
and its one page to print is one page.
"""

import base64
import io
import json
from collections.abc import Iterator

import pikepdf
import pytest
from selenium.webdriver.common.keys import Keys

from ladder_assess.storage.activities.portfolios import rename_portfolio
from tests.journeys.browser import PHONE, WIDE, Browser, chromium
from tests.journeys.site import Site
from tests.journeys.test_accessibility import axe, faults
from tests.journeys.test_charts import MOST_BYTES, SHIFTED
from tests.journeys.test_page_weight import received
from tests.journeys.world import Maker
from tests.support.kept.written import written
from tests.support.lists import fill, invented

NOON = 1_767_268_800  # 1 January 2026
# One activity is there before both dates, as there is nothing to compare with a date before all.
LONG_BEFORE = 1_546_344_000  # 1 January 2019
COUNTS = (1, 2, 17, 217)
MANY = 217
LONGEST_TITLE = 200
DATES = "/over-time?first=1&first=1&first=2020"
PAGES = ("", "?rung=4&sort=name", "/picture", DATES, f"{DATES}&rung=4")


@pytest.fixture(scope="module")
def lists(site: Site) -> dict[int, str]:
    """Private links to lists of so many activities, the longest with a long title."""
    make = Maker(site.settings)
    records = invented(make.product.definitions.questionnaire, MANY)
    found = {}
    for count in COUNTS:
        found[count] = make.link(f"list-{count}")
        portfolio = make.portfolio(found[count])
        fill(make.product, portfolio, records[:1], LONG_BEFORE)
        fill(make.product, portfolio, records[1:count], NOON)
        if count == MANY:
            title = ("Neighbourhoods “and” <b>wards</b> " * 9)[:LONGEST_TITLE]
            written(make.product.database, rename_portfolio, portfolio, title)
    make.product.database.close()
    return found


@pytest.fixture(params=COUNTS)
def link(lists: dict[int, str], request: pytest.FixtureRequest) -> str:
    return lists[request.param]


@pytest.mark.parametrize("count", [COUNTS[0], MANY])
def test_pages_are_accessible_and_keep_the_policy(
    browser: Browser, lists: dict[int, str], count: int
) -> None:
    link = lists[count]
    for path in PAGES:
        for width in (WIDE, PHONE):
            browser.resize(width)
            browser.open(link + path)
            drawn(browser)
            browser.script(axe())
            assert faults(browser, width) == [], (path, width)
    assert browser.complaints() == []


def drawn(browser: Browser) -> None:
    """Wait until every chart of the page has been drawn."""
    charts = len(browser.find_all("[data-figure]"))
    browser.wait(lambda _: len(browser.find_all(".app-chart__picture--drawn")) == charts)


def test_nothing_moves_when_charts_are_drawn(browser: Browser, link: str) -> None:
    for path in ("/pictures", DATES):
        browser.resize(WIDE)
        browser.open(link + path)
        drawn(browser)
        assert browser.later(SHIFTED) == 0, path


def test_a_long_list_is_light(site: Site, lists: dict[int, str]) -> None:
    for path in ("", "/pictures", DATES):
        with chromium(site.address, network=True) as browser:
            browser.open(lists[MANY] + path)
            drawn(browser)
            sizes = received([json.loads(message) for message in browser.log("performance")])
        assert any("plotly" in name for name in sizes) == bool(path), "the list needs no pictures"
        assert sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.parametrize("asked", ["", "?rung=4", "?service=Housing&since=2020&sort=rung"])
def test_one_page_prints_on_one_page(browser: Browser, link: str, asked: str) -> None:
    browser.open(f"{link}/picture{asked}")
    printed = browser.command("Page.printToPDF", preferCSSPageSize=True)
    with pikepdf.open(io.BytesIO(base64.b64decode(printed["data"]))) as pdf:
        assert len(pdf.pages) == 1
        box = [float(side) for side in pdf.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 595, 842], abs=1)


def test_a_link_prints_on_one_sheet_however_long_its_name(
    browser: Browser, lists: dict[int, str]
) -> None:
    for link in lists.values():
        browser.open(f"{link}/data/printed")
        printed = browser.command("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
        with pikepdf.open(io.BytesIO(base64.b64decode(printed["data"]))) as pdf:
            assert len(pdf.pages) == 1, link


INSIDE = """
const sheet = document.querySelector('.app-sheet').getBoundingClientRect()
return [...document.querySelectorAll('.app-sheet *')]
  .filter(part => !part.closest('.govuk-visually-hidden') && !part.closest('svg *'))
  .map(part => [part.className.toString(), part.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.bottom > sheet.bottom + 1).map(([name]) => name)
"""
A4_WIDTH = 688  # 182 mm of paper between the margins, in CSS pixels


def test_nothing_is_cut_off_on_paper(browser: Browser, link: str) -> None:
    """Laid out as on paper, everything lies within the page."""
    browser.resize(A4_WIDTH)
    outside = []
    for asked in ("", "?rung=4"):
        browser.open(f"{link}/picture{asked}")
        browser.command("Emulation.setEmulatedMedia", media="print")
        outside += browser.script(INSIDE)
        # Whatever is found: the tests of other pages go on in this window.
        browser.command("Emulation.setEmulatedMedia", media="")
    assert outside == []


@pytest.fixture(scope="module")
def plain(site: Site) -> Iterator[Browser]:
    with chromium(site.address, scripts=False) as browser:
        yield browser


def test_a_list_is_narrowed_by_keyboard_without_scripts(
    plain: Browser, lists: dict[int, str]
) -> None:
    plain.resize(PHONE)
    plain.open(lists[MANY])
    summary = plain.find("#filter summary")
    summary.send_keys(Keys.ENTER)
    assert plain.find("#service").is_displayed()
    plain.find("#service").send_keys("Hous")
    plain.leave(lambda: plain.find("#until").send_keys(Keys.ENTER))
    assert "service=Housing" in plain.path
    assert "of 217." in plain.find("#narrowed").text
    assert plain.find("#filter").get_attribute("open") is not None
    plain.open(plain.path.replace(lists[MANY], f"{lists[MANY]}/pictures"))
    assert "of 217." in plain.find("#narrowed").text
    assert plain.find("#distribution svg").is_displayed()


def test_two_dates_are_compared_by_keyboard_without_scripts(
    plain: Browser, lists: dict[int, str]
) -> None:
    plain.resize(PHONE)
    plain.open(lists[MANY] + "/over-time")
    for part, typed in (("day", "1"), ("month", "1"), ("year", "2020")):
        field = plain.find(f"#first-{part}")
        field.clear()
        field.send_keys(typed)
    plain.leave(lambda: plain.find("#first-year").send_keys(Keys.ENTER))
    assert "1 January 2020 and" in plain.find("#compared h2").text
    assert plain.find("#moves svg").is_displayed()
