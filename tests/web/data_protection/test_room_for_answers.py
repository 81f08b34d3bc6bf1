"""Whoever opens many private links fills the disk for nobody else: what they save stops before.

Files and registers were refused there, and texts went on to the last byte.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.core.people.access import EDITOR
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.membership import People
from tests.support.respondents import ask
from tests.support.site import app_for, product_of, settings_in


@pytest.fixture
def full(tmp_path: Path) -> Flask:
    """A site with less room than is to stay free."""
    app = app_for(settings_in(tmp_path, free_space=2**60))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def link(full: Flask) -> Link:
    return Links(product_of(full)).make(PANEL)


@pytest.mark.parametrize("path", ["/title", "/activities/1/remove", "/plan", "/add"])
def test_nothing_is_saved_under_a_private_link(full: Flask, link: Link, path: str) -> None:
    client = Client(full)
    page = client.post(f"{link.address}{path}", {"title": "Another"}, status=507)
    assert "was not saved" in page.text
    assert client.get(link.address)


def test_it_can_be_erased_and_others_go_on(full: Flask, link: Link) -> None:
    people = People(full)
    office = people.organisation(people.person())
    editor = people.client(people.join(office, EDITOR)).browser
    saved: list[Callable[[], int]] = [
        lambda: editor.post(f"{office.portfolio}/title", data={"title": "Ours"}).status_code,
        lambda: (
            full.test_client()
            .post(f"/v/{ask(link.product, link.portfolio, 'provider')}")
            .status_code
        ),
        lambda: full.test_client().post(f"{link.address}/data/erase", data={}).status_code,
    ]
    assert {does() for does in saved} <= {200, 302}
