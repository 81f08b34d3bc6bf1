"""Activities that were removed and can be put back: in a list of their own that nothing opens.

All that belongs to an activity stays as it is and goes along, so that it comes back exactly as it
was, an erasure or an export of the list reaches it as before, and no page finds it.
"""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.removal import RemovedActivity, removed_since
from ladder_assess.storage.activities import activities, landing
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row


def set_aside(
    connection: Writing, portfolio: Portfolio, number: int, today: date, moment: int
) -> bool:
    """Take an activity and the actions planned for it out of a list; False where there is none."""
    landing.land_first(connection, portfolio, number)
    noted = queries.note_removed(connection, portfolio=portfolio.id, number=number, removed=moment)
    if not noted:
        return False
    into = make_aside(connection, portfolio, today)
    _move(connection, portfolio, number, into, f"removed {number}")
    return True


def make_aside(connection: Writing, portfolio: Portfolio, today: date) -> Portfolio:
    """The list that holds what was removed from another, made where there is none."""
    # No digest of a token has a space in it: no private link leads here.
    name = f"removed from {portfolio.id}"
    made_on = today.isoformat()
    queries.make_list_of_removed(
        connection, token_digest=name, made_on=made_on, portfolio=portfolio.id
    )
    found = aside_of(connection, portfolio)
    if found is None:
        raise LookupError("there is no such list")
    return found


def list_removed(database: Database, portfolio: Portfolio, now: int) -> list[RemovedActivity]:
    """What was removed from a list and can be put back now, the last removed first."""
    rows = list(_removed(database.reading, portfolio, now))
    return [RemovedActivity(activities.record_of(row), row["removed"]) for row in rows]


def put_back(connection: Writing, portfolio: Portfolio, number: int, now: int) -> bool:
    """Put a removed activity into its list again; False where that cannot be done any more."""
    rows = list(_removed(connection, portfolio, now))
    request = next((row["request"] for row in rows if row["number"] == number), None)
    aside = aside_of(connection, portfolio)
    if request is None or aside is None:
        return False
    if activities.is_known(connection, portfolio, request):
        # Its form was sent once more meanwhile, and added another.
        request = f"put back {number}"
    queries.forget_removed(connection, portfolio=aside.id, number=number)
    _move(connection, aside, number, portfolio, request)
    return True


def erase_removed(connection: Writing, portfolio: Portfolio, number: int) -> bool:
    """Erase a removed activity for good; False where there is none such."""
    aside = aside_of(connection, portfolio)
    return aside is not None and activities.remove_activity(connection, aside, number)


def _removed(connection: Connection, portfolio: Portfolio, now: int) -> list[Row]:
    since = removed_since(now)
    return list(queries.list_removed_activities(connection, portfolio=portfolio.id, since=since))


def aside_of(connection: Connection, portfolio: Portfolio) -> Portfolio | None:
    """The list that holds what was removed from another; None where nothing ever was."""
    row = queries.list_of_removed(connection, portfolio=portfolio.id)
    return None if row is None else Portfolio(row["id"], "", False)


def _move(
    connection: Writing, source: Portfolio, number: int, into: Portfolio, request: str
) -> None:
    """Files go with the activity (ON UPDATE CASCADE); all else but its actions hangs on its id."""
    for row in list(queries.actions_of_activity(connection, portfolio=source.id, number=number)):
        known = queries.find_action_by_request(
            connection, portfolio=into.id, request=row["request"]
        )
        request_there = row["request"] if known is None else f"put back {row['id']}"
        queries.move_action(
            connection, portfolio=source.id, action=row["id"], into=into.id, request=request_there
        )
    queries.move_activity(
        connection, portfolio=source.id, number=number, into=into.id, request=request
    )
