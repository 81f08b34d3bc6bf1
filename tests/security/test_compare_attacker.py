"""The attacker on the pages that compare: as every organisation, release after release.

They read every page and every file, before and after others join, leave, move and answer anew. What
they see is what the release shows, nothing moves between releases, and what is left over between
any two things seen is about nobody or about five organisations at least.
"""

import csv
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import combinations

import pytest
from flask import Flask

from ladder_assess.core.benchmarks.benchmark import Benchmark, Thresholds, benchmark
from ladder_assess.core.benchmarks.groups import Cell, groups_of
from ladder_assess.core.benchmarks.indicators import indicator_of, scale_of
from ladder_assess.core.benchmarks.release import Atom
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.people.access import Membership
from ladder_assess.services.benchmarks.compare_scores import own_values
from ladder_assess.services.benchmarks.make_release import cell_of, make_release
from ladder_assess.services.instruments.open_wave import instruments
from ladder_assess.storage.benchmarks import releases
from ladder_assess.storage.benchmarks.releases import Release
from ladder_assess.storage.people import organisations
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.support.client import Client
from tests.support.filled import NOW
from tests.support.offices import make_person, signed_in_client
from tests.support.page import Page
from tests.support.site import TODAY, product_of

POLICY = Thresholds()
NUMBER, RELEASES, FEW = 150, 3, 5
# One of each uncommon kind and some of the common ones.
EYES = 5
Members = Counter[tuple[int, int]]


