"""Whoever may connect to a database can take its locks: they are not believed, and are named."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ladder_assess.services.data_protection.check_site import LOOK, WELL, Site, check_site
from ladder_assess.storage.common import database as databases
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.engines import locks, postgresql, shared_memory
from ladder_assess.storage.engines.engine import CannotUse
from tests.storage.engines.test_shared_memory import SECRET, memory_of
from tests.support.filled import NOW
from tests.support.site import TODAY

STRANGER = "ladder_stranger"
Stranger = psycopg.Connection[Any]
KNOWN = r"the role ladder_stranger, which is not this site's, .*process {}"


@pytest.fixture
def role(server: str) -> Iterator[str]:
    """A role that may do nothing but connect."""
    with psycopg.connect(server, autocommit=True) as owner:
        owner.execute(f"CREATE ROLE {STRANGER} LOGIN")
        yield STRANGER
        owner.execute(f"DROP ROLE {STRANGER}")


@pytest.fixture
def stranger(role: str, server: str) -> Iterator[Stranger]:
    """A session of that role."""
    address = re.sub(r"//\w+@", f"//{role}@", server)
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr(databases, "PATIENCE", 0.3)
    monkeypatch.setattr(postgresql, "PATIENCE", 1)
    monkeypatch.setattr(postgresql, "SETTINGS", "SET lock_timeout = '300ms'")
    monkeypatch.setattr(postgresql, "GONE", 0.1)
    monkeypatch.setattr(shared_memory, "FOR_JOINING", 1)


def hold(stranger: Stranger, database: Database, number: int, how: str = "") -> None:
    of_schema = database.reading.execute(f"SELECT {locks.OURS}").fetchone()[0]
    stranger.execute(f"SELECT pg_advisory_lock{how}(%s::int, %s::int)", (number, of_schema))


def save(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("DELETE FROM tombstone")


def stand_alone(database: Database) -> None:
    with database.alone():
        pass


def outdate(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE id = (SELECT MAX(id) FROM _sqlite_migrations)"
        )


def migrate_again(database: Database) -> None:
    outdate(database)
    database.migrate()


def serve(database: Database) -> None:
    memory_of(database).serve()


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize(
    ("number", "how", "stopped"),
    [
        (locks.WRITING, "", save),
        (locks.WRITING, "_shared", save),
        (locks.MIGRATING, "", migrate_again),
        (locks.SERVING, "_shared", migrate_again),
        (locks.SERVING, "_shared", stand_alone),
        (locks.SERVING, "", serve),
        (locks.JOINING, "", serve),
    ],
)
def test_a_role_that_is_not_ours_is_named_where_it_stands_in_the_way(
    number: int,
    how: str,
    stopped: Callable[[Database], None],
    database: Database,
    stranger: Stranger,
) -> None:
    hold(stranger, database, number, how)
    begun = time.monotonic()
    process = stranger.info.backend_pid
    with pytest.raises(CannotUse, match=KNOWN.format(process)) as cannot:
        stopped(database)
    assert time.monotonic() - begun < 20
    words = obstacle(cannot.value, "here")
    assert "\n" not in words
    assert f"SELECT pg_terminate_backend({process}); REVOKE CONNECT ON DATABASE" in words
    assert words.endswith(f"FROM PUBLIC, {STRANGER};")
    stranger.execute("SELECT pg_advisory_unlock_all()")
    save(database)


def test_it_is_not_taken_for_a_server(database: Database, stranger: Stranger) -> None:
    hold(stranger, database, locks.SERVING, "_shared")
    assert database.servers() == []


def test_it_can_plant_no_part_of_a_key(
    database: Database, address: str, stranger: Stranger
) -> None:
    """Neither before anybody serves nor beside the parts that are held."""
    planted = 12_345

    def plant() -> None:
        places = [row["place"] for row in database.reading.execute(shared_memory.PLACES, (5,))]
        for place in places:
            stranger.execute("SELECT pg_advisory_lock_shared(%s::int, %s)", (place, planted))

    plant()
    first, second = (Database(database.path, address) for _ in range(2))
    for each in (first, second):
        memory_of(each).know(SECRET, "one folder")
        serve(each)
        plant()
    key = memory_of(first)._key
    assert key == memory_of(second)._key
    assert planted not in {lock.said for lock in locks.held_by_us(database.reading)}
    for each in (first, second):
        each.close()


@pytest.mark.usefixtures("short")
def test_one_that_holds_what_all_who_serve_say_is_named(
    database: Database, stranger: Stranger
) -> None:
    for place in (row["place"] for row in database.reading.execute(shared_memory.PLACES, (5,))):
        said = shared_memory._number("")
        stranger.execute("SELECT pg_advisory_lock(%s::int, %s::int)", (place, said))
    with pytest.raises(CannotUse, match=KNOWN.format(stranger.info.backend_pid)):
        serve(database)


@pytest.mark.usefixtures("short")
def test_a_program_of_ours_is_named_with_how_long_it_takes(
    database: Database, address: str, tmp_path: Path
) -> None:
    other = Database(tmp_path / "other.sqlite3", address)
    with other.writing() as connection:
        process = connection.execute("SELECT pg_backend_pid()").fetchone()[0]
        with pytest.raises(CannotUse) as cannot:
            save(database)
    words = obstacle(cannot.value, "here")
    assert re.search(
        rf"another program of this site \(ladder-assess\) has held a lock for \d+ seconds "
        rf"\(process {process} of the server\). Wait until it has done, or stop it",
        words,
    )
    other.close()


def looked_at(server: str, folder: Path, address: str) -> dict[str, tuple[str, str, str]]:
    site = Site(folder / "ladder.sqlite3", False, None, {}, 1, None, address)
    return {each.name: (each.state, each.words, each.mend) for each in check_site(site, TODAY, NOW)}


def test_check_says_who_may_connect_beside_us(server: str, role: str, tmp_path: Path) -> None:
    owner, name = "ladder_owner", "ladder_alone"
    address = re.sub(r"//\w+@", f"//{owner}@", server).replace("/postgres?", f"/{name}?")
    with closing(psycopg.connect(server, autocommit=True)) as superuser:
        superuser.execute(f"CREATE ROLE {owner} LOGIN")
        superuser.execute(f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0")
        try:
            made = Database(tmp_path / "ladder.sqlite3", address)
            made.migrate()
            made.close()
            state, words, mend = looked_at(server, tmp_path, address)["Roles"]
            assert (state, words[:6]) == (LOOK, "PUBLIC")
            with psycopg.connect(address, autocommit=True) as ours:
                ours.execute(mend.partition(": ")[2])
                assert looked_at(server, tmp_path, address)["Roles"][0] == WELL
                ours.execute(f"GRANT CONNECT ON DATABASE {name} TO {role}")
                state, words, mend = looked_at(server, tmp_path, address)["Roles"]
                assert (state, words[: len(role)]) == (LOOK, role)
                ours.execute(mend.partition(": ")[2])
            assert looked_at(server, tmp_path, address)["Roles"][0] == WELL
        finally:
            superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
            superuser.execute(f"DROP ROLE {owner}")
