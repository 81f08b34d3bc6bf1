"""Goes back to a backup where the database is on a server: as on SQLite, by way of a file.

The site is taken out to the file that it would be, the backup takes the place of both, and its rows
are put in. Meanwhile no server takes the database; where it is cut short, `move` puts into it
whatever lies in the instance folder then, the site as it was or the backup.
"""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.go_back import (
    WITH_REPLACE,
    CannotGoBack,
    Folders,
    GoneBack,
    check_folders,
    go_back,
)
from ladder_assess.services.data_protection.move_site import CannotMove, let_go, put_in, take_out
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.engines import moving


def go_back_there(
    folders: Folders, postgresql: str, opened: Callable[[Path], Product], day: date, now: int
) -> GoneBack:
    """Put a backup in the place of a site whose database is on a server, while none runs with it.
    Raises CannotGoBack, and leaves everything as it was then.
    """
    check_folders(folders)
    file = folders.before
    is_used = _is_used(file, postgresql)
    if is_used and not folders.replace:
        raise CannotGoBack(f"There is a site in the database. {WITH_REPLACE}")
    try:
        if is_used:
            take_out(file, postgresql)
        gone = _gone_back(folders, postgresql, opened, day, now, is_used)
        put_in(file, postgresql)
    except CannotMove as cannot:
        raise CannotGoBack(str(cannot)) from None
    file.unlink()
    return gone


def _is_used(file: Path, postgresql: str) -> bool:
    with closing(Database(file, postgresql)) as server:
        server.migrate()
        return moving.is_used(server.reading)


def _gone_back(
    folders: Folders,
    postgresql: str,
    opened: Callable[[Path], Product],
    day: date,
    now: int,
    is_used: bool,
) -> GoneBack:
    try:
        return go_back(folders, opened, day, now)
    except BaseException:
        if is_used:
            let_go(postgresql, folders.before)
        raise
