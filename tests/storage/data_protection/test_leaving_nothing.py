"""What a private link opened is gone for good when it is erased, or when nobody opened it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.settings import Settings
from tests.support.filled import PDF, fill_office
from tests.support.kept.every_table import MARK, all_counts, counts, fill_link
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.links import Link
from tests.support.offices import make_office
from tests.support.site import TODAY

# What says that something was erased or removed; a consent that was taken back names nothing.
TRACES = {"audit", "tombstone", "retention_run", "consent"}
PERIOD = Settings.keep_lists


def in_days(after: int) -> tuple[date, int]:
    day = TODAY + timedelta(days=after)
    return day, (day - date(1970, 1, 1)).days * 24 * 60 * 60


def erase(product: Product, link: Link) -> None:
    erase_portfolio(product, link.portfolio, *in_days(1))


def expire(product: Product, link: Link) -> None:
    apply_retention(product, {"keep_lists": PERIOD}, *in_days(PERIOD + 1))


def kept(product: Product) -> list[Path]:
    return [file for file in product.database.path.parent.rglob("*") if file.is_file()]


@SQLITE_ALONE
@pytest.mark.thorough
@pytest.mark.parametrize("end", [erase, expire])
def test_nothing_is_left_of_it(own: Product, end: Callable[[Product, Link], None]) -> None:
    before = all_counts(own)
    link = fill_link(own)
    portfolio = link.portfolio
    assert [table for table, count in counts(own, portfolio).items() if not count] == []
    assert any(MARK.encode() in file.read_bytes() for file in kept(own))
    assert any(PDF in file.read_bytes() for file in kept(own))
    end(own, link)
    assert not any(counts(own, portfolio).values())
    after = all_counts(own)
    assert {t: c for t, c in after.items() if t not in TRACES} == {
        t: c for t, c in before.items() if t not in TRACES
    }
    for file in kept(own):
        content = file.read_bytes()
        assert MARK.encode() not in content, file
        assert PDF not in content, file
    assert not list((own.database.path.parent / "uploads").iterdir())


def test_an_organisation_is_not_touched_by_time(own: Product) -> None:
    office = fill_office(make_office(own))
    before = counts(own, office.portfolio)
    apply_retention(own, {"keep_lists": PERIOD}, *in_days(100 * PERIOD))
    assert counts(own, office.portfolio) == before
    assert before["activity"] == 2
