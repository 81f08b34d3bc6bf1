"""Waves of a portfolio: what an organisation answered so far, and links for respondents.

What respondents answer is kept by storage.instruments.anonymous_answers.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.instruments.responses import put_response


@dataclass(frozen=True)
class NewWave:
    """A wave as it is opened: see core.wave.Wave."""

    instrument: str
    short: bool
    answered_by: str
    subject: str = ""


@dataclass(frozen=True)
class Kept:
    """What was answered so far: each value, and the revision of the wave that it came with."""

    values: Mapping[str, Value]
    revisions: Mapping[str, int]


@dataclass(frozen=True)
class WaveLink:
    """What a respondent's link opens. `form` is empty where the instrument has none."""

    wave: Wave
    form: str
    closed: bool
    asked_by: str
    organisation: int | None = None


@dataclass(frozen=True)
class LinkState:
    """A group's link: the request of the one that is open, or that one was and is closed."""

    request: str = ""
    closed: bool = False


def add_wave(
    database: Database, portfolio: Portfolio, new: NewWave, opened_on: date, request: str
) -> int:
    """Open a wave and return its number; the same `request` again opens nothing."""
    with database.writing() as connection:
        row = queries.find_wave_by_request(connection, portfolio=portfolio.id, request=request)
        if row is None:
            row = queries.insert_wave(
                connection,
                portfolio=portfolio.id,
                instrument=new.instrument,
                short=int(new.short),
                answered_by=new.answered_by,
                about=new.subject,
                opened_on=opened_on.isoformat(),
                request=request,
            )
    return int(row["number"])


def list_waves(database: Database, portfolio: Portfolio) -> list[Wave]:
    """Every wave, by instrument and number."""
    return [_wave(r) for r in list(queries.list_waves(database.reading, portfolio=portfolio.id))]


def find_wave(
    database: Database, portfolio: Portfolio, instrument: str, number: int
) -> Wave | None:
    """One wave; None when there is none such."""
    row = queries.find_wave(
        database.reading, portfolio=portfolio.id, instrument=instrument, number=number
    )
    return None if row is None else _wave(row)


def remove_wave(database: Database, portfolio: Portfolio, wave: Wave) -> bool:
    """Take away a wave of which nothing was handed in and no link was made; False, and nothing
    done, otherwise. Links decide, not answers: whether anyone has answered is told nobody.
    """
    with database.writing() as connection:
        row = queries.delete_untouched_wave(connection, portfolio=portfolio.id, wave=wave.id)
    return row is not None


def kept_answers(database: Database, portfolio: Portfolio, wave: Wave) -> Kept:
    """What an organisation has answered so far."""
    return _kept(database.reading, portfolio, wave)


def _kept(connection: sqlite3.Connection, portfolio: Portfolio, wave: Wave) -> Kept:
    rows = queries.list_wave_answers(connection, portfolio=portfolio.id, wave=wave.id)
    found = {row["item"]: (_value(row["value"]), row["revision"]) for row in rows}
    return Kept({i: v for i, (v, _) in found.items()}, {i: r for i, (_, r) in found.items()})


@dataclass(frozen=True)
class Saved:
    """What became of a page. `clashes` are other people's answers to items that are not kept as
    they were sent; `revision` is that of the wave now.
    """

    clashes: Mapping[str, Value]
    revision: int


def save_page(
    database: Database, portfolio: Portfolio, wave: Wave, values: Mapping[str, Value], seen: int
) -> Saved | None:
    """Keep a page's answers, as it was shown at revision `seen`: all but those that someone else
    answered otherwise since. None, and nothing kept, when the answers were handed in meanwhile.
    """
    with database.writing() as connection:
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
    database: Database,
    portfolio: Portfolio,
    wave: Wave,
    version: int,
    given_on: date,
    account: int | None,
) -> bool:
    """Make what was answered so far the response to a wave. False when there is one already, or
    nothing was answered.
    """
    with database.writing() as connection:
        row = queries.next_wave_revision(connection, portfolio=portfolio.id, wave=wave.id)
        values = _kept(connection, portfolio, wave).values
        if row is None or not values:
            return False
        put_response(connection, portfolio, wave, version, values, given_on, account)
        queries.forget_wave_answers(connection, wave=wave.id)
    return True


def add_link(
    database: Database, portfolio: Portfolio, wave: Wave, form: str, request: str, token: str
) -> None:
    """Open a link for a group, unless it has an open one already."""
    with database.writing() as connection:
        queries.insert_wave_link(
            connection,
            portfolio=portfolio.id,
            wave=wave.id,
            form=form,
            request=request,
            token_digest=digest(token),
        )


def links(database: Database, portfolio: Portfolio, wave: Wave) -> dict[str, LinkState]:
    """The link of each group that has or had one, by its form."""
    rows = queries.list_wave_links(database.reading, portfolio=portfolio.id, wave=wave.id)
    found: dict[str, LinkState] = {}
    for row in rows:
        request = "" if row["closed"] else row["request"]
        found[row["form"]] = LinkState(request, closed=not request)
    return found


def close_link(database: Database, portfolio: Portfolio, wave: Wave, form: str) -> None:
    """Take no more answers by a group's link."""
    with database.writing() as connection:
        queries.close_wave_link(connection, portfolio=portfolio.id, wave=wave.id, form=form)


def find_link(database: Database, token: str) -> WaveLink | None:
    """What a token opens; None for any other text."""
    row = queries.find_wave_link(database.reading, token_digest=digest(token))
    if row is None:
        return None
    asked_by = row["organisation"] or row["title"]
    return WaveLink(_wave(row), row["form"], bool(row["closed"]), asked_by, row["organisation_id"])


def _wave(row: Any) -> Wave:
    return Wave(
        id=row["id"],
        instrument=row["instrument"],
        number=row["number"],
        short=bool(row["short"]),
        answered_by=row["answered_by"],
        subject=row["about"],
        opened_on=row["opened_on"],
        revision=row["revision"],
    )


def _value(text: str) -> Value:
    found: str | list[str] = json.loads(text)
    return found if isinstance(found, str) else tuple(found)
