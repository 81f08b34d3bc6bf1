"""Files that take long, made in the background: what was asked for, and how far it has come."""

from collections.abc import Collection
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.number_runs import as_runs, numbers_in
from ladder_assess.core.plan.made_document import (
    PDF,
    WAITING,
    WORKING,
    DocumentJob,
    DocumentState,
    FinishedDocument,
)
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, Writing, queries


def ask_for_document(
    connection: Writing,
    portfolio: Portfolio,
    made_on: date,
    since: str = LATEST,
    kind: str = PDF,
    chosen: Collection[int] | None = None,
    asked_by: int | None = None,
) -> int:
    """Have a file made in the background and return its id. The same that is still being made
    serves again; another of its kind that nobody has begun is not made any more. `asked_by` is the
    account of whoever wants it.
    """
    if chosen is not None and not chosen:
        raise ValueError("expected activities that were chosen, found none")
    known = being_made(connection, portfolio, since, kind, chosen)
    if known is not None:
        return known
    about = {"since": since, "chosen": as_runs(chosen) if chosen else ""}
    scope = {"portfolio": portfolio.id, "kind": kind}
    row = queries.latest_document(connection, **scope)
    if row is not None and row["state"] in (WAITING, WORKING):
        queries.drop_waiting_documents(connection, **scope)
    row = queries.insert_document(
        connection, **scope, **about, made_on=made_on.isoformat(), asked_by=asked_by
    )
    jobs.put(connection, jobs.DOCUMENT, row["id"])
    return int(row["id"])


def being_made(
    connection: Writing,
    portfolio: Portfolio,
    since: str = LATEST,
    kind: str = PDF,
    chosen: Collection[int] | None = None,
) -> int | None:
    """The id of the same file where it is being made; None where it is not."""
    about = {"since": since, "chosen": as_runs(chosen) if chosen else ""}
    row = queries.latest_document(connection, portfolio=portfolio.id, kind=kind)
    if row is None or row["state"] not in (WAITING, WORKING):
        return None
    return int(row["id"]) if {key: row[key] for key in about} == about else None


def try_again(
    connection: Writing, portfolio: Portfolio, document: int, made_on: date, kind: str = PDF
) -> bool:
    """Let a file that failed wait to be made as it was asked for; returns whether it does."""
    found = queries.try_document_again(
        connection,
        portfolio=portfolio.id,
        kind=kind,
        document=document,
        made_on=made_on.isoformat(),
    )
    if found:
        jobs.put(connection, jobs.DOCUMENT, document)
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


def finished_document(
    database: Database, portfolio: Portfolio, document: int, kind: str = PDF
) -> FinishedDocument | None:
    """A finished file; None when it is not finished, of another kind or not this portfolio's."""
    row = queries.finished_document(
        database.reading, portfolio=portfolio.id, kind=kind, document=document
    )
    if row is None:
        return None
    return FinishedDocument(bytes(row["content"]), date.fromisoformat(row["made_on"]))


def note_progress(connection: Writing, wanted: DocumentJob, state: str, step: str) -> None:
    """Say how far a file has come."""
    queries.note_progress(
        connection,
        portfolio=wanted.portfolio.id,
        document=wanted.document,
        state=state,
        step=step,
    )


def finish_document(
    connection: Writing, wanted: DocumentJob, content: bytes, made_from: str = ""
) -> None:
    """Keep a finished file in place of the older ones of its kind; `made_from` tells what it holds
    from what there is later.
    """
    scope = {"portfolio": wanted.portfolio.id, "document": wanted.document}
    queries.finish_document(connection, **scope, made_from=made_from, content=content)
    queries.delete_older_documents(connection, **scope, kind=wanted.kind)


def wanted_document(database: Database, document: int) -> DocumentJob | None:
    """A file that is to be made; None when it has been, has failed, or is not wanted any more.

    This looks over all portfolios. Only the worker asks it, and shows nobody.
    """
    row = queries.wanted_document(database.reading, document=document)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio_id"], row["title"], bool(row["sample"]))
    return DocumentJob(
        portfolio,
        row["id"],
        date.fromisoformat(row["made_on"]),
        row["since"],
        row["kind"],
        numbers_in(row["chosen"]) or None,
        row["author"] or "",
    )
