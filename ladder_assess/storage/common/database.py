"""The database: opened once for each thread, migrated once, written by one at a time."""

import fcntl
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, NewType
from urllib.parse import quote

import aiosql
from aiosql.adapters.sqlite3 import SQLite3Adapter

from ladder_assess.storage.common import places
from ladder_assess.storage.common.instance import to_the_day
from ladder_assess.storage.migrations import apply_migrations

# What SQLite raises, for those who must not know of it.
DatabaseError = sqlite3.Error
# In seconds, for another process that saves: a register with 20,000 rows, in each of which all
# answers and notes change, takes a tenth of it where nothing else is at work.
PATIENCE = 30.0
# Each connection keeps so many statements as they were read, more than there are in `queries`: by
# itself it keeps 128, and to read one again takes four times as long as to have it answered.
STATEMENTS = 1024
# Whoever is answered waits no longer than this for readers.
A_MOMENT = 0.5
PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # What is deleted is overwritten: nobody reads it in a copy of the file.
    "PRAGMA secure_delete = ON",
)

# A connection with a transaction under way. Whatever writes takes one, so that a use case says by
# itself what happens all or not at all; `reading` gives none, and the types tell them apart.
Writing = NewType("Writing", sqlite3.Connection)


class Adapter(SQLite3Adapter):
    """Reads single values out of rows with names too, which its parent does not know."""

    def select_value(
        self, conn: sqlite3.Connection, query_name: str, sql: str, parameters: Any
    ) -> Any:
        with closing(conn.execute(sql, parameters)) as cursor:
            row = cursor.fetchone()
        return None if row is None else row[0]


queries: Any = aiosql.from_path(Path(__file__).parents[1] / "queries", Adapter)


class Database:
    """One database file. Each thread has a connection of its own; writers take turns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._writing = threading.Lock()
        # What must lie in no file: see storage.campaigns.used_links.
        self.unwritten: dict[Hashable, set[str]] = {}
        # Nor may these: see storage.campaigns.on_the_way.
        self.paces: dict[Hashable, dict[str, int]] = {}
        self.begun: dict[tuple[int, str], dict[str, tuple[int, int]]] = {}
        # Nor may this: see storage.workshops.tables.
        self.tables: dict[int, dict[str, int]] = {}
        # Which answer waits where; None until somebody asks: see storage.common.answer_mix.
        self.whereabouts: dict[str, str] | None = None
        # Asked as each transaction begins, once nobody else can write: raises where who is at work
        # may not any more.
        self.before_writing: Callable[[], None] = _nobody_asks

    def migrate(self) -> None:
        """Bring the tables up to date. Safe for several processes that start together."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(self.path.with_suffix(".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with closing(_connect(self.path)) as connection:
                apply_migrations(connection, self.waiting, places.put)

    @property
    def waiting(self) -> Path:
        """Where answers wait: beside the database, so that a backup of the folder holds both."""
        return self.path.parent / "waiting"

    @property
    def reading(self) -> sqlite3.Connection:
        """This thread's connection, for statements that only read."""
        kept: _Kept | None = getattr(self._local, "kept", None)
        if kept is None:
            kept = self._local.kept = _Kept(self.path)
        return kept.connection

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction that commits at the end and is undone by any exception.

        It takes the write lock at once, so that what it reads is what it changes. It is handed
        down: a second one within it would wait for itself, and raises RuntimeError instead.
        """
        connection = self.reading
        if connection.in_transaction:
            raise RuntimeError("a transaction is under way: hand its connection down")
        with self._writing:
            try:
                # Broken off when it has just begun, it would stay open else.
                connection.execute("BEGIN IMMEDIATE")
                self.before_writing()
                yield Writing(connection)
                connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise

    @contextmanager
    def erasing(self) -> Iterator[Writing]:
        """The same, and the log beside the file (WAL) is emptied, so that it tells neither what was
        deleted nor in which order things came. Where somebody is reading just then, the worker
        does that later.
        """
        with self.writing() as connection:
            yield connection
        self.empty_log(A_MOMENT)

    @property
    def _log(self) -> Path:
        return self.path.with_name(f"{self.path.name}-wal")

    @property
    def has_log(self) -> bool:
        """Is there anything in the log beside the file?"""
        return self._log.exists() and self._log.stat().st_size > 0

    def empty_log(self, patience: float = 0.0) -> bool:
        """Write what is in the log into the file, and empty it; the files then say the day alone.

        False where somebody still reads what was there before, after so many seconds of patience.
        """
        connection = self.reading
        with _waiting(connection, patience):
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        # What processes agree on in memory (-shm) lies in a file too, which says when they did.
        for file in (self.path, self._log, self.path.with_name(f"{self.path.name}-shm")):
            to_the_day(file)
        return not row[0]

    def copy_to(self, path: Path) -> None:
        """Write the database anew to a new file, as it is at one moment: without what its pages
        keep of rows that have gone, and without a log. Others go on writing meanwhile.
        """
        with closing(_connect(self.path)) as connection:
            connection.execute("VACUUM INTO ?", (str(path),))

    @contextmanager
    def with_another(self, path: Path, name: str) -> Iterator[None]:
        """Let this thread's statements ask another database too, whose tables go by `name.`."""
        self.reading.execute(f"ATTACH ? AS {name}", (str(path),))
        try:
            yield
        finally:
            self.reading.execute(f"DETACH {name}")

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._local, "kept"):
            del self._local.kept


def is_sound(path: Path) -> bool:
    """Can all of a database of ours be read, what stands in its log too? Changes nothing in it."""
    address = f"file:{quote(str(path))}?mode=ro"
    with suppress(sqlite3.Error), closing(sqlite3.connect(address, uri=True)) as connection:
        checked = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        return bool(checked == "ok" and queries.count_migrations(connection))
    return False


def _nobody_asks() -> None:
    """Outside a request: commands and jobs work for nobody who could lose a right meanwhile."""


@contextmanager
def _waiting(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Wait for others no longer than this."""
    connection.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * PATIENCE)}")


class _Kept:
    """A connection for as long as its thread and its database are there: then it is closed."""

    def __init__(self, path: Path) -> None:
        self.connection = _connect(path)

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    # One thread alone works with it; another may close it, where that is who collects garbage.
    connection = sqlite3.connect(
        path,
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
