"""The tables on PostgreSQL: those that all migrations make on SQLite, said otherwise.

A new database gets them at once, from an empty one of SQLite in memory, with the rows that are in
that and the names of its migrations. Later migrations are said to it statement by statement or,
where one cannot be, as it stands in `instead`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from ladder_assess.storage.engines import shared_memory, translated
from ladder_assess.storage.engines.engine import Connection
from ladder_assess.storage.migrations import HERE, apply_migrations, missing, statements

INSTEAD = Path(__file__).with_name("instead")
NAMES = "_sqlite_migrations"
# Tables of SQLite's own.
NOT_OURS = "sqlite_"
PARENTS = (
    'SELECT id, seq, "table", "from", "to", on_update, on_delete FROM pragma_foreign_key_list(?) '
    "ORDER BY id, seq"
)


def applied(connection: Connection) -> set[str]:
    """The names of the migrations that have been applied; none to a database that is new."""
    if connection.execute(f"SELECT to_regclass('{NAMES}')").fetchone()[0] is None:
        return set()
    return {row["name"] for row in connection.execute(f"SELECT name FROM {NAMES}")}  # noqa: S608


def tables(connection: Connection) -> list[str]:
    """Every table of what is kept, by its name."""
    found = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
    )
    return [row[0] for row in found if row[0] not in shared_memory.TABLES]


def bring_up_to_date(connection: Connection, before: set[str]) -> None:
    """Make what is missing, within a transaction. Raises NewerDatabase."""
    names = sorted(missing(before))
    for statement in shared_memory.MADE:
        connection.execute(statement)
    if not before:
        connection.execute(";\n".join(whole()))
        return
    for name in names:
        otherwise = INSTEAD / f"{name}.sql"
        file = otherwise if otherwise.is_file() else HERE / f"{name}.sql"
        for statement in statements(file.read_text("utf-8")):
            for said in translated.any_statement(statement):
                connection.execute(said)
        connection.execute(
            f"INSERT INTO {NAMES} (migration_set, name, applied_at) "  # noqa: S608
            "VALUES ('ladder_assess', ?, CAST(now() AS TEXT))",
            (name,),
        )


@cache
def whole() -> tuple[str, ...]:
    """The statements that make all of it, with the rows that are in an empty database."""
    with closing(model()) as empty:
        return (*translated.FUNCTIONS, *_tables(empty), *_rows(empty))


def _tables(model: sqlite3.Connection) -> Iterator[str]:
    all_made = made(model)
    yield from (translated.table(sql) for kind, _, sql in all_made if kind == "table")
    for kind, name, _ in all_made:
        if kind == "table":
            yield from _references(model, name)
    yield from (sql for kind, _, sql in all_made if kind == "index")
    for kind, _, sql in all_made:
        if kind == "trigger":
            yield from translated.trigger(sql)


def made(model: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """What was made, in that order: of which kind, its name, and by which statement."""
    found = model.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
    )
    return [(kind, name, sql) for kind, name, sql in found if not name.startswith(NOT_OURS)]


def _references(model: sqlite3.Connection, table: str) -> Iterator[str]:
    by: dict[int, list[sqlite3.Row]] = {}
    for row in model.execute(PARENTS, (table,)):
        by.setdefault(row["id"], []).append(row)
    for rows in by.values():
        own, other = (", ".join(row[at] for row in rows) for at in ("from", "to"))
        yield (
            f"ALTER TABLE {table} ADD FOREIGN KEY ({own}) REFERENCES {rows[0]['table']} ({other}) "
            f"ON DELETE {rows[0]['on_delete']} ON UPDATE {rows[0]['on_update']}"
        )


def _rows(model: sqlite3.Connection) -> Iterator[str]:
    for kind, name, _ in made(model):
        for row in model.execute(f'SELECT * FROM "{name}"') if kind == "table" else ():  # noqa: S608
            columns, values = ", ".join(row.keys()), ", ".join(map(translated.value, row))
            yield f'INSERT INTO "{name}" ({columns}) VALUES ({values})'  # noqa: S608
    # The numbers that those rows have are not given again.
    yield f"SELECT setval(pg_get_serial_sequence('{NAMES}', 'id'), max(id)) FROM {NAMES}"  # noqa: S608


def model() -> sqlite3.Connection:
    """An empty database of SQLite in memory."""
    model = sqlite3.connect(":memory:", isolation_level=None)
    model.row_factory = sqlite3.Row
    with TemporaryDirectory() as folder:
        apply_migrations(model, Path(folder), lambda _path, _answer: None)
    return model
