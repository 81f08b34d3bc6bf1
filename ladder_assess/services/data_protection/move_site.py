"""Moves what a site keeps from SQLite to PostgreSQL, or back, and compares each row."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ladder_assess.storage.common.database import Database, Writing
from ladder_assess.storage.engines import moving


class CannotMove(ValueError):
    """What stands in the way, in words."""


@dataclass(frozen=True)
class Moved:
    """How many rows were moved, and from which file or into which."""

    rows: int
    file: Path


def move_there(file: Path, postgresql: str) -> Moved:
    """Move from the file of a site to an empty database on a server. Raises CannotMove."""
    if not file.is_file():
        raise CannotMove(f"There is no site in {file.parent}: there is nothing to move.")
    source, target = Database(file), Database(file, postgresql)
    with closing(source), closing(target):
        target.migrate()
        return Moved(_moved(source, target, target), file)


def move_back(file: Path, postgresql: str) -> Moved:
    """Move from a database on a server to the file of a site, which is made. Raises CannotMove."""
    if file.exists():
        raise CannotMove(f"There is {file} already: move it away first.")
    draft = file.with_name(f"{file.name}.moved")
    source, target = Database(file, postgresql), Database(draft)
    try:
        with closing(source), closing(target):
            target.migrate()
            rows = _moved(source, target, source)
            target.empty_log()
        draft.rename(file)
    finally:
        for path in (draft, draft.with_suffix(".lock"), *target.engine.files):
            path.unlink(missing_ok=True)
    return Moved(rows, file)


@contextmanager
def _alone(server: Database) -> Iterator[None]:
    with server.alone() as is_alone:
        if not is_alone:
            raise CannotMove("A server is running with that database. Stop it first.")
        yield


def _moved(source: Database, target: Database, server: Database) -> int:
    """Move all rows while no server can begin; where one could have, nothing is kept."""
    try:
        with target.writing() as connection, _alone(server):
            return _copied(source, target, connection)
    except moving.BadRow as bad:
        raise CannotMove(f"Nothing was moved: {bad}.") from None


def _copied(source: Database, target: Database, connection: Writing) -> int:
    if source.to_be_applied():
        raise CannotMove("It is of an earlier version: bring it up to date (ladder-assess setup).")
    if moving.is_used(connection):
        raise CannotMove("There is something in the database to move to: name an empty one.")
    rows = moving.copy_rows(source.reading, connection)
    target.engine.go_on_from(connection, source.engine.numbers(source.reading))
    different = moving.differing(source.reading, connection)
    if different:
        first = moving.first_other(source.reading, connection, different[0])
        raise CannotMove(
            f"Nothing was moved: rows of {', '.join(different)} came out other, first {first}."
        )
    return rows
