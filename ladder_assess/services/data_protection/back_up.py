"""Makes a backup of everything that is kept."""

from pathlib import Path

from ladder_assess.services.common.product import Product
from ladder_assess.storage.data_protection.copies import copy_instance


class CannotBackUp(ValueError):
    """What stands in the way, in words."""


def back_up(product: Product, to: Path) -> int:
    """Copy the instance folder to a new folder, also while the product is at work; returns how many
    files there are in it. Raises CannotBackUp, and leaves nothing behind then.
    """
    home = product.database.path.parent
    if home == to or home in to.parents:
        raise CannotBackUp(f"{to} lies in {home}: each backup would hold the earlier ones.")
    try:
        return copy_instance(product.database, to)
    except FileExistsError:
        raise CannotBackUp(f"There is something at {to} already: name a new folder.") from None