@dataclass
class Spy:
    """Someone in each of several organisations, with what they saw."""

    app: Flask
    # By release, group and indicator: who it is about, as the release holds it.
    seen: list[dict[tuple[str, str], Members]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.product = product_of(self.app)
        self.database = self.product.database
        populate(self.product, NUMBER * ASSESSMENTS)
        self.chance = random.Random(5)
        self.clients: dict[int, Client] = {}
        by_kind: dict[str, int] = {}
        for number in range(1, NUMBER + 1):
            found = organisations.find_organisation(self.database, number)
            assert found is not None
            by_kind.setdefault(found.profile.kind, number)
        common = [n for n in range(1, NUMBER + 1) if n not in by_kind.values()]
        for number in [*list(by_kind.values())[: EYES - 2], *common[:2]]:
            self.clients[number] = self._come_in(number)

    def _come_in(self, number: int) -> Client:
        account = make_person(self.product, f"Spy {number}")
        organisations.set_membership(self.database, Membership(number, account.id, "owner"))
        return signed_in_client(self.app, account)

    @property
    def instruments(self) -> list[Instrument]:
        return [i for i in instruments(self.product) if i.id == "enablers"]

    def stir(self, number: int) -> None:
        """Others join, leave, move and answer anew; those that the attacker sits in stay."""
        with self.database.writing() as connection:
            for _ in range(number):
                one, other = self.chance.sample(range(1, NUMBER + 1), 2)
                if one in self.clients:
                    continue
                statement = self.chance.choice(
                    (
                        "UPDATE portfolio SET sample = 1 - sample WHERE id = :one",
                        "UPDATE organisation SET document = (SELECT document FROM organisation"
                        " WHERE id = :other) WHERE id = :one",
                        "UPDATE activity SET document = (SELECT document FROM activity"
                        " WHERE portfolio_id = :other LIMIT 1) WHERE portfolio_id = :one",
                        "DELETE FROM instrument_response WHERE portfolio_id = :one",
                    )
                )
                connection.execute(statement, {"one": one, "other": other})

    def release(self) -> Release:
        make_release(self.product, POLICY, TODAY, NOW)
        made = releases.latest_release(self.database)
        assert made is not None
        self.seen.append({})
        return made

    def own_groups(self, number: int) -> tuple[str, ...]:
        found = organisations.find_organisation(self.database, number)
        assert found is not None
        return groups_of(cell_of(found.profile))


def own(spy: Spy, number: int) -> dict[str, float]:
    place = Membership(number, 0, "owner")
    return own_values(spy.product, organisations.portfolio_of(spy.database, place))


def allowed(spy: Spy, made: Release, number: int, group: str) -> dict[str, Benchmark]:
    """What the release lets an organisation see of a group, worked out from its counts."""
    values = own(spy, number)
    counts = releases.figures_of(spy.database, made, group)
    shown = {
        name: benchmark(bands, scale_of(name), POLICY, own=values.get(name))
        for name, bands in counts.items()
    }
    return {name: figure for name, figure in shown.items() if figure is not None}


def rows(client: Client, address: str) -> list[list[str]]:
    response = client.browser.get(address)
    if response.status_code == 404:
        return []
    assert response.status_code == 200
    return list(csv.reader(StringIO(response.get_data().decode("utf-8-sig"))))[1:]


def check_instrument(spy: Spy, made: Release, number: int, group: str, of: Instrument) -> None:
    """The files and the page of one group tell what the release shows and no more."""
    may_see = allowed(spy, made, number, group)
    start = f"/p/o{number}/compare/{of.id}"
    names = {d.name: indicator_of(of.id, d.id) for d in of.dimensions}
    told = rows(spy.clients[number], f"{start}/pictures/position.csv?group={group}")
    seen = {names[name]: cells for name, *cells in told}
    assert seen.keys() == {name for name in names.values() if name in may_see}
    for indicator, (_, low, high, lower, median, upper, count) in seen.items():
        figure = may_see[indicator]
        assert float(count) == figure.organisations >= FEW
        assert median
        assert bool(lower) == bool(upper) == (figure.lower is not None)
        if figure.position:
            assert (float(low), float(high)) == figure.position
        spy.seen[-1][group, indicator] = members(spy, indicator, group)
        assert len(others(spy.seen[-1][group, indicator], number)) >= FEW
    profile = rows(spy.clients[number], f"{start}/pictures/profile.csv?group={group}")
    assert {names[row[0]] for row in profile if row[-1]} == seen.keys()
    page = spy.clients[number].get(f"{start}?group={group}")
    assert ("position.csv" in page.html) == bool(seen)
    drawing = spy.clients[number].browser.get(f"{start}/pictures/position.svg?group={group}")
    assert drawing.status_code == (200 if seen else 404)


def members(spy: Spy, indicator: str, group: str) -> Members:
    """Who a figure is about, with the band each is in: more than is ever shown."""
    found = spy.database.reading.execute(
        "SELECT organisation_id, band, kind, area, size FROM benchmark_atom"
        " JOIN benchmark_indicator AS i ON i.id = indicator JOIN benchmark_cell AS c ON c.id = cell"
        " WHERE i.name = ? AND until IS NULL",
        (indicator,),
    ).fetchall()
    cells = ((row["organisation_id"], atom_of(row)) for row in found)
    return Counter((org, atom.band) for org, atom in cells if group in groups_of(atom.cell))


def atom_of(row: sqlite3.Row) -> Atom:
    return Atom(int(row["band"]), Cell(row["kind"], row["area"], row["size"]))


def others(left: Members, number: int) -> set[int]:
    return {organisation for organisation, _ in left} - {number}


def pages(spy: Spy, number: int) -> Iterator[Page]:
    start = f"/p/o{number}/compare"
    for page in ("", "/activity", "/enablers", "/principles", "/2013"):
        yield spy.clients[number].get(start + page)


@pytest.fixture
def spy(own_app: Flask) -> Spy:
    return Spy(own_app)


def test_what_is_seen_is_what_releases_show_and_tells_of_nobody(spy: Spy) -> None:
    for turn in range(RELEASES):
        made = spy.release()
        for number in spy.clients:
            for group in spy.own_groups(number):
                for instrument in spy.instruments:
                    check_instrument(spy, made, number, group, instrument)
        before = {n: [page.text for page in pages(spy, n)] for n in spy.clients}
        spy.stir(40 + 30 * turn)
        after = {n: [page.text for page in pages(spy, n)] for n in spy.clients}
        assert after == before, "what others do shows in the next release, never at once"
    assert all(spy.seen)
    assert spy.seen[0] != spy.seen[-1]
    leftovers(spy)


def leftovers(spy: Spy) -> None:
    """Whatever two figures of one indicator leave of each other is about nobody or about five."""
    by_indicator: dict[str, list[Members]] = {}
    for release in spy.seen:
        for (_, indicator), found in release.items():
            by_indicator.setdefault(indicator, []).append(found)
    compared = 0
    for figures in by_indicator.values():
        for left, right in combinations(figures, 2):
            difference = Counter(left)
            difference.subtract(right)
            about = {organisation for (organisation, _), n in difference.items() if n}
            assert not about or len(about) >= FEW
            compared += bool(about)
    assert compared


def test_nobody_sees_a_group_that_they_are_not_in(spy: Spy) -> None:
    spy.release()
    number, client = next(iter(spy.clients.items()))
    for group in ("kind.police", "sector.public_services", "bogus", "everyone.x", "' OR 1=1"):
        if group not in spy.own_groups(number):
            client.get(f"/p/o{number}/compare/enablers?group={group}", status=404)
            client.get(
                f"/p/o{number}/compare/enablers/pictures/profile.csv?group={group}", status=404
            )


def test_before_a_release_and_below_the_threshold_there_is_nobody(own_app: Flask) -> None:
    """Five organisations make a group that none of the five may see: four others are too few."""
    product = product_of(own_app)
    populate(product, 5 * ASSESSMENTS)
    account = make_person(product)
    organisations_of_five = Membership(1, account.id, "owner")
    organisations.set_membership(product.database, organisations_of_five)
    client = signed_in_client(own_app, account)
    assert "No release of figures has been made yet" in client.get("/p/o1/compare").text
    make_release(product, POLICY, TODAY, NOW)
    made = releases.latest_release(product.database)
    assert made is not None
    assert releases.figures_of(product.database, made, "everyone"), "the release does show five"
    page = client.get("/p/o1/compare")
    assert "There is nobody to compare with yet" in page.text
    assert "5 more are needed" in page.text
    assert not rows(client, "/p/o1/compare/enablers/pictures/position.csv?group=everyone")
    assert "or more organisations" not in client.get("/p/o1/compare/enablers").text
