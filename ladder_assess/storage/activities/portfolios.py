"""Portfolios: what one private link opens. Everything else is reached through a portfolio."""

import hashlib
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row


def digest(token: str) -> str:
    """What is kept of a token: enough to recognise it, useless to anyone who reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_portfolio(database: Database, token: str) -> Portfolio | None:
    """The portfolio that a token opens; None for any other text."""
    row = queries.find_portfolio(database.reading, token_digest=digest(token))
    return None if row is None else _portfolio(row)


def make_portfolio(
    connection: Writing, token: str, made_on: date, *, title: str = "", sample: bool = False
) -> Portfolio:
    """Make a portfolio for a token and return it. Making it again changes nothing."""
    queries.insert_portfolio(
        connection,
        token_digest=digest(token),
        title=title,
        sample=int(sample),
        made_on=made_on.isoformat(),
    )
    return _portfolio(queries.find_portfolio(connection, token_digest=digest(token)))


def _portfolio(row: Row) -> Portfolio:
    return Portfolio(row["id"], row["title"], bool(row["sample"]), last_used=row["last_used"])


def use_portfolio(connection: Writing, portfolio: Portfolio, day: date) -> None:
    """Note that a private link was used on a day, and never on an earlier one."""
    queries.use_portfolio(connection, portfolio=portfolio.id, day=day.isoformat())


def rename_portfolio(connection: Writing, portfolio: Portfolio, title: str) -> None:
    """Give a portfolio, and so its plan, another title."""
    queries.rename_portfolio(connection, portfolio=portfolio.id, title=title)
