"""What respondents answer in a wave: their answers, group and a day, nothing of who or when.

An answer waits outside the database until five of its group are there (storage.common.answer_mix);
then all five are added at once, in the order of their random ids and under one day. What was added
is never changed; core.group_scores says what of it may be shown.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import GivenResponse, Wave
from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.instruments.responses import values_in


@dataclass(frozen=True)
class NewView:
    """What a respondent hands in. `view` is a random id that their browser alone has."""

    view: str
    version: int
    values: Mapping[str, Value]
    given_on: date
    consent: str


def add_view(database: Database, token: str, new: NewView) -> bool:
    """Keep what a respondent answered. The same view again changes nothing.

    False, and nothing kept, when the link was closed meanwhile.
    """
    filled = ""
    with database.erasing() as connection:
        link = queries.wave_link_is_open(connection, token_digest=digest(token))
        if link is None:
            return False
        group = {"wave": link["wave_id"], "form": link["form"]}
        view = digest(new.view)
        answer = {
            "id": view,
            "version": new.version,
            "consent": new.consent,
            "document": json.dumps(dict(new.values), ensure_ascii=False),
        }
        if not _is_kept(connection, view):
            filled = _let_wait(database, connection, group, answer, new.given_on)
    if filled:
        answer_mix.release(database, filled)
    return True


def _is_kept(connection: sqlite3.Connection, view: str) -> bool:
    """Are a respondent's answers in the database?"""
    return queries.find_wave_view(connection, id=view) is not None


def _let_wait(
    database: Database,
    connection: sqlite3.Connection,
    group: Mapping[str, Any],
    answer: Mapping[str, Any],
    day: date,
) -> str:
    """Let a respondent's answers wait with those of their group, or with the last of a batch of
    five put all of it in, under one day; gives the name under which none waits then.
    """
    row = queries.wave_views_waiting(connection, **group)
    if row is None or not row["waits_in"]:
        queries.wave_views_wait_in(connection, **group, name=answer_mix.new_name())
        row = queries.wave_views_waiting(connection, **group)
    places = FEWEST_ANSWERS - row["given"] % FEWEST_ANSWERS
    batch = answer_mix.join(
        database, row["waits_in"], [answer], places, partial(_is_kept, connection)
    )
    number = row["given"] // FEWEST_ANSWERS
    for one in batch:
        queries.insert_wave_view(connection, given_on=day.isoformat(), batch=number, **group, **one)
    queries.count_wave_views(connection, **group, more=len(batch))
    return str(row["waits_in"]) if batch else ""


def list_views(database: Database, portfolio: Portfolio, wave: Wave) -> list[GivenResponse]:
    """Everything that respondents answered, also what still waits for its batch to be full. What of
    it may be shown, core.group_scores decides.
    """
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = [dict(row) for row in queries.list_wave_views(database.reading, **key)]
    here = {row["id"] for row in rows}
    for group in list(queries.list_wave_views_waiting(database.reading, **key)):
        place = {"form": group["form"], "batch": group["given"] // FEWEST_ANSWERS}
        held = answer_mix.waiting(database, group["waits_in"])
        rows += [{**place, **answer} for answer in held if answer["id"] not in here]
    return [
        GivenResponse(
            row["id"], row["form"], "", row["batch"], values_in(row["document"]), row["version"]
        )
        for row in rows
    ]
