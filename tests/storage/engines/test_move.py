"""A site moves from SQLite to PostgreSQL and back: each row is the same, or nothing was moved."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner

from ladder_assess import cli
from ladder_assess.services.common.product import open_product
from ladder_assess.services.data_protection import move_site
from ladder_assess.services.data_protection.move_site import CannotMove, move_back, move_there
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.engines import moving
from ladder_assess.storage.engines.engine import CannotUse, Connection
from ladder_assess.storage.engines.postgresql import PostgreSQL
from ladder_assess.storage.engines.sqlite import SQLite
from ladder_assess.storage.migrations import HalfMoved, NewerDatabase
from tests.support.kept.every_table import fill_link
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.links import Links
from tests.support.site import settings_in

pytestmark = [SQLITE_ALONE, pytest.mark.thorough]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a site with rows in every table that a private link has."""
    settings = settings_in(tmp_path)
    product = open_product(*settings.site)
    fill_link(product)
    Links(product).make({"purpose": "listen"})
    with product.database.writing() as connection:
        for table in ("register_import", "contact_import"):
            connection.execute(f"UPDATE {table} SET content = CAST(content AS BLOB)")
        connection.execute(
            "INSERT INTO message (id, recipient, subject, body, kind, made, due) "
            "VALUES (700, '', '', '', 'reset', 0, 0)"
        )
        connection.execute("DELETE FROM message")
        # One refers to a later one, which a database that checks each row would refuse.
        connection.execute(
            "UPDATE portfolio SET going_into = (SELECT max(id) FROM portfolio) "
            "WHERE id = (SELECT min(id) FROM portfolio)"
        )
    product.database.close()
    return settings.database


def test_it_moves_there_and_back(file: Path, address: str, tmp_path: Path) -> None:
    moved = move_there(file, address)
    before, there = Database(file), Database(file, address)
    assert moved.rows > 500
    assert moving.differing(before.reading, there.reading) == []
    with there.writing() as connection:
        connection.execute(
            "INSERT INTO message (recipient, subject, body, kind, made, due) "
            "VALUES ('a@x.org', '', '', 'reset', 0, 0)"
        )
        number = connection.execute("SELECT id FROM message").fetchone()["id"]
    assert number == 701, "a number is given once"
    assert moving.differing(before.reading, there.reading) == ["message"]
    new = tmp_path / "back" / "ladder.sqlite3"
    assert move_back(new, address).rows == moved.rows + 1
    back = Database(new)
    assert moving.differing(there.reading, back.reading) == []
    assert back.reading.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sorted(path.name for path in new.parent.glob("*.moved*")) == []
    for database in (before, there, back):
        database.close()


