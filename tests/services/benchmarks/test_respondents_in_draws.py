"""What groups of respondents said goes into draws as far as its page shows it, and apart."""

from datetime import date

import pytest

from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.indicators import indicator_of
from ladder_assess.core.benchmarks.scale import SCORE
from ladder_assess.core.common.rounding import whole
from ladder_assess.services.benchmarks.gather_contributions import gather_contributions
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import contributions
from ladder_assess.storage.benchmarks.contributions import Days
from tests.services.benchmarks.peers import POLICY
from tests.support.links import PANEL, Links
from tests.support.offices import make_office
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of, send


def bands(product: Product, day: date = TODAY) -> dict[str, list[int]]:
    """The bands that organisations contribute, by indicator."""
    cells = dict.fromkeys(range(1, 100), PeerCell("other"))
    days = Days(date(2024, 6, 1), day)
    found = gather_contributions(product, cells, days, POLICY)
    return {name: [each.band for each in of.values()] for name, of in found.items()}


def test_what_respondents_said_counts_apart_once_five_of_them_have(own: Product) -> None:
    for n in range(6):
        office = make_office(own, f"Office {n}")
        # One organisation asked too few.
        for place in range(5 if n else 4):
            if not place:
                wave = begin(own, office.portfolio, respondents=True)
                link = link_of(own, office.portfolio, wave)
            send(own, link, everything(own, wave, place))
    found = bands(own)
    assert found
    assert {len(of) for of in found.values()} == {5}
    assert {name.partition("@")[2] for name in found} == {"respondents"}


@pytest.mark.thorough
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
    found = bands(own)
    process = own.definitions.instruments["engagement-process"]
    assert set(found) == {
        indicator_of("engagement-process", dimension.id, "service_user")
        for dimension in process.dimensions
    }
    for dimension in process.dimensions:
        items = process.scored("service_user")[dimension.id]
        mean = 25 * sum(item.points("agree") - 1 for item in items) / len(items)
        of = found[f"engagement-process.{dimension.id}@service_user"]
        assert of == [SCORE.band(whole(mean))] * 5
    opened = "UPDATE wave SET opened_on = '2024-05-31'"
    with own.database.writing() as connection:
        connection.execute(opened)
    assert not bands(own), "a round counts for two years from the day it was opened"


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
    assert {len(of) for of in bands(own).values()} == {6}
    with own.database.writing() as connection:
        connection.execute("UPDATE portfolio SET sample = 1 WHERE organisation_id IS NOT NULL")
    assert contributions.with_respondents(own.database) == []
