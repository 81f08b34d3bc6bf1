"""What the plans of a portfolio were on the days that they were given out."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.plan import ScoreNow
from ladder_assess.core.plan.progress import ActionThen, PlaceThen, Snapshot
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

PLAN, ACTION, PLACE, SCORE = "plan", "action", "place", "score"
# One a month for ten years; whoever makes a plan every day keeps a season.
MOST_KEPT = 120


def keep_snapshot(connection: Writing, portfolio: Portfolio, snapshot: Snapshot) -> None:
    """Keep what a plan is, in place of another of the same day, and of the oldest beyond so many.

    What has no activity any more is kept without it.
    """
    scope = {"portfolio": portfolio.id, "made_on": snapshot.made_on.isoformat()}
    queries.delete_snapshot(connection, **scope)
    queries.insert_snapshot_rows(connection, [scope | row for row in _rows(snapshot)])
    for day in _days(connection, portfolio)[MOST_KEPT:]:
        queries.delete_snapshot(connection, portfolio=portfolio.id, made_on=day.isoformat())


def _rows(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    yield _row(PLAN, {} if snapshot.count is None else {"activities": snapshot.count})
    for action in snapshot.actions:
        due = action.due.isoformat() if action.due else ""
        said = {"id": action.id, "title": action.title, "status": action.status, "due": due}
        yield _row(ACTION, said, action.activity)
    for place in snapshot.places:
        said = {"rungs": place.rungs, "answers": place.answers, "kind": place.kind}
        said["stamp"] = place.stamp
        yield _row(PLACE, said, place.activity)
    for score in snapshot.scores:
        yield _row(SCORE, score._asdict())


def _row(kind: str, said: Mapping[str, Any], number: int = 0) -> dict[str, Any]:
    return {"kind": kind, "number": number, "document": json.dumps(said, ensure_ascii=False)}


def snapshot_days(database: Database, portfolio: Portfolio) -> list[date]:
    """The days on which plans were given out, the latest first."""
    return _days(database.reading, portfolio)


def _days(connection: Connection, portfolio: Portfolio) -> list[date]:
    rows = queries.snapshot_days(connection, portfolio=portfolio.id)
    return [date.fromisoformat(row["made_on"]) for row in rows]


def find_snapshot(database: Database, portfolio: Portfolio, made_on: date) -> Snapshot | None:
    """What the plan of a day was; None where none was given out on it."""
    rows = list(
        queries.snapshot_rows(database.reading, portfolio=portfolio.id, made_on=made_on.isoformat())
    )
    if not rows:
        return None
    return Snapshot(
        made_on,
        tuple(_action(row) for row in rows if row["kind"] == ACTION),
        tuple(_place(row) for row in rows if row["kind"] == PLACE),
        tuple(ScoreNow(**json.loads(row["document"])) for row in rows if row["kind"] == SCORE),
        next(json.loads(row["document"]).get("activities") for row in rows if row["kind"] == PLAN),
    )


def numbers_set_aside(database: Database, portfolio: Portfolio, made_on: date) -> frozenset[int]:
    """The numbers of activities that the plan of a day had and that were removed since, of which
    not all is erased yet.
    """
    rows = queries.snapshot_numbers_set_aside(
        database.reading, portfolio=portfolio.id, made_on=made_on.isoformat()
    )
    return frozenset(row["number"] for row in rows)


def _action(row: Row) -> ActionThen:
    said = json.loads(row["document"])
    due = date.fromisoformat(said["due"]) if said["due"] else None
    return ActionThen(said["id"], row["number"] or 0, said["title"], said["status"], due)


def _place(row: Row) -> PlaceThen:
    said = json.loads(row["document"])
    rungs = Interval(*said["rungs"]) if said["rungs"] else None
    answers = {k: tuple(v) if isinstance(v, list) else v for k, v in said["answers"].items()}
    return PlaceThen(row["number"], rungs, answers, said.get("kind"), said.get("stamp", ""))
