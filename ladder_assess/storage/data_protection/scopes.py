"""All that is kept of an organisation, a person or a private link: to export, erase, let expire.

Which rows those are is declared in `personal_data`; the statements here are put together from that
and hold nothing that came with a request.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.evidence import EvidenceFile
from ladder_assess.core.people.mail_address import mail_address
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.data_protection.belonging import (
    ACCOUNT,
    ORGANISATION,
    PORTFOLIO,
    Aged,
    Exempt,
    Rows,
    Table,
)
from ladder_assess.storage.data_protection.personal_data import BY_NAME, TABLES
from ladder_assess.storage.engines.engine import Connection

RETENTION = "retention"
# What becomes of a row that only loses the name of who wrote it.
NAMELESS = "account_id = NULL"
# Of what a scope may have very much, and how many rows go, or are changed, at a time; what hangs on
# them goes along.
PIECES = (("register_row", 2000), ("contact", 1000), ("activity", 50), ("change", 5000))
# The same of what is past its time. What is planned for an activity that was removed is found by
# it, and so goes before.
AGED = (("register_row", 2000), ("contact", 1000), ("plan_action", 500), ("activity", 50),
        ("audit", 5000), ("message", 1000), ("plan_document", 20))  # fmt: skip


@dataclass(frozen=True)
class Scope:
    """Whose data: `kind` is one of personal_data.SCOPES; `email` is an account's address."""

    kind: str
    id: int
    email: str = ""

    @property
    def parameters(self) -> dict[str, Any]:
        found = mail_address(self.email)
        # No address has a line break, and PostgreSQL takes no NUL.
        named = {"email": self.email or "\n", "mailbox": found.key if found else "\n"}
        return {"id": self.id, "tombstone": 0, **named}


