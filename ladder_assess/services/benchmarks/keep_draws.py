"""Takes over what was drawn since a backup, so that going back to it draws no figure once more.

Whoever kept the first draw would have two of the same answers, which tell more than the one that is
promised.
"""

from pathlib import Path

from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.people import audit


class CannotKeep(ValueError):
    """What stands in the way, in words."""


def keep_draws(product: Product, folder: Path, now: int) -> int:
    """Keep the figures of peers that were drawn in another folder of the same site, and note it in
    the site's audit log; returns how many were not here. `now` is in seconds since 1970. Raises
    CannotKeep, and keeps nothing then.
    """
    file = folder / product.database.path.name
    if not file.is_file():
        raise CannotKeep(f"There is no {file.name} in {folder}.")
    if file.samefile(product.database.path):
        raise CannotKeep(f"{folder} is the folder that is in use: name the one from before.")
    found = draws.everything_in(file)
    if found is None:
        raise CannotKeep(f"No figures of peers can be read from {file}.")
    with product.database.writing() as connection:
        count = draws.keep_everything(connection, found)
        if count:
            audit.put(connection, None, Event(now, "draws_kept", {"figures": count}))
    return count
