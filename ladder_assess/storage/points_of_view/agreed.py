"""Views of an activity that an organisation agreed on after hearing every side, with reasons."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.points_of_view.given import values_in


@dataclass(frozen=True)
class AgreedView:
    """What an organisation agreed on. `by` is empty where nobody is named."""

    values: Mapping[str, Value]
    reasons: str
    agreed_on: str = ""
    by: str = ""
    definition: str = ""


def add_agreed(
    database: Database,
    portfolio: Portfolio,
    number: int,
    agreed: AgreedView,
    request: str,
    account: int | None,
) -> None:
    """Record what was agreed on; the ones before stay. The same `request` again adds nothing."""
    with database.writing() as connection:
        queries.insert_agreed_view(
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


def list_agreed(database: Database, portfolio: Portfolio, number: int) -> list[AgreedView]:
    """What was agreed on about an activity, the newest first."""
    rows = queries.list_agreed_views(database.reading, portfolio=portfolio.id, number=number)
    return [
        AgreedView(
            values_in(row["document"]), row["reasons"], row["agreed_on"], row["name"] or "",
            row["definition"],
        )
        for row in rows
    ]  # fmt: skip
