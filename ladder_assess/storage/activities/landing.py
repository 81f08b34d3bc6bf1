"""Rows of a register on their way into a list, some at a time (see storage.register.saving).

It is settled that all of them come in: from then on, whoever changes an activity has its row land
first, so that one change follows the other as if all had come in at once.
"""

import json
from typing import NamedTuple

from ladder_assess.core.activities.activity_record import QUICK
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.register.importing import NEW
from ladder_assess.storage.common.database import Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

# Of a row with each fact changed, some forty more are written.
AT_ONCE = 250
# Where a change of a row, as it is kept, says what was there and what comes.
BEFORE, AFTER = "$[1]", "$[2]"
NO_PAGE = ""


class Stretch(NamedTuple):
    """Rows of a register, by their ids: those after one, up to another."""

    portfolio: int
    register: int
    after: int
    last: int


def under_way(connection: Connection, portfolio: Portfolio) -> list[int]:
    """The registers of which rows have still to land."""
    rows = queries.landing_registers(connection, portfolio=portfolio.id)
    return [row["id"] for row in rows]


def land_some(connection: Writing, portfolio: int, register: int, stamp: str) -> bool:
    """Let the next rows of a register land; says whether there may be more. `stamp` names the
    definition that new activities answer.
    """
    key = {"portfolio": portfolio, "register": register}
    way = queries.landing_of(connection, **key)
    if way is None:
        return False
    rows = list(queries.rows_to_land(connection, **key, after=way["landed"], most=AT_ONCE))
    if rows:
        some = Stretch(portfolio, register, way["landed"], rows[-1]["id"])
        _add(connection, some, [row["id"] for row in rows if row["kind"] == NEW], stamp, way)
        _change(connection, some, way)
        queries.forget_after(connection, **some._asdict())
        queries.note_landed(connection, **key, landed=some.last)
    return len(rows) == AT_ONCE


def land_first(connection: Writing, portfolio: Portfolio, number: int) -> None:
    """Let the row of an activity land that is about to be changed otherwise."""
    for row in list(queries.landing_rows_of(connection, portfolio=portfolio.id, number=number)):
        one = Stretch(portfolio.id, row["register"], row["id"] - 1, row["id"])
        _change(connection, one, row)


def _add(connection: Writing, some: Stretch, new: list[int], stamp: str, way: Row) -> None:
    if not new:
        return
    last = queries.use_numbers(connection, portfolio=some.portfolio, count=len(new))
    numbered = [{"row": row, "number": at} for at, row in enumerate(new, last - len(new) + 1)]
    queries.number_register_rows(connection, numbered)
    added = {"path": QUICK, "definition": stamp, "added": way["happened"]}
    queries.add_from_register(connection, **some._asdict(), **added)
    _describe_by_their_own(connection, some)


def _describe_by_their_own(connection: Writing, some: Stretch) -> None:
    """Let new activities that answer an earlier version of the questions be described by it."""
    found = [
        {"portfolio": some.portfolio, "number": row["number"], "definition": before}
        for row in queries.new_rows_with_more(connection, **some._asdict())
        for key, before, _ in json.loads(row["changes"])
        if not key and before
    ]
    if found:
        queries.describe_activities_by(connection, found)


def _change(connection: Writing, some: Stretch, way: Row) -> None:
    note_changes(connection, some, way["account_id"], way["happened"])
    queries.change_from_register(connection, **some._asdict())


def note_changes(
    connection: Writing, some: Stretch, account: int | None, when: int, *, back: bool = False
) -> None:
    """Put every change into the history of its activity; `back` turns each round, where the row
    has landed.

    The database reads them itself: a program takes eight times as long for a million of them.
    """
    earlier, later = (AFTER, BEFORE) if back else (BEFORE, AFTER)
    said = {"account": account, "page": NO_PAGE, "happened": when, "landed": int(back)}
    queries.note_register_changes(
        connection, **some._asdict(), **said, earlier=earlier, later=later
    )
