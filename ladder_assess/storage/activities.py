"""Activities of a portfolio: one answer document for each."""

import json
import sqlite3
from collections.abc import Callable

from ladder_assess.core.draft import Draft, draft_from_data
from ladder_assess.storage.database import Database, queries
from ladder_assess.storage.portfolios import Portfolio


def add_activity(database: Database, portfolio: Portfolio, draft: Draft, request: str) -> int:
    """Keep a new activity and return its number; the same `request` again adds nothing."""
    with database.writing() as connection:
        row = queries.find_activity_by_request(connection, portfolio=portfolio.id, request=request)
        if row is None:
            row = queries.use_number(connection, portfolio=portfolio.id)
            queries.insert_activity(
                connection,
                portfolio=portfolio.id,
                number=row["number"],
                request=request,
                path=draft.path,
                definition=draft.stamp,
                document=_dump(draft),
                sample=int(draft.sample),
            )
    return int(row["number"])


def list_activities(database: Database, portfolio: Portfolio) -> list[Draft]:
    """Every activity of a portfolio, by number."""
    rows = queries.list_activities(database.reading, portfolio=portfolio.id)
    return [_draft(row) for row in rows]


def find_activity(database: Database, portfolio: Portfolio, number: int) -> Draft | None:
    """One activity of a portfolio; None when it has no such number."""
    row = queries.find_activity(database.reading, portfolio=portfolio.id, number=number)
    return None if row is None else _draft(row)


def change_activity(
    database: Database, portfolio: Portfolio, number: int, change: Callable[[Draft], Draft]
) -> Draft | None:
    """Replace an activity's document by what `change` makes of it, in one transaction.

    Returns the activity as it is then; None, and nothing changed, when it has no such number.
    """
    with database.writing() as connection:
        row = queries.find_activity(connection, portfolio=portfolio.id, number=number)
        if row is None:
            return None
        changed = change(_draft(row))
        queries.update_activity(
            connection,
            portfolio=portfolio.id,
            number=number,
            path=changed.path,
            document=_dump(changed),
        )
    return changed


def remove_activity(database: Database, portfolio: Portfolio, number: int) -> None:
    """Erase an activity and the actions that were planned for it."""
    with database.writing() as connection:
        queries.delete_actions_of_activity(connection, portfolio=portfolio.id, number=number)
        queries.delete_activity(connection, portfolio=portfolio.id, number=number)


def _dump(draft: Draft) -> str:
    return json.dumps(draft.as_data(), ensure_ascii=False)


def _draft(row: sqlite3.Row) -> Draft:
    return draft_from_data(
        json.loads(row["document"]),
        row["number"],
        row["path"],
        sample=bool(row["sample"]),
        stamp=row["definition"],
    )
