"""Takes a register that was read into its list, or out of it again: all at once, or not at all."""

import json
import sqlite3

from ladder_assess.core.activities.activity_record import QUICK
from ladder_assess.core.activities.history import Author
from ladder_assess.core.register.importing import CHANGED, GONE, KEPT, NEW
from ladder_assess.core.register.state import DONE, UNDONE, ShownRow
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.register.imports import ImportJob

# Where a change of a row, as it is kept, says what was there and what comes.
BEFORE, AFTER = "$[1]", "$[2]"


class Overtaken(Exception):
    """The list has changed since the register was read; nothing was done."""


def save(connection: Writing, wanted: ImportJob, stamp: str, author: Author) -> tuple[int, int]:
    """Add what is new and change what changes; returns how many of each.

    `stamp` names the definition that new activities answer. Raises Overtaken where an activity was
    added or changed since the register was read.
    """
    scope = _scope(wanted)
    _check(connection, scope)
    added = _number_new(connection, scope)
    queries.add_from_register(connection, **scope, path=QUICK, definition=stamp, added=author.when)
    _describe_by_their_own(connection, scope)
    _note_changes(connection, scope, author)
    changed = int(queries.change_from_register(connection, **scope))
    queries.finish_register_import(connection, **scope, happened=author.when, state=DONE)
    return added, changed


def forget_idle(connection: Writing, wanted: ImportJob) -> None:
    """Drop what is of no use once an import is saved: rows that change nothing, earlier files."""
    scope = _scope(wanted)
    queries.drop_idle_rows(connection, **scope)
    queries.forget_after(connection, **scope)
    queries.drop_other_imports(connection, **scope)


def _check(connection: sqlite3.Connection, scope: dict[str, int]) -> None:
    """Raise Overtaken unless the list is as it was when the register was read."""
    if queries.overtaken_rows(connection, **scope):
        raise Overtaken
    numbers = queries.numbers_at_reading(connection, **scope)
    later = queries.documents_after(connection, portfolio=scope["portfolio"], number=numbers)
    ids = {json.loads(row["document"]).get("register_id") for row in later} - {None}
    if ids and ids & {r["identity"] for r in queries.new_identities(connection, **scope)}:
        raise Overtaken


def _number_new(connection: sqlite3.Connection, scope: dict[str, int]) -> int:
    rows = [row["id"] for row in queries.new_register_rows(connection, **scope)]
    if rows:
        last = queries.use_numbers(connection, portfolio=scope["portfolio"], count=len(rows))
        first = last - len(rows) + 1
        numbered = [{"row": row, "number": number} for number, row in enumerate(rows, first)]
        queries.number_register_rows(connection, numbered)
    return len(rows)


def _describe_by_their_own(connection: sqlite3.Connection, scope: dict[str, int]) -> None:
    """Let new activities that answer an earlier version of the questions be described by it."""
    found = [
        {"portfolio": scope["portfolio"], "number": row["number"], "definition": before}
        for row in queries.new_rows_with_more(connection, **scope)
        for key, before, _ in json.loads(row["changes"])
        if not key and before
    ]
    if found:
        queries.describe_activities_by(connection, found)


def _note_changes(
    connection: Writing, scope: dict[str, int], author: Author, *, back: bool = False
) -> None:
    """Put every change into the history of its activity; `back` turns each round.

    The database reads them itself: nobody else saves meanwhile, and a program takes eight times as
    long for a million of them.
    """
    earlier, later = (AFTER, BEFORE) if back else (BEFORE, AFTER)
    said = {"account": author.account, "page": author.page, "happened": author.when}
    queries.note_register_changes(connection, **scope, **said, earlier=earlier, later=later)


def undo(connection: Writing, wanted: ImportJob, author: Author) -> tuple[int, int, int]:
    """Remove what was added and put back what was changed, but for what someone has worked on
    since; returns how many were removed, put back and left.
    """
    scope = _scope(wanted)
    rows = list(queries.register_rows_to_undo(connection, **scope))
    marks = [
        {"row": row["id"], "kind": row["becomes"]} for row in rows if row["becomes"] in (KEPT, GONE)
    ]
    if marks:
        queries.mark_register_rows(connection, marks)
    back = sum(row["becomes"] == CHANGED for row in rows)
    _note_changes(connection, scope, author, back=True)
    queries.restore_from_register(connection, **scope)
    removed = int(queries.remove_from_register(connection, **scope))
    kept = sum(mark["kind"] == KEPT for mark in marks)
    queries.forget_before(connection, **scope)
    queries.finish_register_import(connection, **scope, happened=author.when, state=UNDONE)
    return removed, back, kept


def would_undo(
    database: Database, wanted: ImportJob, most: int
) -> tuple[dict[str, int], list[ShownRow]]:
    """How many rows undoing would remove (new), put back (changed) and leave (kept), and at most so
    many of those that it would leave.
    """
    counts = {NEW: 0, CHANGED: 0, KEPT: 0, GONE: 0}
    left: list[ShownRow] = []
    for row in queries.register_rows_to_undo(database.reading, **_scope(wanted)):
        counts[row["becomes"]] += 1
        if row["becomes"] == KEPT and len(left) < most:
            left.append(
                ShownRow(row["line"], row["kind"], row["identity"], row["name"], row["number"])
            )
    return counts, left


def _scope(wanted: ImportJob) -> dict[str, int]:
    return {"portfolio": wanted.portfolio.id, "register": wanted.register}
