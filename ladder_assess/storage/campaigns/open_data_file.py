"""Open data as a SQLite file of its own, which Datasette and others open as it is."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from ladder_assess.core.campaigns.open_data import OpenTable


def open_data_file(tables: Iterable[OpenTable]) -> bytes:
    """A SQLite file of these tables, each after those that it points to. The same tables make the
    same bytes, so a file tells nothing of when and where it was made.
    """
    # Imported here: few requests ask for it.
    from sqlite_utils import Database

    with TemporaryDirectory() as folder:
        path = Path(folder) / "open.sqlite"
        database = Database(path)
        for table in tables:
            columns = table.columns
            made = database.table(table.name).create(
                {name: column.kind for name, column in columns.items()},
                pk=table.key,
                foreign_keys=[(name, to.points_to) for name, to in columns.items() if to.points_to],
            )
            made.insert_all(dict(zip(columns, row, strict=True)) for row in table.rows)
        database.vacuum()
        database.close()
        return path.read_bytes()
