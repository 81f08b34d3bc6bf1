"""The pages that compare, with peers: no accessibility violation, nothing out of sight, and all of
it there without scripts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ladder_assess.settings import from_environment
from tests.journeys.browser import PHONE, WIDE, Browser, chromium
from tests.journeys.site import Site, serving
from tests.journeys.test_accessibility import axe, faults
from tests.support.site import app_for, product_of
from tests.support.walks.walk_compare import Walk


@pytest.fixture(scope="module")
def comparing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, list[str], str]]:
    """A site with a release, the addresses of its pages, and the cookie of someone signed in."""
    directory: Path = tmp_path_factory.mktemp("comparing")
    # Before the site is set up: the invented population takes the first numbers.
    app = app_for(from_environment({"LADDER_INSTANCE": str(directory / "instance")}))
    walk = Walk(app, 200)
    cookie = walk.people.client(walk.owner).browser.get_cookie("session")
    assert cookie is not None
    addresses = [address for _, address in walk.stops()]
    product_of(app).database.close()
    with serving(directory) as served:
        yield served, addresses, cookie.value


@contextmanager
def signed_in(site: Site, cookie: str, *, scripts: bool) -> Iterator[Browser]:
    with chromium(site.address, scripts=scripts) as browser:
        browser.open("/help")
        browser.driver.add_cookie({"name": "session", "value": cookie, "path": "/"})
        yield browser


def test_pages_that_compare(comparing: tuple[Site, list[str], str]) -> None:
    site, addresses, cookie = comparing
    with signed_in(site, cookie, scripts=True) as browser:
        found = {}
        for address in addresses:
            browser.resize(WIDE)
            browser.open(address)
            browser.script(axe())
            found[address] = [*faults(browser, WIDE), *faults(browser, PHONE)]
        assert {address: faulty for address, faulty in found.items() if faulty} == {}
        assert not browser.complaints()


def test_another_group_is_chosen_without_scripts(comparing: tuple[Site, list[str], str]) -> None:
    site, addresses, cookie = comparing
    with signed_in(site, cookie, scripts=False) as browser:
        browser.open(next(address for address in addresses if address.endswith("/enablers")))
        first = browser.find("#groups [aria-current]").text
        assert first != "All organisations", "the narrowest group comes first"
        browser.leave(lambda: browser.find("#groups a[href$='group=everyone']").click())
        assert browser.find("#groups [aria-current]").text == "All organisations"
        assert "contain chance on purpose" in browser.find("#peers").text
        assert browser.find("#peers .app-chart__picture svg").is_displayed()
        links = browser.find_all("#peers .app-chart__downloads a")
        assert {link.text.split(":")[0].strip() for link in links} == {
            "Figures (CSV)", "Picture for print (SVG)",
        }  # fmt: skip
