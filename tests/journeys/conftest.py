"""One installation and two browsers, with scripts and without, for all journeys."""

from collections.abc import Iterator

import pytest

from tests.journeys.browser import Browser, chromium
from tests.journeys.site import Site, serving
from tests.journeys.world import World, make_world


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """An installation with its worker, served until the tests end."""
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def world(site: Site) -> World:
    """Private links to everything that a page can show. For looking at: nothing changes them."""
    return make_world(site.settings)


@pytest.fixture(scope="session")
def with_scripts(site: Site) -> Iterator[Browser]:
    with chromium(site.address) as browser:
        yield browser


@pytest.fixture(scope="session")
def without_scripts(site: Site) -> Iterator[Browser]:
    with chromium(site.address, scripts=False) as browser:
        yield browser


@pytest.fixture
def browser(with_scripts: Browser) -> Browser:
    """A browser with scripts and an empty console."""
    with_scripts.complaints()
    return with_scripts
