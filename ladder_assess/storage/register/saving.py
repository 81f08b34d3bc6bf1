"""Takes a register that was read into its list, or out of it again, some rows at a time.

That all of it comes in is settled at once, where the list is as it was when it was read; from then
on nothing overtakes it (see storage.activities.landing). Where the rest cannot be imported, what
has come in is undone, so that an import is made as a whole or not at all.
"""

import json
from typing import NamedTuple

from ladder_assess.core.activities.history import Author
from ladder_assess.core.register.importing import CHANGED, GONE, KEPT, NEW
from ladder_assess.core.register.state import DONE, FAILED, SAVING, UNDOING, UNDONE, ShownRow
from ladder_assess.storage.activities import landing
from ladder_assess.storage.activities.landing import AT_ONCE, Stretch
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row
from ladder_assess.storage.register.imports import ImportJob

# Rows that are of no use any more are dropped so many at a time.
DROPPED_AT_ONCE = 1000
EVERY_ROW = 2**63 - 1


class Overtaken(Exception):
    """The list has changed since the register was read; nothing was done."""


class Undone(NamedTuple):
    """How many activities were removed, put back and left; `failed` where the register could not
    come in as a whole: its file is forgotten once it has.
    """

    removed: int
    restored: int
    kept: int
    failed: bool


def settle(connection: Writing, wanted: ImportJob, author: Author) -> None:
    """Settle that a register comes in, unless that is settled. Raises Overtaken where an activity
    was added or changed since it was read.
    """
    scope = _scope(wanted)
    if queries.landing_of(connection, **scope) is None:
        _check(connection, scope)
        queries.settle_register(connection, **scope, state=SAVING, happened=author.when)


def finish(connection: Writing, wanted: ImportJob) -> tuple[int, int]:
    """Note that a register has come in; returns how many rows were new and how many changed."""
    scope = _scope(wanted)
    way = queries.landing_of(connection, **scope)
    queries.finish_register_import(connection, **scope, happened=way["happened"], state=DONE)
    kinds = _kinds(connection, scope)
    return kinds.get(NEW, 0), kinds.get(CHANGED, 0)


def drop_idle(connection: Writing, wanted: ImportJob) -> bool:
    """Drop some of what is of no use once an import is saved: rows that change nothing, earlier
    files. Says whether there may be more.
    """
    scope, most = _scope(wanted), DROPPED_AT_ONCE
    for drop in (queries.drop_idle_rows, queries.drop_rows_of_others):
        if drop(connection, **scope, most=most) == most:
            return True
    queries.drop_other_imports(connection, **scope)
    return False


def _check(connection: Connection, scope: dict[str, int]) -> None:
    """Raise Overtaken unless the list is as it was when the register was read."""
    if queries.overtaken_rows(connection, **scope):
        raise Overtaken
    numbers = queries.numbers_at_reading(connection, **scope)
    later = queries.documents_after(connection, portfolio=scope["portfolio"], number=numbers)
    ids = {json.loads(row["document"]).get("register_id") for row in later} - {None}
    if ids and ids & {r["identity"] for r in queries.new_identities(connection, **scope)}:
        raise Overtaken


def undo_some(connection: Writing, wanted: ImportJob, author: Author) -> bool:
    """Remove what the next rows added and put back what they changed, but for what someone has
    worked on since; says whether there may be more.
    """
    scope = _scope(wanted)
    queries.settle_register(connection, **scope, state=UNDOING, happened=author.when)
    way = queries.landing_of(connection, **scope)
    if way is None:
        return False
    rows = _rows(connection, scope, way["landed"], AT_ONCE)
    if rows:
        some = Stretch(**scope, after=way["landed"], last=rows[-1]["id"])
        marks = [
            {"row": row["id"], "kind": row["becomes"]}
            for row in rows
            if row["becomes"] != row["kind"]
        ]
        if marks:
            queries.mark_register_rows(connection, marks)
        landing.note_changes(connection, some, author.account, author.when, back=True)
        for undo in (queries.restore_from_register, queries.remove_from_register):
            undo(connection, **some._asdict())
        queries.forget_before(connection, **some._asdict())
        queries.note_landed(connection, **scope, landed=some.last)
    return len(rows) == AT_ONCE


def finish_undoing(connection: Writing, wanted: ImportJob, author: Author) -> Undone:
    """Note that a register is undone, or that it could not be imported."""
    scope = _scope(wanted)
    failed = bool(queries.has_register_content(connection, **scope))
    state = FAILED if failed else UNDONE
    queries.finish_register_import(connection, **scope, happened=author.when, state=state)
    kinds = _kinds(connection, scope)
    return Undone(kinds.get(NEW, 0), kinds.get(CHANGED, 0), kinds.get(KEPT, 0), failed)


def _kinds(connection: Connection, scope: dict[str, int]) -> dict[str, int]:
    rows = queries.count_register_rows(connection, **scope)
    return {row["kind"]: row["rows_of_kind"] for row in rows}


def _rows(connection: Connection, scope: dict[str, int], after: int, most: int) -> list[Row]:
    return list(queries.register_rows_to_undo(connection, **scope, after=after, most=most))


def would_undo(
    database: Database, wanted: ImportJob, most: int
) -> tuple[dict[str, int], list[ShownRow]]:
    """How many rows undoing would remove (new), put back (changed) and leave (kept), and at most so
    many of those that it would leave.
    """
    counts = {NEW: 0, CHANGED: 0, KEPT: 0, GONE: 0}
    left: list[ShownRow] = []
    for row in _rows(database.reading, _scope(wanted), 0, EVERY_ROW):
        counts[row["becomes"]] += 1
        if row["becomes"] == KEPT and len(left) < most:
            left.append(
                ShownRow(row["line"], row["kind"], row["identity"], row["name"], row["number"])
            )
    return counts, left


def _scope(wanted: ImportJob) -> dict[str, int]:
    return {"portfolio": wanted.portfolio.id, "register": wanted.register}
