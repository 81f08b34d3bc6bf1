"""PostgreSQL: the database is on a server, which several processes ask over connections.

Who writes takes a lock for all of the database, as on SQLite, so that what a transaction reads is
what it changes. Each thread has a connection while it is at work; where many threads answer, they
share some (a pool).
"""

import logging
import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper
from psycopg_pool import ConnectionPool, PoolTimeout

from ladder_assess.storage.engines import moving, schema
from ladder_assess.storage.engines.address import Address, read_address
from ladder_assess.storage.engines.engine import (
    HELD,
    PATIENCE,
    CannotUse,
    Connection,
    Cursor,
    NotOnPostgreSQL,
    Others,
    Server,
)
from ladder_assess.storage.engines.locks import (
    MIGRATING,
    OURS,
    SERVING,
    WRITING,
    by_another,
    held_by_us,
    in_the_way,
    others,
)
from ladder_assess.storage.engines.shared_memory import SharedMemory
from ladder_assess.storage.engines.translated import with_parameters
from ladder_assess.storage.migrations import NewerDatabase, is_addition, later, missing
from ladder_assess.storage.migrations.waiting_files import Put

# Before it, what is asked here is not there.
OLDEST = 15
# In seconds: for a connection, and until the server ends what was begun by a program that says
# nothing more, such as on a machine that lost its network.
FOR_A_CONNECTION, SILENT = 10, 60
# After so long the server knows that a process which stopped has gone.
GONE = 1.0
# What is added while others serve waits so long for a table that one of them reads, and begins anew
# after a rest: a server looks for whoever waits for each other after a second.
FOR_A_TABLE, REST = 0.5, 0.2
SETTINGS = (
    f"SET lock_timeout = '{PATIENCE}s'; "
    f"SET idle_in_transaction_session_timeout = '{SILENT}s'; SET idle_session_timeout = 0; "
    "SET client_encoding = 'UTF8'; SET client_min_messages = 'warning'; "
    # What was acknowledged is there where the server is killed, whatever it is set to.
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') = 'off'"
)
# Each connection keeps so many statements as the server has read them; the second time it does.
STATEMENTS, OFTEN = 1024, 1
# What the server says, by the beginning of its number (SQLSTATE), and what to do.
TO_DO = {
    "08": "Check the host and port in LADDER_DATABASE, and that the server runs.",
    "28": "Check the user and the password in LADDER_DATABASE.",
    "3D": "Make that database first (createdb), or check its name in LADDER_DATABASE.",
    "3F": "Make that schema first, or check the search path in LADDER_DATABASE.",
    "53300": "Raise max_connections of the server, or lower LADDER_DATABASE_CONNECTIONS.",
    "53100": "The disk of the server is full. Free some space there and try again.",
    "53": "The server has too little left. Look at its memory and disk, and try again.",
    "55P03": HELD,
    "42501": "Give that role the right: GRANT ALL ON SCHEMA public TO it, as the owner.",
    "25006": "It can only be read, as a standby can. Name the server that takes changes.",
    "57P03": "The server is starting or stopping. Try again in a moment.",
    "57": "The server ended the connection. Try again in a moment.",
    "58": "The disk of the server may be full or broken. Look at its log.",
}
# A connection that holds a lock says nothing for long, and is not to be taken for one that went.
KEPT_ALIVE = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
# Does this connection hold a lock?
ITS_OWN = (
    "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
    "AND pid = pg_backend_pid() AND classid = ?"
)
# What those who serve call themselves has so many words.
NAMED_BY = 3
# What it says in words alone, before there is a connection.
BEFORE = {
    "too many clients": "53300",
    "too many connections": "53300",
    "password authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    'role "': "28",
    "does not exist": "3D",
    "remaining connection slots": "53300",
    "permission denied for database": "42501",
    "the database system is": "57P03",
}


# What somebody typed, where it cannot be taken.
TYPED = re.compile(r'".*"', re.DOTALL)


