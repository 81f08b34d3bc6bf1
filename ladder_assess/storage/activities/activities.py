"""Activities of a portfolio: one answer document for each."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import ActivityRecord, record_from_data
from ladder_assess.core.activities.history import NOBODY, Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.activities import history, landing
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

AT_ONCE = 500


class KeptActivity(NamedTuple):
    """An activity as it is kept, not read yet: who shows few of thousands reads those alone."""

    row: Row

    @property
    def number(self) -> int:
        """Its number in its portfolio."""
        return int(self.row["number"])

    @property
    def fingerprint(self) -> bytes:
        """Differs where anything that a list says of it does: its content, its number, its marks.

        The portfolio is not in it: the same content is read the same everywhere.
        """
        marks = (self.row["number"], self.row["sample"], self.row["exercise"])
        return blake2b(f"{marks}{self.row['document']}".encode(), digest_size=16).digest()

    @property
    def stamp(self) -> str:
        """The version of the questions that it was described by."""
        return str(self.row["definition"])

    @property
    def state(self) -> str:
        """How far the work on it is."""
        return str(self.row["state"])

    @property
    def assigned_to(self) -> int | None:
        """Whoever has it to do."""
        account = self.row["assigned_to"]
        return None if account is None else int(account)

    @property
    def has_usual_answers(self) -> bool:
        """Were answers filled in from a common form that nobody has confirmed? As it is written, so
        that thousands need not be read for it.
        """
        return '"prefilled": ["' in self.row["document"]

    @property
    def added(self) -> int:
        """When it came into its list, in seconds since 1970; 0 where nobody noted it."""
        return int(self.row["added"])

    def read(self) -> ActivityRecord:
        """The activity itself."""
        return record_of(self.row)


def add_activity(
    connection: Writing, portfolio: Portfolio, record: ActivityRecord, request: str, when: int = 0
) -> int:
    """Keep a new activity and return its number; the same `request` again adds nothing.

    `when` it came is in seconds since 1970, 0 where that says nothing, as of a sample.
    """
    row = queries.find_activity_by_request(connection, portfolio=portfolio.id, request=request)
    return int(row["number"]) if row else _put(connection, portfolio, record, request, when)


def is_known(connection: Writing, portfolio: Portfolio, request: str) -> bool:
    """Has this request added an activity?"""
    row = queries.find_activity_by_request(connection, portfolio=portfolio.id, request=request)
    return row is not None


def _put(
    connection: Writing, portfolio: Portfolio, record: ActivityRecord, request: str, when: int
) -> int:
    number = int(queries.use_number(connection, portfolio=portfolio.id)["number"])
    queries.insert_activity(
        connection,
        portfolio=portfolio.id,
        number=number,
        request=request,
        path=record.path,
        definition=record.stamp,
        document=_dump(record),
        sample=int(record.sample),
        exercise=int(record.exercise),
        assigned_to=record.assigned_to,
        added=when,
    )
    return number


def list_activities(database: Database, portfolio: Portfolio) -> list[ActivityRecord]:
    """Every activity of a portfolio, by number."""
    # All of them at once: a row that cannot be read must not leave the statement open.
    rows = list(_list(database, portfolio))
    return [record_of(row) for row in rows]


def each_activity(database: Database, portfolio: Portfolio) -> Iterator[ActivityRecord]:
    """The same, holding no more than AT_ONCE of them in memory."""
    last = 0
    while True:
        rows = list(
            queries.activities_after(
                database.reading,
                portfolio=portfolio.id,
                only=portfolio.assigned_to,
                after=last,
                most=AT_ONCE,
            )
        )
        yield from map(record_of, rows)
        if len(rows) < AT_ONCE:
            return
        last = rows[-1]["number"]


def list_kept(database: Database, portfolio: Portfolio) -> list[KeptActivity]:
    """Every activity of a portfolio, by number, none of them read yet."""
    return [KeptActivity(row) for row in _list(database, portfolio)]


def find_activity(database: Database, portfolio: Portfolio, number: int) -> ActivityRecord | None:
    """One activity of a portfolio; None when it has no such number."""
    row = _find(database.reading, portfolio, number)
    return None if row is None else _found(row)


def has_activity(database: Database, portfolio: Portfolio, number: int) -> bool:
    """Is there an activity of this number in a portfolio, which need not be read for that?"""
    return bool(
        queries.has_activity(
            database.reading, portfolio=portfolio.id, number=number, only=portfolio.assigned_to
        )
    )


def change_activity(
    connection: Writing,
    portfolio: Portfolio,
    number: int,
    change: Callable[[ActivityRecord], ActivityRecord],
    author: Author = NOBODY,
) -> ActivityRecord | None:
    """Replace an activity by what `change` makes of it, and note what that alters, all or nothing.

    Returns the activity as it is then; None, and nothing changed, when it has no such number.
    """
    row = _find(connection, portfolio, number)
    if row is not None and row["rows_land"]:
        landing.land_first(connection, portfolio, number)
        row = _find(connection, portfolio, number)
    if row is None:
        return None
    record = _found(row)
    return _alter(connection, portfolio, row, record, change(record), author)


def _alter(
    connection: Writing,
    portfolio: Portfolio,
    row: Row,
    before: ActivityRecord,
    after: ActivityRecord,
    author: Author,
) -> ActivityRecord:
    revision = history.record(connection, row["id"], before, after, author)
    changed = replace(after, revision=revision)
    queries.update_activity(
        connection,
        portfolio=portfolio.id,
        number=before.number,
        path=changed.path,
        definition=changed.stamp,
        document=_dump(changed),
        assigned_to=changed.assigned_to,
        state=changed.state,
        revision=revision,
    )
    return changed


def remove_activity(connection: Writing, portfolio: Portfolio, number: int) -> bool:
    """Erase an activity and the actions that were planned for it; False where there is none."""
    queries.delete_actions_of_activity(connection, portfolio=portfolio.id, number=number)
    gone: int = queries.delete_activity(connection, portfolio=portfolio.id, number=number)
    return gone > 0


def count_by_definition(database: Database, portfolio: Portfolio) -> dict[str, int]:
    """How many activities of a portfolio are described by each version of the questions."""
    rows = queries.count_by_definition(
        database.reading, portfolio=portfolio.id, only=portfolio.assigned_to
    )
    return {row["definition"]: row["activities"] for row in rows}


def count_removed(database: Database, portfolio: Portfolio) -> int:
    """How many activities a portfolio once had and has no longer: nothing else is kept of them."""
    row = queries.count_removed(database.reading, portfolio=portfolio.id)
    return int(row["removed"])


def _find(connection: Connection, portfolio: Portfolio, number: int) -> Row | None:
    found: Row | None = queries.find_activity(
        connection, portfolio=portfolio.id, number=number, only=portfolio.assigned_to
    )
    return found


def _list(database: Database, portfolio: Portfolio) -> Iterator[Row]:
    found: Iterator[Row] = queries.list_activities(
        database.reading, portfolio=portfolio.id, only=portfolio.assigned_to
    )
    return found


def _dump(record: ActivityRecord) -> str:
    return history.written(record.as_data())


def _found(row: Row) -> ActivityRecord:
    return record_of(row, has_asides=bool(row["has_asides"]))


def record_of(row: Row, *, has_asides: bool = False) -> ActivityRecord:
    """The activity that a row of its table holds."""
    return record_from_data(
        json.loads(row["document"]),
        row["number"],
        row["path"],
        sample=bool(row["sample"]),
        stamp=row["definition"],
        assigned_to=row["assigned_to"],
        state=row["state"],
        revision=row["revision"],
        exercise=bool(row["exercise"]),
        has_asides=has_asides,
    )
