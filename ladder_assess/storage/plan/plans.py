"""The actions of a portfolio's plan, in the order their owner gave them."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from ladder_assess.core.activities.history import NOBODY, Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.edits import Edit, Said, edits_between
from ladder_assess.core.plan.plan import MEDIUM, Action, ScoreNow, Trigger
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

OWN_COLUMNS = ("id", "activity", "recommendation")
# Not in the document: a column, rows of their own, or never kept.
NOT_IN_DOCUMENT = (*OWN_COLUMNS, "covers", "weighed", "reason")
DAYS = ("starts", "due")


def add_action(connection: Writing, portfolio: Portfolio, action: Action, request: str) -> int:
    """Put an action at the end of the plan, with the activities that it covers, and return its id;
    the same `request` adds nothing.
    """
    queries.insert_action(
        connection,
        portfolio=portfolio.id,
        request=request,
        activity=action.activity,
        recommendation=action.recommendation,
        document=_dump(action),
    )
    row = queries.find_action_by_request(connection, portfolio=portfolio.id, request=request)
    scope = {"portfolio": portfolio.id, "action": row["id"]}
    covered = [{**scope, "number": number} for number in action.covers]
    if covered:
        queries.insert_covered(connection, covered)
    return int(row["id"])


def list_actions(database: Database, portfolio: Portfolio) -> list[Action]:
    """The actions of a plan in order."""
    return _list(database.reading, portfolio)


def _list(connection: Connection, portfolio: Portfolio) -> list[Action]:
    rows = list(queries.list_actions(connection, portfolio=portfolio.id))
    covered: dict[int, list[int]] = {}
    for row in queries.list_covered(connection, portfolio=portfolio.id):
        covered.setdefault(row["action_id"], []).append(row["number"])
    return [_action(row, covered.get(row["id"], ())) for row in rows]


def find_action(database: Database, portfolio: Portfolio, action_id: int) -> Action | None:
    """One action of a plan; None when it has none with this id."""
    return find_in(database.reading, portfolio, action_id)


def find_in(connection: Connection, portfolio: Portfolio, action_id: int) -> Action | None:
    """One action of a plan, for a transaction; None when it has none with this id."""
    row = queries.find_action(connection, portfolio=portfolio.id, action=action_id)
    if row is None:
        return None
    covered = queries.covered_by(connection, portfolio=portfolio.id, action=action_id)
    return _action(row, [each["number"] for each in covered])


def change_action(
    connection: Writing,
    portfolio: Portfolio,
    action_id: int,
    change: Callable[[Action], Action],
    author: Author = NOBODY,
) -> Action | None:
    """Replace what the page of an action asks by what `change` makes of it, and note what differs.

    None, and nothing done, when the plan has none with this id.
    """
    action = find_in(connection, portfolio, action_id)
    if action is None:
        return None
    changed = change(action)
    queries.update_action(
        connection, portfolio=portfolio.id, action=action.id, document=_dump(changed)
    )
    _note(connection, edits_between(action, changed), author)
    return changed


def _note(connection: Writing, edits: Iterable[Edit], author: Author) -> None:
    rows = [
        {
            "action": edit.action,
            "field": edit.key,
            "account": author.account,
            "happened": author.when,
            "before": _text(edit.before),
            "after": _text(edit.after),
        }
        for edit in edits
    ]
    if rows:
        queries.insert_action_changes(connection, rows)


def list_edits(database: Database, portfolio: Portfolio) -> list[Edit]:
    """What was changed in the actions of a plan, by whom and when, the newest first."""
    rows = list(queries.list_action_changes(database.reading, portfolio=portfolio.id))
    return [_edit(row) for row in rows]


def _edit(row: Row) -> Edit:
    key = row["field"]
    return Edit(
        key,
        _said(key, row["before"]),
        _said(key, row["after"]),
        row["action_id"],
        Author(row["account_id"], "", row["happened"]),
        row["name"] or "",
    )


def _text(said: Said) -> str:
    return json.dumps(said or "", ensure_ascii=False, default=date.isoformat)


def _said(key: str, document: str) -> Said:
    text = str(json.loads(document))
    return date.fromisoformat(text) if key in DAYS and text else text


def order_actions(
    connection: Writing, portfolio: Portfolio, order: Callable[[Sequence[Action]], list[int]]
) -> None:
    """Put the actions in the order of the ids that `order` makes of them."""
    before = _list(connection, portfolio)
    for place, action_id in enumerate(order(before), start=1):
        queries.place_action(connection, portfolio=portfolio.id, action=action_id, place=place)


def remove_action(
    connection: Writing,
    portfolio: Portfolio,
    action_id: int,
    only_if: Callable[[Action], bool] = lambda _: True,
) -> bool:
    """Take an action out of the plan, if it is still as `only_if` wants it.

    Returns whether it is out, as it is also where there was none.
    """
    action = find_in(connection, portfolio, action_id)
    if action is not None and not only_if(action):
        return False
    queries.delete_action(connection, portfolio=portfolio.id, action=action_id)
    return True


def _dump(action: Action) -> str:
    data = {k: v for k, v in asdict(action).items() if k not in NOT_IN_DOCUMENT}
    return json.dumps(data, ensure_ascii=False, default=date.isoformat)


def _action(row: Row, covers: Iterable[int]) -> Action:
    data: dict[str, Any] = json.loads(row["document"])
    if "starts" not in data and data["priority"] == MEDIUM:
        # Before priorities were worked out, medium was what nobody had set.
        data["priority"] = ""
    days = {key: date.fromisoformat(data[key]) for key in DAYS if data.get(key)}
    return Action(
        **{
            **data,
            **{column: row[column] for column in OWN_COLUMNS},
            **dict.fromkeys(DAYS),
            **days,
            "trigger": Trigger(*data["trigger"]) if data["trigger"] else None,
            "covers": tuple(covers),
            "then": tuple(ScoreNow(*each) for each in data.get("then", ())),
        }
    )