def test_nothing_is_there_where_it_is_cut_short(
    file: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(moving, "differing", lambda *_: ["audit"])
        with pytest.raises(CannotMove, match="rows of audit came out other"):
            move_there(file, address)
    with closing(Database(file, address)) as there:
        assert not moving.is_used(there.reading)
    rows = move_there(file, address).rows
    assert move_there(file, address).rows == move_back(file, address).rows == rows
    with closing(Database(file)) as here, here.writing() as connection:
        connection.execute("DELETE FROM message")
        connection.execute("UPDATE portfolio SET title = 'Other' WHERE id = 1")
    with pytest.raises(CannotMove, match="name an empty one"):
        move_there(file, address)
    with pytest.raises(CannotMove, match="move it away first"):
        move_back(file, address)
    with pytest.raises(CannotMove, match="nothing to move"):
        move_there(file.with_name("none"), address)


HOSTILE = {
    "a text with a NUL": "title = 'a' || char(0) || 'b'",
    "bytes that are no text": "title = CAST(x'ff00fe' AS TEXT)",
    "half a letter": "title = CAST(x'eda080' AS TEXT)",
    "bytes in place of a text": "title = x'6162'",
    "a text in place of a number": "organisation_id = 'abc'",
    "bytes in place of a number": "organisation_id = x'01'",
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_a_row_that_cannot_be_moved_is_named(file: Path, address: str, change: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        last = connection.execute("SELECT max(id) FROM portfolio").fetchone()[0]
        connection.execute(f"UPDATE portfolio SET {change} WHERE id = {last}")
    with pytest.raises(CannotMove) as cannot:
        move_there(file, address)
    words = str(cannot.value)
    assert words.startswith("Nothing was moved: ")
    assert f"the row with id {last}" in words
    assert "portfolio" in words
    assert "\n" not in words
    with closing(Database(file, address)) as there:
        assert not moving.is_used(there.reading)


@pytest.mark.parametrize("back", [False, True])
def test_nothing_is_kept_where_a_server_could_have_begun_meanwhile(
    file: Path, address: str, tmp_path: Path, back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the database was started anew, or what stands between them cuts idle connections."""
    if back:
        move_there(file, address)
    differing = moving.differing

    def cut(source: Connection, target: Connection) -> list[str]:
        with psycopg.connect(address, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND classid = 3 AND objsubid = 2"
            )
        return differing(source, target)

    monkeypatch.setattr(moving, "differing", cut)
    new = tmp_path / "back" / "ladder.sqlite3"
    with pytest.raises(CannotUse):
        (move_back if back else move_there)(new if back else file, address)
    assert not new.exists()
    if back:
        return
    with closing(Database(file, address)) as there, pytest.raises(HalfMoved) as half:
        there.migrate()
    assert "Run ladder-assess move again" in obstacle(half.value, "here")
    monkeypatch.undo()
    assert move_there(file, address).rows > 500


class Killed(BaseException):
    """The process was killed: nothing that is there is tidied up."""


class Kill:
    """Ends a move before or after a step is done for the so many-eth time."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def at(self, where: Any, step: str, number: int, after: bool, move: Callable[[], Any]) -> None:
        """Begin to move, and be killed there."""
        done, own = count(1), getattr(where, step)

        def killed(*given: Any) -> Any:
            now = next(done) == number
            if now and not after:
                raise Killed
            found = own(*given)
            if now:
                raise Killed
            return found

        with self.patch.context() as patch:
            patch.setattr(where, step, killed)
            with pytest.raises(Killed):
                move()


def test_it_goes_on_where_it_was_killed(
    file: Path, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Again and again, there and back: what is there in the end is what one move brings."""
    monkeypatch.setattr(moving, "MANY", 50)
    kill, new = Kill(monkeypatch), tmp_path / "back" / "ladder.sqlite3"
    for move, place, engine in ((move_there, file, PostgreSQL), (move_back, new, SQLite)):
        begin = partial(move, place, address)
        for number, after in ((1, False), (1, True), (4, False), (20, True)):
            kill.at(engine, "commit", number, after, begin)
        for step in ("differing", "end", "count_rows"):
            kill.at(moving, step, 1, False, begin)
        if move is move_back:
            kill.at(move_site, "_remove", 1, False, begin)
        with closing(Database(file)) as one, closing(Database(place)) as other:
            assert move(place, address).rows == moving.count_rows(one.reading)
            assert moving.differing(one.reading, other.reading) == []
    with closing(Database(new)) as back, closing(Database(file)) as one:
        assert back.engine.numbers(back.reading) == one.engine.numbers(one.reading)
    assert [path.name for path in new.parent.iterdir() if "moved" in path.name] == []


def test_what_changed_since_it_was_cut_short_is_moved_anew(
    file: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People went on with the site as it was, and moved it a week later."""
    Kill(monkeypatch).at(moving, "end", 1, False, partial(move_there, file, address))
    with closing(Database(file)) as here, here.writing() as connection:
        connection.execute("UPDATE portfolio SET title = 'Other' WHERE id = 1")
    move_there(file, address)
    with closing(Database(file)) as here, closing(Database(file, address)) as there:
        assert moving.differing(here.reading, there.reading) == []
        assert there.to_be_applied() == 0


def test_what_is_of_another_version_is_not_moved(file: Path, address: str) -> None:
    with closing(Database(file)) as database, database.writing() as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0069%'")
    with pytest.raises(CannotMove, match="bring it up to date"):
        move_there(file, address)
    with closing(Database(file)) as database, database.writing() as connection:
        connection.execute("UPDATE _sqlite_migrations SET name = '9999_later' WHERE id = 1")
    with pytest.raises(NewerDatabase, match="9999_later"):
        move_there(file, address)


def test_the_command_says_what_it_did(
    file: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LADDER_INSTANCE", str(file.parent))
    alone = CliRunner().invoke(cli.main, ["move"])
    assert "Set LADDER_DATABASE" in alone.output
    monkeypatch.setenv("LADDER_DATABASE", address)
    done = CliRunner().invoke(cli.main, ["move"])
    assert done.exit_code == 0, done.output
    assert "rows are in the database that LADDER_DATABASE names, each compared" in done.output
    draft = move_site.draft_of(file)
    draft.touch()
    looked = CliRunner().invoke(cli.main, ["check"]).output
    assert "[well] Database: postgresql" in looked
    assert f"[look] Moved: {file} is kept beside the database that is used" in looked
    assert f"[look] Moved: {draft} is what a move that was cut short has written" in looked
    draft.unlink()
    assert CliRunner().invoke(cli.main, ["move"]).output == done.output
    file.rename(file.with_name("away"))
    with Database(file, address).alone():
        busy = CliRunner().invoke(cli.main, ["move", "--back"])
        assert "Stop it first" in busy.output
    back = CliRunner().invoke(cli.main, ["move", "--back"])
    assert f"rows are in {file}, each compared" in back.output
