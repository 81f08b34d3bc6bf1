"""Every row of a database, to compare what was before and after."""

from collections.abc import Collection, Mapping
from sqlite3 import Connection
from weakref import WeakKeyDictionary

from ladder_assess.storage.common.database import Database
from tests.support.kept.sqlite_alone import sqlite_of

Rows = dict[str, list[tuple[object, ...]]]
# Not those of SQLite itself, which keeps the highest number given even where no row came of it.
TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
)
# When a device was last seen changes by the clock, whatever is asked for.
COLUMNS = {"sign_in": "id, account_id, token_digest, device, started"}
_last: WeakKeyDictionary[Database, tuple[object, Rows]] = WeakKeyDictionary()


def rows_kept(database: Database, besides: Collection[str] = ()) -> Rows:
    """The rows of each table, as `read_rows` reads them; where nothing was written since, they are
    not read again.
    """
    connection = database.reading
    written = (connection, *_written(sqlite_of(connection)), frozenset(besides))
    known = _last.get(database)
    if known is None or known[0] != written:
        known = _last[database] = (written, read_rows(database, besides))
    return known[1]


def _written(connection: Connection) -> tuple[int, ...]:
    """Moves with every row that this connection changes, and whenever another has changed any."""
    (others,) = connection.execute("PRAGMA data_version").fetchone()
    (tables,) = connection.execute("PRAGMA schema_version").fetchone()
    return connection.total_changes, others, tables


def read_rows(
    database: Database, besides: Collection[str] = (), columns: Mapping[str, str] = COLUMNS
) -> Rows:
    """The rows of each table, in the order in which they are kept. An order of ten faster than a
    dump, which quotes each value.
    """
    plain = sqlite_of(database.reading).cursor()
    plain.row_factory = None
    tables = [name for (name,) in plain.execute(TABLES).fetchall() if name not in besides]
    return {
        table: plain.execute(f'SELECT {columns.get(table, "*")} FROM "{table}"').fetchall()
        for table in tables
    }
