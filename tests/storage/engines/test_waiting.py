"""Whoever saves waits for others as long as anybody else, and what watches the site learns it."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.check_site import why_not_ready
from ladder_assess.services.data_protection.measure_site import measure_site
from ladder_assess.storage.common import database as databases
from ladder_assess.storage.common.database import Database, DatabaseError
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.engines.file_locks import who_writes
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.site import app_for, product_of, settings_in

pytestmark = pytest.mark.thorough

WRITERS, PATIENCE = 10, 1
Held = Callable[[], None]


@contextmanager
def held_file(path: Path) -> Iterator[None]:
    """Another program saves in a file, and goes on."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def held_server(address: str) -> Iterator[None]:
    """Another program saves on a server, and goes on."""
    with psycopg.connect(address, autocommit=True) as other:
        other.execute("BEGIN; SELECT pg_advisory_xact_lock(1, hashtext(current_schema()))")
        yield


def ends(database: Database, found: list[float]) -> None:
    begun = time.monotonic()
    with pytest.raises(DatabaseError), database.writing():
        pytest.fail("another program saves")
    found.append(time.monotonic() - begun)
    database.close()


def all_wait_alike(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "PATIENCE", PATIENCE)
    found: list[float] = []
    writers = [threading.Thread(target=ends, args=(database, found)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert len(found) == WRITERS
    assert max(found) < 3 * PATIENCE
    assert not database.can_write(0.1)


def can_save_again(database: Database) -> None:
    assert database.can_write(1)
    with database.writing() as connection:
        connection.execute("DELETE FROM tombstone")


@SQLITE_ALONE
def test_writers_of_a_file_wait_alike(own: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    with held_file(own.database.path):
        all_wait_alike(own.database, monkeypatch)
    can_save_again(own.database)


@SQLITE_ALONE
def test_another_program_that_holds_a_file_is_named(own: Product) -> None:
    path = own.database.path
    with own.database.writing():
        assert who_writes(path) is None, "it is no other program"
    hold = (
        "import sqlite3, sys; file = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "file.execute('BEGIN IMMEDIATE'); print('held', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        (sys.executable, "-c", hold, path), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        name = Path(f"/proc/{other.pid}/comm").read_text().strip()
        with pytest.raises(DatabaseError) as held:
            own.database.engine.begin(own.database.reading, 0.1)
    finally:
        other.communicate()
    assert obstacle(held.value, path) == (
        f"The database {path} cannot be used: process {other.pid} ({name}) has held it for longer "
        f"than 0.1 s. Wait until that has done, or stop it: kill {other.pid}."
    )
    assert who_writes(path) is None
    can_save_again(own.database)


def test_writers_on_a_server_wait_alike(
    database: Database, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held_server(address):
        all_wait_alike(database, monkeypatch)
    can_save_again(database)
    setting = "SELECT current_setting('lock_timeout')"
    with database.writing() as connection:
        assert connection.execute(setting).fetchone()[0] == "30s", "as long as it was for the rest"


@SQLITE_ALONE
def test_a_site_in_which_nobody_can_save_is_not_ready(own: Product) -> None:
    with held_file(own.database.path):
        assert "nobody can save" in why_not_ready(own, 1)
        found = {each.name: each.values for each in measure_site(own, "", 1)}
    assert found["ladder_ready"] == {(): 0}
    assert "ladder_database_bytes" in found, "it is read all the same"
    assert why_not_ready(own, 1) == ""


def test_the_log_names_the_database_that_is_used(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = app_for(settings_in(tmp_path, postgresql=address))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client = Client(app)
    form = form_of(client.get("/start")).fill(path="quick", name="A panel")
    monkeypatch.setattr(databases, "PATIENCE", 0.2)
    with held_server(address):
        assert client.browser.get("/ready").status_code == 503
        client.send(form, status=503)
    assert f"The database {product_of(app).database.engine.named} cannot be used" in caplog.text
    assert "sqlite" not in caplog.text
    product_of(app).database.close()
