"""Every page that compares: as it should be, none left out, every word translated."""

import flask_babel
import pytest
from flask import Flask

from ladder_assess.services.benchmarks.compare_scores import compare_scores
from tests.services.benchmarks.peers import POLICY
from tests.support.membership import CHARITY
from tests.support.page import Page
from tests.support.pseudo import Pseudo, untranslated
from tests.support.site import TODAY
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


def test_each_topic_has_one_picture_and_words_that_follow_from_the_draw(walk: Walk) -> None:
    client = walk.people.client(walk.owner)
    page = client.get(f"{walk.start}/principles?group=everyone")
    found = compare_scores(walk.product, CHARITY, walk.portfolio, POLICY, TODAY).of("principles")
    figures, told = found.groups[0].figures, page.one("#peers")
    topics = [each for each in told.named("div") if "app-topic" in (each.get("class") or "")]
    assert len(topics) == len(figures)
    assert len([svg for topic in topics for svg in topic.named("svg")]) == len(figures)
    for figure in figures.values():
        assert f"the middle is {figure.median.low}–{figure.median.high}." in told.text
    alike = sum(figure.alike for figure in figures.values())
    assert told.text.count("about the same as the middle") == alike
    assert alike < len(figures), "some differ"
