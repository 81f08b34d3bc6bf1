"""Points of view on an activity: invitations by link, what was answered, what was agreed on.

What someone answered is added and never changed. Of those who use the service nothing is kept but
their answers, their group and the day; the tables themselves refuse an account (migration 0008).

Answers that are taken back leave their batch of five one short for good, so that all of it is shown
no more: see core.views. Only a batch that was never full, and so never shown, gives the place back.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS, GivenPage
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, queries


@dataclass(frozen=True)
class ViewLink:
    """What a respondent's link opens: whose view of which activity it asks for. `about` tells of a
    published case, in an exercise, what the respondents need to know; otherwise it is empty.
    `definition` names the version of the questions that the activity is described by.
    """

    activity: int
    group: str
    closed: bool
    name: str
    organisation: int | None
    asked_by: str
    about: str = ""
    definition: str = ""


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


@dataclass(frozen=True)
class AgreedView:
    """What an organisation agreed on. `by` is empty where nobody is named."""

    values: Mapping[str, Value]
    reasons: str
    agreed_on: str = ""
    by: str = ""
    definition: str = ""


def add_link(
    database: Database, portfolio: Portfolio, number: int, group: str, request: str, token: str
) -> None:
    """Open a link for a group, unless it has an open one already."""
    with database.writing() as connection:
        queries.insert_view_link(
            connection,
            portfolio=portfolio.id,
            number=number,
            respondents=group,
            request=request,
            token_digest=digest(token),
        )


def open_links(database: Database, portfolio: Portfolio, number: int) -> dict[str, str]:
    """The request of each group's open link."""
    rows = queries.open_view_links(database.reading, portfolio=portfolio.id, number=number)
    return {row["respondents"]: row["request"] for row in rows}


def closed_groups(database: Database, portfolio: Portfolio, number: int) -> set[str]:
    """The groups that had a link which was closed; they may have another one open."""
    rows = queries.closed_view_links(database.reading, portfolio=portfolio.id, number=number)
    return {row["respondents"] for row in rows}


def close_link(database: Database, portfolio: Portfolio, number: int, group: str) -> None:
    """Take no more answers by a group's link."""
    with database.writing() as connection:
        queries.close_view_link(
            connection, portfolio=portfolio.id, number=number, respondents=group
        )


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


def add_page(database: Database, token: str, link: ViewLink, new: NewPage) -> bool:
    """Keep what someone answered on a page. The same page again changes nothing.

    False, and nothing kept, when the link was closed meanwhile.
    """
    with database.erasing() as connection:
        if queries.view_link_is_open(connection, token_digest=digest(token)) is None:
            return False
        view = digest(new.view)
        if queries.find_point_of_view_page(connection, id=view, page=new.page) is None:
            _add_answers(connection, link, new, view)
    return True


def _add_answers(connection: sqlite3.Connection, link: ViewLink, new: NewPage, view: str) -> None:
    """Write a person's page together with all that those of its batch of five have given, anew.

    A row stands in its page of the file where there was room when it came, and so would tell who
    came first. So the batch is taken out, and put back in the order of its random ids, under one
    day.
    """
    key = {"activity": link.activity, "respondents": link.group}
    row = queries.count_point_of_view_page(connection, page=new.page, **key)
    batch = (row["given"] - 1) // FEWEST_ANSWERS
    found = queries.views_to_write_anew(connection, id=view, page=new.page, batch=batch, **key)
    views = {held["id"]: dict(held) for held in list(found)}
    if view not in views:
        if queries.whose_point_of_view(connection, id=view) is not None:
            raise LookupError("this point of view belongs to another link")
        views[view] = {**key, "id": view, "consent": new.consent, "account": new.account}
    pages = _take_out(connection, views)
    document = json.dumps(dict(new.values), ensure_ascii=False)
    pages.append(
        {"id": view, "page": new.page, "definition": new.definition, "batch": batch,
         "document": document}
    )  # fmt: skip
    for identity in sorted(views):
        queries.insert_point_of_view(
            connection, **{**views[identity], "given_on": new.given_on.isoformat()}
        )
    for page in sorted(pages, key=lambda page: (str(page["id"]), str(page["page"]))):
        queries.insert_point_of_view_page(connection, **page)


def _take_out(connection: sqlite3.Connection, views: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Delete some points of view within a transaction; gives the pages that they had."""
    pages = []
    for view in sorted(views):
        pages += [dict(row) for row in list(queries.pages_of_view(connection, id=view))]
        queries.delete_point_of_view(connection, id=view)
    return pages


def list_pages(database: Database, portfolio: Portfolio, number: int) -> list[GivenPage]:
    """Everything answered about an activity. What of it may be shown, core.views decides."""
    rows = queries.list_point_of_view_pages(database.reading, portfolio=portfolio.id, number=number)
    return [
        GivenPage(
            row["view_id"], row["respondents"], row["page"], row["batch"], _values(row["document"])
        )
        for row in rows
    ]


def has_view(database: Database, portfolio: Portfolio, number: int, account: int) -> bool:
    """Has this person given a view of the activity under their name?"""
    row = queries.has_point_of_view(
        database.reading, portfolio=portfolio.id, number=number, account=account
    )
    return row is not None


def withdraw(database: Database, portfolio: Portfolio, number: int, account: int) -> None:
    """Erase what a person answered about an activity under their name."""
    with database.erasing() as connection:
        rows = queries.named_points_of_view(
            connection, portfolio=portfolio.id, number=number, account=account
        )
        for row in list(rows):
            _withdraw(connection, row["id"])


@dataclass(frozen=True)
class TakenBack:
    """Which activity answers were taken back from, and of which organisation, if of any."""

    number: int
    organisation: int | None


def withdraw_by_code(database: Database, code: str) -> TakenBack | None:
    """Erase the answers given under a code; None when there are none, for whatever reason.

    Those of people who use the service, and those under a name, are not found by any code.
    """
    view = digest(code)
    row = queries.point_of_view_with_code(database.reading, id=view)
    if row is None:
        return None
    with database.erasing() as connection:
        _withdraw(connection, view)
    return TakenBack(row["number"], row["organisation_id"])


def _withdraw(connection: sqlite3.Connection, view: str) -> None:
    queries.give_back_places(connection, id=view, fewest=FEWEST_ANSWERS)
    queries.delete_point_of_view(connection, id=view)


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
            _values(row["document"]), row["reasons"], row["agreed_on"], row["name"] or "",
            row["definition"],
        )
        for row in rows
    ]  # fmt: skip


def _values(document: str) -> dict[str, Value]:
    found = json.loads(document)
    return {k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}
