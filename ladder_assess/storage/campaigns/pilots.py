"""Pilots of drafts: links to try the questions by, and what came by them.

It stands in tables of its own, which no other module reads, so that nothing of it is ever counted.
"""

import json
from collections.abc import Mapping

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.campaigns.pilot import Visit
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.campaigns.campaigns import campaign_of
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.instruments.responses import values_in
from ladder_assess.storage.instruments.waves import wave_of


def start(
    connection: Writing, portfolio: Portfolio, wave: Wave, request: str, tokens: Mapping[str, str]
) -> bool:
    """Let a draft be tried out by a token for each group (its form). Says whether there was no such
    link before, and the campaign is a draft.
    """
    key = {"portfolio": portfolio.id, "wave": wave.id, "request": request}
    made = [
        queries.pilot_open(connection, **key, form=form, token_digest=digest(token))
        for form, token in tokens.items()
    ]
    return any(made)


def requests(database: Database, portfolio: Portfolio, wave: Wave) -> dict[str, str]:
    """The request that the link of each group (its form) was made with; none where no pilot is."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = list(queries.pilot_links(database.reading, **key))
    return {row["form"]: row["request"] for row in rows}


def find_link(database: Database, token: str) -> WaveLink | None:
    """What a token of a pilot opens; None for any other text."""
    row = queries.pilot_of_token(database.reading, token_digest=digest(token))
    if row is None:
        return None
    campaign = campaign_of(row)
    asked_by = campaign.settings.asked_by or row["organisation"] or row["list_title"]
    # Of no organisation: its own people may try the questions, too.
    return WaveLink(wave_of(row), row["form"], False, asked_by, campaign, pilot=True)


def begin(
    connection: Writing, token: str, visit: str, version: int, consent: str, now: int
) -> None:
    """Note that somebody has begun; `visit` is a random id that their browser alone has."""
    about = {"version": version, "consent": consent, "now": now}
    queries.pilot_begin(connection, token_digest=digest(token), id=digest(visit), **about)


def leave_page(connection: Writing, visit: str, page: str, now: int) -> None:
    """Note that they have left a page, and how long they were there."""
    queries.pilot_leave_page(connection, id=digest(visit), page=page, now=now)
    queries.pilot_see(connection, id=digest(visit), now=now)


def send(connection: Writing, token: str, visit: str, values: Mapping[str, Value]) -> bool:
    """Keep what somebody answered who has begun, once; False where there is no such pilot."""
    key = {"token_digest": digest(token), "id": digest(visit)}
    document = json.dumps(dict(values), ensure_ascii=False)
    if not queries.pilot_send(connection, **key, document=document, fives=FEWEST_ANSWERS):
        found = queries.pilot_find(connection, **key)
        return found is not None and bool(found["sent"])
    return True


def list_visits(database: Database, portfolio: Portfolio, wave: Wave) -> list[Visit]:
    """Everybody who has begun. What of it may be shown, core.campaigns.pilot decides."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return [
        Visit(
            id=row["id"],
            form=row["form"],
            version=row["version"],
            seconds=json.loads(row["pages"]),
            values=None if row["document"] is None else values_in(row["document"]),
            batch=row["batch"] or 0,
        )
        for row in list(queries.pilot_visits(database.reading, **key))
    ]


def throw_away(connection: Writing, portfolio: Portfolio, wave: Wave) -> bool:
    """Erase a pilot with all that came by it; says whether there was one."""
    return bool(queries.pilot_throw_away(connection, portfolio=portfolio.id, wave=wave.id))