@dataclass(frozen=True)
class Exported:
    """A table's rows of a scope, as they are kept less what nobody is shown."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def rows_of(database: Database, scope: Scope) -> Iterator[Exported]:
    """Every table that has something to do with a scope, with the rows of it."""
    for table in TABLES:
        rows = table.of(scope.kind)
        if isinstance(rows, Rows) and not rows.hidden:
            yield _exported(database.reading, table, rows, scope)


def _exported(connection: Connection, table: Table, rows: Rows, scope: Scope) -> Exported:
    statement = f"SELECT * FROM {table.name} WHERE {rows.where}"  # noqa: S608  (declared)
    found = connection.execute(statement, scope.parameters)
    columns = tuple(c[0] for c in found.description if c[0] not in table.secret)
    return Exported(table.name, columns, tuple({c: row[c] for c in columns} for row in found))


def files_of(database: Database, scope: Scope) -> Iterator[tuple[EvidenceFile, bytes]]:
    """The files kept with the activities of a scope, or added by a person, each with its content;
    without those whose content has gone.
    """
    find = {
        ORGANISATION: queries.files_of_organisation,
        ACCOUNT: queries.files_of_account,
        PORTFOLIO: queries.files_of_portfolio,
    }
    found = [EvidenceFile(**row) for row in find[scope.kind](database.reading, id=scope.id)]
    for file in found:
        content = evidence_files.read(database, file)
        if content is not None:
            yield file, content


def documents_of(database: Database, scope: Scope) -> Iterator[tuple[int, str, bytes]]:
    """The finished files of a scope that took long to make, each with its number and kind."""
    find = {
        ORGANISATION: queries.document_contents_of_organisation,
        PORTFOLIO: queries.document_contents_of_portfolio,
    }
    if scope.kind != ACCOUNT:
        for row in find[scope.kind](database.reading, id=scope.id):
            yield row["id"], row["kind"], bytes(row["content"])


def erase(connection: Writing, scope: Scope, erased_on: date, digest: str) -> None:
    """Erase the rows of a scope, leaving a tombstone, and take back what was agreed to for its
    files. Contents on the disk are swept afterwards.
    """
    stone = queries.insert_tombstone(
        connection, kind=scope.kind, erased_on=erased_on.isoformat(), digest=digest
    )
    day = erased_on.isoformat()
    parameters = {**scope.parameters, "tombstone": stone["id"], "day": day}
    _open_audit(connection, scope.kind, scope.id)
    for table in TABLES:
        if not isinstance(rows := table.of(scope.kind), Exempt):
            connection.execute(_erasing(table.name, rows), parameters)
    queries.close_audit(connection)
    evidence_files.withdraw_lost(connection, erased_on)


def erase_piece(connection: Writing, scope: Scope, table: str, many: int) -> bool:
    """Erase so many rows of a scope, of a table of PIECES, or take the name off them where that is
    all that goes; says whether there may be more.
    """
    rows = BY_NAME[table].of(scope.kind)
    if isinstance(rows, Exempt) or rows.change not in ("", NAMELESS):
        return False
    some = f"id IN (SELECT id FROM {table} WHERE {rows.where} LIMIT :many)"  # noqa: S608  (declared)
    gone = connection.execute(
        _erasing(table, Rows(some, rows.change)), {**scope.parameters, "many": many}
    )
    return gone.rowcount == many


def lists_past_their_time(connection: Connection, bounds: "Bounds") -> list[Scope]:
    """The private links of which all goes, as nobody has opened them for so long."""
    found = []
    for aged in BY_NAME["portfolio"].aged:
        day = bounds.days.get(aged.kind)
        if day is not None:
            statement = f"SELECT id FROM portfolio WHERE {aged.where}"  # noqa: S608  (declared)
            found += connection.execute(statement, {"now": bounds.now, **_bound(day)}).fetchall()
    return [Scope(PORTFOLIO, row["id"]) for row in found]


def _open_audit(connection: Connection, kind: str, bound: int) -> None:
    """Let this transaction take out of the audit log what `kind` allows (migration 0012)."""
    if kind in (ORGANISATION, ACCOUNT, RETENTION):
        queries.open_audit(connection, kind=kind, bound=bound)


def _erasing(table: str, rows: Rows) -> str:
    if rows.change:
        return f"UPDATE {table} SET {rows.change} WHERE {rows.where}"  # noqa: S608  (declared)
    return f"DELETE FROM {table} WHERE {rows.where}"  # noqa: S608  (declared)


@dataclass(frozen=True)
class Bounds:
    """What is past its time: days by setting (no bound: kept until erased), and the moment."""

    days: Mapping[str, date]
    now: int


def expire_piece(connection: Writing, bounds: Bounds, table: str, many: int) -> int:
    """Remove at most so many rows of a table of AGED for each reason for which they are past their
    time; returns how many those were.
    """
    gone = 0
    for aged in BY_NAME[table].aged:
        some = f"id IN (SELECT id FROM {table} WHERE {aged.where} LIMIT {many})"  # noqa: S608
        gone += _expire(connection, bounds, table, Aged(aged.kind, some))
    return gone


def expire(connection: Writing, bounds: Bounds, *, dry: bool = False) -> dict[str, int]:
    """Remove what is past its time, or when `dry` only count it; returns how many by table."""
    removed: dict[str, int] = {}
    for table in TABLES:
        for aged in table.aged:
            if aged.kind and bounds.days.get(aged.kind) is None:
                continue
            count = _expire(connection, bounds, table.name, aged, dry=dry)
            removed[table.name] = removed.get(table.name, 0) + count
    return removed


def _expire(
    connection: Writing, bounds: Bounds, table: str, aged: Aged, *, dry: bool = False
) -> int:
    day = bounds.days.get(aged.kind)
    if aged.kind and day is None:
        return 0
    parameters = {"now": bounds.now, **_bound(day)}
    where = f"FROM {table} WHERE {aged.where}"
    count = connection.execute(f"SELECT count(*) {where}", parameters).fetchone()[0]
    if not dry:
        if table == "audit":
            _open_audit(connection, RETENTION, parameters["moment"])
        connection.execute(f"DELETE {where}", parameters)
        queries.close_audit(connection)
    return int(count)


def _bound(day: date | None) -> dict[str, Any]:
    if day is None:
        return {"day": "", "moment": 0}
    moment = (day - date(1970, 1, 1)).days * 24 * 60 * 60
    return {"day": day.isoformat(), "moment": moment}


def note_run(connection: Writing, ran_on: date, removed: Mapping[str, int]) -> None:
    """Keep what the retention job removed on a day."""
    queries.insert_retention_run(
        connection, ran_on=ran_on.isoformat(), removed=json.dumps(dict(removed))
    )


def run_on(database: Database, day: date) -> dict[str, int] | None:
    """What the retention job removed on a day; None where it did not run."""
    row = queries.find_retention_run(database.reading, ran_on=day.isoformat())
    return None if row is None else dict(json.loads(row["removed"]))
