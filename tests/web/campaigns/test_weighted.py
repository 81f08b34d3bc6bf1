"""Answers weighed by given margins on a page, and in words why they cannot be."""

import csv
from urllib.parse import urlencode

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, link_of, send

HALF = {"share-strategy-yes": "50", "share-strategy-no": "50", "share-strategy-unsure": "0"}


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    """Eight with a policy whose staff are encouraged, and two of neither."""
    made = begin(product, link.portfolio, "officer-survey", respondents=True, by_row=True)
    token = link_of(product, link.portfolio, made)
    for said in ["yes"] * 8 + ["no"] * 2:
        send(product, token, {"strategy": said, "encouraged": said})
    return made


@pytest.fixture
def here(link: Link, wave: Wave) -> str:
    return f"{link.address}/questionnaires/officer-survey/rounds/1/weighted"


def asked(**shares: str) -> str:
    return "?" + urlencode({"item": "encouraged", "by": "strategy", **shares})


def test_answers_are_weighed_step_by_step(client: Client, link: Link, here: str) -> None:
    page = client.get(f"{link.address}/questionnaires/officer-survey/rounds/1")
    page = client.follow(page, "Weigh the answers")
    assert page.all("#table") == []
    page = client.get(here + asked())
    assert "Of all people, in percent: A policy" in page.text
    assert page.complaints == []
    page = client.get(here + asked(**HALF))
    cells = [[cell.text for cell in row.named("td")] for row in page.all("#table tbody tr")]
    assert cells[0][:2] == ["80 %", "50 %"]
    assert cells[1][:2] == ["20 %", "50 %"]
    assert "10 people answered." in page.text
    assert "as much as 6.4 would (design effect 1.56)" in page.text
    assert "The largest weight of one person is 2.50." in page.text


def test_the_same_figures_come_as_csv(client: Client, here: str) -> None:
    text = client.browser.get(f"{here}.csv" + asked(**HALF)).text
    rows = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
    assert [float(row["weighted"]) for row in rows] == pytest.approx([0.5, 0.5, 0.0])
    assert float(rows[0]["effective"]) == pytest.approx(6.4)
    page = client.get(f"{here}.csv" + asked(**HALF | {"share-strategy-no": "many"}), status=422)
    assert page.address.startswith(here)


@pytest.mark.parametrize(
    ("shares", "says"),
    [
        ({"share-strategy-no": "60"}, "These come to 110. Together they must be 100."),
        ({"share-strategy-no": "half"}, "Enter a percentage from 0 to 100"),
        ({"share-strategy-no": "-5"}, "Enter a percentage from 0 to 100"),
        (
            {"share-strategy-no": "49.5", "share-strategy-unsure": "0.5"},
            "A policy: nobody answered “Not sure”, so no weight gives it a share.",
        ),
        (
            {"share-strategy-yes": "100", "share-strategy-no": "0"},
            "A policy: some people answered “No”, so its share cannot be 0.",
        ),
    ],
)
def test_margins_that_will_not_do_are_refused_in_words(
    client: Client, here: str, shares: dict[str, str], says: str
) -> None:
    page = client.get(here + asked(**HALF | shares), status=422)
    assert says in page.text
    assert page.all("#table") == []


def test_something_must_be_chosen_to_weigh_by(client: Client, here: str) -> None:
    page = client.get(here + "?item=encouraged", status=422)
    assert "Choose at least one question to weigh people by." in page.complaints[0]


def test_where_rows_are_not_read_nothing_is_weighed(
    client: Client, link: Link, here: str, product: Product
) -> None:
    other = begin(product, link.portfolio, "officer-survey", respondents=True)
    token = link_of(product, link.portfolio, other)
    for _ in range(5):
        send(product, token, {"strategy": "yes", "encouraged": "yes"})
    there = here.replace("rounds/1", "rounds/2")
    page = client.get(there + asked(**HALF))
    assert "Answers here cannot be weighed." in page.text
    assert page.all("#table") == []
    client.get(f"{there}.csv" + asked(**HALF), status=404)
