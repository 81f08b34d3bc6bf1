"""No page about organisations has an accessibility violation or a word out of sight."""

from collections.abc import Iterable, Iterator

import pytest

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.points_of_view.views import SERVICE_USER
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.storage.people import organisations
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.test_accessibility import axe, faults
from tests.support.links import PANEL
from tests.support.people import PASSWORD
from tests.support.respondents import answer_all, ask
from tests.support.site import app_for, product_of
from tests.support.walks.walk_organisation import Walk

OF_THE_SITE = ("/privacy", "/accessibility", "/freedom-of-information", "/erased")
SIGNED_OUT = ("/sign-in", "/account/new", "/account/sent", "/account/reset", "/account/confirm/x")
ACCOUNT = (
    "", "/name", "/password", "/codes", "/codes/off", "/devices", "/data", "/erase",
)  # fmt: skip


@pytest.fixture(scope="module")
def walk(site: Site) -> Iterator[Walk]:
    app = app_for(site.settings)
    yield Walk(app)
    product_of(app).database.close()


def sign_in(browser: Browser, walk: Walk) -> None:
    """Sign the owner in, who is a site administrator and so asked for a code."""
    browser.driver.delete_all_cookies()
    browser.resize(WIDE)
    browser.open("/sign-in?to=/organisations")
    browser.find("#email").send_keys(walk.owner.email)
    browser.find("#password").send_keys(PASSWORD)
    browser.leave(lambda: browser.find("main form button[type=submit]").click())
    browser.find("#code").send_keys(walk.recovery.pop())
    browser.leave(lambda: browser.find("main form button[type=submit]").click())


def wrong(browser: Browser, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of these pages, wide and on a phone."""
    found = {}
    for address in addresses:
        browser.open(address)
        browser.script(axe())
        found[address] = [*faults(browser, WIDE), *faults(browser, PHONE)]
    return {address: faulty for address, faulty in found.items() if faulty}


def test_pages_of_an_organisation(walk: Walk, browser: Browser) -> None:
    sign_in(browser, walk)
    assert wrong(browser, [address for _, address in walk.stops()]) == {}
    assert not browser.complaints()


def test_pages_of_an_account_and_data(walk: Walk, browser: Browser) -> None:
    sign_in(browser, walk)
    own = [f"/account{page}" for page in ACCOUNT]
    data = [f"{walk.organisation.address}/{page}" for page in ("data", "erase", "audit")]
    pages = (*own, *data, *OF_THE_SITE, "/site/messages", "/sign-out")
    assert wrong(browser, pages) == {}


def test_pages_for_those_who_are_signed_out(browser: Browser) -> None:
    browser.driver.delete_all_cookies()
    assert wrong(browser, SIGNED_OUT) == {}
    browser.complaints()


def test_pages_of_work_and_views(walk: Walk, browser: Browser) -> None:
    sign_in(browser, walk)
    work = f"{walk.organisation.portfolio}/activities/{activity(walk)}"
    pages = ("review", "result", "assign", "submit", "comments", "comments/seats", "history")
    views = ("views", "views/agreed", "views/links/provider", "views/links/service_user")
    everything = (walk.organisation.portfolio, *(f"{work}/{p}" for p in (*pages, *views, "files")))
    assert wrong(browser, everything) == {}
    assert not browser.complaints()


def test_pages_of_someone_who_took_part(walk: Walk, browser: Browser) -> None:
    browser.driver.delete_all_cookies()
    token = ask(walk.people.product, portfolio(walk), SERVICE_USER, activity(walk))
    assert wrong(browser, [f"/v/{token}"]) == {}
    browser.leave(lambda: browser.find("main form button").click())
    page = browser.path
    assert page.endswith("/questions/taking_part")
    assert wrong(browser, [page, f"/v/{token}/thanks"]) == {}


def portfolio(walk: Walk) -> Portfolio:
    """The activities of the organisation, as its owner has them."""
    database = walk.people.product.database
    place = organisations.find_membership(database, walk.organisation.id, walk.owner.id)
    assert place is not None
    return organisations.portfolio_of(database, place)


def activity(walk: Walk) -> int:
    """An activity that was answered, with a file and views; its number."""
    product, own = walk.people.product, portfolio(walk)
    number = add_activity(product, own, "full", "an activity to look at")
    save_answers(product, own, number, dict(PANEL))
    token = ask(product, own, SERVICE_USER, number)
    for _ in range(FEWEST_ANSWERS):
        answer_all(product, token, PANEL, voice={"say": "some"})
    return number
