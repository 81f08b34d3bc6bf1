"""Links that others open, from a screen or from paper, lead to where the site is.

They were built from the request: behind a proxy that asks by a name of its own, or without saying
that it was asked by TLS, every private link, every link for a group and every printed QR code led
to a machine that nobody else reaches.
"""

from pathlib import Path

import pytest
from flask import Flask

import ladder_assess
from ladder_assess.publishing.common.qr_code import qr_code
from ladder_assess.settings import CHECKOUT
from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.page import Page
from tests.support.site import app_for, product_of, settings_in

ADDRESS = "https://ladder.example.org"
ROOT = Path(ladder_assess.__file__).parent


@pytest.fixture
def site(tmp_path: Path) -> Flask:
    """A site with an address, which a proxy asks as http://localhost."""
    return app_for(settings_in(tmp_path, site_address=ADDRESS))


def addresses(page: Page) -> set[str]:
    """The addresses with a host that a page shows."""
    shown = [e["value"] for e in page.named("input") if e["value"].startswith("http")]
    return set(shown)


def test_a_private_link_has_the_address_of_the_site(site: Flask) -> None:
    link = Links(product_of(site)).make(PANEL)
    client = Client(site)
    wanted = {f"{ADDRESS}{link.address}"}
    for path in ("", "/activities/1/result", "/activities/1/review"):
        assert addresses(client.get(link.address + path)) == wanted, path


def test_so_has_the_link_for_a_group_and_its_code(site: Flask) -> None:
    link = Links(product_of(site)).make(PANEL)
    client = Client(site)
    page = client.get(f"{link.address}/activities/1/views/links/provider")
    page = client.answer(page) if not addresses(page) else page
    (shown,) = addresses(page)
    assert shown.startswith(f"{ADDRESS}/v/")
    assert qr_code(shown, "QR code of the link") in page.html


def test_without_an_address_a_link_is_as_its_page_was_asked_for(
    client: Client, links: Links
) -> None:
    link = links.make(PANEL)
    assert addresses(client.get(link.address)) == {f"http://localhost{link.address}"}


def test_nothing_else_builds_an_address_with_a_host() -> None:
    sources = [*ROOT.rglob("*.py"), *(CHECKOUT / "templates").rglob("*.html")]
    found = {path.name for path in sources if "_external" in path.read_text("utf-8")}
    assert found == {"request.py"}
