"""Charts in a real browser: under the strict policy, by keyboard, on a phone, without scripts, on
paper; and what they weigh.
"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from ladder_assess.publishing.charts import chart_of
from tests.journeys.browser import PHONE, WIDE, Browser, chromium
from tests.journeys.charts_site import serving_charts
from tests.journeys.test_accessibility import AXE, CUT_OFF, OPEN_ALL, RULES, RUN
from tests.journeys.test_page_weight import received
from tests.publishing.chart_contents import EVERY

MOST_BYTES = 450_000
PICTURES = len(EVERY)
# Those that are drawn by chance or are a loop stay as the server has drawn them.
PLOTTED = sum(chart_of(name, contents).figure is not None for name, contents in EVERY.items())
PATIENCE = 10
DRAWN = f"return document.querySelectorAll('.app-chart__picture--drawn').length === {PLOTTED}"
SHIFTED = """
const [done] = arguments
new PerformanceObserver((list) => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))
  .observe({type: 'layout-shift', buffered: true})
setTimeout(() => done(0), 500)
"""
SEEN = "return getComputedStyle(arguments[0]).visibility"
SIZES = """
return [...document.querySelectorAll('.app-chart__picture--drawn')].map(box =>
  [box.querySelector('.main-svg'), box.firstElementChild].map(part => {
    const {width, height} = part.getBoundingClientRect()
    return [width, height]
  }))
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_charts(tmp_path_factory.mktemp("charts")) as served:
        yield served


@pytest.fixture(scope="module")
def scripted(address: str) -> Iterator[Browser]:
    with chromium(address) as browser:
        yield browser


@pytest.fixture
def browser(scripted: Browser) -> Browser:
    """A wide window on the drawn charts, its console empty."""
    scripted.complaints()
    scripted.command("Emulation.setEmulatedMedia", media="", features=[])
    opened(scripted, WIDE)
    return scripted


def opened(browser: Browser, width: int) -> None:
    browser.resize(width)
    browser.open("/charts")
    browser.wait(lambda _: browser.script(DRAWN))


def test_a_strict_policy_is_kept(browser: Browser) -> None:
    """While charts are drawn, pointed at and drawn anew for a narrower window."""
    for stage in browser.find_all(".app-chart__stage"):
        browser.script("arguments[0].scrollIntoView({block: 'center'})", stage)
        point_about(browser)
    browser.resize(PHONE)
    browser.wait(lambda _: all(one == other for one, other in browser.script(SIZES)))
    assert browser.complaints() == []


