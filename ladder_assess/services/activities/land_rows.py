"""Lets all rows of registers land that are on their way into a list, some at a time."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import landing
from ladder_assess.storage.common.database import Writing


def land(product: Product, portfolio: Portfolio) -> None:
    """Let what is settled to come into a list come in, whoever began it."""
    for register in landing.under_way(product.database.reading, portfolio):

        def piece(connection: Writing, register: int = register) -> bool:
            return landing.land_some(connection, portfolio.id, register, product.stamp)

        in_pieces(product, piece)
