"""Goes back to a backup, so that what was ended since it was made does not begin again.

Answers and plans are as they were on the day of the backup. But whoever was erased since stays
erased, what was taken back stays so, and nobody has a right, a password or a link again that they
had lost.
"""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from ladder_assess.core.common.disk import DiskFull, OutOfReach
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import digest_of, erase_again
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.common.database import is_sound
from ladder_assess.storage.common.instance import SHARED
from ladder_assess.storage.data_protection import going_back
from ladder_assess.storage.data_protection.belonging import ACCOUNT
from ladder_assess.storage.data_protection.scopes import Scope
from ladder_assess.storage.people import audit

# What was erased is known by the secret in use, which may be another than of the backup; files that
# are kept elsewhere, by the number of the folder.
GOES_ALONG = ("secret_key", SHARED)
WITH_REPLACE = (
    "With --replace it is set aside, and what was ended since the backup is carried over from it."
)


class CannotGoBack(ValueError):
    """What stands in the way, in words."""


@dataclass(frozen=True)
class GoneBack:
    """What was carried over from the folder in use before, which is set `aside`; None where there
    was no site: how many people, organisations and private links were `erased` again, how many
    pages of answers were `taken_back`, and how many `figures` of peers had been drawn since.
    """

    aside: Path | None
    erased: int = 0
    taken_back: int = 0
    figures: int = 0


@dataclass(frozen=True)
class Folders:
    """A backup, and the instance folder whose place it takes; `file` is how the database in both is
    called. Where there is a site, `replace` allows that it is set aside; `floor` bytes of the disk
    stay free. `uploads` names the place of evidence files where they lie elsewhere.
    """

    backup: Path
    instance: Path
    file: str
    replace: bool = False
    floor: int = 0
    uploads: str = ""

    @property
    def before(self) -> Path:
        """The database in use before, if there is one."""
        return self.instance / self.file


def go_back(folders: Folders, opened: Callable[[Path], Product], day: date, now: int) -> GoneBack:
    """Put a copy of a backup in the place of the instance folder, while no server runs from it.

    `opened` opens the product of a folder whose evidence files lie in it; `now` is in seconds since
    1970. Raises CannotGoBack, or OSError where it cannot be written, and leaves everything as it
    was then.
    """
    check_folders(folders)
    aside = _free_name(folders.instance, day)
    try:
        along = GOES_ALONG if folders.before.exists() else ()
        draft = going_back.lay_out(folders.backup, folders.instance, along, folders.floor)
    except DiskFull:
        raise CannotGoBack("The disk has no room for a copy of the backup.") from None
    except going_back.Strange as strange:
        raise CannotGoBack(f"{strange}: that is no backup of this product.") from None
    try:
        if not is_sound(draft / folders.file):
            raise CannotGoBack(f"{folders.backup} cannot be read as a whole. Take another backup.")
        asked = folders.before.exists()
        found = _prepared(partial(opened, draft), folders, day, now)
        going_back.bring_contents(draft / folders.file, folders.before, folders.uploads)
        going_back.take_place(draft, folders.instance, aside)
        if not asked:
            going_back.let_go(aside)
    except OutOfReach as why:
        shutil.rmtree(draft, ignore_errors=True)
        raise CannotGoBack(str(why)) from None
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return GoneBack(aside if asked else None, *found)


def check_folders(folders: Folders) -> None:
    """Raise CannotGoBack where a backup cannot take the place of a site."""
    backup, instance = folders.backup, folders.instance
    if instance == backup or instance in backup.parents:
        raise CannotGoBack(f"{backup} lies in {instance}: move it out of there first.")
    if backup in instance.parents:
        raise CannotGoBack(f"{instance} lies in {backup}: the copy would hold it as well.")
    if not instance.parent.is_dir():
        raise CannotGoBack(f"There is no folder {instance.parent}. Use another (LADDER_INSTANCE).")
    if not (backup / folders.file).is_file():
        raise CannotGoBack(f"There is no {folders.file} in {backup}: that is no backup.")
    if folders.before.exists() and not folders.replace:
        raise CannotGoBack(f"There is a site in {instance}. {WITH_REPLACE}")


def _free_name(instance: Path, day: date) -> Path:
    names = [f"{instance.name}.before-{day.isoformat()}{end}" for end in ("", "-2", "-3", "-4")]
    for path in map(instance.with_name, names):
        if not path.exists():
            return path
    raise CannotGoBack(
        f"There are {', '.join(names)} already: move those away that are not needed."
    )


def _prepared(
    opened: Callable[[], Product], folders: Folders, day: date, now: int
) -> tuple[int, int, int]:
    before = folders.before
    try:
        with going_back.said_of(folders.backup):
            product = opened()
        with closing(product.database):
            going_back.ensure_ours(product.database)
    except going_back.Strange as strange:
        raise CannotGoBack(f"It is no backup of this product: {strange}.") from None
    with closing(product.database):
        found = _carry_over(product, before, day, now) if before.exists() else (0, 0, 0)
        with product.database.erasing() as connection:
            going_back.drop_what_went_in(connection, product.database, before)
            if not before.exists():
                going_back.end_keys(connection)
                draws.note_lost(connection, day)
            going_back.end_visits(connection)
            details = dict(zip(("erased", "taken_back", "figures"), found, strict=True))
            audit.put(connection, None, Event(now, "backup_gone_back_to", details))
    return found


def _carry_over(product: Product, before: Path, day: date, now: int) -> tuple[int, int, int]:
    database = product.database
    try:
        with going_back.beside(database, before):
            if going_back.went_another_way(database):
                raise CannotGoBack(
                    f"The backup is not of the site in {before.parent}, or of another past of it. "
                    "To go back to it all the same, move that folder away."
                )
            erased = _erased_since(product)
            with database.erasing() as connection:
                going_back.end_what_ended(connection, day)
                taken_back = going_back.views_taken_back(connection, database, before)
                drawn = draws.everything_in(before)
                figures = draws.keep_everything(connection, drawn) if drawn else 0
    except going_back.NotReadable as why:
        raise CannotGoBack(
            f"{before} cannot be read ({why}), so that nobody can say what was erased since the "
            "backup. Bring it up to date with ladder-assess setup where it is of an earlier "
            "version; else move that folder away, and erase by hand what people asked for."
        ) from None
    for scope in erased:
        erase_again(product, scope, day, now)
    return len(erased), taken_back, figures


def _erased_since(product: Product) -> list[Scope]:
    """What tombstones name. A person may have had another address then; no number comes twice."""
    stones = going_back.stones_since(product.database)
    return [
        scope
        for scope in going_back.gone_or_there(product.database)
        if scope.kind == ACCOUNT or digest_of(product.secret, scope) in stones
    ]
