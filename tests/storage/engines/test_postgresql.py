"""On PostgreSQL the same statements do the same: the tables, who writes, and what is refused."""

import multiprocessing
import re
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ladder_assess.storage import migrations
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.engines import schema, shared_memory
from ladder_assess.storage.engines.engine import CannotUse, NotOnPostgreSQL
from tests.storage.engines.at_work import KIND, LEASE, count_up, work

pytestmark = pytest.mark.thorough

# What a site is asked when it goes back to a backup, which is a file of SQLite.
GOES_BACK = re.compile(r"\bbefore\.|\bsqlite_|\bGLOB\b")
OURS = "current_schema() AS regnamespace)"
MADE = {
    "columns": "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, "
    "column_default, collation_name) "
    "FROM information_schema.columns WHERE table_schema = current_schema()",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()",
    "constraints": "SELECT concat_ws(' ', CAST(conrelid AS regclass), pg_get_constraintdef(oid)) "
    f"FROM pg_constraint WHERE connamespace = CAST({OURS}",
    "triggers": "SELECT pg_get_triggerdef(pg_trigger.oid) FROM pg_trigger "
    "JOIN pg_class ON pg_class.oid = tgrelid "
    f"WHERE NOT tgisinternal AND relnamespace = CAST({OURS}",
}
# Of SQLite's own columns: whether there must be something in one.
COLUMNS = 'SELECT name, "notnull" OR pk AS needed FROM pragma_table_info(?)'
JOBS, PROCESSES, TIMES = 40, 3, 25
WRITTEN = migrations.HERE
_processes = multiprocessing.get_context("spawn")


def made(database: Database, what: str) -> Counter[str]:
    """What a database is made of, less the name of its schema."""
    rows = database.reading.execute(MADE[what]).fetchall()
    return Counter(re.sub(r"\b(engines|test)_\w+\.", "", row[0]) for row in rows)


def test_it_is_made_of_what_sqlite_is_made_of(database: Database) -> None:
    with closing(schema.model()) as model:
        kinds = Counter(row["type"] for row in model.execute("SELECT type FROM sqlite_master"))
        tables = schema.tables(database.reading)
        wanted = {
            f"{table} {row['name']} {'NO' if row['needed'] else 'YES'}"
            for table in tables
            for row in model.execute(COLUMNS, (table,))
        }
        parents = sum(
            len({row["id"] for row in model.execute(schema.PARENTS, (table,))}) for table in tables
        )
    kind = re.compile(r" (bigint|text|bytea) (NO|YES).*")
    beside = tuple(f"{table} " for table in shared_memory.TABLES)
    found = {
        kind.sub(r" \2", each) for each in made(database, "columns") if not each.startswith(beside)
    }
    assert found == wanted
    assert len(found) > 400
    assert made(database, "triggers").total() == kinds["trigger"] > 15
    references = [each for each in made(database, "constraints").elements() if "FOREIGN" in each]
    assert len(references) == parents > 80
    assert database.to_be_applied() == 0


