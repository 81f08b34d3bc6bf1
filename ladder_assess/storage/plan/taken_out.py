"""Actions that were taken out of a plan and can be put back: set aside with what was removed."""

from collections.abc import Callable
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.removal import removed_since
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.taken_out import TakenOut
from ladder_assess.storage.activities.removed import aside_of, make_aside
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row
from ladder_assess.storage.plan import plans


def set_aside(
    connection: Writing,
    portfolio: Portfolio,
    action_id: int,
    today: date,
    now: int,
    only_if: Callable[[Action], bool],
) -> bool:
    """Take an action out of the plan with all that belongs to it, if it is still as `only_if` wants
    it. Returns whether it is out, as it is also where there was none.
    """
    action = plans.find_in(connection, portfolio, action_id)
    if action is None:
        return True
    if not only_if(action):
        return False
    queries.note_taken_out(connection, portfolio=portfolio.id, action=action_id, taken_out=now)
    into = make_aside(connection, portfolio, today)
    _move(connection, portfolio, action_id, into, f"taken out {action_id}")
    return True


def list_taken_out(database: Database, portfolio: Portfolio, now: int) -> list[TakenOut]:
    """What was taken out of a plan and can be put back now, the last first; nothing of an activity
    that is not in the list.
    """
    rows, aside = _rows(database.reading, portfolio, now), aside_of(database.reading, portfolio)
    if aside is None or not rows:
        return []
    kept = {action.id: action for action in plans.list_actions(database, aside)}
    there = [row for row in rows if row["action_id"] in kept]
    return [TakenOut(kept[row["action_id"]], row["taken_out"]) for row in there]


def put_back(connection: Writing, portfolio: Portfolio, action_id: int, now: int) -> bool:
    """Put an action back into its plan; False where that cannot be done any more."""
    rows = _rows(connection, portfolio, now)
    request = next((row["request"] for row in rows if row["action_id"] == action_id), None)
    aside = aside_of(connection, portfolio)
    if request is None or aside is None:
        return False
    if queries.find_action_by_request(connection, portfolio=portfolio.id, request=request):
        # It was picked once more meanwhile: then both stand.
        request = f"put back {action_id}"
    queries.forget_taken_out(connection, portfolio=aside.id, action=action_id)
    _move(connection, aside, action_id, portfolio, request)
    return True


def erase(connection: Writing, portfolio: Portfolio, action_id: int, now: int) -> bool:
    """Erase for good what was taken out; False where there is none such."""
    aside = aside_of(connection, portfolio)
    rows = _rows(connection, portfolio, now)
    if aside is None or action_id not in {row["action_id"] for row in rows}:
        return False
    return plans.remove_action(connection, aside, action_id)


def _rows(connection: Connection, portfolio: Portfolio, now: int) -> list[Row]:
    since = removed_since(now)
    return list(queries.list_taken_out(connection, portfolio=portfolio.id, since=since))


def _move(
    connection: Writing, source: Portfolio, action_id: int, into: Portfolio, request: str
) -> None:
    queries.move_action(
        connection, portfolio=source.id, action=action_id, into=into.id, request=request
    )
