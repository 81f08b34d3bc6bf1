"""What every engine offers, and all that the rest of storage knows of one.

Errors are the kinds that the standard library has for all databases (DB-API, PEP 249), as SQLite
raises them.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ladder_assess.storage.migrations.waiting_files import Put

DatabaseError = sqlite3.Error
# What to do, where an engine says what stands in its way.
FULL = "The disk is full. Free some space and try again."
HELD = "Another program holds it. Stop that one and try again."
NOT_OURS = "Give it to the user who runs this, or use another folder."

# In seconds, for others that save: a register with 20,000 rows, in each of which all answers and
# notes change, takes a tenth of it where nothing else is at work.
PATIENCE = 30


class NotOnPostgreSQL(Exception):
    """What works on SQLite alone, and what to do in its place."""


class CannotUse(sqlite3.OperationalError):
    """What stands in the way of using a database on a server, and what to do."""

    def __init__(self, words: str, to_do: str) -> None:
        super().__init__(words)
        self.to_do = to_do


@dataclass(frozen=True)
class Server:
    """One that serves the site: of which version, where that is known, and on which host."""

    version: str
    host: str


@dataclass(frozen=True)
class Others:
    """Roles that may connect to the database beside the site's own, and how to keep them out."""

    roles: list[str]
    mend: str


class Row(Protocol):
    """A row as it was read: its values by name and by place."""

    def keys(self) -> list[str]: ...

    def __getitem__(self, key: Any, /) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __len__(self) -> int: ...


class Cursor(Protocol):
    """What a statement found or changed."""

    @property
    def description(self) -> Any: ...

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def close(self) -> None: ...

    def __iter__(self) -> Iterator[Any]: ...

    def __next__(self) -> Any: ...


class Connection(Protocol):
    """What statements run on, by one thread. Parameters are named (:name) or in order (?)."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, sql: str, parameters: Any = ..., /) -> Cursor: ...

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor: ...

    def iterdump(self) -> Iterator[str]:
        """All that is kept, as text, to compare."""

    def rollback(self) -> None: ...

    def close(self) -> None: ...


class Writing(Connection, Protocol):
    """A connection with a transaction under way. Whatever writes takes one, so that a use case says
    by itself what happens all or not at all; what only reads has none, and the types tell them
    apart.
    """

    @property
    def writes(self) -> bool: ...


class Memory(Protocol):
    """Notes of a `kind`, each `whose` it is and under a name. Call it under the write lock where
    what is read is what is changed.
    """

    def put(self, connection: Connection, kind: str, whose: str, name: str, said: Any) -> None:
        """Note something under a name, in place of what was noted there."""

    def of(self, connection: Connection, kind: str, whose: str) -> dict[str, Any]:
        """All notes of somebody, by name."""

    def many(self, connection: Connection, kind: str, whose: str) -> int:
        """How many notes of somebody there are, without reading them."""

    def find(self, connection: Connection, kind: str, name: str) -> Any:
        """What is noted under a name, whose ever it is; None where nothing is."""

    def forget(self, connection: Connection, kind: str, whose: str, names: Collection[str]) -> None:
        """Forget the notes under some names."""

    def forget_first(self, connection: Connection, kind: str, most: int) -> None:
        """Where notes of more than so many are kept, forget those of whoever came first."""

    def leave(self) -> None:
        """Let go of what other processes could know by."""


class Engine(Protocol):
    """Where a database is kept, and how it is opened, changed and brought up to date."""

    def connect(self) -> Connection:
        """A connection for one thread."""

    def begin(self, connection: Connection, patience: float = PATIENCE) -> None:
        """Begin to write, once nobody else does: what is read from here on is what is changed.
        Raises DatabaseError where others still do after so many seconds.
        """

    def commit(self, connection: Connection) -> None:
        """Keep what was written, all of it."""

    def rest(self, connection: Connection) -> None:
        """Let other threads have what this one does not need just now, where they share it."""

    def share(self, most: int) -> None:
        """Let the threads of this process share so many connections, where each costs much."""

    def unshare(self) -> None:
        """Share none any more."""

    @property
    def memory(self) -> Memory:
        """What is known and must lie in no file."""

    def servers(self, connection: Connection) -> list[Server]:
        """Those that serve, as far as the database tells of them."""

    def others(self, connection: Connection) -> Others | None:
        """Who may connect to the database beside us, and so take locks that we wait for."""

    def alone(self) -> AbstractContextManager[bool]:
        """Let no server begin meanwhile; false where one is at work."""

    def now(self, connection: Connection) -> int:
        """The seconds since 1970, by the one clock of all who use the database."""

    @property
    def named(self) -> str:
        """Where the database is, for whoever looks after it."""

    def migrate(self, waiting: Path, put: Put) -> None:
        """Bring the tables up to date. Safe for several processes that start together. Raises
        NewerDatabase where a later version has used it. Answers wait in a folder, where one is
        `put` by the caller's function.
        """

    def to_be_applied(self, connection: Connection) -> int:
        """How many migrations have not been applied. Raises NewerDatabase, and changes nothing."""

    def is_behind(self, connection: Connection) -> bool:
        """Has a later version added what `copy_to` would leave out here?"""

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The last numbers that tables gave by themselves, which are never given again."""

    def go_on_from(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Let tables give later numbers than these."""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the database, which are to say of when no more than the day."""

    def size(self, connection: Connection) -> int:
        """How many bytes the database takes."""

    @property
    def has_log(self) -> bool:
        """Is there anything in a log beside the database, which would tell what was deleted?"""

    def empty_log(self, connection: Connection, patience: float) -> bool:
        """Empty that log; False where somebody still reads what was there before."""

    def copy_to(self, path: Path) -> None:
        """Write the database anew to a new file, as it is at one moment."""

    def with_another(
        self, connection: Connection, path: Path, name: str
    ) -> AbstractContextManager[None]:
        """Let statements ask another database too, whose tables go by `name.`."""
