"""Registers that were sent to be imported: the file, how far it has come, and every row of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.register.identity import KnownIds, known_ids
from ladder_assess.core.register.state import (
    ASKING,
    READING,
    SHOWN,
    WAITING,
    Findings,
    RegisterImport,
    SentRegister,
    findings_from,
)
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

# Rows that are forgotten in one transaction.
DROPPED_AT_ONCE = 1000


@dataclass(frozen=True)
class ImportJob:
    """An import with something to do: whose list it is for, and who asked."""

    portfolio: Portfolio
    organisation: int | None
    register: int
    account: int | None


def add_import(connection: Writing, portfolio: Portfolio, sent: SentRegister, request: str) -> int:
    """Keep a file that was sent, to be read in the background; the same `request` again adds
    nothing. Returns its id.
    """
    added = queries.insert_register_import(
        connection,
        portfolio=portfolio.id,
        request=request,
        account=sent.author.account,
        happened=sent.author.when,
        name=sent.name,
        content=sent.content,
    )
    found = queries.register_import_by_request(connection, portfolio=portfolio.id, request=request)
    if added:
        jobs.put(connection, jobs.IMPORT, found["id"])
    return int(found["id"])


def find_import(database: Database, portfolio: Portfolio, register: int) -> RegisterImport | None:
    """One import; None where it is not there, or not any more."""
    row = queries.find_register_import(database.reading, portfolio=portfolio.id, register=register)
    return None if row is None else _import(row)


def open_import(
    database: Database, portfolio: Portfolio, account: int | None
) -> RegisterImport | None:
    """What someone has sent and not finished with; None where there is nothing."""
    row = queries.open_register_import(database.reading, portfolio=portfolio.id, account=account)
    return None if row is None else _import(row)


def last_import(database: Database, portfolio: Portfolio) -> RegisterImport | None:
    """The last that was imported, as long as it can be undone; None where there is none."""
    row = queries.last_register_import(database.reading, portfolio=portfolio.id)
    return None if row is None else _import(row)


def unfinished(
    database: Database, portfolio: Portfolio, account: int | None, besides: int
) -> list[int]:
    """What the same person has not imported, besides one."""
    key = {"portfolio": portfolio.id, "account": account, "register": besides}
    return [row["id"] for row in queries.unfinished_imports(database.reading, **key)]


def drop_some(connection: Writing, portfolio: Portfolio, register: int) -> bool:
    """Forget some rows of a file that was not imported or is to be read again; says whether there
    may be more.
    """
    key = {"portfolio": portfolio.id, "register": register}
    gone: int = queries.drop_register_rows(connection, **key, most=DROPPED_AT_ONCE)
    return gone == DROPPED_AT_ONCE


def drop_import(connection: Writing, portfolio: Portfolio, register: int) -> bool:
    """Forget a file that was not imported, some rows at a time; says whether there is more."""
    if drop_some(connection, portfolio, register):
        return True
    queries.drop_register_import(connection, portfolio=portfolio.id, register=register)
    return False


def step(connection: Writing, portfolio: Portfolio, register: int, before: str, after: str) -> bool:
    """Go from one state to another, which is worked on in the background. Returns whether it was in
    that state, and so is now.
    """
    changed: int = queries.step_register_import(
        connection, portfolio=portfolio.id, register=register, state=after, before=before
    )
    if changed:
        jobs.put(connection, jobs.IMPORT, register)
    return changed == 1


def choose_columns(
    connection: Writing,
    portfolio: Portfolio,
    register: int,
    findings: Findings,
    remembered: Mapping[str, str],
) -> bool:
    """Keep which column is which, for this file and for the next, and read the file again.

    Returns whether the file was still waiting to be imported.
    """
    found = queries.find_register_import(connection, portfolio=portfolio.id, register=register)
    if found is None or found["state"] not in (ASKING, SHOWN):
        return False
    _keep(connection, portfolio, register, WAITING, findings)
    jobs.put(connection, jobs.IMPORT, register)
    rows = [
        {"portfolio": portfolio.id, "heading": heading, "belongs": belongs}
        for heading, belongs in remembered.items()
    ]
    if rows:
        queries.put_register_columns(connection, rows)
    return True


def remembered_columns(database: Database, portfolio: Portfolio) -> dict[str, str]:
    """Which column each heading means, as someone has said before."""
    rows = queries.list_register_columns(database.reading, portfolio=portfolio.id)
    return {row["heading"]: row["belongs"] for row in rows}


def content_of(database: Database, wanted: ImportJob) -> bytes:
    """The file that was sent."""
    return bytes(
        queries.register_content(
            database.reading, portfolio=wanted.portfolio.id, register=wanted.register
        )
        or b""
    )


def start_reading(connection: Writing, wanted: ImportJob) -> int:
    """Begin to read, once what an earlier try has found is forgotten. Returns how many numbers of
    activities have been used.
    """
    scope = _scope(wanted)
    for before in (WAITING, READING):
        queries.step_register_import(connection, **scope, state=READING, before=before)
    return int(queries.numbers_used(connection, portfolio=wanted.portfolio.id))


def finish_reading(
    connection: Writing, wanted: ImportJob, state: str, findings: Findings, numbers: int = 0
) -> None:
    """Keep what was found in a file, and the state that this leads to."""
    _keep(connection, wanted.portfolio, wanted.register, state, findings, numbers)


def _keep(
    connection: Connection,
    portfolio: Portfolio,
    register: int,
    state: str,
    findings: Findings,
    numbers: int = 0,
) -> None:
    queries.keep_findings(
        connection,
        portfolio=portfolio.id,
        register=register,
        state=state,
        document=json.dumps(findings.as_data(), ensure_ascii=False),
        numbers=numbers,
    )


def wanted_import(database: Database, register: int) -> ImportJob | None:
    """An import with something to do; None when there is nothing to do any more.

    This looks over all portfolios. Only the worker asks it, and shows nobody.
    """
    row = queries.wanted_register_import(database.reading, register=register)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio_id"], row["title"], bool(row["sample"]))
    return ImportJob(portfolio, row["organisation"], row["id"], row["account_id"])


def state_of(database: Database, wanted: ImportJob) -> RegisterImport | None:
    """How far an import has come, for the worker."""
    return find_import(database, wanted.portfolio, wanted.register)


def _scope(wanted: ImportJob) -> dict[str, int]:
    return {"portfolio": wanted.portfolio.id, "register": wanted.register}


def _import(row: Row) -> RegisterImport:
    return RegisterImport(
        row["id"],
        row["name"],
        row["state"],
        row["happened"],
        row["done"],
        findings_from(json.loads(row["document"])),
    )


def known_activities(database: Database, portfolio: Portfolio) -> tuple[KnownIds, dict[int, str]]:
    """The ids by which a register knows the activities of a list, and the names of all by their
    numbers.
    """
    pairs: list[tuple[str, int]] = []
    names: dict[int, str] = {}
    for row in queries.documents_after(database.reading, portfolio=portfolio.id, number=0):
        if row["exercise"]:
            continue
        document = json.loads(row["document"])
        names[row["number"]] = str(document.get("values", {}).get("name", ""))
        if identity := document.get("register_id"):
            pairs.append((identity, row["number"]))
    return known_ids(pairs), names
