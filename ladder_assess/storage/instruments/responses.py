"""What organisations answered to instruments: handed in once for each wave, and never changed.

What single respondents answered is not here but in storage.waves, where it counts in fives.
"""

import json
import secrets
from collections.abc import Mapping
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import HandedIn, Wave
from ladder_assess.storage.common.database import Database, Writing, queries


def put_response(
    connection: Writing,
    portfolio: Portfolio,
    wave: Wave,
    version: int,
    values: Mapping[str, Value],
    given_on: date,
    account: int | None,
) -> None:
    """Add what an organisation answered in a wave, within a transaction.

    Raises DatabaseError where the wave has a response already.
    """
    queries.insert_instrument_response(
        connection,
        id=secrets.token_urlsafe(16),
        portfolio=portfolio.id,
        instrument=wave.instrument,
        version=version,
        form="",
        short=int(wave.short),
        wave=wave.id,
        given_on=given_on.isoformat(),
        document=json.dumps(dict(values), ensure_ascii=False),
        account=account,
    )


def is_handed_in(database: Database, portfolio: Portfolio, wave: Wave) -> bool:
    """Has the organisation handed in its answers in a wave?"""
    found = queries.response_in_wave(database.reading, portfolio=portfolio.id, wave=wave.id)
    return found is not None


def list_responses(database: Database, portfolio: Portfolio) -> dict[int, HandedIn]:
    """Everything that was handed in, by the id of its wave, the oldest first."""
    rows = queries.list_instrument_responses(database.reading, portfolio=portfolio.id)
    return {
        row["wave"]: HandedIn(
            row["wave"], row["version"], row["given_on"], values_in(row["document"])
        )
        for row in rows
    }


def values_in(document: str) -> dict[str, Value]:
    """The answers of a kept document."""
    found = json.loads(document)
    return {k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}
