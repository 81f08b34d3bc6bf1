"""What people type in several lines is seen in these lines.

The class that says so had no style on screen, and no test looks at where lines end: lists that
somebody typed into an action ran together into one paragraph.
"""

import pytest

from ladder_assess.core.plan.plan import Action
from ladder_assess.storage.plan import plans
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.world import PANEL, Maker
from tests.support.kept.written import written

LINES = ("First", "Second", "", "Fourth")
TYPED = "\n".join(LINES)
SEEN = """
const box = document.querySelector(arguments[0]), style = getComputedStyle(box)
const range = document.createRange()
range.selectNodeContents(box)
return Math.round(range.getBoundingClientRect().height / parseFloat(style.lineHeight))
"""


@pytest.fixture(scope="module")
def start(site: Site) -> str:
    """A link with an activity and an action that say something in several lines."""
    make = Maker(site.settings)
    link = make.link("typed lines", {**PANEL, "promised": TYPED})
    action = Action(0, 0, "An action", TYPED, notes=TYPED)
    written(make.product.database, plans.add_action, make.portfolio(link), action, "typed-lines")
    make.product.database.close()
    return link


@pytest.mark.parametrize("window", [WIDE, PHONE])
@pytest.mark.parametrize(
    ("path", "box"),
    [
        ("/plan", "#actions p.app-typed"),
        ("/plan", "#actions span.app-typed"),
        ("/activities/1/result", "blockquote.app-typed"),
    ],
)
def test_lines_end_where_they_were_ended(
    browser: Browser, start: str, window: int, path: str, box: str
) -> None:
    browser.resize(window)
    browser.open(start + path)
    assert browser.script(SEEN, box) == len(LINES)
