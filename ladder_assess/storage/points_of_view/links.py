"""Links by which groups are asked for their views of an activity, by its number."""

import json

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.group_link import LinkState, ViewLink, states_of
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries


def add_link(
    connection: Writing, portfolio: Portfolio, about: int, group: str, request: str, token: str
) -> bool:
    """Open a link for a group, unless it has an open one already, or there is nothing to ask about.
    Says whether one was opened.
    """
    opened = queries.insert_view_link(
        connection,
        portfolio=portfolio.id,
        number=about,
        respondents=group,
        request=request,
        token_digest=digest(token),
    )
    return bool(opened)


def links(database: Database, portfolio: Portfolio, about: int) -> dict[str, LinkState]:
    """The link of each group that has or had one."""
    rows = queries.list_view_links(database.reading, portfolio=portfolio.id, number=about)
    return states_of((row["respondents"], row["request"], bool(row["closed"]), 0) for row in rows)


def close_link(connection: Writing, portfolio: Portfolio, about: int, group: str, _at: int) -> bool:
    """Take no more answers by a group's link; says whether it was open. When that was is not kept:
    what somebody has begun there is refused at once.
    """
    key = {"portfolio": portfolio.id, "number": about, "respondents": group}
    return bool(queries.close_view_link(connection, **key))


def find_link(database: Database, token: str) -> ViewLink | None:
    """What a token opens; None for any other text."""
    row = queries.find_view_link(database.reading, token_digest=digest(token))
    if row is None:
        return None
    values = json.loads(row["document"])["values"]
    return ViewLink(
        activity=row["activity_id"],
        group=row["respondents"],
        closed=bool(row["closed"]),
        name=values.get("name", ""),
        organisation=row["organisation_id"],
        definition=row["definition"],
        asked_by=row["organisation"] or row["title"],
        about=values.get("description", "") if row["exercise"] else "",
    )
