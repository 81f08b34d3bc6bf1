"""Starts a portfolio under a private link, and adds activities to it."""

from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.arrangement import begun_from
from ladder_assess.core.activities.pages import NAME
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.load_sample import add_cases
from ladder_assess.services.common.link_token import PRIVATE, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, portfolios


def start_portfolio(product: Product, request: str, today: date) -> str:
    """Make a portfolio and return its token; the same `request` again gives the same one."""
    token = link_token(product.secret, PRIVATE, request)
    with product.database.writing() as connection:
        portfolios.make_portfolio(connection, token, today)
    return token


def start_with_activity(
    product: Product,
    request: str,
    today: date,
    path: str,
    arrangement: str = "",
    when: int = 0,
    *,
    name: str = "",
) -> tuple[str, int]:
    """Make a portfolio with an activity to describe; returns its token and the activity's number.

    The same `request` again gives the same ones; else as `add_activity`.
    """
    token = link_token(product.secret, PRIVATE, request)
    with product.database.writing() as connection:
        portfolio = portfolios.make_portfolio(connection, token, today)
        record = _begun(product, path, arrangement, name)
        number = activities.add_activity(connection, portfolio, record, "first", when)
    return token, number


def start_with_cases(product: Product, request: str, today: date) -> str:
    """Make a portfolio with every published case in it; returns its token, as start_portfolio."""
    token = link_token(product.secret, PRIVATE, request)
    with product.database.writing() as connection:
        add_cases(connection, product, portfolios.make_portfolio(connection, token, today))
    return token


def add_activity(
    product: Product,
    portfolio: Portfolio,
    path: str,
    request: str,
    arrangement: str = "",
    when: int = 0,
    *,
    name: str = "",
) -> int:
    """Add an activity, to be described by the quick or the full path; returns its number.

    `when` that is, is in seconds since 1970; 0 leaves it unsaid.
    It is empty, or has the usual answers of an `arrangement`, each still to be confirmed.
    """
    record = _begun(product, path, arrangement, name)
    with product.database.writing() as connection:
        return activities.add_activity(connection, portfolio, record, request, when)


def _begun(product: Product, path: str, arrangement: str, name: str) -> ActivityRecord:
    said = {NAME: name} if name else {}
    record = ActivityRecord(number=0, path=path, values=said, stamp=product.stamp)
    found = product.definitions.arrangements.get(arrangement)
    return record if found is None else begun_from(record, found)