class Row:
    """A row as SQLite gives one: its values by name and by place."""

    __slots__ = ("_names", "_values")

    def __init__(self, names: Mapping[str, int], values: Sequence[Any]) -> None:
        self._names, self._values = names, values

    def keys(self) -> list[str]:
        """The names of its values."""
        return list(self._names)

    def __getitem__(self, key: Any, /) -> Any:
        if isinstance(key, str):
            try:
                return self._values[self._names[key]]
            except KeyError:
                raise IndexError(f"No item with the key {key}") from None
        return self._values[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Row) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self._values))


def _rows(cursor: psycopg.Cursor[Any]) -> Any:
    names: dict[str, int] = {}
    for at, column in enumerate(cursor.description or ()):
        # Of two of a name the first counts, as on SQLite.
        names.setdefault(column.name, at)
    return lambda values: Row(names, values)


class _Bool(Dumper):
    """Truth as a number, as the columns have it."""

    oid = psycopg.adapters.types["int8"].oid

    def dump(self, obj: bool) -> Buffer | None:
        return b"1" if obj else b"0"


class _Number(Loader):
    """Sums are whole numbers, as what they are of."""

    def load(self, data: Buffer) -> int | float:
        said = bytes(data).decode()
        return float(said) if "." in said else int(said)


class _Truth(Loader):
    def load(self, data: Buffer) -> int:
        return int(bytes(data) == b"t")


class _Cursor(psycopg.Cursor[Row]):
    """Takes statements as SQLite does, and fails as that does."""

    different: Mapping[str, str] = {}

    def execute(self, query: Any, params: Any = None, **more: Any) -> "_Cursor":
        try:
            if params:
                query, params = with_parameters(self.different.get(query, query)), params
            super().execute(query, params or None, **more)
        except psycopg.Error as error:
            _fail(error)
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **more: Any) -> None:
        try:
            super().executemany(
                with_parameters(self.different.get(query, query)), params_seq, **more
            )
        except psycopg.Error as error:
            _fail(error)

    def fetchone(self) -> Row | None:
        return super().fetchone() if self.description is not None else None

    def fetchall(self) -> list[Row]:
        return super().fetchall() if self.description is not None else []


def _fail(error: psycopg.Error, address: Address | None = None) -> NoReturn:
    """Raise what SQLite would, without the trace of what the server says: it quotes rows. Where
    there was no connection yet, what else stands in the address is left out too.
    """
    state = error.sqlstate or ""
    words = error.diag.message_primary or _first_words(str(error))
    if address is not None:
        words = address.told(words)
    to_do = next((TO_DO[at] for at in (state, state[:2]) if at in TO_DO), "")
    if isinstance(error, psycopg.IntegrityError):
        raise sqlite3.IntegrityError(words) from None
    if isinstance(error, psycopg.OperationalError) and not to_do:
        known = (code for said, code in BEFORE.items() if said in str(error))
        to_do = TO_DO[next(known, "08")]
    if to_do:
        raise CannotUse(words, to_do) from None
    if isinstance(error, psycopg.DataError):
        raise sqlite3.DataError(TYPED.sub("“…”", words)) from None
    raise sqlite3.OperationalError(words) from None


def _first_words(said: str) -> str:
    """What is said of a connection that could not be made, without where it was looked for."""
    found = re.search(r"FATAL:\s*(.+)", said)
    return found[1] if found else said.strip().partition("\n")[0] or "it failed"


