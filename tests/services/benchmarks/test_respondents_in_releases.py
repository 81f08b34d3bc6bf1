"""What groups of respondents said goes into a release as far as its page shows it, and apart."""

import pytest
from flask import Flask

from ladder_assess.core.benchmarks.benchmark import SCORE, Thresholds
from ladder_assess.core.benchmarks.groups import EVERYONE
from ladder_assess.core.benchmarks.indicators import indicator_of
from ladder_assess.core.instruments.group_scores import whole
from ladder_assess.services.benchmarks.make_release import make_release
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import contributions, releases
from tests.support.filled import NOW
from tests.support.links import PANEL, Links
from tests.support.offices import make_office
from tests.support.site import TODAY, product_of
from tests.support.waves import begin, everything, link_of, send


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


def figures(product: Product) -> dict[str, tuple[int, ...]]:
    """How many organisations are in each band of each indicator of a new release."""
    make_release(product, Thresholds(), TODAY, NOW)
    made = releases.latest_release(product.database)
    assert made is not None
    found = releases.figures_of(product.database, made, EVERYONE)
    return {indicator: tuple(counts) for indicator, counts in found.items()}


def everyone(product: Product) -> dict[str, int]:
    """How many organisations count in each indicator of a new release."""
    return {indicator: sum(counts) for indicator, counts in figures(product).items()}


def test_what_respondents_said_counts_apart_once_five_of_them_have(own: Product) -> None:
    for n in range(6):
        office = make_office(own, f"Office {n}")
        # One organisation asked too few.
        for place in range(5 if n else 4):
            if not place:
                wave = begin(own, office.portfolio, respondents=True)
                link = link_of(own, office.portfolio, wave)
            send(own, link, everything(own, wave, place))
    found = everyone(own)
    assert found
    assert set(found.values()) == {5}
    assert {name.partition("@")[2] for name in found} == {"respondents"}


def test_each_form_of_respondents_is_an_indicator_of_its_own(own: Product) -> None:
    """As their page shows it: the figures of full batches of the newest round about a service."""
    for n in range(5):
        office = make_office(own, f"Office {n}")
        for place in (0, 3):
            wave = begin(own, office.portfolio, "engagement-process", respondents=True, subject="A")
            for form in ("service_user", "policymaker"):
                link = link_of(own, office.portfolio, wave, form)
                # The last four users of a round are too few to change anything.
                for extra in range(9 if form == "service_user" else 4):
                    send(own, link, everything(own, wave, place if extra < 5 else 4, form))
        empty = begin(own, office.portfolio, "engagement-process", respondents=True, subject="a")
        link_of(own, office.portfolio, empty, "service_user")
    found = figures(own)
    process = own.definitions.instruments["engagement-process"]
    assert set(found) == {
        indicator_of("engagement-process", dimension.id, "service_user")
        for dimension in process.dimensions
    }
    for dimension in process.dimensions:
        items = process.scored("service_user")[dimension.id]
        mean = 25 * sum(item.points("agree") - 1 for item in items) / len(items)
        counts = found[f"engagement-process.{dimension.id}@service_user"]
        assert counts[SCORE.band(whole(mean))] == 5


def test_respondents_of_private_links_and_samples_never_count(own: Product) -> None:
    portfolios = [Links(own).make(PANEL).portfolio for _ in range(6)]
    for n in range(6):
        office = make_office(own, f"Office {n}")
        portfolios.append(office.portfolio)
    for portfolio in portfolios:
        wave = begin(own, portfolio, respondents=True)
        link = link_of(own, portfolio, wave)
        for _ in range(5):
            send(own, link, everything(own, wave, 3))
    assert set(everyone(own).values()) == {6}
    with own.database.writing() as connection:
        connection.execute("UPDATE portfolio SET sample = 1 WHERE organisation_id IS NOT NULL")
    assert contributions.with_respondents(own.database) == []
