"""Every page that compares: as it should be, none left out, every word translated."""

import flask_babel
import pytest
from flask import Flask

from ladder_assess.core.benchmarks.benchmark import Thresholds
from ladder_assess.services.benchmarks.compare_scores import Compared, compare_scores
from tests.support.membership import CHARITY
from tests.support.page import Page
from tests.support.pseudo import Pseudo, untranslated
from tests.support.walks.walk_compare import Walk


@pytest.fixture
def walk(own_app: Flask) -> Walk:
    return Walk(own_app)


def test_every_page_is_as_it_should_be(walk: Walk) -> None:
    client = walk.people.client(walk.owner)
    for _, address in (*walk.stops(), *walk.files()):
        client.get(address)


def test_no_page_is_left_out(own_app: Flask, walk: Walk) -> None:
    ours = {r.endpoint for r in own_app.url_map.iter_rules() if r.endpoint.startswith("compare.")}
    assert ours == {endpoint for endpoint, _ in (*walk.stops(), *walk.files())}


def test_every_word_is_translated(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    client = walk.people.client(walk.owner)
    missed = []
    for _, address in walk.stops():
        response = client.browser.get(address)
        page = Page(address, response.status_code, {}, response.text)
        missed += [f"{address}: {text.strip()}" for text in untranslated(page, walk.typed)]
    assert not missed, "\n".join(dict.fromkeys(missed))


def test_a_score_in_the_band_of_the_middle_is_level_with_it(walk: Walk) -> None:
    """The middle of the group is known as a band: within it nobody is above or below."""
    client = walk.people.client(walk.owner)
    page = client.get(f"{walk.start}/principles?group=everyone")
    figures = compared(walk)
    own = figures.own
    sides = [
        (own[name] > shown.median.high + 1) - (own[name] < shown.median.low)
        for name, shown in figures.groups[0].figures.items()
        if "@" not in name
    ]
    above, below, level = (sides.count(side) for side in (1, -1, 0))
    assert level
    assert f"{above} above, {below} below, {level} level." in page.one("#peers").text


def compared(walk: Walk) -> Compared:
    found = compare_scores(walk.product, CHARITY, walk.portfolio, Thresholds())
    return found.of("principles")