class _Connection:
    """A thread's connection: to the server while it is needed, and anew where that one went."""

    def __init__(self, engine: "PostgreSQL") -> None:
        self._engine = engine
        self._raw: psycopg.Connection[Row] | None = None
        self.in_transaction = False

    def execute(self, sql: str, parameters: Any = (), /) -> Cursor:
        """Run a statement."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Cursor:
        """Run a statement with each of some parameters, all or none of them."""
        cursor = self.cursor()
        cursor.executemany(sql, parameters)
        return cursor

    def cursor(self) -> _Cursor:
        """What statements run on."""
        raw = self._raw
        if raw is None or not self._is_good(raw):
            raw = self._anew()
        cursor = raw.cursor()
        assert isinstance(cursor, _Cursor)
        return cursor

    def _is_good(self, raw: psycopg.Connection[Row]) -> bool:
        status = raw.pgconn.transaction_status
        return self.in_transaction or status == TransactionStatus.IDLE

    def _anew(self) -> psycopg.Connection[Row]:
        self.rest(broken=True)
        self._raw = self._engine.take()
        return self._raw

    def rest(self, *, broken: bool = False) -> None:
        """Let others have the connection meanwhile, where they share it."""
        raw, self._raw = self._raw, None
        if raw is not None:
            self._engine.give(raw, broken=broken)

    def begin(self, sql: str) -> None:
        """Begin a transaction."""
        self.cursor()
        self.in_transaction = True
        self.cursor().execute(sql, prepare=False)

    def commit(self) -> None:
        """Keep what was written. Raises where the server does not, as after an error before."""
        done = self.cursor()
        done.execute("COMMIT", prepare=False)
        self.in_transaction = False
        if done.statusmessage != "COMMIT":
            raise sqlite3.OperationalError("a statement had failed: nothing was kept")

    def rollback(self) -> None:
        """Undo what was written; where there is no connection any more, the server does."""
        if self.in_transaction and self._raw is not None:
            try:
                self._raw.execute("ROLLBACK")
            except psycopg.Error:
                self.rest(broken=True)
        self.in_transaction = False

    def iterdump(self) -> Iterator[str]:
        """All that is kept, table by table, in an order of its own."""
        for name in schema.tables(self):
            found = self.execute(f'SELECT * FROM "{name}"')  # noqa: S608  (a table of ours)
            yield from sorted(f"{name} {tuple(row)}" for row in found)

    def close(self) -> None:
        """Let go of it for good."""
        self.rest()


class PostgreSQL:
    """An engine for a database on a server. Statements that it must be told otherwise are in
    `different`, by what SQLite is told.
    """

    def __init__(self, address: str, different: Mapping[str, str]) -> None:
        self._address = address
        self._read = read_address(address)
        self._cursor = type("Cursor", (_Cursor,), {"different": different})
        self._pool: ConnectionPool[psycopg.Connection[Row]] | None = None
        # What those who serve know together: see shared_memory.
        self.memory = SharedMemory(self._new, self._may_serve)

    @property
    def named(self) -> str:
        """Where it leads, without a password."""
        return self._read.named

    def connect(self) -> Connection:
        """A connection for one thread."""
        return _Connection(self)

    def share(self, most: int) -> None:
        """Let threads share so many connections, in this process."""
        # It would log whatever a server or its driver says of the address.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        self._pool = ConnectionPool(
            self._address,
            kwargs=self._how(),
            min_size=1,
            max_size=most,
            timeout=FOR_A_CONNECTION,
            configure=_prepare,
            check=ConnectionPool.check_connection,
            open=True,
        )

    def unshare(self) -> None:
        """Share none any more, and close what is open."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _how(self) -> dict[str, Any]:
        return {
            "autocommit": True,
            "row_factory": _rows,
            "cursor_factory": self._cursor,
            "prepare_threshold": OFTEN,
            "connect_timeout": FOR_A_CONNECTION,
            "fallback_application_name": "ladder-assess",
            **KEPT_ALIVE,
        }

    def take(self) -> psycopg.Connection[Row]:
        """A connection to the server."""
        try:
            if self._pool is not None:
                return self._pool.getconn()
            return self._new()
        except PoolTimeout:
            raise CannotUse(
                f"all {self._pool.max_size if self._pool else 0} connections are in use",
                "Raise LADDER_DATABASE_CONNECTIONS, and see that the server answers.",
            ) from None
        except psycopg.Error as error:
            _fail(error, self._read)

    def _new(self) -> psycopg.Connection[Row]:
        try:
            raw = psycopg.connect(self._address, **self._how())
        except psycopg.Error as error:
            _fail(error, self._read)
        _prepare(raw)
        return raw

    def give(self, raw: psycopg.Connection[Row], *, broken: bool) -> None:
        """Let go of one."""
        if broken or self._pool is None:
            raw.close()
        if self._pool is not None:
            self._pool.putconn(raw)

    def begin(self, connection: Connection, patience: float = PATIENCE) -> None:
        """Begin to write, once nobody else does in the same schema."""
        assert isinstance(connection, _Connection)
        try:
            # None would be for ever.
            connection.begin(
                f"BEGIN; SET LOCAL lock_timeout = {max(1, int(1000 * patience))}; "
                f"SELECT pg_advisory_xact_lock({WRITING}, {OURS}); "
                f"SET LOCAL lock_timeout = '{PATIENCE}s'"
            )
        except CannotUse as why:
            connection.rollback()
            raise in_the_way(connection, (WRITING,), why) from None

    def commit(self, connection: Connection) -> None:
        """Keep what was written."""
        assert isinstance(connection, _Connection)
        connection.commit()

    def rest(self, connection: Connection) -> None:
        """Let other threads have the connection, where they share some."""
        if self._pool is not None and isinstance(connection, _Connection):
            connection.rest()

    def servers(self, connection: Connection) -> list[Server]:
        """By the locks that they hold, and what they said of themselves."""
        serve = (lock for lock in held_by_us(connection) if lock.number == SERVING)
        found = [lock.named.split() for lock in serve if lock.of_schema]
        return sorted(
            (Server(*named[1:]) if len(named) == NAMED_BY else Server("", "") for named in found),
            key=lambda server: (server.version, server.host),
        )

    def others(self, connection: Connection) -> Others | None:
        """The roles that may connect to the database beside ours."""
        return others(connection)

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Let no server begin, by a lock that goes with this process. Raises CannotUse where a role
        that is not ours has it, and at the end where the server let go of it meanwhile, as one that
        was started anew does.
        """
        connection = _Connection(self)
        taken = f"SELECT pg_try_advisory_lock({SERVING}, {OURS})"
        end = time.monotonic() + GONE
        try:
            while not (is_alone := bool(connection.execute(taken).fetchone()[0])):
                if time.monotonic() > end:
                    break
                time.sleep(0.05)
            if not is_alone and (why := by_another(connection, (SERVING,))):
                raise why
            yield is_alone
            if is_alone and not connection.execute(ITS_OWN, (SERVING,)).fetchone()[0]:
                raise CannotUse("its server let go of this meanwhile", "Run it again: it goes on.")
        finally:
            connection.close()

    def migrate(self, waiting: Path, put: Put) -> None:
        """Bring the tables up to date in one transaction, under a lock of the server. What is only
        added is while others serve.
        """
        connection = _Connection(self)
        until = time.monotonic() + PATIENCE
        try:
            self._check(connection)
            while not self._brought_up_to_date(connection, until):
                time.sleep(REST)
        except CannotUse as why:
            raise in_the_way(connection, (MIGRATING, WRITING), why) from None
        finally:
            connection.close()

    def _brought_up_to_date(self, connection: _Connection, until: float) -> bool:
        """Is it now? Not where somebody held a table for longer than a moment, and there is time to
        try once more.
        """
        try:
            connection.begin(f"BEGIN; SELECT pg_advisory_xact_lock({MIGRATING}, {OURS})")
            before = schema.applied(connection)
            lacking = missing(before)
            if before and lacking:
                self._take_turns_with(connection, lacking)
            schema.bring_up_to_date(connection, before)
            connection.commit()
        except CannotUse as why:
            connection.rollback()
            if why.to_do != HELD or time.monotonic() > until:
                raise
            return False
        except BaseException:
            connection.rollback()
            raise
        return True

    def _take_turns_with(self, connection: _Connection, lacking: set[str]) -> None:
        """Let those who serve come to no harm. Raises CannotUse where they would."""
        if all(map(is_addition, lacking)):
            connection.execute(f"SELECT pg_advisory_xact_lock({WRITING}, {OURS})")
            connection.execute(f"SET LOCAL lock_timeout = {int(1000 * FOR_A_TABLE)}")
        else:
            self._wait_for_none(connection)

    def _wait_for_none(self, connection: _Connection) -> None:
        """Raise CannotUse where servers of an earlier version are at work."""
        taken = f"SELECT pg_try_advisory_xact_lock({SERVING}, {OURS})"
        if not connection.execute(taken).fetchone()[0]:
            raise by_another(connection, (SERVING,)) or CannotUse(
                "servers of an earlier version run with it, which could not live with what changes",
                "Stop all of them, and start one of this version first.",
            )

    def _may_serve(self, raw: psycopg.Connection[Row]) -> None:
        """Raise CannotUse where a later version changed the database since this one looked."""
        try:
            missing({row[0] for row in raw.execute(f"SELECT name FROM {schema.NAMES}")})  # noqa: S608
        except NewerDatabase as newer:
            raise CannotUse(
                f"a later version brought it up to date ({newer})",
                "Start that version in the place of this one.",
            ) from None

    def now(self, connection: Connection) -> int:
        """By the clock of the server."""
        row = connection.execute("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS BIGINT)")
        return int(row.fetchone()[0])

    def _check(self, connection: _Connection) -> None:
        """Raise CannotUse for a server that would not do."""
        version, encoding, own, told = connection.execute(
            "SELECT current_setting('server_version_num'), current_setting('server_encoding'), "
            "current_schema(), current_setting('track_commit_timestamp')"
        ).fetchone()
        if int(version) // 10_000 < OLDEST:
            raise CannotUse(
                f"its server is PostgreSQL {int(version) // 10_000}, which is too old",
                f"Use PostgreSQL {OLDEST} or later.",
            )
        if encoding != "UTF8":
            raise CannotUse(
                f"its texts are kept as {encoding}", "Make it anew: createdb --encoding=UTF8."
            )
        if own is None:
            raise CannotUse("the role has no schema there", TO_DO["3F"])
        if told != "off":
            raise CannotUse(
                "its server notes when each answer came (track_commit_timestamp)",
                "Set track_commit_timestamp = off there, as that tells who answered when.",
            )

    def to_be_applied(self, connection: Connection) -> int:
        """How many migrations have not been applied."""
        return len(missing(schema.applied(connection)))

    def is_behind(self, connection: Connection) -> bool:
        """Has a later version added what a copy would lack?"""
        return bool(later(schema.applied(connection)))

    def numbers(self, connection: Connection) -> dict[str, int]:
        """The last numbers that tables gave; those that gave none by themselves are left out."""
        rows = connection.execute(
            "SELECT columns.table_name AS name, last_value AS last FROM pg_sequences "
            "JOIN information_schema.columns AS columns ON is_identity = 'YES' "
            "AND table_schema = schemaname AND pg_get_serial_sequence("
            "quote_ident(table_schema) || '.' || quote_ident(table_name), column_name) "
            "= quote_ident(schemaname) || '.' || quote_ident(sequencename) "
            "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        return {row["name"]: row["last"] for row in rows if row["name"] != schema.NAMES}

    def go_on_from(self, connection: Connection, numbers: Mapping[str, int]) -> None:
        """Let tables give later numbers than these."""
        for name, last in numbers.items():
            if last > 0:
                connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), ?)", (last,)
                )

    @property
    def files(self) -> tuple[Path, ...]:
        """None here."""
        return ()

    def size(self, connection: Connection) -> int:
        """How many bytes the tables of the schema have; the log is of the whole server."""
        found = connection.execute(
            "SELECT COALESCE(SUM(pg_total_relation_size(oid)), 0) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)"
        )
        return int(found.fetchone()[0])

    @property
    def has_log(self) -> bool:
        """What the server writes down is its operator's."""
        return False

    def empty_log(self, connection: Connection, patience: float) -> bool:
        """There is none here."""
        return True

    def copy_to(self, path: Path) -> None:
        """Write all rows, as they are at one moment, to a new file of SQLite, in which each is
        compared. Others go on writing meanwhile.
        """
        source = _Connection(self)
        try:
            source.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            moving.write_file(path, source, self.numbers(source))
        finally:
            source.rollback()
            source.close()

    def with_another(
        self, connection: Connection, path: Path, name: str
    ) -> AbstractContextManager[None]:
        """Not on a server."""
        raise NotOnPostgreSQL("PostgreSQL cannot ask a file beside it.")


def _prepare(raw: psycopg.Connection[Row]) -> None:
    raw.prepared_max = STATEMENTS
    adapters = raw.adapters
    adapters.register_dumper(int, Int8Dumper)
    adapters.register_dumper(bool, _Bool)
    adapters.register_loader("numeric", _Number)
    adapters.register_loader("bool", _Truth)
    raw.execute(SETTINGS)
