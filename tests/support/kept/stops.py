"""Stops a use case wherever it can be stopped: what it writes is there as a whole or not at all."""

from collections.abc import Callable
from itertools import count
from sqlite3 import OperationalError

from ladder_assess.storage.common.database import Database
from tests.support.kept.rows_kept import read_rows
from tests.support.kept.sqlite_alone import sqlite_of

# SQLite asks after so many steps of its own whether to go on: some hundred times in a use case.
STEPS = 20


def stop_anywhere(
    database: Database, do: Callable[[], object], look: Callable[[], object] = lambda: None
) -> int:
    """Do something again and again, stopped a little later each time, until it goes through; each
    stop must leave every table as it was before, or as it is at the end. Returns how many stops
    there were. `look` is called after each, for what is not in tables.
    """
    before = contents(database)
    found: list[int] = []
    while not _through(database, do, len(found)):
        found.append(contents(database))
        look()
    after = contents(database)
    assert after != before, "nothing was done"
    half = [stop for stop, left in enumerate(found) if left not in (before, after)]
    assert not half, f"half done at {half[0]} of {len(found)} stops"
    return len(found)


def _through(database: Database, do: Callable[[], object], patience: int) -> bool:
    """Did it go through, before SQLite had asked so often?"""
    asked = count(1)
    sqlite_of(database.reading).set_progress_handler(lambda: next(asked) > patience, STEPS)
    try:
        do()
    except OperationalError as error:
        if str(error) != "interrupted":
            raise
        return False
    finally:
        sqlite_of(database.reading).set_progress_handler(None, 0)
    return True


def contents(database: Database) -> int:
    """Tells every row of every table apart from others, by a hash."""
    rows = read_rows(database, columns={})
    return hash(tuple((table, tuple(each)) for table, each in rows.items()))
