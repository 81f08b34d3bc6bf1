"""How rooms placed activities: counts that were shown, beside what they are about."""

import json
from datetime import date
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.workshops.room_view import RoomView
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.workshops.facts import facts_text, with_facts


def put(connection: Writing, portfolio: Portfolio, number: int, view: RoomView) -> bool:
    """Keep how a room placed an activity, in the place of what the same exercise came to before.
    False where that is what is kept, or there is no such activity.
    """
    kept: int = queries.put_room_view(
        connection,
        portfolio=portfolio.id,
        number=number,
        source=view.source,
        title=view.title,
        held_on=view.held_on.isoformat(),
        rounds=json.dumps([each and _data(each) for each in view.rounds]),
    )
    return kept > 0


def list_views(database: Database, portfolio: Portfolio, number: int) -> tuple[RoomView, ...]:
    """How rooms placed an activity, the latest first."""
    rows = queries.list_room_views(database.reading, portfolio=portfolio.id, number=number)
    return tuple(
        RoomView(row["source"], row["title"], date.fromisoformat(row["held_on"]), _rounds(row))
        for row in rows
    )


def numbers_placed(database: Database, portfolio: Portfolio) -> frozenset[int]:
    """The activities that rooms have placed."""
    rows = queries.list_activities_placed_by_rooms(database.reading, portfolio=portfolio.id)
    return frozenset(row["number"] for row in rows)


def _data(tally: Tally) -> dict[str, Any]:
    facts = {"facts": facts_text(tally)} if tally.by_facts else {}
    beside = {"beside": tally.beside} if tally.beside else {}
    return {"counts": tally.counts, **facts, **beside}


def _rounds(row: Any) -> tuple[Tally | None, ...]:
    return tuple(
        each and with_facts(_tally(each), each.get("facts", ""))
        for each in json.loads(row["rounds"])
    )


def _tally(each: Any) -> Tally:
    return Tally(tuple(each["counts"]), beside=each.get("beside", 0))


def where(database: Database, portfolio: Portfolio, source: str) -> int | None:
    """The number of the activity that what an exercise came to was taken to; None for none."""
    found: int | None = queries.where_room_view_is(
        database.reading, portfolio=portfolio.id, source=source
    )
    return found


def drop(connection: Writing, portfolio: Portfolio, number: int, source: str) -> bool:
    """Take away how a room placed an activity; False where that is not there."""
    gone: int = queries.drop_room_view(
        connection, portfolio=portfolio.id, number=number, source=source
    )
    return gone > 0
