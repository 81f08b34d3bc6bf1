"""Views of an activity that an organisation agreed on after hearing every side, with reasons."""

import json

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row
from ladder_assess.storage.points_of_view.given import values_in


def add_agreed(
    connection: Writing,
    portfolio: Portfolio,
    number: int,
    agreed: AgreedView,
    request: str,
    account: int | None,
) -> bool:
    """Record what was agreed on; the ones before stay. The same `request` again adds nothing, nor
    does one about an activity that has gone. Says whether anything was added.
    """
    added = queries.insert_agreed_view(
        connection,
        portfolio=portfolio.id,
        number=number,
        request=request,
        agreed_on=agreed.agreed_on,
        account=account,
        definition=agreed.definition,
        document=json.dumps(dict(agreed.values), ensure_ascii=False),
        reasons=agreed.reasons,
    )
    return bool(added)


def decide(
    connection: Writing,
    portfolio: Portfolio,
    number: int,
    decision: str,
    decided_on: str = "",
    taken_at: int = 0,
) -> None:
    """Keep what was done with the view that holds, instead of what was done before."""
    queries.decide_on_agreed_view(
        connection,
        portfolio=portfolio.id,
        number=number,
        decision=decision,
        decided_on=decided_on,
        taken_at=taken_at,
    )


def list_agreed(database: Database, portfolio: Portfolio, number: int) -> list[AgreedView]:
    """What was agreed on about an activity, the newest first."""
    rows = queries.list_agreed_views(database.reading, portfolio=portfolio.id, number=number)
    return [_view(row) for row in rows]


def undecided(database: Database, portfolio: Portfolio) -> dict[int, AgreedView]:
    """The views that hold and on which nothing was decided, by the number of their activity."""
    rows = queries.list_undecided_views(database.reading, portfolio=portfolio.id)
    return {row["number"]: _view(row) for row in rows}


def _view(row: Row) -> AgreedView:
    return AgreedView(
        values_in(row["document"]), row["reasons"], row["agreed_on"], row["name"] or "",
        row["definition"], row["decision"], row["decided_on"], row["taken_at"],
    )  # fmt: skip


def numbers_agreed(database: Database, portfolio: Portfolio) -> frozenset[int]:
    """The activities on which a view was agreed."""
    rows = queries.list_activities_agreed(database.reading, portfolio=portfolio.id)
    return frozenset(row["number"] for row in rows)
