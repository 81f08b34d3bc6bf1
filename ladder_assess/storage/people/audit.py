"""The audit log: what was done, when and by whom. Rows are only ever added."""

import json
from typing import Any

from ladder_assess.core.people.event import Actor, Event
from ladder_assess.storage.common.database import Database, Writing, queries

EVER = 2**62


def put(connection: Writing, organisation: int | None, event: Event) -> None:
    """Add an entry, to an organisation's log or, without one, to the site's own, within the
    transaction of what it tells of: with it or not at all.
    """
    queries.insert_audit(
        connection,
        organisation=organisation,
        account=event.account,
        happened=event.happened,
        event=event.event,
        details=json.dumps(dict(event.details), ensure_ascii=False),
    )


def record(connection: Writing, by: Actor, changed: bool, event: str, /, **details: Any) -> None:
    """Add what somebody does, within its transaction, to the log of the organisation in whose name
    they do it; a private link has no log. `changed` is what the writer of storage said came of it:
    where nothing did, there is nothing to put on record.
    """
    if changed and by.organisation is not None:
        put(connection, by.organisation, Event(by.when, event, details, by.account))


def record_of_person(connection: Writing, account: int, entry: Event) -> None:
    """Add an entry about a person to the site's log and to those of their organisations."""
    put(connection, None, entry)
    for row in list(queries.organisations_of(connection, account=account)):
        put(connection, row["organisation_id"], entry)


def of_organisation(database: Database, organisation: int, newest: int = 1000) -> list[Event]:
    """An organisation's newest entries, the newest first."""
    rows = queries.list_audit(database.reading, organisation=organisation, newest=newest)
    return [
        Event(
            row["happened"],
            row["event"],
            json.loads(row["details"]),
            row["account_id"],
            row["name"] or "",
        )
        for row in rows
    ]


def latest(database: Database) -> int:
    """The moment that the last entry bears, in seconds since 1970; 0 where there is none."""
    return last_until(database, EVER)


def last_until(database: Database, moment: int) -> int:
    """The same of the last entry that bears no later moment. What was put into the log last counts:
    an earlier entry may bear a later one, by a clock that ran ahead.
    """
    row = queries.latest_audit(database.reading, until=moment)
    return row["happened"] if row else 0


def of_account(database: Database, account: int, event: str, since: int) -> list[int]:
    """When an event about a person happened, from the site's own log, the newest first."""
    rows = queries.list_audit_of_account(
        database.reading, account=account, event=event, since=since
    )
    return [row["happened"] for row in rows]
