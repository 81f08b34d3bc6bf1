"""Publishes a page about a plan, and takes it down."""

import secrets
from base64 import b32encode
from collections.abc import Iterable, Mapping
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import (
    KeptPage,
    PublicPage,
    Subject,
    gives_away,
    public_page,
    seal,
)
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import audit, organisations
from ladder_assess.storage.plan import plans, public_pages

# Enough that nobody finds by trying what its publisher has not yet told anyone of.
ADDRESS_BYTES = 10


class NotAsSeen(ValueError):
    """The page would not be what was looked at before it was sent."""


class GivesAway(ValueError):
    """A private link stands in a text of the page: in those of `texts`."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.texts = texts
        super().__init__(len(texts))


def page_now(
    product: Product, portfolio: Portfolio, today: date, reasons: Mapping[int, str] | None = None
) -> PublicPage:
    """The page as others would see it if it were published today; `reasons` say what each action
    answered, by its id.
    """
    database = product.database
    actions = plans.list_actions(database, portfolio)
    organisation = organisations.whose(database, portfolio)
    return public_page(
        public_pages.find_page(database, portfolio).choices,
        public_pages.list_told(database, portfolio),
        actions,
        _subjects(database, portfolio, actions),
        organisation.name if organisation else "",
        today,
        reasons,
    )


def _subjects(
    database: Database, portfolio: Portfolio, actions: Iterable[Action]
) -> dict[int, Subject]:
    """The activities that the actions are for, of which a list has many more."""
    numbers = {number for action in actions for number in action.activities}
    records = (activities.find_activity(database, portfolio, number) for number in numbers)
    return {record.number: Subject(record.name, record.sample) for record in records if record}


def publish_page(
    product: Product,
    portfolio: Portfolio,
    by: Actor,
    today: date,
    seen: str,
    reasons: Mapping[int, str] | None = None,
) -> PublicPage | None:
    """Show the page to everyone as it is now; returns it, or None where those who run the site have
    barred it or nothing was chosen for it. `seen` is the seal of what was previewed.

    Raises NotAsSeen where it has changed since, and GivesAway where it holds a private link.
    """
    with product.database.writing() as connection:
        page = page_now(product, portfolio, today, reasons)
        if seal(page) != seen:
            raise NotAsSeen
        found = gives_away(page)
        if found:
            raise GivesAway(found)
        address = b32encode(secrets.token_bytes(ADDRESS_BYTES)).decode().lower()
        if not public_pages.publish(connection, portfolio, page, address):
            return None
        shown = {"actions": len(page.actions), "hidden": page.hidden}
        audit.record(connection, by, True, "page_published", **shown)
    return page


def take_down_page(product: Product, portfolio: Portfolio, by: Actor, today: date) -> bool:
    """Show the page to nobody any more; returns whether it was there. What it said is gone for
    good, what was chosen for it stays.
    """
    with product.database.erasing() as connection:
        done = public_pages.take_down(connection, portfolio, today)
        audit.record(connection, by, done, "page_taken_down")
    return done


def bar_page(product: Product, address: str, today: date, *, barred: bool) -> bool:
    """Take down the page at an address, whoever's it is, so that it cannot be published again; or
    allow that again. Returns whether there is one.
    """
    with product.database.erasing() as connection:
        return public_pages.bar(connection, address, today, barred)


def find_published(product: Product, address: str) -> KeptPage | None:
    """What everyone sees under an address: no page where it was taken down; None where there never
    was one, or all of it was erased.
    """
    return public_pages.find_published(product.database, address)
