"""Points of view on an activity: invitations by link, and what was answered.

What someone answered is added and never changed. Of those who use the service nothing is kept but
their answers, their group and a day; the tables themselves refuse an account (migration 0008).
Pages without a name wait outside the database until five of a group are there (answer_mix).

Answers that are taken back leave their batch of five one short for good, so that all of it is shown
no more: see core.views. Only a batch that was never full, and so never shown, gives the place back.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.group_link import ViewLink
from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS, GivenPage
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database, Writing, queries


@dataclass(frozen=True)
class NewPage:
    """A page as it is handed in. `view` is what only the respondent has: their code or, for those
    who use the service, a random id in their browser; `account` is set only where a provider or
    policymaker wants their name kept.
    """

    view: str
    page: str
    definition: str
    values: Mapping[str, Value]
    given_on: date
    consent: str
    account: int | None = None


def add_page(database: Database, token: str, link: ViewLink, new: NewPage) -> bool:
    """Keep what someone answered on a page. The same page again changes nothing.

    False, and nothing kept, when the link was closed meanwhile.
    """
    filled = ""
    with database.erasing() as connection:
        if queries.view_link_is_open(connection, token_digest=digest(token)) is None:
            return False
        view = digest(new.view)
        found = queries.whose_point_of_view(connection, id=view)
        if found is not None and found["activity_id"] != link.activity:
            raise LookupError("this point of view belongs to another link")
        group = {"activity": link.activity, "respondents": link.group, "page": new.page}
        answer = {
            "id": view,
            "definition": new.definition,
            "document": json.dumps(dict(new.values), ensure_ascii=False),
            "consent": new.consent,
            "account": new.account,
        }
        if not _is_kept(connection, new.page, view):
            filled = _let_wait(database, connection, group, answer, new.given_on)
    if filled:
        answer_mix.release(database, filled)
    return True


def _is_kept(connection: sqlite3.Connection, page: str, view: str) -> bool:
    """Is a person's answer to a page in the database?"""
    return queries.find_point_of_view_page(connection, id=view, page=page) is not None


def _let_wait(
    database: Database,
    connection: sqlite3.Connection,
    group: Mapping[str, Any],
    answer: Mapping[str, Any],
    day: date,
) -> str:
    """Let a person's page wait with those of their group, or with the last of a batch of five put
    all of it in, under one day; gives the name under which none waits then.

    What is given under a name does not wait: its giver takes it back by that name.
    """
    row = queries.point_of_view_pages_waiting(connection, **group)
    if row is None or not row["waits_in"]:
        queries.point_of_view_pages_wait_in(connection, **group, name=answer_mix.new_name())
        row = queries.point_of_view_pages_waiting(connection, **group)
    given, number = row["given"], row["given"] // FEWEST_ANSWERS
    if answer["account"] is not None:
        _put_in(connection, group, [answer], number, day)
        given, answers = given + 1, []
    else:
        answers = [answer]
    places = (number + 1) * FEWEST_ANSWERS - given
    kept = partial(_is_kept, connection, group["page"])
    batch = answer_mix.join(database, row["waits_in"], answers, places, kept)
    _put_in(connection, group, batch, number, day)
    return str(row["waits_in"]) if batch else ""


def _put_in(
    connection: sqlite3.Connection,
    group: Mapping[str, Any],
    answers: Sequence[Mapping[str, Any]],
    batch: int,
    day: date,
) -> None:
    """Put pages into the database, in the order that they have."""
    for answer in answers:
        key = {"id": answer["id"]}
        queries.insert_point_of_view(
            connection,
            **key,
            activity=group["activity"],
            respondents=group["respondents"],
            given_on=day.isoformat(),
            consent=answer["consent"],
            account=answer["account"],
        )
        queries.insert_point_of_view_page(
            connection,
            **key,
            page=group["page"],
            definition=answer["definition"],
            batch=batch,
            document=answer["document"],
        )
    queries.count_point_of_view_pages(connection, **group, more=len(answers))


def list_pages(database: Database, portfolio: Portfolio, number: int) -> list[GivenPage]:
    """Everything answered about an activity, also what still waits for its batch to be full. What
    of it may be shown, core.views decides.
    """
    key = {"portfolio": portfolio.id, "number": number}
    rows = [dict(row) for row in queries.list_point_of_view_pages(database.reading, **key)]
    here = {(row["view_id"], row["page"]) for row in rows}
    for group in list(queries.list_point_of_view_pages_waiting(database.reading, **key)):
        place = {**group, "batch": group["given"] // FEWEST_ANSWERS}
        held = answer_mix.waiting(database, group["waits_in"])
        rows += [
            {**place, "view_id": one["id"], "document": one["document"]}
            for one in held
            if (one["id"], group["page"]) not in here
        ]
    return [
        GivenPage(
            row["view_id"],
            row["respondents"],
            row["page"],
            row["batch"],
            values_in(row["document"]),
        )
        for row in rows
    ]


def numbers_with_views(database: Database, portfolio: Portfolio) -> frozenset[int]:
    """The activities of which any group ever answered a page, also one that waits."""
    rows = queries.list_activities_with_views(database.reading, portfolio=portfolio.id)
    return frozenset(row["number"] for row in rows)


def has_view(database: Database, portfolio: Portfolio, number: int, account: int) -> bool:
    """Has this person given a view of the activity under their name?"""
    row = queries.has_point_of_view(
        database.reading, portfolio=portfolio.id, number=number, account=account
    )
    return row is not None


def withdraw(
    connection: Writing, database: Database, portfolio: Portfolio, number: int, account: int
) -> None:
    """Erase what a person answered about an activity under their name."""
    key = {"portfolio": portfolio.id, "number": number}
    rows = queries.named_points_of_view(connection, account=account, **key)
    named = {row["id"] for row in list(rows)}
    for view in named:
        _withdraw(connection, view)
    # Pages that they answered after signing out wait like anybody's.
    for group in list(queries.list_point_of_view_pages_waiting(connection, **key)):
        _let_wait_without(database, group["waits_in"], named)


@dataclass(frozen=True)
class TakenBack:
    """Which activity answers were taken back from, and of which organisation, if of any."""

    number: int
    organisation: int | None


def withdraw_by_code(connection: Writing, database: Database, code: str) -> TakenBack | None:
    """Erase the answers given under a code; None when there are none, for whatever reason.

    Those of people who use the service, and those under a name, are not found by any code.
    """
    view, found = digest(code), None
    row = queries.point_of_view_with_code(connection, id=view)
    if row is not None:
        _withdraw(connection, view)
        found = TakenBack(row["number"], row["organisation_id"])
    named = queries.whose_point_of_view(connection, id=view) is not None
    for group in [] if named else list(queries.point_of_view_pages_with_codes(connection)):
        if _let_wait_without(database, group["waits_in"], {view}):
            found = TakenBack(group["number"], group["organisation_id"])
    return found


def _let_wait_without(database: Database, name: str, views: Set[str]) -> bool:
    """Take out what waits of some people; says whether there was any."""
    held = answer_mix.waiting(database, name)
    others = [answer for answer in held if answer["id"] not in views]
    if len(others) < len(held):
        answer_mix.let_wait(database, name, others)
    return len(others) < len(held)


def _withdraw(connection: Writing, view: str) -> None:
    queries.give_back_places(connection, id=view, fewest=FEWEST_ANSWERS)
    queries.delete_point_of_view(connection, id=view)


def values_in(document: str) -> dict[str, Value]:
    """The answers of a document, as they were given."""
    found = json.loads(document)
    return {k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}
