"""A list that has a round of `principles`, and a clock for it."""

import pytest
from flask import Flask

from tests.support.kept.clock import Clock
from tests.support.links import PANEL, Link, Links


@pytest.fixture
def clock(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setitem(app.config, "NOW", lambda: found.now)
    return found


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def here(link: Link) -> str:
    return f"{link.address}/questionnaires/principles/rounds/1"
