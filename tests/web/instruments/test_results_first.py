"""What the results of a round say first, and that no heading stands above nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin, everything, finish, link_of, send


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


LOWER = {
    "say_how_much": "strongly_disagree",
    "there_for_all": "disagree",
    "not_rivals": "strongly_disagree",
    "own_budget": "disagree",
}


def people_answered(
    client: Client,
    link: Link,
    product: Product,
    instrument: str,
    lower: Mapping[str, str] | None = None,
    **groups: int,
) -> Page:
    """Five people of each group choose the option at a place; what the page of the round says."""
    wave = begin(product, link.portfolio, instrument, respondents=True)
    for form, place in groups.items():
        token = link_of(product, link.portfolio, wave, "" if form == "all" else form)
        for _ in range(5):
            said: dict[str, Any] = everything(product, wave, place, "" if form == "all" else form)
            send(product, token, {**said, **(lower or {})} if place >= 0 else {})
    return client.get(f"{link.address}/questionnaires/{instrument}/rounds/{wave.number}")


def test_the_lowest_scores_come_first_with_what_can_be_done(
    client: Client, link: Link, product: Product
) -> None:
    page = people_answered(client, link, product, "principles", LOWER, all=2)
    heads = [head.text for head in page.named("h2")]
    assert heads[0] == "What to look at first"
    assert "50 lies half way" in page.words_of("#scores")
    lowest = page.words_of("#lowest")
    assert "The 3 lowest scores" in lowest
    assert [line.text.partition(":")[0] for line in page.all("#lowest ol li")] == [
        "A strong public service", "Knowing what power is shared", "Enough to do it well",
    ]  # fmt: skip
    assert "Then come 7 topics that share a score" not in lowest, "three are enough"
    assert lowest.count("What can be done:") == 3
    plan = client.follow(page, "See what is proposed")
    titles = plan.text
    for line in page.all("#lowest li"):
        assert line.text.partition("What can be done:")[2].strip() in titles


@pytest.mark.parametrize(
    ("instrument", "said"),
    [
        ("enablers", "15 of 16 topics share the lowest score"),
        ("principles", "All 10 topics have the same score"),
    ],
)
def test_none_of_the_topics_that_share_a_score_is_picked_out(
    client: Client, link: Link, product: Product, instrument: str, said: str
) -> None:
    wave = begin(product, link.portfolio, instrument)
    finish(product, link.portfolio, wave, 1)
    page = client.get(f"{link.address}/questionnaires/{instrument}/rounds/{wave.number}")
    assert page.words_of("#lowest h3") == said
    assert "It is 38 of 100." in page.words_of("#alike")
    assert len(page.all("#lowest details li")) == int(said.removeprefix("All ").split()[0])
    assert not page.all("#lowest ol")


def test_a_topic_alone_is_named_and_those_that_share_the_next_score_are_counted(
    client: Client, link: Link, product: Product
) -> None:
    lower = {"say_how_much": "strongly_disagree"}
    page = people_answered(client, link, product, "principles", lower, all=2)
    assert page.words_of("#lowest h3") == "The lowest score"
    assert "Then come 9 topics that share a score: 50 of 100." in page.words_of("#alike")


def test_groups_stand_side_by_side_in_one_picture(
    client: Client, link: Link, product: Product
) -> None:
    page = people_answered(
        client, link, product, "engagement-process", service_provider=3, service_user=0
    )
    assert "What each group says, side by side" in page.text
    assert "The groups are furthest apart on" in page.text
    titles = [head.text for head in page.named("h3")]
    assert titles.count("What each group says, side by side") == 1
    assert not [title for title in titles if title.endswith("scores in a picture")]
    here = page.address
    figures = client.browser.get(f"{here}/pictures/profile.csv").text
    assert "People who run the service,People who use the service" in figures.splitlines()[0]


def test_no_heading_stands_above_nothing(client: Client, link: Link, product: Product) -> None:
    """Five people left every question out: they are counted, and nothing is told of them."""
    page = people_answered(client, link, product, "principles", all=-1)
    assert "5 answers are counted here." in page.text
    assert "Question by question" not in page.text
    assert not page.all("#answers")
    assert "No topic has a score yet" in page.text


@pytest.mark.parametrize("place", [0, 1, 4])
def test_what_the_contents_name_is_there(
    client: Client, link: Link, product: Product, place: int
) -> None:
    for instrument in ("principles", "enablers", "orientation", "partnership"):
        wave = begin(product, link.portfolio, instrument, subject="Harbour")
        finish(product, link.portfolio, wave, place)
        page = client.get(f"{link.address}/questionnaires/{instrument}/rounds/{wave.number}")
        named = page.all("nav[aria-label='On this page'] a")
        assert named
        for line in named:
            assert page.all(f"section{line['href']}"), (instrument, line["href"])
