"""The results of a round say what each topic looks like where it is done well."""

import pytest

from ladder_assess.core.instruments.instrument import DoneWell
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin, everything, finish, link_of, send


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def own_result(client: Client, link: Link, product: Product, instrument: str) -> Page:
    wave = begin(product, link.portfolio, instrument)
    finish(product, link.portfolio, wave, 1)
    return client.get(f"{link.address}/questionnaires/{instrument}/rounds/{wave.number}")


def told(product: Product, instrument: str) -> dict[str, DoneWell]:
    dimensions = product.definitions.instruments[instrument].dimensions
    return {found.name: found.well for found in dimensions if found.well}


@pytest.mark.parametrize("instrument", ["enablers", "principles", "partnership"])
def test_each_topic_and_each_of_the_lowest_says_what_good_looks_like(
    client: Client, link: Link, product: Product, instrument: str
) -> None:
    page = own_result(client, link, product, instrument)
    wells = told(product, instrument)
    scores = page.words_of("#scores")
    lines = [line.text for line in page.all("#lowest li")]
    assert len(lines) >= 3
    for line in lines:
        (well,) = [well for name, well in wells.items() if line.startswith(f"{name}:")]
        assert f"Done well: {well.text}" in line
        assert well.example is None or f"For example: {well.example.text}" in line
    for well in wells.values():
        assert well.text in scores
        if well.example:
            short = product.definitions.sources[well.example.source].short
            assert f"{well.example.text} {short}" in scores


def test_groups_are_told_as_well(client: Client, link: Link, product: Product) -> None:
    wave = begin(product, link.portfolio, "engagement-process", respondents=True)
    token = link_of(product, link.portfolio, wave, "service_user")
    for _ in range(5):
        send(product, token, everything(product, wave, 0, "service_user"))
    address = f"{link.address}/questionnaires/engagement-process/rounds/{wave.number}"
    scores = client.get(address).words_of("#scores")
    for well in told(product, "engagement-process").values():
        assert well.text in scores


def test_nothing_is_told_of_poles_and_of_a_topic_without_an_example_no_example(
    client: Client, link: Link, product: Product
) -> None:
    page = own_result(client, link, product, "orientation")
    assert "Done well" not in page.text
    page = own_result(client, link, product, "enablers")
    conflict = told(product, "enablers")["Handling disagreement"]
    after = page.words_of("#scores").rpartition(conflict.text)[2]
    assert "For example" not in after.partition("Done well:")[0]
