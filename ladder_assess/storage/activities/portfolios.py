"""Portfolios: what one private link opens. Everything else is reached through a portfolio."""

import hashlib
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, queries


def digest(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to anyone who reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_portfolio(database: Database, token: str) -> Portfolio | None:
    """The portfolio that a token opens; None for any other text."""
    row = queries.find_portfolio(database.reading, token_digest=digest(token))
    if row is None:
        return None
    return Portfolio(row["id"], row["title"], bool(row["sample"]), last_used=row["last_used"])


def make_portfolio(
    database: Database, token: str, made_on: date, *, title: str = "", sample: bool = False
) -> None:
    """Make a portfolio for a token. Making it again changes nothing."""
    with database.writing() as connection:
        queries.insert_portfolio(
            connection,
            token_digest=digest(token),
            title=title,
            sample=int(sample),
            made_on=made_on.isoformat(),
        )


def use_portfolio(database: Database, portfolio: Portfolio, day: date) -> None:
    """Note that a private link was used on a day: written once a day, and never an earlier one."""
    if portfolio.sample or portfolio.last_used >= day.isoformat():
        return
    with database.writing() as connection:
        queries.use_portfolio(connection, portfolio=portfolio.id, day=day.isoformat())


def rename_portfolio(database: Database, portfolio: Portfolio, title: str) -> None:
    """Give a portfolio, and so its plan, another title."""
    with database.writing() as connection:
        queries.rename_portfolio(connection, portfolio=portfolio.id, title=title)
