"""What those who serve a site know together on PostgreSQL, and where it lies."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import psycopg
import pytest

from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.tries import SharedTries, Tries
from ladder_assess.storage.engines import shared_memory
from ladder_assess.storage.engines.engine import CannotUse
from ladder_assess.storage.engines.memory import OwnMemory
from ladder_assess.storage.engines.shared_memory import SharedMemory

SECRET = "what all of them have"
KINDS, WHOSE, NAMES = ("used link", "pace"), ("[1]", "[2]"), "abcd"
Opened = Callable[[], Database]


@pytest.fixture
def another(database: Database, address: str, tmp_path: Path) -> Iterator[Opened]:
    """Opens the database for one more server, as often as it is called."""
    made: list[Database] = []

    def open_one() -> Database:
        made.append(Database(tmp_path / "ladder.sqlite3", address))
        memory_of(made[-1]).know(SECRET, "one folder")
        made[-1].share(2)
        return made[-1]

    yield open_one
    for each in made:
        each.unshare()


def memory_of(database: Database) -> SharedMemory:
    assert database.shared is not None
    return database.shared


def test_what_one_notes_the_other_knows_as_in_one_memory(another: Opened) -> None:
    servers, alone, draw = (another(), another()), OwnMemory(), Random(7)
    connection = servers[0].reading
    for step in range(200):
        one = draw.choice(servers)
        kind, whose, name = draw.choice(KINDS), draw.choice(WHOSE), draw.choice(NAMES)
        gone = draw.sample(NAMES, step % 4)
        for memory, where in ((one.memory, one.reading), (alone, connection)):
            if step % 3:
                memory.put(where, kind, whose, name, [step, "ä"])
            else:
                memory.forget(where, kind, whose, gone)
        other = draw.choice(servers)
        assert other.memory.of(other.reading, kind, whose) == alone.of(connection, kind, whose)
        assert other.memory.many(other.reading, kind, whose) == len(
            alone.of(connection, kind, whose)
        )
        found = other.memory.find(other.reading, kind, name)
        assert (found is None) == (alone.find(connection, kind, name) is None)


def test_those_of_whoever_came_first_are_forgotten_beyond_a_number(another: Opened) -> None:
    server, alone = another(), OwnMemory()
    for memory in (server.memory, alone):
        for number in range(5):
            for name in "ab":
                memory.put(server.reading, "name", str(number), name, number)
            memory.forget_first(server.reading, "name", 3)
        left = [bool(memory.of(server.reading, "name", str(number))) for number in range(5)]
        assert left == [False, False, True, True, True]


def test_a_note_is_found_by_an_index(another: Opened) -> None:
    """Each phone of a room looks for its name every two seconds: all names were looked through."""
    server = another()
    for number in range(50):
        server.memory.put(server.reading, "name", str(number % 5), str(number), number)
    asked = "SELECT sealed FROM remembered WHERE kind = 'name' AND name = 'none' LIMIT 1"
    with server.writing() as connection:
        connection.execute("SET LOCAL enable_seqscan = off")
        told = "".join(row[0] for row in connection.execute(f"EXPLAIN {asked}"))
    assert re.search(r"Index Cond: .*kind = 'name'.* AND .*name = 'none'", told), told
    assert "remembered_named" in told


def test_tries_are_counted_over_all_of_them(another: Opened) -> None:
    one, other = (SharedTries(memory_of(another())) for _ in range(2))
    alone = Tries()
    for key, until, now in (("a", 10, 1), ("b", 10, 2), ("a", 10, 3), ("a", 20, 11), ("a", 20, 12)):
        counted = (one if now % 2 else other).count(key, until, now)
        assert counted == alone.count(key, until, now)
        assert len(other) == len(alone)
    one.forget("a")
    assert other.count("a", 20, 13) == 1


def test_a_try_counts_also_where_nothing_is_kept(another: Opened) -> None:
    server = another()
    tries = SharedTries(memory_of(server))

    def count_and_fail() -> None:
        with server.writing():
            tries.count("a", 10, 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        count_and_fail()
    assert tries.count("a", 10, 1) == 2


def test_it_goes_with_the_last_of_them_and_not_before(another: Opened) -> None:
    first, second = another(), another()
    first.memory.put(first.reading, "pace", "[1]", "a", 3)
    first.unshare()
    third = another()
    assert third.memory.of(third.reading, "pace", "[1]") == {"a": 3}
    second.unshare()
    third.unshare()
    after = another()
    assert after.memory.of(after.reading, "pace", "[1]") == {}
    assert not after.reading.execute("SELECT * FROM remembered").fetchall()


def test_a_connection_that_went_is_made_anew_and_nothing_is_lost(
    another: Opened, server: str
) -> None:
    one, other = another(), another()
    one.memory.put(one.reading, "pace", "[1]", "a", 3)
    raw = memory_of(one)._raw
    assert raw is not None
    with psycopg.connect(server, autocommit=True) as operator:
        operator.execute("SELECT pg_terminate_backend(%s)", (raw.info.backend_pid,))
    assert one.memory.of(one.reading, "pace", "[1]") == {"a": 3}
    assert other.memory.of(other.reading, "pace", "[1]") == {"a": 3}


@pytest.mark.thorough
def test_whoever_reads_the_tables_learns_neither_what_nor_whose(another: Opened) -> None:
    server = another()
    for name in ("a link", "another"):
        server.memory.put(server.reading, "used link", "[1]", name, True)
    SharedTries(memory_of(server)).count("192.0.2.7", 10, 1)
    rows = [
        tuple(row)
        for table in shared_memory.TABLES
        for row in server.reading.execute(f"SELECT * FROM {table}").fetchall()
    ]
    assert len(rows) == 3
    told = repr(rows)
    assert not any(said in told for said in ("a link", "another", "[1]", "192.0.2.7"))
    assert len({len(row[3]) for row in rows if len(row) == 4}) == 1
    kept = server.reading.execute(
        "SELECT relname FROM pg_class WHERE relpersistence = 'u' AND relkind = 'r' "
        "AND relnamespace = CAST(current_schema() AS regnamespace) ORDER BY relname"
    )
    assert tuple(row[0] for row in kept) == ("counted_try", "remembered"), "in no log"


def test_the_key_needs_the_secret_beside_what_the_server_holds(
    another: Opened, address: str, tmp_path: Path
) -> None:
    server = another()
    server.memory.put(server.reading, "pace", "[1]", "a", 3)
    stranger = Database(tmp_path / "ladder.sqlite3", address)
    memory_of(stranger)._secret = SECRET
    with pytest.raises(CannotUse, match="another folder"):
        memory_of(stranger).serve()
    with pytest.raises(CannotUse, match="another secret"):
        memory_of(stranger).know("guessed", "one folder")
    stranger.close()
