"""Public pages about plans: what their publishers chose, and what others see."""

import json
import sqlite3
from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.public_page import (
    UNTOLD,
    Choices,
    PublicPage,
    Told,
    as_data,
    from_data,
)
from ladder_assess.storage.common.database import Database, queries


@dataclass(frozen=True)
class KeptPage:
    """A plan's public page. `revision` is 0 where nothing was chosen yet; `address` is empty until
    it was published once; `page` is None while it is not. It is `barred` where those who run the
    site have taken it down.
    """

    choices: Choices
    revision: int = 0
    address: str = ""
    page: PublicPage | None = None
    taken_down: date | None = None
    barred: bool = False


NOTHING = KeptPage(Choices())


def find_page(database: Database, portfolio: Portfolio) -> KeptPage:
    """What is kept of a plan's public page."""
    row = queries.find_public_page(database.reading, portfolio=portfolio.id)
    if row is None:
        return NOTHING
    chosen = json.loads(row["document"])
    down = row["taken_down_on"]
    return KeptPage(
        Choices(**{**chosen, "shows": frozenset(chosen["shows"])}),
        row["revision"],
        row["address"] or "",
        _page(row),
        date.fromisoformat(down) if down else None,
        bool(row["barred"]),
    )


def find_published(database: Database, address: str) -> KeptPage | None:
    """What everyone sees under an address: no page where it was taken down; None where there never
    was one, or all of it was erased.
    """
    row = queries.published_page(database.reading, address=address)
    return None if row is None else replace(NOTHING, address=address, page=_page(row))


def _page(row: sqlite3.Row) -> PublicPage | None:
    published = json.loads(row["published"])
    return from_data(published) if published else None


def list_told(database: Database, portfolio: Portfolio) -> dict[int, Told]:
    """What is said to everyone about the actions of a plan, by their ids."""
    rows = queries.list_told(database.reading, portfolio=portfolio.id)
    return {
        row["action_id"]: Told(bool(row["shown"]), row["did"], bool(row["evidence"]))
        for row in rows
    }


def keep_choices(
    database: Database, portfolio: Portfolio, choices: Choices, shown: Collection[int], seen: int
) -> bool:
    """Keep what was chosen, and which actions are shown, all others not.

    Nothing is kept, and False returned, where the choices are not at the revision `seen` any more.
    """
    with database.writing() as connection:
        if find_page(database, portfolio).revision != seen:
            return False
        document = json.dumps({**asdict(choices), "shows": sorted(choices.shows)})
        queries.keep_public_page(
            connection, portfolio=portfolio.id, revision=seen + 1, document=document
        )
        told = list_told(database, portfolio)
        for action in {*told, *shown}:
            wanted = replace(told.get(action, UNTOLD), shown=action in shown)
            _tell(connection, portfolio, action, wanted)
    return True


def tell(database: Database, portfolio: Portfolio, action: int, told: Told) -> None:
    """Say to everyone what was done about an action; whether it is shown stays as it is."""
    with database.writing() as connection:
        kept = list_told(database, portfolio).get(action, UNTOLD)
        _tell(connection, portfolio, action, replace(told, shown=kept.shown))


def _tell(connection: sqlite3.Connection, portfolio: Portfolio, action: int, told: Told) -> None:
    queries.tell_of_action(
        connection,
        portfolio=portfolio.id,
        action=action,
        shown=int(told.shown),
        did=told.did,
        evidence=int(told.evidence),
    )


def publish(database: Database, portfolio: Portfolio, page: PublicPage, address: str) -> None:
    """Show a page to everyone, at the address that it had before or else at this one."""
    with database.writing() as connection:
        published = json.dumps(as_data(page), ensure_ascii=False)
        queries.publish_page(
            connection, portfolio=portfolio.id, address=address, published=published
        )


def take_down(database: Database, portfolio: Portfolio, day: date) -> bool:
    """Show the page to nobody any more; what it said is gone, what was chosen stays.

    Returns whether it was there. What is overwritten is not left in the file.
    """
    with database.erasing() as connection:
        done = queries.take_page_down(connection, portfolio=portfolio.id, day=day.isoformat())
    return bool(done)


def bar(database: Database, address: str, day: date, barred: bool) -> bool:
    """Take down the page at an address, whoever's it is, so that it cannot be published again; or
    allow that again. Returns whether there is one.
    """
    with database.erasing() as connection:
        done = queries.bar_page(
            connection, address=address, day=day.isoformat(), barred=int(barred)
        )
    return bool(done)
