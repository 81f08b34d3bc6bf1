"""No page has an accessibility violation, a word out of sight or a complaint from the browser."""

import re
from dataclasses import dataclass
from functools import cache

import pytest

from ladder_assess.settings import CHECKOUT
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.world import World

AXE = CHECKOUT / "static" / "node_modules" / "axe-core" / "axe.min.js"
# Every rule that axe has but those of level AAA, which its makers do not hold all pages to.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "experimental")
RUN = """
const [rules, done] = arguments
axe.run({runOnly: rules, resultTypes: ['violations']}).then(found => done(
  found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} at ${node.target}: ${node.failureSummary}`))))
"""
OPEN_ALL = "for (const part of document.querySelectorAll('details')) part.open = true"
CUT_OFF = """
return [...document.querySelectorAll('main *')].filter(element =>
  element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('svg')
).map(element => element.outerHTML.slice(0, 100))
"""
# Cells of tables that are not wholly within the window, or not wholly within themselves. The heads
# of a table whose cells each say their own are there for those who hear it. The width is given:
# a phone zooms out of a page that is too wide, and its window then counts as wider.
OUT_OF_SIGHT = """
const shown = cell => cell.getClientRects().length
  && getComputedStyle(cell.parentElement.parentElement).position !== 'absolute'
const [width] = arguments
return [...document.querySelectorAll('td, th')].filter(shown).filter(cell => {
  const {left, right} = cell.getBoundingClientRect()
  return left < -1 || right > width + 1 || cell.scrollWidth > cell.clientWidth + 1
}).map(cell => `out of sight: ${cell.outerHTML.slice(0, 100)}`)
"""
# What watches sizes is told once a frame is drawn.
DRAWN = "const [done] = arguments; requestAnimationFrame(() => setTimeout(done))"
REFUSED = re.compile(r" - Failed to load resource: .* status of (\d+) ")
SAVE = "document.querySelector('main form button.govuk-button').click()"
ERRORS, LADDER = ".govuk-error-summary", "svg.app-drawing--ladder"
CHOOSE_A_FORM = (
    "document.querySelector('#name').value = 'Ours';"
    "document.querySelector('button[value=form]').click()"
)
CHOOSE_NOTHING = "for (const box of document.querySelectorAll('input')) box.checked = false;"


@dataclass(frozen=True)
class Shown:
    """A page of one kind. `act` is a script that leads on to it from `path`.

    `holds` is a selector of what makes it the page that is meant.
    """

    name: str
    path: str
    act: str = ""
    status: int = 200
    holds: str = "h1"


