"""SQLite: the database is a file, with a log beside it (WAL)."""

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import cast
from urllib.parse import quote

from ladder_assess.storage.engines.engine import (
    FULL,
    HELD,
    NOT_OURS,
    PATIENCE,
    CannotUse,
    Connection,
    DatabaseError,
    Others,
    Server,
)
from ladder_assess.storage.engines.file_locks import who_writes
from ladder_assess.storage.engines.memory import OwnMemory
from ladder_assess.storage.migrations import apply_migrations, to_be_applied, would_disturb
from ladder_assess.storage.migrations.waiting_files import Put

# Each connection keeps so many statements as they were read, more than there are in `queries`: by
# itself it keeps 128, and to read one again takes four times as long as to have it answered.
STATEMENTS = 1024
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten: nobody reads it in a copy of the file.
    "PRAGMA secure_delete = ON",
)
# What SQLite says, the beginning of it in its own words, and what to do.
TO_DO = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: "It can only be read. Give it, its folder and the files beside it to "
    "the user who runs this.",
    sqlite3.SQLITE_CANTOPEN: "Its folder is missing, or closed to the user who runs this.",
    sqlite3.SQLITE_PERM: NOT_OURS,
    sqlite3.SQLITE_IOERR: "The disk may be full or broken. Look at it and try again.",
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_NOTADB: "The file is no database. Put back a copy of it.",
    sqlite3.SQLITE_CORRUPT: "The file is damaged. Put back a copy of it.",
}
PRIMARY = 0xFF


class SQLite:
    """An engine for a database in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.memory = OwnMemory()

    def connect(self) -> sqlite3.Connection:
        """A connection for one thread; another may close it, where that is who collects garbage."""
        connection = sqlite3.connect(
            self.path,
            timeout=PATIENCE,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        connection.row_factory = sqlite3.Row
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def begin(self, connection: Connection, patience: float = PATIENCE) -> None:
        """Begin to write with the write lock taken at once."""
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if to_do(error) == HELD and (found := who_writes(self.path)):
                (process, name), waited = found, f"{round(patience, 1):g} s"
                raise CannotUse(
                    f"process {process} ({name}) has held it for longer than {waited}",
                    f"Wait until that has done, or stop it: kill {process}.",
                ) from None
            raise
        finally:
            connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE}")

    def commit(self, connection: Connection) -> None:
        """Keep what was written."""
        connection.execute("COMMIT")

    def rest(self, connection: Connection) -> None:
        """Each thread has its own, which nobody waits for."""

    def share(self, most: int) -> None:
        """Each thread has its own."""

    def unshare(self) -> None:
        """Each thread has its own."""

    def now(self, connection: Connection) -> int:
        """By the clock of this machine."""
        return int(time.time())

    def servers(self, connection: Connection) -> list[Server]:
        """The lock on the folder tells of the one that may."""
        return []

    def others(self, connection: Connection) -> Others | None:
        """The rights on the folder tell."""
        return None

    def alone(self) -> AbstractContextManager[bool]:
        """The lock on the folder sees to it already."""
        return nullcontext(True)

    @property
    def named(self) -> str:
        """Its file."""
        return str(self.path)

    def migrate(self, waiting: Path, put: Put) -> None:
        """Bring the tables up to date, under a lock on a file beside the database."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(self.path.with_suffix(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with closing(self.connect()) as connection:
                apply_migrations(connection, waiting, put)

    def would_disturb(self) -> bool:
        """Would bringing the tables up to date disturb a server of an earlier version?"""
        with closing(self.connect()) as connection:
            return would_disturb(connection)

    def to_be_applied(self, connection: Connection) -> int:
        """How many migrations have not been applied."""
        return to_be_applied(cast("sqlite3.Connection", connection))

    def is_behind(self, connection: Connection) -> bool:
        """A copy has all that is in the file."""
        return False

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The last numbers that tables gave."""
        rows = connection.execute("SELECT name, seq FROM sqlite_sequence")
        return {row["name"]: row["seq"] for row in rows}

    def go_on_from(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Let tables give later numbers than these."""
        for name, last in numbers.items():
            later = "UPDATE sqlite_sequence SET seq = MAX(seq, ?) WHERE name = ?"
            if not connection.execute(later, (last, name)).rowcount:
                connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, last))

    @property
    def _log(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    @property
    def files(self) -> tuple[Path, ...]:
        """The database, its log, and what processes agree on in memory (-shm), which lies in a file
        too.
        """
        return self.path, self._log, self.path.with_name(f"{self.path.name}-shm")

    def size(self, connection: Connection) -> int:
        """How many bytes these have."""
        return sum(file.stat().st_size for file in (self.path, self._log) if file.exists())

    @property
    def has_log(self) -> bool:
        """Is there anything in the log beside the file?"""
        return self._log.exists() and self._log.stat().st_size > 0

    def empty_log(self, connection: Connection, patience: float) -> bool:
        """Write what is in the log into the file, and empty it."""
        with _waiting(connection, patience):
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not row[0]

    def copy_to(self, path: Path) -> None:
        """Write the database anew, without what its pages keep of rows that have gone, and without
        a log. Others go on writing meanwhile.
        """
        with closing(self.connect()) as connection:
            connection.execute("VACUUM INTO ?", (str(path),))

    @contextmanager
    def with_another(self, connection: Connection, path: Path, name: str) -> Iterator[None]:
        """Let statements ask another file too."""
        connection.execute(f"ATTACH ? AS {name}", (str(path),))
        try:
            yield
        finally:
            connection.execute(f"DETACH {name}")


def is_whole(path: Path, holds: Callable[[Connection], object]) -> bool:
    """Can all of a file be read, what stands in its log too, and `holds` it what it must? Changes
    nothing in it.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as connection:
        checked = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return bool(checked == "ok" and holds(connection))
    return False


@contextmanager
def _waiting(connection: Connection, seconds: float) -> Iterator[None]:
    """Wait for others no longer than this."""
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE}")


def lacks_something(error: DatabaseError) -> bool:
    """Did a statement ask for what is not there, such as a table?"""
    return error.sqlite_errorcode == sqlite3.SQLITE_ERROR


def to_do(error: DatabaseError) -> str:
    """What to do about an error; empty where it is a mistake of the product itself."""
    return TO_DO.get(getattr(error, "sqlite_errorcode", -1) & PRIMARY, "")