def point_about(browser: Browser) -> None:
    """Move the mouse over the middle of the window, where a chart now is."""
    for x in (300, 420, 540):
        browser.command("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=420)


def test_pointing_at_a_mark_tells_its_figure(browser: Browser) -> None:
    stage = browser.find("[aria-labelledby^='profile-title'].app-chart__stage")
    browser.script("arguments[0].scrollIntoView({block: 'center'})", stage)
    point = stage.find_element("css selector", ".scatterlayer .trace:last-child .point")
    box = browser.script("return arguments[0].getBoundingClientRect().toJSON()", point)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    browser.command("Input.dispatchMouseEvent", type="mouseMoved", x=x - 3, y=y - 1)
    browser.command("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    browser.wait(lambda _: browser.find_all(".hovertext"))
    assert "Support from the top. Your score: 81" in browser.find(".hovertext").text


def test_nothing_moves_when_charts_are_drawn(browser: Browser) -> None:
    assert browser.later(SHIFTED) == 0
    for width in (WIDE, PHONE):
        opened(browser, width)
        for figure, drawing in browser.script(SIZES):
            assert figure == pytest.approx(drawing, abs=1)


def test_charts_are_as_accessible_as_pages(browser: Browser) -> None:
    browser.script(OPEN_ALL)
    browser.script(AXE.read_text("utf-8"))
    for width in (WIDE, PHONE):
        browser.resize(width)
        assert browser.later(RUN, RULES) == []
        assert browser.script(CUT_OFF) == []


def test_a_chart_is_heard_once(browser: Browser) -> None:
    """The picture that is seen bears the drawing's words; the drawing beneath it is silent."""
    for box in browser.find_all(".app-chart__picture--drawn"):
        stage = box.find_element("css selector", ".app-chart__stage")
        drawing = box.find_element("css selector", ":scope > svg")
        words = drawing.find_element("css selector", "desc").get_attribute("textContent") or ""
        assert " ".join(words.split()) in stage.accessible_name
        assert browser.script(SEEN, drawing) == "hidden"


def test_keyboard_passes_charts_by(browser: Browser) -> None:
    """Tabbing from heading to end stops at figures and downloads, and never inside a picture."""
    stops = []
    browser.script(
        "document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()"
    )
    for _ in range(PICTURES * 4):
        browser.press(Keys.TAB)
        stops.append(browser.script("return document.activeElement.closest('.app-chart__picture')"))
    assert stops == [None] * len(stops)
    assert browser.script("return document.activeElement.textContent").startswith("Picture (PNG)")


def test_a_thumb_on_a_chart_moves_the_page(browser: Browser) -> None:
    browser.command("Emulation.setTouchEmulationEnabled", enabled=True)
    opened(browser, PHONE)
    browser.script("document.querySelector('.app-chart__stage').scrollIntoView({block: 'center'})")
    before = browser.script("return scrollY")
    touch(browser, "touchStart", 420)
    for y in range(400, 200, -20):
        touch(browser, "touchMove", y)
    browser.command("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
    browser.wait(lambda _: browser.script("return scrollY") > before + 100)
    browser.command("Emulation.setTouchEmulationEnabled", enabled=False)


def touch(browser: Browser, what: str, y: int) -> None:
    browser.command("Input.dispatchTouchEvent", type=what, touchPoints=[{"x": 190, "y": y}])


def test_picture_is_saved_as_png(browser: Browser, tmp_path: Path) -> None:
    browser.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    button = browser.find("[data-name='agreement.png']")
    browser.script("arguments[0].click()", button)
    saved = tmp_path / "agreement.png"
    deadline = time.monotonic() + PATIENCE
    while not saved.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    picture = saved.read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(picture[16:20], "big") == 1360
    assert len(picture) > 10_000
    assert browser.complaints() == []


def test_paper_shows_the_drawing(browser: Browser) -> None:
    browser.command("Emulation.setEmulatedMedia", media="print")
    assert not browser.find(".app-chart__stage").is_displayed()
    assert not browser.find(".app-chart__downloads").is_displayed()
    assert browser.script(SEEN, browser.find(".app-chart__picture > svg")) == "visible"


def test_forced_colours_keep_the_drawing(browser: Browser) -> None:
    forced = [{"name": "forced-colors", "value": "active"}]
    browser.command("Emulation.setEmulatedMedia", features=forced)
    browser.open("/charts")
    browser.wait(lambda _: not browser.find("[data-png]").get_attribute("hidden"))
    assert not browser.find_all(".app-chart__stage")
    assert browser.find(".app-chart__picture > svg").is_displayed()
    # The ladder beside the site's name stayed dark on a dark ground.
    icons = (
        "[...document.querySelectorAll('svg[aria-hidden=true]')].map(icon => {const of = "
        "element => getComputedStyle(element).color; return [of(icon), of(icon.parentElement)]})"
    )
    drawn = browser.script(f"return {icons}")
    assert drawn
    assert all(icon == text for icon, text in drawn), drawn


def test_without_scripts_the_server_has_drawn_it_all(address: str) -> None:
    with chromium(address, scripts=False) as browser:
        browser.resize(PHONE)
        browser.open("/charts")
        drawings = browser.find_all(".app-chart__picture > svg")
        assert [drawing.is_displayed() for drawing in drawings] == [True] * PICTURES
        assert not any(button.is_displayed() for button in browser.find_all("[data-png]"))
        browser.find(".app-chart summary").click()
        assert browser.find(".app-chart table").is_displayed()
        for kind in ("csv", "svg"):
            link = browser.find(f".app-chart__downloads a[href$='.{kind}']")
            assert link.get_attribute("download") is not None


def test_files_come_as_what_they_are(browser: Browser) -> None:
    fetched = """
    const [address, done] = arguments
    fetch(address).then(async (answer) => done([
      answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition'),
      await answer.text()]))
    """
    status, kind, kept, text = browser.later(fetched, "/charts/profile.csv")
    assert (status, kind) == (200, "text/csv; charset=utf-8")
    assert kept == "attachment; filename=profile.csv"
    assert "\r\n'=<b>" in text
    status, kind, kept, text = browser.later(fetched, "/charts/profile.svg")
    assert (status, kept) == (200, "attachment; filename=profile.svg")
    assert kind.startswith("image/svg+xml")
    assert re.match(r"<\?xml [^>]*>\s*<svg ", text)
    assert browser.later(fetched, "/charts/profile.exe")[0] == 404
    # The browser says that it was refused, which is what was asked.
    browser.complaints()


@pytest.mark.parametrize("path", ["/charts", "/charts/comparison"])
def test_a_page_with_charts_is_light(address: str, path: str) -> None:
    with chromium(address, network=True) as browser:
        browser.open(path)
        browser.wait(lambda _: browser.find_all(".app-chart__picture--drawn"))
        sizes = received([json.loads(message) for message in browser.log("performance")])
    assert any("plotly" in name and name.endswith(".js") for name in sizes)
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_pages_without_charts_carry_none_of_it(address: str) -> None:
    with chromium(address, network=True) as browser:
        browser.open("/")
        sizes = received([json.loads(message) for message in browser.log("performance")])
    assert not any("plotly" in name or "/chart." in name for name in sizes)
