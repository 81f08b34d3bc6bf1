"""Moves what a private link opens into an organisation's portfolio."""

from typing import NamedTuple

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Writing, queries
from ladder_assess.storage.engines.engine import Connection

# Activities that are moved in one transaction.
AT_ONCE = 250
# Rows of registers that are forgotten in one.
DROPPED_AT_ONCE = 1000


class GoesElsewhere(Exception):
    """A private link is being taken into another portfolio."""


class Moved(NamedTuple):
    """How much was moved."""

    activities: int
    actions: int


def take_in(connection: Writing, source: Portfolio, into: Portfolio) -> tuple[Moved, bool] | None:
    """Move some of a private link's activities, each with all that is kept about it and the actions
    that are planned for it alone, into another portfolio; says whether there may be more. With the
    last go the other actions and its questionnaires, and it opens nothing any more.

    Activities and waves get new numbers there. None, and nothing changed, where `source` is no
    private link's (any more). Raises GoesElsewhere where the first of it went into another.
    """
    found = queries.portfolio_to_take_in(connection, portfolio=source.id)
    if found is None:
        return None
    if found["going_into"] not in (None, into.id):
        raise GoesElsewhere
    if found["going_into"] is None:
        queries.settle_where(connection, portfolio=source.id, into=into.id)
    numbers = _move_activities(connection, source, into)
    more = len(numbers) == AT_ONCE or _drops_rows(connection, source)
    actions = _move_actions(connection, source, into, numbers, alone=more)
    if not more:
        _move_waves(connection, source, into)
        queries.delete_portfolio(connection, portfolio=source.id)
    return Moved(len(numbers), actions), more


def _drops_rows(connection: Connection, source: Portfolio) -> bool:
    """Forget some of what is kept of registers, which goes with the list; says whether there may be
    more.
    """
    gone: int = queries.drop_rows_of_list(connection, portfolio=source.id, most=DROPPED_AT_ONCE)
    return gone == DROPPED_AT_ONCE


def _move_activities(connection: Connection, source: Portfolio, into: Portfolio) -> dict[int, int]:
    """Returns the new number of each activity that was moved, by the old one."""
    numbers: dict[int, int] = {}
    for row in list(queries.rows_to_take_in(connection, portfolio=source.id, most=AT_ONCE)):
        number = queries.use_number(connection, portfolio=into.id)["number"]
        queries.take_in_activity(
            connection,
            activity=row["id"],
            portfolio=into.id,
            number=number,
            request=f"taken in {row['id']}",
        )
        numbers[row["number"]] = number
    return numbers


def _move_actions(
    connection: Connection,
    source: Portfolio,
    into: Portfolio,
    numbers: dict[int, int],
    *,
    alone: bool,
) -> int:
    """Move the actions, where `alone` is so only those that are for one of these activities."""
    rows = list(queries.actions_to_take_in(connection, portfolio=source.id))
    if alone:
        rows = [row for row in rows if row["activity"] in numbers]
    for row in rows:
        activity = numbers.get(row["activity"], 0)
        # A proposal that was picked is known by activity and recommendation: see write_plan.pick.
        picked = row["request"] == f"{row['activity']}:{row['recommendation']}"
        request = f"{activity}:{row['recommendation']}" if picked else ""
        if not request or _has(connection, into, request):
            request = f"taken in {row['id']}"
        queries.take_in_action(
            connection, action=row["id"], portfolio=into.id, activity=activity, request=request
        )
    return len(rows)


def _has(connection: Connection, into: Portfolio, request: str) -> bool:
    """Has the organisation picked the same for itself? Then both stand, each as it was worded."""
    found = queries.find_action_by_request(connection, portfolio=into.id, request=request)
    return found is not None


def _move_waves(connection: Connection, source: Portfolio, into: Portfolio) -> None:
    for row in list(queries.waves_to_take_in(connection, portfolio=source.id)):
        queries.take_in_wave(
            connection,
            wave=row["id"],
            portfolio=into.id,
            instrument=row["instrument"],
            request=f"taken in {row['id']}",
        )
        queries.take_in_response(connection, wave=row["id"], portfolio=into.id)
