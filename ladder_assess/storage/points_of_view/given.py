"""Points of view on an activity: invitations by link, and what was answered.

What someone answered is added and never changed. Of those who use the service nothing is kept but
their answers, their group and a day; the tables themselves refuse an account (migration 0008).
Pages without a name wait outside the database until five of a group are there (answer_mix).

Nothing joins the pages of one person: which fives they stand in, page by page, would tell who came
when. Each page is known by an id of its own, which only whoever has the person's code works out.
Pages under a name stand in fives of their own, as do those that answer another version of the
questions: a five of two kinds is two smaller groups.

Answers that are taken back leave their batch of five one short for good, so that all of it is shown
no more: see core.views. Only a batch that was never full, and so never shown, gives the place back:
one of pages under names, or one that waits.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, GivenPage
from ladder_assess.core.points_of_view.group_link import ViewLink
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.answer_mix import Group, Queue
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.common.places import Answer
from ladder_assess.storage.engines.engine import Connection


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
        identity = page_id(new.view, new.page)
        found = queries.whose_point_of_view(connection, id=identity)
        if found is not None and found["activity_id"] != link.activity:
            raise LookupError("this point of view belongs to another link")
        group = {
            "activity": link.activity,
            "respondents": link.group,
            "page": new.page,
            "series": new.definition if new.account is None else f"{new.definition} named",
        }
        document = json.dumps(dict(new.values), ensure_ascii=False)
        answer = {"id": identity, "document": document}
        queue = _queue(connection, group, new)
        if found is None and new.account is None:
            filled = queue.join(database, connection, group, answer, new.consent)
        elif found is None:
            queue.waits_in(connection, group, new.consent)
            queue.put_in([answer], new.consent)
    if filled:
        answer_mix.release(database, filled)
    return True


def page_id(view: str, page: str) -> str:
    """What a page of a person is known by, from what only they have. From the ids of two pages
    nobody can tell that they are of one person.
    """
    return digest(f"{digest(view)} {page}")


def _queue(connection: Connection, group: Group, new: NewPage) -> Queue:
    """Where pages wait; five go in together, under the day of the last.

    What is given under a name does not wait: its giver takes it back by that name.
    """

    def put_in(answers: list[Answer], consents: str) -> None:
        given = queries.point_of_view_pages_waiting(connection, **group)["given"]
        for answer in answers:
            queries.insert_point_of_view(
                connection,
                id=answer["id"],
                activity=group["activity"],
                respondents=group["respondents"],
                given_on=new.given_on.isoformat(),
                consent=consents,
                account=new.account,
            )
            queries.insert_point_of_view_page(
                connection,
                id=answer["id"],
                page=group["page"],
                definition=new.definition,
                series=group["series"],
                batch=given // FEWEST_ANSWERS,
                document=answer["document"],
            )
        queries.count_point_of_view_pages(connection, **group, more=len(answers))

    find, keep = queries.point_of_view_pages_waiting, queries.point_of_view_pages_wait_in
    return Queue(find, keep, put_in)


def list_pages(database: Database, portfolio: Portfolio, number: int) -> list[GivenPage]:
    """Everything answered about an activity, also what still waits for its batch to be full. What
    of it may be shown, core.views decides.
    """
    key = {"portfolio": portfolio.id, "number": number}
    rows = list(queries.list_point_of_view_pages(database.reading, **key))
    given = [
        GivenPage(view, group, page, batch, values, series=series)
        for (view, group, page, series, batch, _), values in zip(
            rows, all_values_in([row["document"] for row in rows]), strict=True
        )
    ]
    here: set[str] | None = None
    for group in list(queries.list_point_of_view_pages_waiting(database.reading, **key)):
        here = {page.view for page in given} if here is None else here
        batch = group["given"] // FEWEST_ANSWERS
        given += [
            GivenPage(
                str(one["id"]),
                group["respondents"],
                group["page"],
                batch,
                values_in(one["document"]),
                series=group["series"],
            )
            for one in answer_mix.waiting(database, group["waits_in"])
            if one["id"] not in here
        ]
    return given


def state_of(database: Database, portfolio: Portfolio, number: int) -> tuple[object, ...]:
    """What is the same while all that may be shown of an activity's views is, and changes when that
    does: nothing that was given changes, and what is taken back from a five that was full leaves
    fewer there than were `given`, for good.
    """
    key = {"portfolio": portfolio.id, "number": number}
    counts = [tuple(row) for row in queries.counts_of_points_of_view(database.reading, **key)]
    return (queries.count_points_of_view(database.reading, **key), *counts)


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


def withdraw(connection: Writing, portfolio: Portfolio, number: int, account: int) -> bool:
    """Erase what a person answered about an activity under their name; was there any?"""
    key = {"portfolio": portfolio.id, "number": number}
    rows = queries.named_points_of_view(connection, account=account, **key)
    named = {row["id"] for row in list(rows)}
    for view in named:
        erase_view(connection, view)
    return bool(named)


@dataclass(frozen=True)
class TakenBack:
    """Which activity answers were taken back from, and of which organisation, if of any."""

    number: int
    organisation: int | None


def ids_by_code(database: Database, code: str) -> list[str]:
    """What the pages are known by that were given under a code; none when there are none, for
    whatever reason. Whoever makes codes up keeps nobody waiting: this looks and locks nothing.
    """
    rows = queries.pages_with_codes(database.reading)
    ids = [page_id(code, row["page"]) for row in rows]
    names = answer_mix.names_of(database, ids)
    waits = (queries.who_waits_with_code(database.reading, name=name) for name in names)
    kept = (queries.point_of_view_with_code(database.reading, id=each) for each in ids)
    return ids if any(waits) or any(kept) else []


def withdraw_by_code(
    connection: Writing, database: Database, ids: Collection[str]
) -> TakenBack | None:
    """Erase the answers that `ids_by_code` has found; None when they have gone meanwhile.

    Those of people who use the service, and those under a name, are not found by any code.
    """
    found = None
    for view in ids:
        row = queries.point_of_view_with_code(connection, id=view)
        if row is not None:
            erase_view(connection, view)
            found = TakenBack(row["number"], row["organisation_id"])
    for name in answer_mix.names_of(database, ids):
        row = queries.who_waits_with_code(connection, name=name)
        if row is not None and answer_mix.take_out(database, name, ids):
            found = TakenBack(row["number"], row["organisation_id"])
    return found


def erase_view(connection: Writing, view: str) -> None:
    """Erase a page that somebody has taken back, so that the rest of its five is shown no more."""
    queries.give_back_places(connection, id=view, fewest=FEWEST_ANSWERS)
    queries.delete_point_of_view(connection, id=view)


def values_in(document: str) -> dict[str, Value]:
    """The answers of a document, as they were given."""
    found: dict[str, Value] = json.loads(document)
    # Most take one answer each; of a page of many that is told faster by the text.
    if "[" not in document:
        return found
    return {k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}


def all_values_in(documents: Sequence[str]) -> list[dict[str, Value]]:
    """The same of many documents, which are read as one: that is much faster."""
    found: list[dict[str, Value]] = json.loads(f"[{','.join(documents)}]")
    for at, document in enumerate(documents):
        if "[" in document:
            found[at] = values_in(document)
    return found
