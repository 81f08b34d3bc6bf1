"""Writes what everyone is to read about a plan: what the page says, shows, and tells of actions."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import UNTOLD, Choices, KeptPage, Told
from ladder_assess.services.common.product import Product
from ladder_assess.storage.plan import plans, public_pages


class PageRead(NamedTuple):
    """A plan's public page as it is kept, the actions that it can show, and what is told of them by
    their ids.
    """

    kept: KeptPage
    actions: list[Action]
    told: Mapping[int, Told]


def read_page(product: Product, portfolio: Portfolio) -> PageRead:
    """What is kept of a plan's public page."""
    database = product.database
    return PageRead(
        public_pages.find_page(database, portfolio),
        plans.list_actions(database, portfolio),
        public_pages.list_told(database, portfolio),
    )


def find_told(product: Product, portfolio: Portfolio, action_id: int) -> tuple[Action, Told] | None:
    """An action with what is told of it; None when the plan has none with this id."""
    action = plans.find_action(product.database, portfolio, action_id)
    told = public_pages.list_told(product.database, portfolio)
    return (action, told.get(action_id, UNTOLD)) if action else None


def choose_page(
    product: Product, portfolio: Portfolio, choices: Choices, shown: Collection[int], seen: int
) -> bool:
    """Keep what was chosen, and which actions are shown, all others not.

    Nothing is kept, and False returned, where the choices are not at the revision `seen` any more.
    """
    with product.database.writing() as connection:
        return public_pages.keep_choices(connection, portfolio, choices, shown, seen)


def tell_of_action(product: Product, portfolio: Portfolio, action_id: int, told: Told) -> None:
    """Say to everyone what was done about an action; whether it is shown stays as it is."""
    with product.database.writing() as connection:
        public_pages.tell(connection, portfolio, action_id, told)
