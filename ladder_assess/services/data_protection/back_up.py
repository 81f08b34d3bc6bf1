"""Makes backups of everything that is kept, and removes those that are past their time."""

import logging
import shutil
from datetime import date, timedelta
from pathlib import Path

from ladder_assess.core.common.disk import OutOfReach
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import is_sound
from ladder_assess.storage.data_protection.copies import DRAFT, copy_instance

log = logging.getLogger(__name__)


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
    except OutOfReach as why:
        raise CannotBackUp(str(why)) from None


def is_backup_due(folder: Path, today: date) -> bool:
    """Has no backup of today been made yet?"""
    return not (folder / today.isoformat()).exists()


def keep_backups(product: Product, folder: Path, days: int, today: date) -> None:
    """Make the backup of a day, in a folder by its name, look whether all of it can be read, and
    remove those that are older than so many days; as many as that always stay, whatever the clock
    says. Those of days to come, by a clock that ran ahead, go once there are as many others. Raises
    CannotBackUp where none can be made.

    What waits for a batch of five stays in the newest alone: two of successive days would tell on
    which of them each answer came.
    """
    to, file = folder / today.isoformat(), product.database.path.name
    for cut_short in folder.glob(f"[0-9]*-[0-9]*-[0-9]*{DRAFT}"):
        _remove(cut_short)
    # Before the new one, as on a full disk none is made.
    _remove_old(folder, file, days, today)
    back_up(product, to)
    if not is_sound(to / file):
        shutil.rmtree(to)
        raise CannotBackUp(f"What was written to {to} could not be read again. Check the disk.")
    waiting = product.database.waiting.name
    found = days_of_backups(folder, file)
    earlier = [day for day in found if day < today]
    ahead = [day for day in found if day > today]
    for day in earlier:
        _remove(folder / day.isoformat() / waiting)
    if len(earlier) >= days:
        for day in ahead:
            _remove(folder / day.isoformat())


def _remove_old(folder: Path, file: str, days: int, today: date) -> None:
    earlier = [day for day in days_of_backups(folder, file) if day < today]
    for day in earlier[: -days or None]:
        if day < today - timedelta(days=days):
            _remove(folder / day.isoformat())


def _remove(path: Path) -> None:
    """One that cannot be removed keeps none of the others; it is tried again the next day."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
    except OSError:
        log.warning("%s could not be removed.", path.name)


def days_of_backups(folder: Path, file: str) -> list[date]:
    """Of which days there are backups with a database of this name, the earliest first. What else
    lies there belongs to others, and is passed over.
    """
    found = []
    for path in folder.glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"):
        if path.is_symlink() or not (path / file).is_file():
            continue
        try:
            found.append(date.fromisoformat(path.name))
        except ValueError:
            continue
    return sorted(found)
