"""What takes long to erase goes in pieces: nobody who saves meanwhile waits for more than one.

The older tests erased small lists. One with 20,000 activities and their history kept everybody from
saving for six seconds, and a larger one for longer than a request may take at all.
"""

import time
from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import (
    erase_organisation,
    erase_portfolio,
)
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.support.kept.transactions import count_changes, count_rests
from tests.support.offices import make_office
from tests.support.site import TODAY, product_of

ACTIVITIES, CHANGES = 420, 6
LATER = TODAY + timedelta(days=800)
# A piece: fifty activities with what hangs on each, and little else.
AT_ONCE = 50 * (CHANGES + 2)


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    return count_changes(monkeypatch)


def a_link(product: Product) -> Portfolio:
    found = open_portfolio(product.database, start_portfolio(product, "of a link", TODAY))
    assert found is not None
    return found


def fill(product: Product, portfolio: Portfolio) -> None:
    """Many activities, each changed often."""
    numbers = [(portfolio.id, at, f"filled {at}") for at in range(1, ACTIVITIES + 1)]
    with product.database.writing() as connection:
        connection.executemany(
            "INSERT INTO activity (portfolio_id, number, request, path, definition, document) "
            "VALUES (?, ?, ?, 'full', 'activity-v2', '{}')",
            numbers,
        )
        connection.execute(
            "WITH RECURSIVE time (at) AS (SELECT 1 UNION SELECT at + 1 FROM time WHERE at < ?) "
            "INSERT INTO change (activity_id, revision, item, page, happened) "
            "SELECT id, at, 'seats', 'decisions', at FROM activity, time WHERE portfolio_id = ?",
            (CHANGES, portfolio.id),
        )


def left(product: Product) -> int:
    statement = "SELECT (SELECT count(*) FROM activity WHERE sample = 0) + count(*) FROM change"
    return int(product.database.reading.execute(statement).fetchone()[0])


@pytest.fixture
def rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    return count_rests(monkeypatch)


def seconds(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 24 * 60 * 60


def test_a_private_link(own: Product, changed: list[int], rests: list[float]) -> None:
    portfolio = a_link(own)
    fill(own, portfolio)
    changed.clear()
    erase_portfolio(own, portfolio, TODAY, 0)
    assert left(own) == 0
    assert max(changed) <= AT_ONCE
    assert len(rests) == ACTIVITIES // 50, "between any two, others may save"


def test_an_organisation(own: Product, changed: list[int], rests: list[float]) -> None:
    office = make_office(own)
    fill(own, office.portfolio)
    changed.clear()
    erase_organisation(own, office.id, TODAY, 0)
    assert left(own) == 0
    assert max(changed) <= AT_ONCE
    assert rests


def test_a_link_that_nobody_opened_for_long(
    own: Product, changed: list[int], rests: list[float]
) -> None:
    fill(own, a_link(own))
    changed.clear()
    apply_retention(own, {"keep_lists": 730}, LATER, seconds(LATER))
    assert left(own) == 0
    assert max(changed) <= AT_ONCE
    assert rests


def test_whoever_opens_it_meanwhile_keeps_what_is_left(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    portfolio = a_link(own)
    fill(own, portfolio)

    def opened(_seconds: float) -> None:
        with own.database.writing() as connection:
            connection.execute("UPDATE portfolio SET last_used = ?", (LATER.isoformat(),))

    monkeypatch.setattr(time, "sleep", opened)
    apply_retention(own, {"keep_lists": 730}, LATER, seconds(LATER))
    assert left(own) == (ACTIVITIES - 50) * (CHANGES + 1)
