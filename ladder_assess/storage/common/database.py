"""The database: opened once for each thread, migrated once, written by one at a time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import aiosql
from aiosql.adapters.sqlite3 import SQLite3Adapter

from ladder_assess.storage.common import places
from ladder_assess.storage.common.instance import to_the_day
from ladder_assess.storage.engines.engine import (
    HELD,
    PATIENCE,
    CannotUse,
    Connection,
    DatabaseError,
    Engine,
    Memory,
    Others,
    Server,
    Writing,
)
from ladder_assess.storage.engines.memory import OwnMemory
from ladder_assess.storage.engines.sqlite import SQLite, is_whole

if TYPE_CHECKING:
    from ladder_assess.storage.engines.shared_memory import SharedMemory

__all__ = ("Database", "DatabaseError", "Writing", "is_sound", "queries")

# Whoever is answered waits no longer than this for readers.
A_MOMENT = 0.5


class Adapter(SQLite3Adapter):
    """Reads single values out of rows with names too, which its parent does not know."""

    def select_value(self, conn: Connection, query_name: str, sql: str, parameters: Any) -> Any:
        with closing(conn.execute(sql, parameters)) as cursor:
            row = cursor.fetchone()
        return None if row is None else row[0]


queries: Any = aiosql.from_path(Path(__file__).parents[1] / "queries", Adapter)


def engine_of(path: Path, postgresql: str) -> Engine:
    """SQLite in a file or, where there is the address of a database on a server, PostgreSQL."""
    if not postgresql:
        return SQLite(path)
    # Its driver takes a tenth of a second to import.
    from ladder_assess.storage.engines import postgresql as server

    others = aiosql.from_path(Path(server.__file__).with_name("on_postgresql.sql"), Adapter)
    names = [name for name in others.available_queries if not name.endswith("_cursor")]
    different = {getattr(queries, name).sql: getattr(others, name).sql for name in names}
    return server.PostgreSQL(postgresql, different)


class Database:
    """One database. Each thread has a connection of its own; writers take turns.

    `path` is its file or, where it is on a server, where that would be: what is kept beside it lies
    in the same folder, but for evidence files where `uploads` names another place.
    """

    def __init__(self, path: Path, postgresql: str = "", uploads: str = "") -> None:
        self.path = path
        self.uploads = uploads
        self.engine = engine_of(path, postgresql)
        self._local = threading.local()
        self._writing = threading.Lock()
        # Asked as each transaction begins, once nobody else can write: raises where who is at work
        # may not any more.
        self.before_writing: Callable[[], None] = _nobody_asks

    def migrate(self) -> None:
        """Bring the tables up to date. Safe for several processes that start together."""
        self.engine.migrate(self.waiting, places.put)

    @property
    def memory(self) -> Memory:
        """What is known and must lie in no file."""
        return self.engine.memory

    @property
    def shared(self) -> "SharedMemory | None":
        """That of all who serve, where several processes on several hosts may."""
        memory = self.engine.memory
        return None if isinstance(memory, OwnMemory) else cast("SharedMemory", memory)

    def now(self) -> int:
        """The seconds since 1970, by the one clock of all who use the database."""
        return self.engine.now(self.reading)

    @property
    def waiting(self) -> Path:
        """Where answers wait: beside the database, so that a backup of the folder holds both."""
        return self.path.parent / "waiting"

    @property
    def reading(self) -> Connection:
        """This thread's connection, for statements that only read."""
        kept: _Kept | None = getattr(self._local, "kept", None)
        if kept is None:
            kept = self._local.kept = _Kept(self.engine)
        return kept.connection

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A transaction that commits at the end and is undone by any exception.

        It takes the write lock at once, so that what it reads is what it changes. It is handed
        down: a second one within it would wait for itself, and raises RuntimeError instead. Whoever
        waits, for others here and elsewhere together, does so for PATIENCE at most.
        """
        with self._turn(PATIENCE) as connection:
            self.before_writing()
            yield connection
            self.engine.commit(connection)

    def can_write(self, patience: float) -> bool:
        """Could something be saved now, within so many seconds? Nothing is."""
        try:
            with self._turn(patience):
                return True
        except DatabaseError:
            return False

    @contextmanager
    def _turn(self, patience: float) -> Iterator[Writing]:
        """The write lock; what was not committed is undone. Raises DatabaseError where others have
        it for longer than so many seconds.
        """
        until = time.monotonic() + patience
        connection = self.reading
        if connection.in_transaction:
            raise RuntimeError("a transaction is under way: hand its connection down")
        if not self._writing.acquire(timeout=patience):
            raise CannotUse("others have been saving for too long", HELD)
        try:
            # Broken off when it has just begun, it would stay open else.
            self.engine.begin(connection, max(0, until - time.monotonic()))
            yield cast("Writing", connection)
        finally:
            if connection.in_transaction:
                connection.rollback()
            self._writing.release()

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
    def has_log(self) -> bool:
        """Is there anything in the log beside the database?"""
        return self.engine.has_log

    def size(self) -> int:
        """How much room it takes, its log included, in bytes."""
        return self.engine.size(self.reading)

    def empty_log(self, patience: float = 0.0) -> bool:
        """Write what is in the log into the file, and empty it; the files then say the day alone.

        False where somebody still reads what was there before, after so many seconds of patience.
        """
        emptied = self.engine.empty_log(self.reading, patience)
        for file in self.engine.files:
            to_the_day(file)
        return emptied

    def copy_to(self, path: Path) -> None:
        """Write the database anew to a new file, as it is at one moment: without what its pages
        keep of rows that have gone, and without a log. Others go on writing meanwhile.
        """
        self.engine.copy_to(path)

    def to_be_applied(self) -> int:
        """How many migrations have not been applied. Raises NewerDatabase, and changes nothing."""
        return self.engine.to_be_applied(self.reading)

    def is_behind(self) -> bool:
        """Has a later version added what `copy_to` would leave out here?"""
        return self.engine.is_behind(self.reading)

    def with_another(self, path: Path, name: str) -> AbstractContextManager[None]:
        """Let this thread's statements ask another database too, whose tables go by `name.`."""
        return self.engine.with_another(self.reading, path, name)

    def share(self, most: int) -> None:
        """Serve from here on: the threads of this process share so many connections, where each
        costs much, and what all who serve know.
        """
        self.close()
        self.engine.share(most)
        if self.shared is not None:
            self.shared.serve()

    def unshare(self) -> None:
        """Share none any more, in this process."""
        self.close()
        self.engine.unshare()

    def servers(self) -> list[Server]:
        """Those that serve the site, where several may."""
        return self.engine.servers(self.reading)

    def others(self) -> Others | None:
        """Who may connect to the database beside the site, if anybody."""
        return self.engine.others(self.reading)

    def alone(self) -> AbstractContextManager[bool]:
        """Let no server begin meanwhile; false where one is at work."""
        return self.engine.alone()

    def rest(self) -> None:
        """This thread needs nothing just now: others may have its connection, where they share."""
        kept: _Kept | None = getattr(self._local, "kept", None)
        if kept is not None:
            self.engine.rest(kept.connection)

    def close(self) -> None:
        """Close this thread's connection, and let go of what is shared."""
        self.memory.leave()
        if hasattr(self._local, "kept"):
            del self._local.kept


def is_sound(path: Path) -> bool:
    """Can all of a database of ours be read, what stands in its log too? Changes nothing in it."""
    return is_whole(path, queries.count_migrations)


def _nobody_asks() -> None:
    """Outside a request: commands and jobs work for nobody who could lose a right meanwhile."""


class _Kept:
    """A connection for as long as its thread and its database are there: then it is closed."""

    def __init__(self, engine: Engine) -> None:
        self.connection = engine.connect()

    def __del__(self) -> None:
        if hasattr(self, "connection"):
            self.connection.close()
