"""Does what may be very much a piece at a time, so that others save in between.

Each piece is a transaction. Where it is cut short in between, what was done stays so: whoever asks
for it sees to it that this is a state to go on from.
"""

import time
from collections.abc import Callable

from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing

# Others may save for as long as a piece took, and for so many seconds at most.
LONGEST_REST = 0.2


def in_pieces(product: Product, piece: Callable[[Writing], bool]) -> None:
    """Do one piece after another, for as long as each says that there may be more."""
    more = True
    while more:
        began = time.monotonic()
        with product.database.writing() as connection:
            more = piece(connection)
        if more:
            time.sleep(min(time.monotonic() - began, LONGEST_REST))
