"""Public pages about plans: what their publishers chose, and what others see."""

import json
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.public_page import (
    NOTHING,
    UNTOLD,
    Choices,
    KeptPage,
    PublicPage,
    Told,
    as_data,
    from_data,
)
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row


def find_page(database: Database, portfolio: Portfolio) -> KeptPage:
    """What is kept of a plan's public page."""
    return _find(database.reading, portfolio)


def _find(connection: Connection, portfolio: Portfolio) -> KeptPage:
    row = queries.find_public_page(connection, portfolio=portfolio.id)
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


def _page(row: Row) -> PublicPage | None:
    published = json.loads(row["published"])
    return from_data(published) if published else None


def list_told(database: Database, portfolio: Portfolio) -> dict[int, Told]:
    """What is said to everyone about the actions of a plan, by their ids."""
    return _told(database.reading, portfolio)


def _told(connection: Connection, portfolio: Portfolio) -> dict[int, Told]:
    rows = queries.list_told(connection, portfolio=portfolio.id)
    return {
        row["action_id"]: Told(bool(row["shown"]), row["did"], bool(row["evidence"]))
        for row in rows
    }


def keep_choices(
    connection: Writing, portfolio: Portfolio, choices: Choices, shown: Collection[int], seen: int
) -> bool:
    """Keep what was chosen, and which actions are shown, all others not.

    Nothing is kept, and False returned, where the choices are not at the revision `seen` any more.
    """
    if _find(connection, portfolio).revision != seen:
        return False
    document = json.dumps({**asdict(choices), "shows": sorted(choices.shows)})
    queries.keep_public_page(
        connection, portfolio=portfolio.id, revision=seen + 1, document=document
    )
    told = _told(connection, portfolio)
    for action in {*told, *shown}:
        wanted = replace(told.get(action, UNTOLD), shown=action in shown)
        _tell(connection, portfolio, action, wanted)
    return True


def tell(connection: Writing, portfolio: Portfolio, action: int, told: Told) -> None:
    """Say to everyone what was done about an action; whether it is shown stays as it is."""
    kept = _told(connection, portfolio).get(action, UNTOLD)
    _tell(connection, portfolio, action, replace(told, shown=kept.shown))


def _tell(connection: Writing, portfolio: Portfolio, action: int, told: Told) -> None:
    queries.tell_of_action(
        connection,
        portfolio=portfolio.id,
        action=action,
        shown=int(told.shown),
        did=told.did,
        evidence=int(told.evidence),
    )


def publish(connection: Writing, portfolio: Portfolio, page: PublicPage, address: str) -> bool:
    """Show a page to everyone, at the address that it had before or else at this one. False where
    it is barred, or nothing was chosen for it.
    """
    published = json.dumps(as_data(page), ensure_ascii=False)
    done = queries.publish_page(
        connection, portfolio=portfolio.id, address=address, published=published
    )
    return bool(done)


def take_down(connection: Writing, portfolio: Portfolio, day: date) -> bool:
    """Show the page to nobody any more; what it said is gone, what was chosen stays.

    Returns whether it was there. What is overwritten is not left in the file.
    """
    done = queries.take_page_down(connection, portfolio=portfolio.id, day=day.isoformat())
    return bool(done)


def bar(connection: Writing, address: str, day: date, barred: bool) -> bool:
    """Take down the page at an address, whoever's it is, so that it cannot be published again; or
    allow that again. Returns whether there is one.
    """
    done = queries.bar_page(connection, address=address, day=day.isoformat(), barred=int(barred))
    return bool(done)