PAGES = (
    Shown("home", "/"),
    Shown("start", "/start"),
    Shown("start with an error", "/start", SAVE, holds=ERRORS),
    Shown("help", "/help"),
    Shown("how it works", "/how-it-works"),
    Shown("glossary", "/glossary"),
    Shown("practice library", "/practice"),
    Shown("practice case", "/practice/darlington-street-champions"),
    Shown("common form", "/practice/forms/tenant-management-organisation"),
    Shown("practice stories", "/practice/stories"),
    Shown("practice story", "/practice/stories/mill-gate"),
    Shown("practice story placed", "/practice/stories/mill-gate?rung=5", holds=LADDER),
    Shown("practice story without a rung", "/practice/stories/back-exercises?rung=none"),
    Shown("start from a common form", "/start?form=planning-consultation"),
    Shown("copy of the cases", "/practice/copy"),
    Shown("sample list", "/p/sample"),
    Shown("sample result", "/p/sample/activities/1/result", holds=LADDER),
    Shown("sample review", "/p/sample/activities/1/review"),
    Shown("sample plan", "/p/sample/plan"),
    Shown("list of one", "{one}"),
    Shown("list of several with long names", "{several}"),
    Shown("list of many", "{many}"),
    Shown("list of none", "{empty}"),
    Shown("name of a list", "{several}/title"),
    Shown("another activity", "{one}/add"),
    Shown("questions of text and dates", "{several}/activities/1/questions/about"),
    Shown(
        "questions of text and dates with errors",
        "{several}/activities/4/questions/about",
        f"document.querySelector('#start_date-day').value = '40'; {SAVE}",
        holds=ERRORS,
    ),
    Shown("questions of rungs", "{several}/activities/1/questions/claim"),
    Shown("questions with several answers", "{several}/activities/1/questions/who"),
    Shown("questions of numbers", "{several}/activities/1/questions/reach"),
    Shown("what is believed, before the facts", "{one}/activities/1/questions/before"),
    Shown("the name alone", "{one}/activities/1/questions/called"),
    Shown("four questions on its kind", "{one}/activities/1/questions/kind?from=result"),
    Shown("which common form it is", "/start", CHOOSE_A_FORM, holds=".app-answers"),
    Shown("one question", "{one}/activities/1/questions/decision_rule"),
    Shown(
        "one question with an error",
        "{several}/activities/4/questions/override",
        "document.querySelector('button[value=next]').click()",
        holds=ERRORS,
    ),
    Shown("question changed from the review", "{one}/activities/1/questions/about?from=review"),
    Shown("review", "{one}/activities/1/review"),
    Shown("review with long answers", "{several}/activities/5/review"),
    Shown("result with a range", "{one}/activities/1/result", holds=LADDER),
    Shown("result with a trap", "{several}/activities/2/result", holds="#findings"),
    Shown("result of one person's service", "{several}/activities/3/result"),
    Shown("result of nothing answered", "{several}/activities/4/result"),
    Shown("result with long answers", "{several}/activities/5/result"),
    Shown("evidence", "{one}/activities/1/evidence"),
    Shown("evidence for every answer", "{several}/activities/1/evidence?answers=all"),
    Shown("removal", "{several}/activities/2/remove"),
    Shown("list that was searched", "{several}?q=panel"),
    Shown("search that found nothing", "/practice?q=zzz"),
    Shown("link on a sheet", "{several}/data/printed"),
    Shown("plan without actions", "{one}/plan"),
    Shown("plan with actions", "{several}/plan"),
    Shown("plan of nothing", "{empty}/plan"),
    Shown("own action", "{several}/plan/actions/new"),
    Shown(
        "own action with errors",
        "{several}/plan/actions/new",
        f"document.querySelector('#due-day').value = '40'; {SAVE}",
        holds=ERRORS,
    ),
    Shown(
        "change of an action",
        "{several}/plan",
        "document.querySelector('#actions li a').click()",
        holds="[name=owner]",
    ),
    Shown("public page", "{public}", holds="svg"),
    Shown("public page taken down", "{gone}", status=410),
    Shown("choices of the public page", "{several}/plan/page", holds="#state form"),
    Shown(
        "choices of the public page with errors",
        "{several}/plan/page",
        "document.querySelector('#title').value = ''; "
        "document.querySelector('main form button[value=next]').click()",
        holds=ERRORS,
    ),
    Shown("preview of the public page", "{several}/plan/page/preview", holds="#preview"),
    Shown(
        "what was done, for everyone",
        "{several}/plan/page",
        "document.querySelector('#told a').click()",
        holds="#did",
    ),
    Shown("PDF being made", "{waiting}/plan/pdf", holds="[data-poll]:not(:has([data-done]))"),
    Shown("PDF that failed", "{failed}/plan/pdf", holds="[data-done] form"),
    Shown("PDF that is ready", "{done}/plan/pdf", holds="[data-done] a"),
    Shown("DOCX being made", "{waiting}/plan/docx", holds="[data-poll]:not(:has([data-done]))"),
    Shown("DOCX that is ready", "{done}/plan/docx", holds="[data-done] a"),
    Shown("register that failed", "{failed}/register/xlsx", holds="[data-done] form"),
    Shown("register that is ready", "{done}/register/xlsx", holds="[data-done] a"),
    Shown(
        "broken form",
        "{one}/activities/1/review",
        f"document.querySelector('main form [name=csrf_token]').remove(); {SAVE}",
        400,
    ),
    Shown("closed page", "/p/sample/add", status=403),
    Shown("no such page", "/p/nothing", status=404),
    Shown("address of a form", "{one}/activities/1/path", status=405),
    Shown(
        "too much sent",
        "{one}/activities/1/questions/about",
        f"document.querySelector('textarea').value = 'x'.repeat(300000); {SAVE}",
        413,
    ),
    Shown("fault of ours", "{broken}", status=500),
)


@cache
def axe() -> str:
    assert AXE.is_file(), f"{AXE} is missing: `make test` installs it"
    return AXE.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_is_accessible(page: Shown, browser: Browser, world: World) -> None:
    browser.resize(WIDE)
    browser.open(page.path.format(**vars(world)))
    if page.act:
        browser.leave(lambda: browser.script(page.act))
    assert browser.find_all(page.holds)
    browser.script(OPEN_ALL)
    browser.script(axe())
    found = {width: faults(browser, width) for width in (WIDE, PHONE)}
    assert found == {WIDE: [], PHONE: []}
    assert complaints(browser) == ([] if page.status == 200 else [page.status])


def faults(browser: Browser, width: int) -> list[str]:
    """What axe finds in a window of this width, and what does not fit into it."""
    browser.resize(width)
    browser.later(DRAWN)
    violations: list[str] = browser.later(RUN, RULES)
    content = browser.command("Page.getLayoutMetrics")["cssContentSize"]["width"]
    if content > width:
        violations.append(f"the page is {content} wide: {browser.script(CUT_OFF)}")
    return violations + out_of_sight(browser, width)


def out_of_sight(browser: Browser, width: int) -> list[str]:
    """The cells of tables that the window does not show whole, beyond an edge of theirs or its."""
    found: list[str] = browser.script(OUT_OF_SIGHT, width)
    return found


def complaints(browser: Browser) -> list[str | int]:
    """What the browser wrote to its console; of a page with an error status, that status."""
    found = ((said, REFUSED.search(said)) for said in browser.complaints())
    return [int(status[1]) if status else said for said, status in found]
