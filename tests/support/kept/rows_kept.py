"""Every row of a database, to compare what was before and after."""

from collections.abc import Collection

from ladder_assess.storage.common.database import Database

Rows = dict[str, list[tuple[object, ...]]]
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def rows_kept(database: Database, besides: Collection[str] = ()) -> Rows:
    """The rows of each table, in the order in which they are kept. An order of ten faster than a
    dump, which quotes each value.
    """
    connection = database.reading
    tables = [name for (name,) in connection.execute(TABLES) if name not in besides]
    return {
        table: [tuple(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
        for table in tables
    }
