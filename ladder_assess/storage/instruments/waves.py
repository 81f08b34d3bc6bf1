"""Waves of a portfolio: what an organisation answered so far, and links for respondents.

What respondents answer is kept by storage.campaigns.anonymous_answers.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Kept, NewWave, Saved, Wave
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection
from ladder_assess.storage.instruments.responses import put_response


def add_wave(
    connection: Writing, portfolio: Portfolio, new: NewWave, opened_on: date, request: str
) -> int:
    """Open a wave and return its number."""
    row = queries.insert_wave(
        connection,
        portfolio=portfolio.id,
        instrument=new.instrument,
        short=int(new.short),
        answered_by=new.answered_by,
        about=new.subject,
        opened_on=opened_on.isoformat(),
        by_row=int(new.by_row),
        elsewhere=int(new.elsewhere),
        request=request,
    )
    return int(row["number"])


def opened_before(connection: Writing, portfolio: Portfolio, request: str) -> int | None:
    """The number of the wave that this request has opened; None where it has opened none."""
    row = queries.find_wave_by_request(connection, portfolio=portfolio.id, request=request)
    return None if row is None else int(row["number"])


def count_waves(connection: Writing, portfolio: Portfolio) -> int:
    """How many waves there are."""
    return int(queries.count_waves(connection, portfolio=portfolio.id))


def list_waves(database: Database, portfolio: Portfolio) -> list[Wave]:
    """Every wave, by instrument and number."""
    return [wave_of(r) for r in list(queries.list_waves(database.reading, portfolio=portfolio.id))]


def find_wave(
    database: Database, portfolio: Portfolio, instrument: str, number: int
) -> Wave | None:
    """One wave; None when there is none such."""
    row = queries.find_wave(
        database.reading, portfolio=portfolio.id, instrument=instrument, number=number
    )
    return None if row is None else wave_of(row)


def remove_wave(connection: Writing, portfolio: Portfolio, wave: Wave) -> bool:
    """Take away a wave of which nothing was handed in and no link was made; False, and nothing
    done, otherwise. Links decide, not answers: whether anyone has answered is told nobody.
    """
    row = queries.delete_untouched_wave(connection, portfolio=portfolio.id, wave=wave.id)
    return row is not None


def kept_answers(database: Database, portfolio: Portfolio, wave: Wave) -> Kept:
    """What an organisation has answered so far."""
    return _kept(database.reading, portfolio, wave)


def _kept(connection: Connection, portfolio: Portfolio, wave: Wave) -> Kept:
    rows = queries.list_wave_answers(connection, portfolio=portfolio.id, wave=wave.id)
    found = {row["item"]: (_value(row["value"]), row["revision"]) for row in rows}
    return Kept({i: v for i, (v, _) in found.items()}, {i: r for i, (_, r) in found.items()})


def save_page(
    connection: Writing, portfolio: Portfolio, wave: Wave, values: Mapping[str, Value], seen: int
) -> Saved | None:
    """Keep a page's answers, as it was shown at revision `seen`: all but those that someone else
    answered otherwise since. None, and nothing kept, when the answers were handed in meanwhile.
    """
    row = queries.next_wave_revision(connection, portfolio=portfolio.id, wave=wave.id)
    if row is None:
        return None
    kept = _kept(connection, portfolio, wave)
    clashes = {
        item: kept.values[item]
        for item, value in values.items()
        if kept.revisions.get(item, 0) > seen and kept.values[item] != value
    }
    for item, value in values.items():
        if item not in clashes and kept.values.get(item) != value:
            text = json.dumps(value, ensure_ascii=False)
            revision = row["revision"]
            queries.put_wave_answer(
                connection, wave=wave.id, item=item, value=text, revision=revision
            )
    return Saved(clashes, row["revision"])


def hand_in(
    connection: Writing,
    portfolio: Portfolio,
    wave: Wave,
    version: int,
    given_on: date,
    account: int | None,
    counted: Callable[[Mapping[str, Value]], Mapping[str, Value]],
) -> bool:
    """Make what was answered so far, and is `counted`, the response to a wave. False when there is
    one already, or nothing was answered.
    """
    row = queries.next_wave_revision(connection, portfolio=portfolio.id, wave=wave.id)
    values = counted(_kept(connection, portfolio, wave).values)
    if row is None or not values:
        return False
    put_response(connection, portfolio, wave, version, values, given_on, account)
    queries.forget_wave_answers(connection, wave=wave.id)
    return True


def wave_of(row: Any) -> Wave:
    """The wave that a row describes."""
    return Wave(
        id=row["id"],
        instrument=row["instrument"],
        number=row["number"],
        short=bool(row["short"]),
        answered_by=row["answered_by"],
        subject=row["about"],
        opened_on=row["opened_on"],
        revision=row["revision"],
        by_row=bool(row["by_row"]),
        elsewhere=bool(row["elsewhere"]),
    )


def _value(text: str) -> Value:
    found: str | list[str] = json.loads(text)
    return found if isinstance(found, str) else tuple(found)
