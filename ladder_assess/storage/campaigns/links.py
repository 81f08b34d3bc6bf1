"""Links by which groups of respondents answer in a wave, which is known by its id here."""

from collections.abc import Collection

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.points_of_view.group_link import LinkState, states_of
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.campaigns.campaigns import campaign_of
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.instruments.waves import wave_of


def add_link(
    connection: Writing,
    portfolio: Portfolio,
    about: int,
    group: str,
    request: str,
    token: str,
    once: Collection[str] = (),
) -> bool:
    """Open a link for a group (its form), unless it has an open one already, or there is nothing to
    ask about. Says whether one was opened. With tokens that work `once`, those open it instead.
    """
    opened = queries.insert_wave_link(
        connection,
        portfolio=portfolio.id,
        wave=about,
        form=group,
        request=request,
        token_digest=digest(token),
        many=len(once),
    )
    if opened and once:
        rows = [{"request": request, "token_digest": each} for each in sorted(map(digest, once))]
        queries.insert_links_once(connection, rows)
    return bool(opened)


def links(database: Database, portfolio: Portfolio, about: int) -> dict[str, LinkState]:
    """The link of each group that has or had one, by its form."""
    rows = queries.list_wave_links(database.reading, portfolio=portfolio.id, wave=about)
    return states_of(
        (row["form"], row["request"], bool(row["closed"]), row["many"]) for row in rows
    )


def close_link(connection: Writing, portfolio: Portfolio, about: int, group: str, at: int) -> bool:
    """Take no more answers by a group's link from an instant on; says whether it was open."""
    key = {"portfolio": portfolio.id, "wave": about, "form": group}
    return bool(queries.close_wave_link(connection, **key, at=at))


def find_link(database: Database, token: str) -> WaveLink | None:
    """What a token opens; None for any other text."""
    row = queries.find_wave_link(database.reading, token_digest=digest(token))
    if row is None:
        return None
    campaign = campaign_of(row)
    asked_by = campaign.settings.asked_by or row["organisation"] or row["list_title"]
    return WaveLink(
        wave_of(row),
        row["form"],
        bool(row["closed"]),
        asked_by,
        campaign,
        row["organisation_id"],
        once=row["many"] > 0,
        closed_at=row["closed_at"] or 0,
    )
