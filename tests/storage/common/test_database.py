"""The database: made once however many start it, written by one at a time, undone as a whole."""

import gc
import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.plan import Action
from ladder_assess.storage import migrations
from ladder_assess.storage.activities import activities, portfolios
from ladder_assess.storage.activities.portfolios import open_portfolio
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.plan import plans
from tests.storage.common.starting import start
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.kept.written import written
from tests.support.site import TODAY

WRITERS, EACH = 8, 25
INJECTED = "Robert'); DROP TABLE activity; -- \" \\ % _ ? :portfolio é 🎈"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "ladder.sqlite3")
    opened.migrate()
    yield opened
    opened.close()


@pytest.fixture
def portfolio(database: Database) -> Portfolio:
    return made(database, "token")


def made(database: Database, token: str) -> Portfolio:
    written(database, portfolios.make_portfolio, token, TODAY)
    found = open_portfolio(database, token)
    assert found is not None
    return found


def add(database: Database, portfolio: Portfolio, request: str) -> int:
    return written(database, activities.add_activity, portfolio, ActivityRecord(0, FULL), request)


def applied(database: Database) -> list[str]:
    rows = database.reading.execute("SELECT name FROM _sqlite_migrations ORDER BY name")
    return [row["name"] for row in rows]


@pytest.mark.thorough
@SQLITE_ALONE
def test_processes_that_start_together_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ladder.sqlite3"
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(4)
    starting = [context.Process(target=start, args=(path, ready)) for _ in range(4)]
    for process in starting:
        process.start()
    for process in starting:
        process.join(60)
        assert process.exitcode == 0
    database = Database(path)
    files = sorted(file.stem for file in migrations.HERE.glob("[0-9]*.sql"))
    assert applied(database) == files
    assert database.reading.execute("SELECT count(*) FROM portfolio").fetchone()[0] == 4
    database.close()


def test_migrating_again_changes_nothing(database: Database, portfolio: Portfolio) -> None:
    before = list(database.reading.iterdump())
    database.migrate()
    assert list(database.reading.iterdump()) == before


@SQLITE_ALONE
def test_a_migration_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = tmp_path / "migrations"
    files.mkdir()
    (files / "0001_good.sql").write_text("CREATE TABLE good (a);\n")
    bad = files / "0002_bad.sql"
    bad.write_text("CREATE TABLE half (a);\nINSERT INTO nowhere VALUES (1);\n")
    monkeypatch.setattr(migrations, "HERE", files)
    database = Database(tmp_path / "ladder.sqlite3")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        database.migrate()
    assert applied(database) == ["0001_good"]
    bad.write_text("CREATE TABLE half (a);\n")
    database.migrate()
    assert applied(database) == ["0001_good", "0002_bad"]
    database.close()


def test_a_write_that_fails_is_undone_as_a_whole(database: Database, portfolio: Portfolio) -> None:
    number = add(database, portfolio, "first")
    before = list(database.reading.iterdump())

    def fail(_record: ActivityRecord) -> ActivityRecord:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(database, activities.change_activity, portfolio, number, fail)
    with pytest.raises(sqlite3.IntegrityError):
        half_done(database)
    assert list(database.reading.iterdump()) == before
    assert add(database, portfolio, "second") == number + 1, "and the next write goes through"


def half_done(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("DELETE FROM activity")
        connection.execute("INSERT INTO activity (portfolio_id) VALUES (999)")


def test_what_belongs_to_nothing_is_refused(database: Database) -> None:
    nobody = Portfolio(999, "", sample=False)
    with pytest.raises((sqlite3.IntegrityError, TypeError)):
        add(database, nobody, "request")
    with pytest.raises(sqlite3.IntegrityError):
        written(database, plans.add_action, nobody, Action(0, 1, "", ""), "request")


def in_threads(work: "list[threading.Thread]") -> None:
    for thread in work:
        thread.start()
    for thread in work:
        thread.join(60)
        assert not thread.is_alive()


def test_writers_at_the_same_time_lose_nothing(database: Database, portfolio: Portfolio) -> None:
    number = add(database, portfolio, "shared")
    failures: list[BaseException] = []

    def write(writer: int) -> None:
        try:
            for turn in range(EACH):
                written(
                    database,
                    activities.change_activity,
                    portfolio,
                    number,
                    lambda d: d.with_values({"count": str(int(str(d.values.get("count", 0))) + 1)}),
                )
                add(database, portfolio, f"{writer}-{turn}")
        except BaseException as failure:
            failures.append(failure)
        finally:
            database.close()

    in_threads([threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)])
    assert not failures
    shared = activities.find_activity(database, portfolio, number)
    assert shared is not None
    assert shared.values["count"] == str(WRITERS * EACH)
    numbers = [record.number for record in activities.list_activities(database, portfolio)]
    assert numbers == list(range(1, WRITERS * EACH + 2))


def test_two_handles_as_in_two_processes_lose_nothing(
    database: Database, portfolio: Portfolio
) -> None:
    others = [Database(database.path) for _ in range(4)]
    failures: list[BaseException] = []

    def write(own: Database, writer: int) -> None:
        try:
            for turn in range(EACH):
                add(own, portfolio, f"{writer}-{turn}")
        except BaseException as failure:
            failures.append(failure)
        finally:
            own.close()

    in_threads([threading.Thread(target=write, args=(d, n)) for n, d in enumerate(others)])
    assert not failures
    assert len(activities.list_activities(database, portfolio)) == 4 * EACH


