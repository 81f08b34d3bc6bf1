"""Files that take long, made in the background: what was asked for, and how far it has come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.number_runs import as_runs, numbers_in
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.storage.common.database import Database, queries

WAITING, WORKING, DONE, FAILED = "waiting", "working", "done", "failed"
# The plan as it is printed and as it can be edited, and the register as a spreadsheet.
PDF, DOCX, REGISTER = "pdf", "docx", "register"


@dataclass(frozen=True)
class DocumentState:
    """How far a file has come. `kind` is PDF, DOCX or REGISTER; `step` names what is being made or,
    when it failed, why; `chosen` is how many activities were chosen for it, 0 for all.
    """

    id: int
    state: str
    step: str
    made_on: date
    kind: str = PDF
    chosen: int = 0


@dataclass(frozen=True)
class Wanted:
    """A file to be made, the portfolio whose it is, the day it is dated with, and the earlier plan
    that it compares with: its day (ISO 8601), or LATEST or NONE of core.plan_progress. `chosen` are
    the numbers of the activities that it is about; None for all.
    """

    portfolio: Portfolio
    document: int
    made_on: date
    since: str = LATEST
    kind: str = PDF
    chosen: frozenset[int] | None = None


def ask_for_document(
    database: Database,
    portfolio: Portfolio,
    made_on: date,
    since: str = LATEST,
    kind: str = PDF,
    chosen: Collection[int] | None = None,
) -> int:
    """Note that a file is wanted and return its id. The same that is still being made serves again;
    another of its kind that nobody has begun is not made any more.
    """
    if chosen is not None and not chosen:
        raise ValueError("expected activities that were chosen, found none")
    about = {"since": since, "chosen": as_runs(chosen) if chosen else ""}
    scope = {"portfolio": portfolio.id, "kind": kind}
    with database.writing() as connection:
        row = queries.latest_document(connection, **scope)
        if row is not None and row["state"] in (WAITING, WORKING):
            if {key: row[key] for key in about} == about:
                return int(row["id"])
            queries.drop_waiting_documents(connection, **scope)
        row = queries.insert_document(connection, **scope, **about, made_on=made_on.isoformat())
    return int(row["id"])


def try_again(
    database: Database, portfolio: Portfolio, document: int, made_on: date, kind: str = PDF
) -> bool:
    """Let a file that failed wait to be made as it was asked for; returns whether it does."""
    with database.writing() as connection:
        found = queries.try_document_again(
            connection,
            portfolio=portfolio.id,
            kind=kind,
            document=document,
            made_on=made_on.isoformat(),
        )
    return bool(found)


def latest_document(
    database: Database, portfolio: Portfolio, kind: str = PDF
) -> DocumentState | None:
    """The file of a kind that was asked for last; None when none was."""
    row = queries.latest_document(database.reading, portfolio=portfolio.id, kind=kind)
    if row is None:
        return None
    made_on, chosen = date.fromisoformat(row["made_on"]), numbers_in(row["chosen"])
    return DocumentState(row["id"], row["state"], row["step"], made_on, row["kind"], len(chosen))


def document_content(
    database: Database, portfolio: Portfolio, document: int, kind: str = PDF
) -> bytes | None:
    """A finished file; None when it is not finished, of another kind or not this portfolio's."""
    row = queries.document_content(
        database.reading, portfolio=portfolio.id, kind=kind, document=document
    )
    return None if row is None else bytes(row["content"])


def note_progress(database: Database, wanted: Wanted, state: str, step: str) -> None:
    """Say how far a file has come."""
    with database.writing() as connection:
        queries.note_progress(
            connection,
            portfolio=wanted.portfolio.id,
            document=wanted.document,
            state=state,
            step=step,
        )


def finish_document(database: Database, wanted: Wanted, content: bytes) -> None:
    """Keep a finished file in place of the older ones of its kind."""
    with database.writing() as connection:
        scope = {"portfolio": wanted.portfolio.id, "document": wanted.document}
        queries.finish_document(connection, **scope, content=content)
        queries.delete_older_documents(connection, **scope, kind=wanted.kind)


def wanted_document(database: Database, document: int) -> Wanted | None:
    """A file that waits to be made; None when it is not waiting any more.

    This and `wait_again` look over all portfolios. Only the worker asks them, and shows nobody.
    """
    row = queries.wanted_document(database.reading, document=document)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio_id"], row["title"], bool(row["sample"]))
    return Wanted(
        portfolio,
        row["id"],
        date.fromisoformat(row["made_on"]),
        row["since"],
        row["kind"],
        numbers_in(row["chosen"]) or None,
    )


def wait_again(database: Database) -> list[int]:
    """Set every unfinished file back to waiting; returns their ids, oldest first."""
    with database.writing() as connection:
        queries.wait_again(connection)
        return [row["id"] for row in queries.waiting_documents(connection)]
