"""Saves what a page was answered with, and what stands behind answers."""

from collections.abc import Mapping
from dataclasses import replace

from ladder_assess.core.draft import Draft, Value
from ladder_assess.core.portfolio import Backing
from ladder_assess.services.product import Product
from ladder_assess.storage import activities
from ladder_assess.storage.portfolios import Portfolio


def save_answers(
    product: Product, portfolio: Portfolio, number: int, values: Mapping[str, Value | None]
) -> Draft | None:
    """Save the answers of one page, leaving all others; None when there is no such activity."""
    return activities.change_activity(
        product.database, portfolio, number, lambda draft: draft.with_values(values)
    )


def save_backing(
    product: Product, portfolio: Portfolio, number: int, backing: Mapping[str, Backing]
) -> Draft | None:
    """Save strength, note and link of some answers; None when there is no such activity."""
    return activities.change_activity(
        product.database, portfolio, number, lambda draft: draft.with_backing(backing)
    )


def change_path(product: Product, portfolio: Portfolio, number: int, path: str) -> Draft | None:
    """Go on by the quick or the full path, keeping every answer."""
    return activities.change_activity(
        product.database, portfolio, number, lambda draft: replace(draft, path=path)
    )