def test_the_same_request_adds_one_activity_from_any_thread(
    database: Database, portfolio: Portfolio
) -> None:
    found: list[int] = []

    def write() -> None:
        found.append(add(database, portfolio, "pressed twice"))
        database.close()

    in_threads([threading.Thread(target=write) for _ in range(WRITERS)])
    assert found == [1] * WRITERS


def test_text_is_kept_as_it_is(database: Database, portfolio: Portfolio) -> None:
    number = add(database, portfolio, INJECTED)
    written(
        database,
        activities.change_activity,
        portfolio,
        number,
        lambda d: d.with_values({"name": INJECTED}),
    )
    written(database, portfolios.rename_portfolio, portfolio, INJECTED)
    written(database, plans.add_action, portfolio, Action(0, 1, INJECTED, INJECTED), INJECTED)
    record = activities.find_activity(database, portfolio, number)
    assert record is not None
    assert record.name == INJECTED
    (action,) = plans.list_actions(database, portfolio)
    assert (action.title, action.do) == (INJECTED, INJECTED)
    renamed = open_portfolio(database, "token")
    assert renamed is not None
    assert renamed.title == INJECTED
    assert open_portfolio(database, INJECTED) is None


def test_each_portfolio_sees_only_its_own(database: Database, portfolio: Portfolio) -> None:
    other = made(database, "another")
    number = add(database, portfolio, "mine")
    action = written(database, plans.add_action, portfolio, Action(0, number, "Mine", ""), "mine")
    assert activities.find_activity(database, other, number) is None
    assert written(database, activities.change_activity, other, number, lambda d: d) is None
    assert plans.find_action(database, other, action) is None
    assert written(database, plans.remove_action, other, action), "it is not there"
    stolen = Action(action, number, "Stolen", "")
    assert written(database, plans.change_action, other, action, lambda _: stolen) is None
    written(database, plans.order_actions, other, lambda _: [action])
    written(database, activities.remove_activity, other, number)
    assert [a.title for a in plans.list_actions(database, portfolio)] == ["Mine"]
    assert activities.find_activity(database, portfolio, number) is not None


def test_an_activity_and_its_actions_are_erased(database: Database, portfolio: Portfolio) -> None:
    first, second = add(database, portfolio, "1"), add(database, portfolio, "2")
    for number in (first, second, 0):
        written(
            database,
            plans.add_action,
            portfolio,
            Action(0, number, f"For {number}", ""),
            f"a{number}",
        )
    written(database, activities.remove_activity, portfolio, first)
    assert [a.activity for a in plans.list_actions(database, portfolio)] == [second, 0]
    assert add(database, portfolio, "3") == 3, "a number is never given twice"


def test_statements_are_told_apart_as_sqlite_does() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a\nBEGIN DELETE FROM b;\nDELETE FROM c;\nEND;"
    two = "-- one; not two\nCREATE TABLE a (x DEFAULT ';\n'); CREATE TABLE b (y);\n"
    text = f"{two}{trigger}\n-- end\n"
    first, second, third = map(str.strip, migrations.statements(text))
    assert first.endswith("CREATE TABLE a (x DEFAULT ';\n');")
    assert (second, third) == ("CREATE TABLE b (y);", trigger)
    with pytest.raises(ValueError, match="no end"):
        list(migrations.statements("CREATE TABLE a (x)"))


@SQLITE_ALONE
def test_migrations_are_known_by_their_names_and_not_by_how_many_there_are(
    database: Database,
) -> None:
    """Counted, a database with one migration too many hid that another was missing."""
    with database.writing() as connection:
        connection.execute("DROP TABLE public_action")
        connection.execute("DROP TABLE public_page")
        connection.execute(
            "UPDATE _sqlite_migrations SET name = '9999_of_a_newer_version' "
            "WHERE name = '0023_public_page'"
        )
    with pytest.raises(migrations.NewerDatabase, match="9999_of_a_newer_version"):
        database.migrate()
    with database.writing() as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '9999%'")
    database.migrate()
    assert "0023_public_page" in applied(database)
    assert not database.reading.execute("SELECT * FROM public_page").fetchall()


def test_every_number_is_given_once_and_gaps_are_explained() -> None:
    numbers = [int(file.stem[:4]) for file in sorted(migrations.HERE.glob("[0-9]*.sql"))]
    assert len(set(numbers)) == len(numbers)
    missing = set(range(1, max(numbers) + 1)) - set(numbers)
    assert all(f"{number:04}" in str(migrations.__doc__) for number in missing), missing


def test_a_connection_is_closed_with_its_thread_and_with_its_database(tmp_path: Path) -> None:
    """Nobody else can: a thread's connection is known to that thread alone."""
    found = _left_behind(tmp_path / "ladder.sqlite3")
    gc.collect()
    for connection in found:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def _left_behind(path: Path) -> list[sqlite3.Connection]:
    """The connections of a thread that has ended and of a database that nobody has any more."""
    database = Database(path)
    found = [sqlite_of(database.reading)]
    thread = threading.Thread(target=lambda: found.append(sqlite_of(database.reading)))
    thread.start()
    thread.join()
    return found
