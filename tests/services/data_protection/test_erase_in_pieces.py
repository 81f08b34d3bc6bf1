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
    erase_account,
    erase_organisation,
    erase_portfolio,
)
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.support.kept.transactions import count_changes, count_rests
from tests.support.offices import make_office, make_person
from tests.support.site import TODAY, product_of
from tests.support.waves import begin

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


def many(product: Product, statement: str, rows: int, *of: object) -> None:
    with product.database.writing() as connection:
        connection.execute(
            "WITH RECURSIVE time (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM time WHERE at < ?) "
            + statement,
            (rows, *of),
        )


def test_what_is_past_its_time_goes_in_pieces(
    own: Product, changed: list[int], rests: list[float]
) -> None:
    """The older tests let a handful go: a register of 20,000 rows, 50,000 contacts and a log of
    years went each at once.
    """
    office = make_office(own)
    wave = begin(own, office.portfolio, respondents=True)
    with own.database.writing() as connection:
        connection.execute(
            "INSERT INTO register_import (id, portfolio_id, request, happened, name, state) "
            "VALUES (1, ?, 'old', 0, 'old.csv', 'done')",
            (office.portfolio.id,),
        )
    row = "'{}', '', 0, 0, '[]' FROM time"
    many(own, "INSERT INTO register_row (import_id, line, kind, identity, name, number, revision, "
              f"changes) SELECT 1, at, 'same', {row}", 5000)  # fmt: skip
    many(own, "INSERT INTO contact (wave_id, address, mailbox, sign, added_on) "
              "SELECT ?, at, at, at, '2020-01-01' FROM time", 2500, wave.id)  # fmt: skip
    many(own, "INSERT INTO audit (organisation_id, happened, event, details) "
              "SELECT ?, 0, 'signed_in', '{}' FROM time", 12_000, office.id)  # fmt: skip
    changed.clear()
    periods = {"keep_contacts": 365, "keep_audit": 365}
    removed = apply_retention(own, periods, TODAY, seconds(TODAY))
    assert removed["register_import"] == 1
    assert removed["contact"] == 2500
    assert removed["audit"] >= 12_000
    assert max(changed) <= 5000 + 10
    assert len(rests) >= 2 + 2 + 2


def test_a_person_who_changed_very_much(
    own: Product, changed: list[int], rests: list[float]
) -> None:
    office = make_office(own)
    person = make_person(own, "Bo Busy")
    office.describe({"name": "A panel"})
    many(own, "INSERT INTO change (activity_id, revision, item, account_id, page, happened) "
              "SELECT (SELECT MAX(id) FROM activity), at, 'seats', ?, 'decisions', at FROM time",
         12_000, person.id)  # fmt: skip
    changed.clear()
    erase_account(own, person, TODAY, 0)
    row = own.database.reading.execute(
        "SELECT COUNT(*), COUNT(account_id) FROM change WHERE item = 'seats'"
    ).fetchone()
    assert tuple(row) == (12_000, 0)
    assert max(changed) <= 5000 + 10
    assert len(rests) >= 2
