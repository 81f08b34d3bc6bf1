"""Opens what a private link leads to, and finds an activity in whatever portfolio is open."""

from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, portfolios


def open_link(product: Product, token: str) -> Portfolio | None:
    """The portfolio that a private link's token opens; None for any other text."""
    return portfolios.open_portfolio(product.database, token)


def use_link(product: Product, portfolio: Portfolio, today: date) -> None:
    """Note that a private link was used, from which its period runs: written once a day at most."""
    if not portfolio.sample and portfolio.last_used < today.isoformat():
        with product.database.writing() as connection:
            portfolios.use_portfolio(connection, portfolio, today)


def find_activity(product: Product, portfolio: Portfolio, number: int) -> ActivityRecord | None:
    """One activity of a portfolio; None when it has no such number."""
    return activities.find_activity(product.database, portfolio, number)


def has_activity(product: Product, portfolio: Portfolio, number: int) -> bool:
    """Is there such an activity, by now?"""
    return activities.has_activity(product.database, portfolio, number)


def rename_portfolio(product: Product, portfolio: Portfolio, title: str) -> None:
    """Give a portfolio, and so its plan, another title."""
    with product.database.writing() as connection:
        portfolios.rename_portfolio(connection, portfolio, title)