# No database on a server is older than 0069; some that were written for SQLite are tried here too.
@pytest.mark.parametrize(("first", "last"), [("0058", "0066"), ("0067", "9999")])
def test_later_migrations_are_said_to_it_too(
    first: str,
    last: str,
    new_address: Callable[[], str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was made earlier and brought up to date is what is made at once."""
    files = tmp_path / "migrations"
    files.mkdir()
    for module in (migrations, schema):
        monkeypatch.setattr(module, "HERE", files)
    monkeypatch.setattr(schema, "whole", schema.whole.__wrapped__)
    grown, whole = (Database(tmp_path / name, new_address()) for name in ("grown", "whole"))
    for database, until in ((grown, first), (whole, last), (grown, last)):
        for file in sorted(WRITTEN.glob("[0-9]*.sql")):
            if file.stem[:4] <= until:
                shutil.copy(file, files)
        database.migrate()
    assert grown.to_be_applied() == whole.to_be_applied() == 0
    for what in MADE:
        assert made(grown, what) == made(whole, what), what
    for database in (grown, whole):
        database.close()


class Undone(Exception):
    """Nothing that was tried is kept."""


def test_it_takes_every_statement(database: Database) -> None:
    """Where a column is said to be missing, the statement was understood."""
    asked = 0
    for name in queries.available_queries:
        sql = getattr(queries, name).sql
        if name.endswith("_cursor") or GOES_BACK.search(sql.replace("_sqlite_migrations", "")):
            continue
        nothing = dict.fromkeys(re.findall(r"(?<!:):([a-z]\w*)", sql))
        with pytest.raises((Undone, sqlite3.IntegrityError)) as left:
            tried(database, sql, nothing)
        assert left.type is Undone or "null value" in str(left.value), name
        asked += 1
    assert asked > 400


def tried(database: Database, sql: str, parameters: dict[str, None]) -> None:
    with database.writing() as connection:
        connection.execute(sql, parameters)
        raise Undone


@pytest.mark.parametrize("statement", ["DELETE FROM audit", "UPDATE audit SET event = 'x'"])
def test_what_is_only_added_to_stays(database: Database, statement: str) -> None:
    with database.writing() as connection:
        queries.insert_audit(
            connection, organisation=None, account=None, happened=1, event="a", details="{}"
        )
    refused = pytest.raises(sqlite3.IntegrityError, match="only added to")
    with refused, database.writing() as connection:
        connection.execute(statement)
    with database.erasing() as connection:
        queries.open_audit(connection, kind="retention", bound=2)
        connection.execute("DELETE FROM audit")


def test_a_write_that_fails_is_undone_as_a_whole(database: Database) -> None:
    before = list(database.reading.iterdump())
    with pytest.raises(sqlite3.IntegrityError):
        half_done(database)
    with pytest.raises(sqlite3.OperationalError, match="nothing was kept"):
        carries_on(database)
    with pytest.raises(RuntimeError, match="under way"), database.writing(), database.writing():
        pass
    assert list(database.reading.iterdump()) == before


def half_done(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("DELETE FROM number_given")
        connection.execute("INSERT INTO activity (portfolio_id) VALUES (999)")


def carries_on(database: Database) -> None:
    """Writes on after a statement that failed, as if it had not."""
    with database.writing() as connection:
        connection.execute("DELETE FROM number_given")
        with pytest.raises(sqlite3.OperationalError):
            connection.execute("SELECT nothing FROM nowhere")


def test_processes_that_write_lose_nothing(
    database: Database, address: str, tmp_path: Path
) -> None:
    last = "SELECT last FROM number_given WHERE kind = 'wave'"
    before = database.reading.execute(last).fetchone()["last"]
    at_work = [
        _processes.Process(target=count_up, args=(address, tmp_path, TIMES))
        for _ in range(PROCESSES)
    ]
    for process in at_work:
        process.start()
    for process in at_work:
        process.join(60)
        assert process.exitcode == 0
    assert database.reading.execute(last).fetchone()["last"] == before + PROCESSES * TIMES


def test_no_job_is_lost_or_done_twice_where_a_worker_is_killed(
    database: Database, address: str, tmp_path: Path
) -> None:
    with database.writing() as connection:
        for subject in range(JOBS):
            jobs.put(connection, KIND, subject)
    workers = [_processes.Process(target=work, args=(address, tmp_path)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    done = "SELECT erased_on AS worker, digest AS subject FROM tombstone WHERE kind = 'done'"
    until = time.monotonic() + 60
    while len(database.reading.execute(done).fetchall()) < JOBS // 4 and time.monotonic() < until:
        time.sleep(0.01)
    workers[0].kill()
    for worker in workers:
        worker.join(60 + LEASE)
    found = database.reading.execute(done).fetchall()
    assert len({row["worker"] for row in found}) > 1
    assert Counter(row["subject"] for row in found) == {str(s): 1 for s in range(JOBS)}


def test_a_connection_that_went_is_made_anew(database: Database, server: str) -> None:
    ends = "SELECT pg_terminate_backend(pg_backend_pid())"
    with pytest.raises(CannotUse, match="terminating") as ended:
        database.reading.execute(ends)
    assert "Try again" in obstacle(ended.value, "here")
    assert database.to_be_applied() == 0
    with pytest.raises(CannotUse), database.writing() as connection:
        connection.execute(ends)
    with database.writing() as connection:
        connection.execute("DELETE FROM tombstone")


def test_what_is_acknowledged_is_on_the_disk_whatever_the_server_is_set_to(
    database: Database,
) -> None:
    """The server of these tests has it off, and lost answers where it was killed."""
    found = database.reading.execute("SHOW synchronous_commit").fetchone()
    assert found[0] == "on"


def said(address: str, tmp_path: Path) -> str:
    """What is said of an address that cannot be used, in one line."""
    with pytest.raises(CannotUse) as cannot:
        Database(tmp_path / "ladder.sqlite3", address).migrate()
    words = obstacle(cannot.value, "at hand")
    assert words.startswith("The database at hand cannot be used: ")
    assert "\n" not in words
    return words


def test_what_stands_in_the_way_is_said_with_what_to_do(server: str, tmp_path: Path) -> None:
    elsewhere = server.replace("/postgres?", "/nowhere?").replace("/ladder", "/nowhere")
    assert '"nowhere" does not exist. Make that database first' in said(elsewhere, tmp_path)
    nobody = re.sub(r"//\w+@", "//nobody@", server)
    assert 'role "nobody" does not exist. Check the user' in said(nobody, tmp_path)
    away = "postgresql://ladder@127.0.0.1:1/ladder"
    assert "Check the host and port in LADDER_DATABASE" in said(away, tmp_path)


def test_a_role_without_rights_is_told_which_to_ask_for(
    database: Database, new_address: Callable[[], str], tmp_path: Path
) -> None:
    empty = new_address()
    with closing(Database(tmp_path / "x", empty).reading) as owner:
        owner.execute("CREATE ROLE ladder_weak LOGIN")
        owner.execute(
            f"GRANT USAGE ON SCHEMA {empty.rpartition('%3D')[2].partition(',')[0]} TO ladder_weak"
        )
        try:
            words = said(re.sub(r"//\w+@", "//ladder_weak@", empty), tmp_path)
        finally:
            owner.execute("DROP OWNED BY ladder_weak")
            owner.execute("DROP ROLE ladder_weak")
    assert "permission denied" in words
    assert "GRANT" in words


def test_a_server_that_is_too_old_or_tells_when_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ladder_assess.storage.engines.postgresql.OLDEST", 99)
    assert "too old. Use PostgreSQL 99 or later." in said(address, tmp_path)


def test_a_later_version_has_used_it(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("UPDATE _sqlite_migrations SET name = '9999_later' WHERE id = 1")
    for look in (database.migrate, database.to_be_applied):
        with pytest.raises(migrations.NewerDatabase, match="9999_later"):
            look()


def test_threads_share_connections_and_say_where_there_are_too_few(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ladder_assess.storage.engines.postgresql.FOR_A_CONNECTION", 1)
    database = Database(tmp_path / "ladder.sqlite3", address)
    database.migrate()
    database.share(1)
    others = database.engine.connect()
    assert database.reading.execute("SELECT 1").fetchone()[0] == 1
    with pytest.raises(CannotUse, match="all 1 connections are in use") as cannot:
        others.execute("SELECT 1")
    assert "LADDER_DATABASE_CONNECTIONS" in obstacle(cannot.value, "here")
    database.rest()
    assert others.execute("SELECT 1").fetchone()[0] == 1
    others.close()
    database.unshare()


def test_nobody_serves_while_a_site_is_moved_or_brought_up_to_date(
    database: Database, address: str, tmp_path: Path
) -> None:
    first, second = (Database(tmp_path / name / "x.sqlite3", address) for name in "ab")
    first.share(2)
    second.share(2)
    with database.alone() as is_alone:
        assert not is_alone
    with database.writing() as connection:
        connection.execute(
            "DELETE FROM _sqlite_migrations WHERE id = (SELECT MAX(id) FROM _sqlite_migrations)"
        )
    with pytest.raises(CannotUse, match="an earlier version") as cannot:
        database.migrate()
    assert "Stop all of them" in obstacle(cannot.value, "here")
    first.unshare()
    second.unshare()
    with database.alone() as is_alone:
        assert is_alone
        with pytest.raises(CannotUse, match="being moved"):
            first.share(2)
    first.unshare()


def test_what_is_of_sqlite_alone_is_refused_with_words(database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotOnPostgreSQL) as refused:
        database.with_another(tmp_path / "other", "before")
    assert obstacle(refused.value, "here") == str(refused.value)
    assert database.empty_log()
    assert not database.has_log
