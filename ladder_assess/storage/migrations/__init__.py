"""Migrations: numbered SQL files, applied forward only, each once, and known by their names.

Numbers come in the order of writing, not of arrival: two that were written beside each other may
arrive the other way round, so each is applied where its name is missing. Numbers 0015, 0021 and
0058 were set aside for work that needed none, and 0068 was taken away within minutes; they are not
given again.

What is called `NNNN_adds_…` only adds: the version before lives with it. It is applied while
servers of that version serve, which go on with it.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ladder_assess.storage.migrations.waiting_files import Put, add_functions

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

HERE = Path(__file__).parent
ADDS = re.compile(r"\d{4}_adds_\w+")
# Stands among the names as long as a database holds a part of what is moved to it.
BEING_MOVED = "being_moved"
# By what names a database may know some that are called otherwise now, or are part of another.
FORMERLY = {
    "0043_answers_by_row": "0046_answers_by_row",
    "0054_kinds_of_exercise": "0052_kinds_of_exercise",
    "0068_placed_stories_once": "0067_what_may_have_been",
}


class NewerDatabase(Exception):
    """A later version of the product has used the database: this one would not understand it."""


class HalfMoved(NewerDatabase):
    """Rows are being moved to the database, and are not all there."""


def apply_migrations(connection: sqlite3.Connection, folder: Path, put: Put) -> None:
    """Apply what has not been applied. The caller sees to it that no other process does, and says
    in which `folder` answers wait and how one is `put` there.

    Afterwards the file is made anew: what was moved or dropped leaves no trace in it. Raises
    NewerDatabase, and changes nothing, where more than additions has been applied beyond what is
    known here.
    """
    before = _applied(connection)
    lacking = missing(before)
    if not lacking:
        return
    # It takes a quarter of a second to import, at each start and mostly for nothing.
    from sqlite_utils import Database, Migrations

    _call_by_present_names(connection)
    migrations = Migrations("ladder_assess")
    for file in sorted(HERE.glob("[0-9]*.sql")):
        _register(migrations, file)
    add_functions(connection, folder, put)
    migrations.apply(Database(connection))
    if before and not all(map(is_addition, lacking)):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def to_be_applied(connection: sqlite3.Connection) -> int:
    """How many have not been applied. Raises NewerDatabase as above, and changes nothing."""
    return len(missing(_applied(connection)))


def missing(before: set[str]) -> set[str]:
    """The names of those that have not been applied, by the names of those that have been. Raises
    NewerDatabase as above.
    """
    if BEING_MOVED in before:
        raise HalfMoved
    strange = {name for name in later(before) if not is_addition(name)}
    if strange:
        raise NewerDatabase(", ".join(sorted(strange)))
    return _known() - before


def later(before: set[str]) -> set[str]:
    """The names of those that have been applied and are not known here."""
    return before - _known()


def version() -> str:
    """The release and the last migration that it knows, which tell one version from another."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        release = installed("ladder-assess")
    except PackageNotFoundError:
        release = "0"
    return f"{release}/{max(_known())[:4]}"


def is_addition(name: str) -> bool:
    """Is a migration declared to be one that the version before lives with?"""
    return ADDS.fullmatch(name) is not None


def _known() -> set[str]:
    return {file.stem for file in HERE.glob("[0-9]*.sql")}


def would_disturb(connection: sqlite3.Connection) -> bool:
    """Would a server of an earlier version not live with what has not been applied?"""
    before = _applied(connection)
    return bool(before) and not all(map(is_addition, missing(before)))


def _applied(connection: sqlite3.Connection) -> set[str]:
    """The present names of what has been applied; a database that is new has none."""
    try:
        rows = connection.execute("SELECT name FROM _sqlite_migrations").fetchall()
    except sqlite3.OperationalError:
        return set()
    return {FORMERLY.get(row[0], str(row[0])) for row in rows}


def _call_by_present_names(connection: sqlite3.Connection) -> None:
    """What goes by another name now is not applied once more."""
    for former, name in FORMERLY.items():
        with suppress(sqlite3.OperationalError):
            connection.execute(
                "UPDATE OR REPLACE _sqlite_migrations SET name = ? WHERE name = ?",
                (name, former),
            )


def statements(text: str) -> Iterator[str]:
    """The statements of a file, told apart as SQLite does: a trigger is one, whatever is in it.

    Raises ValueError where the last has no end.
    """
    statement = ""
    for piece in re.split("(?<=;)", text):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    # What is left is blank or a comment.
    if re.sub(r"--.*|\s", "", statement):
        raise ValueError(f"a statement has no end: {statement.strip()[:80]}")


def _register(migrations: "Migrations", file: Path) -> None:
    @migrations(name=file.stem)
    def apply(db: "Database") -> None:
        # executescript() would commit the transaction that records the migration.
        for statement in statements(file.read_text("utf-8")):
            db.execute(statement)
