"""Erases what there may be very much of a piece at a time, so that others save in between.

What is left, which is little then, goes at once with the rest. Where it is cut short in between,
some of it is there still: whoever wanted it erased asks again, and retention does by itself.
"""

from collections.abc import Callable

from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.scopes import PIECES, Scope


def erase_in_pieces(
    product: Product, scope: Scope, still: Callable[[Writing], bool] = lambda _: True
) -> None:
    """Erase the bulk of an organisation or a private link, for as long as it is `still` to go."""
    for table, many in PIECES:

        def piece(connection: Writing, table: str = table, many: int = many) -> bool:
            return still(connection) and scopes.erase_piece(connection, scope, table, many)

        in_pieces(product, piece)
