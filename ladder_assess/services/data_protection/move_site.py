"""Moves what a site keeps from SQLite to PostgreSQL, or back, and compares each row.

Where it is cut short, at whatever point, it is run again and goes on.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path

from ladder_assess.storage.common.database import Database, DatabaseError
from ladder_assess.storage.engines import moving
from ladder_assess.storage.migrations import NewerDatabase


class CannotMove(ValueError):
    """What stands in the way, in words."""


@dataclass(frozen=True)
class Moved:
    """How many rows were moved, and from which file or into which."""

    rows: int
    file: Path


class _Different(ValueError):
    """Rows came out other than they were."""


class _Begun(Enum):
    """How a database was found, to which rows are moved."""

    EMPTY = auto()
    IN_PART = auto()
    WHOLE = auto()


def move_there(file: Path, postgresql: str) -> Moved:
    """Move from the file of a site to an empty database on a server, or go on with that. Raises
    CannotMove.
    """
    if not file.is_file():
        raise CannotMove(f"There is no site in {file.parent}: there is nothing to move.")
    with _both(file, Database(file), postgresql) as (source, target, held):
        return Moved(_moved(source, target, target, _drop_rows, held.close), file)


def move_back(file: Path, postgresql: str) -> Moved:
    """Move from a database on a server to the file of a site, which is made, or go on with that.
    Raises CannotMove.
    """
    with _both(file, Database(draft_of(file)), postgresql) as (target, source, held):
        return Moved(_written(source, target, file, held.close), file)


def take_out(file: Path, postgresql: str) -> None:
    """Move back, and let no server take the database before `put_in` has moved rows there, or it is
    `let_go`. Raises CannotMove.
    """
    with _both(file, Database(draft_of(file)), postgresql) as (target, source, held):

        def let_none_begin() -> None:
            with source.writing() as connection:
                moving.mark(connection)
                held.close()

        _written(source, target, file, let_none_begin)


def put_in(file: Path, postgresql: str) -> None:
    """Move there in place of what was taken out. Raises CannotMove."""
    with _both(file, Database(file), postgresql) as (source, target, held):
        _drop_rows(target, marked=True)
        _moved(source, target, target, partial(_drop_rows, marked=True), held.close)


def let_go(postgresql: str, file: Path) -> None:
    """Leave a site where it was taken out: servers may take it again, and its file goes."""
    with closing(Database(file, postgresql)) as server, server.writing() as connection:
        moving.end(connection)
    _remove(Database(file))


@contextmanager
def _both(
    file: Path, own: Database, postgresql: str
) -> Iterator[tuple[Database, Database, ExitStack]]:
    """A database in a file and the one on a server, and what is `held` so that no server begins."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    server = Database(file, postgresql)
    with closing(own), closing(server), ExitStack() as held:
        held.enter_context(_alone(server))
        yield own, server, held


def draft_of(file: Path) -> Path:
    """Where a site is moved to before all of it is there and takes the name of its file."""
    return file.with_name(f"{file.name}.moved")


def _written(source: Database, target: Database, file: Path, sure: Callable[[], None]) -> int:
    """Write a site to its file, by way of a draft; returns how many rows there are."""
    if file.exists():
        rows = _there_already(source, file)
        sure()
        return rows
    rows = _moved(source, target, source, _remove, sure)
    target.empty_log()
    target.close()
    target.path.rename(file)
    _remove(target)
    return rows


def _there_already(source: Database, file: Path) -> int:
    """How many rows are in a file, as a move that was cut short at its very end left them."""
    with closing(Database(file)) as target:
        try:
            same = not target.to_be_applied() and not moving.differing(
                source.reading, target.reading
            )
        except (NewerDatabase, DatabaseError):
            same = False
        if not same:
            raise CannotMove(f"There is {file} already: move it away first.")
        return moving.count_rows(target.reading)


def _moved(
    source: Database,
    target: Database,
    server: Database,
    begin_anew: Callable[[Database], None],
    sure: Callable[[], None],
) -> int:
    """Move all rows that lack; returns how many there are then. What an earlier run has put there
    counts where it is the same still: else all of it is moved anew. At the end `sure` raises
    CannotUse where a server could have begun meanwhile.
    """
    if source.to_be_applied():
        raise CannotMove("It is of an earlier version: bring it up to date (ladder-assess setup).")
    while True:
        found = _begun(target)
        try:
            return _gone_on(source, target, sure)
        except (moving.BadRow, _Different) as why:
            if found is _Begun.WHOLE and target is server:
                raise CannotMove(
                    "There is something in the database to move to: name an empty one."
                ) from None
            begin_anew(target)
            if found is _Begun.EMPTY:
                raise CannotMove(f"Nothing was moved: {why}.") from None


@contextmanager
def _alone(server: Database) -> Iterator[None]:
    with server.alone() as is_alone:
        if not is_alone:
            raise CannotMove("A server is running with that database. Stop it first.")
        yield


def _begun(target: Database) -> _Begun:
    """How it was found; from here on no server takes it before all is there."""
    if moving.is_under_way(target.reading):
        if not moving.is_of_this_version(target.reading):
            raise CannotMove(
                f"{target.engine.named} holds what another version began to move: remove it."
            )
        return _Begun.IN_PART
    target.migrate()
    if moving.is_used(target.reading):
        return _Begun.WHOLE
    with target.writing() as connection:
        moving.begin(connection)
    return _Begun.EMPTY


def _gone_on(source: Database, target: Database, sure: Callable[[], None]) -> int:
    """Move what lacks and compare each row. Raises BadRow or _Different."""
    if moving.is_under_way(target.reading):
        moving.go_on(source.reading, target.reading, target.writing)
    different = moving.differing(source.reading, target.reading)
    if different:
        first = moving.first_other(source.reading, target.reading, different[0])
        raise _Different(f"rows of {', '.join(different)} came out other, first {first}")
    with target.writing() as connection:
        target.engine.go_on_from(connection, source.engine.numbers(source.reading))
        moving.end(connection)
        sure()
    return moving.count_rows(target.reading)


def _drop_rows(target: Database, *, marked: bool = False) -> None:
    """Have it be as one that was just made; `marked`, no server takes it."""
    with target.writing() as connection:
        moving.begin_anew(connection)
        if marked:
            moving.begin(connection)


def _remove(target: Database) -> None:
    target.close()
    for path in (*target.engine.files, target.path.with_suffix(".lock")):
        path.unlink(missing_ok=True)
