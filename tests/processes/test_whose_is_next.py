"""Jobs of many: an organisation's waits behind few, however many come under private links.

Tests of the worker had one long job and a short one behind it, never many that take moments each.
"""

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import Membership
from ladder_assess.services.common import limits
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.jobs import CONTACTS, DOCUMENT, IMPORT, WORKSHOP, Job
from ladder_assess.storage.people import organisations
from tests.support.kept.written import written
from tests.support.links import PANEL, Links
from tests.support.membership import People
from tests.support.site import product_of

FLOOD, FEW, NOW = 60, 30, 10
OF_PORTFOLIO = {
    DOCUMENT: "INSERT INTO plan_document (portfolio_id, state, step, made_on) "
    "VALUES (?, 'waiting', '', '2026-01-01') RETURNING id",
    IMPORT: "INSERT INTO register_import (portfolio_id, request, happened, name, state) "
    "VALUES (?, hex(randomblob(8)), 0, '', 'waiting') RETURNING id",
}


@pytest.fixture
def app(own_app: Flask) -> Flask:
    """Who is next depends on whoever else has a job: nobody here."""
    return own_app


def put(product: Product, kind: str, portfolio: Portfolio) -> int:
    """A job about a list; returns its subject."""
    with product.database.writing() as connection:
        (subject,) = connection.execute(OF_PORTFOLIO[kind], (portfolio.id,)).fetchone()
        jobs.put(connection, kind, subject)
    return int(subject)


def claimed(product: Product, kind: str) -> Job:
    job = jobs.claim(product.database, kind, 0, NOW, NOW + 30)
    assert job is not None
    return job


@pytest.mark.parametrize("kind", OF_PORTFOLIO)
def test_an_organisation_waits_behind_few_of_strangers(app: Flask, links: Links, kind: str) -> None:
    """It is not drawn in so many turns once in a thousand million times."""
    product, people = product_of(app), People(app)
    strangers = [links.make(PANEL).portfolio for _ in range(FLOOD)]
    owner = people.person("An owner")
    office = people.organisation(owner, "An office")
    for portfolio in strangers:
        put(product, kind, portfolio)
    place = Membership(office.id, owner.id, "owner")
    own = put(product, kind, organisations.portfolio_of(product.database, place))
    taken = [claimed(product, kind).subject for _ in range(FEW)]
    assert own in taken
    others = [subject for subject in taken if subject != own]
    assert others == sorted(others), "of the same, who came first is first"


def test_a_stranger_waits_behind_few_of_another(app: Flask, links: Links) -> None:
    """All private links were one among organisations, so that the many of one stranger came before
    the only one of another.
    """
    product = product_of(app)
    for network, many in (("flooding", FLOOD), ("another", 1), ("a third", 2)):
        limits.wait_in_turn(product, network)
        last = [put(product, IMPORT, links.make(PANEL).portfolio) for _ in range(many)]
    first = [claimed(product, IMPORT).subject for _ in range(5)]
    assert len(set(first) & set(last)) == 2
    count = "SELECT COUNT(*) FROM job WHERE attempts = 1 AND turn = 1"
    assert product.database.reading.execute(count).fetchone()[0] == 3


def test_what_a_page_asks_for_waits_for_its_turn(app: Flask, links: Links) -> None:
    product = product_of(app)
    app.config["WTF_CSRF_ENABLED"] = False
    for _ in range(3):
        assert app.test_client().post(f"{links.make(PANEL).address}/plan/pdf").status_code == 302
    turns = product.database.reading.execute("SELECT turn FROM job ORDER BY id").fetchall()
    assert [row["turn"] for row in turns] == [1, 2, 3]


def test_whose_no_row_says_are_one_among_the_others(app: Flask) -> None:
    product = product_of(app)
    for kind in ("mail", CONTACTS, WORKSHOP):
        for subject in (1, 2):
            written(product.database, jobs.put, kind, subject)
        assert [claimed(product, kind).subject for _ in range(2)] == [1, 2]
