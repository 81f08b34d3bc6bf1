"""Portfolios: what one private link opens. Everything else is reached through a portfolio."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from ladder_assess.storage.common.database import Database, queries


@dataclass(frozen=True)
class Portfolio:
    """The scope of every other query: found by its link's token and in no other way.

    A `sample` portfolio is for everyone to read and nobody to change. Where `assigned_to` is set,
    it holds no other activities than those assigned to this account. `last_used` is the ISO day on
    which a private link was last opened; empty where no link was followed.
    """

    id: int
    title: str
    sample: bool
    assigned_to: int | None = None
    last_used: str = field(default="", compare=False)


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
