"""Plan documents: the PDFs that were asked for, and how far each has come."""

from dataclasses import dataclass
from datetime import date

from ladder_assess.core.plan_progress import LATEST
from ladder_assess.storage.database import Database, queries
from ladder_assess.storage.portfolios import Portfolio

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"


@dataclass(frozen=True)
class DocumentState:
    """How far a PDF has come. `step` names what is being made or, when it failed, why."""

    id: int
    state: str
    step: str
    made_on: date


@dataclass(frozen=True)
class Wanted:
    """A document to be made, the portfolio whose it is, the day it is dated with, and the earlier
    plan that it compares with: its day (ISO 8601), or LATEST or NONE of core.plan_progress.
    """

    portfolio: Portfolio
    document: int
    made_on: date
    since: str = LATEST


def ask_for_document(
    database: Database, portfolio: Portfolio, made_on: date, since: str = LATEST
) -> int:
    """Note that a PDF is wanted and return its id. One that is still being made serves again."""
    with database.writing() as connection:
        row = queries.latest_document(connection, portfolio=portfolio.id)
        if row is not None and row["state"] in (WAITING, WORKING):
            return int(row["id"])
        row = queries.insert_document(
            connection, portfolio=portfolio.id, made_on=made_on.isoformat(), since=since
        )
    return int(row["id"])


def latest_document(database: Database, portfolio: Portfolio) -> DocumentState | None:
    """The PDF asked for last; None when none was."""
    row = queries.latest_document(database.reading, portfolio=portfolio.id)
    if row is None:
        return None
    return DocumentState(row["id"], row["state"], row["step"], date.fromisoformat(row["made_on"]))


def document_content(database: Database, portfolio: Portfolio, document: int) -> bytes | None:
    """A finished PDF; None when it is not finished or not this portfolio's."""
    row = queries.document_content(database.reading, portfolio=portfolio.id, document=document)
    return None if row is None else bytes(row["content"])


def note_progress(database: Database, wanted: Wanted, state: str, step: str) -> None:
    """Say how far a PDF has come."""
    with database.writing() as connection:
        queries.note_progress(
            connection,
            portfolio=wanted.portfolio.id,
            document=wanted.document,
            state=state,
            step=step,
        )


def finish_document(database: Database, wanted: Wanted, content: bytes) -> None:
    """Keep a finished PDF in place of the older ones."""
    with database.writing() as connection:
        scope = {"portfolio": wanted.portfolio.id, "document": wanted.document}
        queries.finish_document(connection, **scope, content=content)
        queries.delete_older_documents(connection, **scope)


def wanted_document(database: Database, document: int) -> Wanted | None:
    """A document that waits to be made; None when it is not waiting any more.

    This and `wait_again` look over all portfolios. Only the worker asks them, and shows nobody.
    """
    row = queries.wanted_document(database.reading, document=document)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio_id"], row["title"], bool(row["sample"]))
    return Wanted(portfolio, row["id"], date.fromisoformat(row["made_on"]), row["since"])


def wait_again(database: Database) -> list[int]:
    """Set every unfinished document back to waiting; returns their ids, oldest first."""
    with database.writing() as connection:
        queries.wait_again(connection)
        return [row["id"] for row in queries.waiting_documents(connection)]
