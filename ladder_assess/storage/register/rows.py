"""The rows of a register that was read: what becomes of each, kept and shown."""

import json
from collections.abc import Iterable
from typing import Any

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.core.register.importing import WRONG, PlannedRow
from ladder_assess.core.register.state import ShownRow
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row
from ladder_assess.storage.register.imports import ImportJob


def as_kept(
    wanted: ImportJob, rows: Iterable[tuple[int, PlannedRow | tuple[Flaw, ...], str]]
) -> list[dict[str, Any]]:
    """What becomes of some rows, each with its line and id, as it is kept: made before a
    transaction, in which nobody else saves.
    """
    return [_row_data(wanted.register, line, row, identity) for line, row, identity in rows]


def add_rows(connection: Writing, wanted: ImportJob, kept: list[dict[str, Any]], done: int) -> None:
    """Keep what `as_kept` has made, and how many rows were read so far."""
    if kept:
        queries.insert_register_rows(connection, kept)
    queries.note_register_rows(
        connection, portfolio=wanted.portfolio.id, register=wanted.register, done=done
    )


def count_rows(database: Database, portfolio: Portfolio, register: int) -> dict[str, int]:
    """How many rows there are of each kind."""
    rows = queries.count_register_rows(database.reading, portfolio=portfolio.id, register=register)
    return {row["kind"]: row["rows_of_kind"] for row in rows}


def list_rows(
    database: Database, portfolio: Portfolio, register: int, kind: str, most: int, skip: int = 0
) -> list[ShownRow]:
    """At most so many rows of a kind, in the order of the file."""
    rows = queries.list_register_rows(
        database.reading,
        portfolio=portfolio.id,
        register=register,
        kind=kind,
        most=most,
        skip=skip,
    )
    return [_shown(row) for row in rows]


def _row_data(
    register: int, line: int, row: PlannedRow | tuple[Flaw, ...], identity: str
) -> dict[str, Any]:
    data = {"register": register, "line": line, "identity": identity}
    if not isinstance(row, PlannedRow):
        nothing = {"number": 0, "revision": 0, "before": None, "after": None, "name": ""}
        return {**data, **nothing, "kind": WRONG, "changes": _dump(row)}
    before = row.before
    return {
        **data,
        "kind": row.kind,
        "name": row.after.name,
        "number": before.number if before else 0,
        "revision": before.revision if before else 0,
        "changes": _dump([*((c.key, c.before, c.after) for c in row.changes), *_beside(row)]),
        "before": _document(before) if before and row.changes else None,
        "after": _document(row.after) if row.changes or not before else None,
    }


def _beside(row: PlannedRow) -> list[tuple[str, str | None, str]]:
    """What is no change, under no key: what a new row may be meant for, and the version of the
    questions that it answers, with the one that its activity is described by.
    """
    alike = [("", None, row.alike)] if row.alike else []
    by = [("", row.after.stamp, row.answered_by)] if row.answered_by else []
    return [*alike, *by]


def _document(record: ActivityRecord) -> str:
    return _dump(record.as_data())


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shown(row: Row) -> ShownRow:
    said = json.loads(row["changes"])
    wrong = row["kind"] == WRONG
    beside = [] if wrong else [change for change in said if not change[0]]
    return ShownRow(
        row["line"],
        row["kind"],
        row["identity"],
        row["name"],
        row["number"],
        changes=() if wrong else tuple(tuple(change) for change in said if change[0]),
        alike=next((change[2] for change in beside if change[1] is None), ""),
        answered_by=next((change[2] for change in beside if change[1]), ""),
        stamp=next((change[1] for change in beside if change[1]), ""),
        flaws=tuple(Flaw(*flaw) for flaw in said) if wrong else (),
        after=json.loads(row["after"]) if row["after"] else None,
    )
