"""Migrations: numbered SQL files, applied forward only and each once."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

HERE = Path(__file__).parent


def apply_migrations(connection: sqlite3.Connection) -> None:
    """Apply what has not been applied. The caller sees to it that no other process does."""
    files = sorted(HERE.glob("[0-9]*.sql"))
    if _count(connection) == len(files):
        return
    # It takes a quarter of a second to import, at each start and mostly for nothing.
    from sqlite_utils import Database, Migrations

    migrations = Migrations("ladder_assess")
    for file in files:
        _register(migrations, file)
    migrations.apply(Database(connection))


def _count(connection: sqlite3.Connection) -> int:
    """How many migrations have been applied; none to a database that is new."""
    try:
        row = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(row[0])


def _register(migrations: "Migrations", file: Path) -> None:
    @migrations(name=file.stem)
    def apply(db: "Database") -> None:
        # executescript() would commit the transaction that records the migration.
        for statement in file.read_text("utf-8").split(";\n"):
            if statement.strip():
                db.execute(statement)
