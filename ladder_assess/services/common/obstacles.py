"""What of the machine stands in the way of a request, in words for whoever can mend that."""

from ladder_assess.services.common.product import Product
from ladder_assess.storage.common import obstacles


def obstacle(product: Product, error: BaseException | None) -> str:
    """What stands in the way and what to do; empty for a mistake of the product itself."""
    return "" if error is None else obstacles.obstacle(error, product.database.engine.named)


def is_full(error: BaseException | None) -> bool:
    """Is it that the disk has no room?"""
    return obstacles.is_full(error)
