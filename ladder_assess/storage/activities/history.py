"""What was changed in an activity by whom, what was said about it, and what was set aside."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import (
    MOVED,
    READ_ANEW,
    Author,
    Change,
    Comment,
    changes_between,
)
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row

# More than any row's id: SQLite's largest.
LATEST = 2**63 - 1
# Made once: `json.dumps` with a choice of its own makes one for each text.
written = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True)
class Aside:
    """What someone typed and could not save, because someone else had changed the same."""

    key: str
    value: Value | None
    account: int | None
    revision: int


def record(
    connection: Writing,
    activity: int,
    before: ActivityRecord,
    after: ActivityRecord,
    author: Author,
) -> int:
    """Note every fact that a change of an activity alters; returns the revision it has then.

    For the transaction that keeps the change. `activity` is the row's id.
    """
    changes = changes_between(before, after)
    revision = max(after.revision, before.revision + bool(changes))
    rows = [
        {
            "activity": activity,
            "revision": revision,
            "item": change.key,
            "account": author.account,
            "page": author.page,
            "happened": author.when,
            "before": _dump(change.before),
            "after": _dump(change.after),
        }
        for change in changes
    ]
    if rows:
        queries.insert_changes(connection, rows)
    return revision


def mark_read_anew(
    connection: Writing, portfolio: Portfolio, record: ActivityRecord, to: str, author: Author
) -> None:
    """Note that the answers which its latest revision changed were read anew on a page that moves
    an activity to the version `to`, although that did not move it. For the transaction that keeps
    them.
    """
    queries.insert_mark(
        connection,
        portfolio=portfolio.id,
        number=record.number,
        revision=record.revision,
        item=READ_ANEW,
        account=author.account,
        page=author.page,
        happened=author.when,
        after=_dump(to),
    )


def changes_since(
    database: Database, portfolio: Portfolio, number: int, revision: int
) -> list[Change]:
    """What has been changed in an activity since a revision, the earliest first."""
    rows = queries.changes_since(
        database.reading, portfolio=portfolio.id, number=number, revision=revision
    )
    return [_change(row) for row in rows]


def latest_change(database: Database, portfolio: Portfolio, number: int, key: str) -> Change | None:
    """The latest change of one fact of an activity; whose it was is not said."""
    row = queries.latest_change(database.reading, portfolio=portfolio.id, number=number, item=key)
    return None if row is None else _change(row)


def changes_after(database: Database, portfolio: Portfolio, moment: int) -> dict[int, list[Change]]:
    """What has been changed in each activity of a portfolio after a moment, in seconds since 1970,
    by its number and the earliest first. Whose changes they were is not said.
    """
    rows = queries.changes_after(
        database.reading, portfolio=portfolio.id, only=portfolio.assigned_to, moment=moment
    )
    found: dict[int, list[Change]] = {}
    for row in rows:
        found.setdefault(row["number"], []).append(_change(row))
    return found


def first_noted(database: Database, portfolio: Portfolio) -> int | None:
    """The first moment, in seconds since 1970, at which an activity came or changed; None where
    none was noted.
    """
    row = queries.first_noted(database.reading, portfolio=portfolio.id)
    found: int | None = row["noted"]
    return found


def first_moved(database: Database, portfolio: Portfolio) -> int | None:
    """The first moment, in seconds since 1970, at which an activity was moved to other questions;
    None where none was.
    """
    row = queries.first_change_of(database.reading, portfolio=portfolio.id, item=MOVED)
    found: int | None = row["happened"]
    return found


def moved_some_time(database: Database, portfolio: Portfolio) -> frozenset[int]:
    """The numbers of the activities that were moved to other questions at some time."""
    rows = queries.changed_in(database.reading, portfolio=portfolio.id, item=MOVED)
    return frozenset(row["number"] for row in list(rows))


def newest_changes(
    database: Database, portfolio: Portfolio, number: int, most: int, before: int = LATEST
) -> list[Change]:
    """At most so many changes of an activity, the newest first; those older than id `before`."""
    rows = queries.list_changes(
        database.reading, portfolio=portfolio.id, number=number, before=before, most=most
    )
    return [_change(row) for row in rows]


def add_comment(
    connection: Writing, portfolio: Portfolio, number: int, comment: Comment, request: str
) -> bool:
    """Add a remark; the same `request` again adds nothing. Returns whether it was added."""
    added: int = queries.insert_comment(
        connection,
        portfolio=portfolio.id,
        number=number,
        request=request,
        item=comment.item,
        account=comment.account,
        happened=comment.happened,
        text=comment.text,
    )
    return added == 1


def comments_on(database: Database, portfolio: Portfolio, number: int) -> list[Comment]:
    """Every remark on an activity, the earliest first."""
    rows = queries.list_comments(database.reading, portfolio=portfolio.id, number=number)
    return [
        Comment(row["item"], row["text"], row["happened"], row["account_id"], row["name"] or "")
        for row in rows
    ]


def set_aside(
    connection: Writing, portfolio: Portfolio, number: int, asides: Iterable[Aside]
) -> None:
    """Keep what could not be saved, in place of what the same person set aside before.

    For a transaction that is under way.
    """
    for aside in asides:
        settle(connection, portfolio, number, [aside.key], aside.account, LATEST)
        queries.insert_aside(
            connection,
            portfolio=portfolio.id,
            number=number,
            item=aside.key,
            account=aside.account,
            revision=aside.revision,
            value=_dump(aside.value),
        )


def settle(
    connection: Writing,
    portfolio: Portfolio,
    number: int,
    keys: Iterable[str],
    account: int | None,
    revision: int,
) -> None:
    """Drop what was set aside, where whoever saves has seen it: up to the revision they saw."""
    for key in keys:
        queries.delete_aside(
            connection,
            portfolio=portfolio.id,
            number=number,
            item=key,
            account=account,
            revision=revision,
        )


def asides_of(database: Database, portfolio: Portfolio, number: int) -> list[Aside]:
    """What is set aside of an activity."""
    rows = queries.list_asides(database.reading, portfolio=portfolio.id, number=number)
    return [
        Aside(row["item"], _load(row["value"]), row["account_id"], row["revision"]) for row in rows
    ]


def _change(row: Row) -> Change:
    return Change(
        row["item"],
        _load(row["before"]),
        _load(row["after"]),
        Author(row["account_id"], row["page"], row["happened"]),
        row["revision"],
        row["name"] or "",
        row["id"],
    )


def _dump(value: Value | None) -> str | None:
    return None if value is None else written(value)


def _load(text: str | None) -> Value | None:
    value = None if text is None else json.loads(text)
    return tuple(value) if isinstance(value, list) else value
