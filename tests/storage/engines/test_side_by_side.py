"""Two versions serve one database: the newer adds to it while the older is at work."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname

import psycopg
import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.jobs import WORK
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.check_site import LOOK, WELL, Found, Site, check_site
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.settings import Settings
from ladder_assess.storage import migrations
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.engines import moving, schema
from ladder_assess.storage.engines.engine import CannotUse
from ladder_assess.storage.engines.postgresql import FOR_A_TABLE
from ladder_assess.storage.migrations import NewerDatabase, version
from tests.support.client import Client
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.links import Links
from tests.support.site import TODAY, app_for, product_of, settings_in
from tests.support.waves import begin, everything, link_of, send

pytestmark = [SQLITE_ALONE, pytest.mark.thorough]

ADDED = "9999_adds_remarks"
ADDITION = """
CREATE TABLE remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    words TEXT NOT NULL
);
ALTER TABLE activity ADD COLUMN remarked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX remarks_of ON remark (portfolio_id);
"""
# What a thread of the newer version is called.
NEWER = "newer"
PEOPLE, BUSY = 5, 2
REFERRED = "SELECT COUNT(*) FROM remark"


@dataclass
class Versions:
    """The older version at work, and a thread in which everything is of the newer."""

    settings: Settings
    older: Product
    client: Client
    newer: ThreadPoolExecutor

    def open_newer(self) -> Product:
        """The newer version, started on the same database."""
        product = open_product(*self.settings.site)
        product.database.share(4)
        return product


@pytest.fixture
def versions(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Versions]:
    settings = settings_in(tmp_path, postgresql=address, limit_times=1000)
    app = app_for(settings)
    database = product_of(app).database
    files = Path(shutil.copytree(migrations.HERE, tmp_path / "migrations"))
    (files / f"{ADDED}.sql").write_text(ADDITION)
    known = migrations._known()

    def known_here() -> set[str]:
        return known | {ADDED} if threading.current_thread().name.startswith(NEWER) else known

    for module in (migrations, schema):
        monkeypatch.setattr(module, "HERE", files)
    monkeypatch.setattr(migrations, "_known", known_here)
    # What is made of these stays in no memory for other tests.
    monkeypatch.setattr(moving, "_tables", moving._tables.__wrapped__)
    monkeypatch.setattr(schema, "whole", schema.whole.__wrapped__)
    database.share(4)
    with ThreadPoolExecutor(1, thread_name_prefix=NEWER) as newer:
        yield Versions(settings, product_of(app), Client(app), newer)
    database.unshare()


def answer(product: Product, token: str, wave: Wave, done: threading.Event) -> int:
    """People answer one after another, in fives, until something is done; returns how many."""
    count = 0
    while count % PEOPLE or not count or not done.is_set():
        send(product, token, everything(product, wave, count % 4))
        count += 1
    product.database.rest()
    return count


@contextmanager
def reading(address: str) -> Iterator[None]:
    """Somebody reads a table for longer than what is added waits for it at a time."""
    with closing(psycopg.connect(address)) as reader:
        reader.execute("SELECT COUNT(*) FROM activity")
        timer = threading.Timer(2 * FOR_A_TABLE, reader.rollback)
        timer.start()
        yield
        timer.join()


def test_nothing_is_lost_while_one_version_takes_the_place_of_another(
    versions: Versions, address: str
) -> None:
    older, client, newer = versions.older, versions.client, versions.newer
    link = Links(older).make({"purpose": "listen"})
    wave = begin(older, link.portfolio, respondents=True)
    token, done = link_of(older, link.portfolio, wave), threading.Event()
    with ThreadPoolExecutor(BUSY) as people:
        asked = [people.submit(answer, older, token, wave, done) for _ in range(BUSY)]
        try:
            with reading(address):
                product = newer.submit(versions.open_newer).result(60)
            assert not older.database.to_be_applied()
            later = newer.submit(answer, product, token, wave, done)
            client.get(f"/q/{token}")
            client.get("/ready")
        finally:
            done.set()
        count = sum(each.result(60) for each in [*asked, later])
    assert count >= PEOPLE * (BUSY + 1)
    assert len(anonymous_answers.list_views(older.database, link.portfolio, wave)) == count
    with older.database.writing() as connection:
        connection.execute(
            "INSERT INTO remark (portfolio_id, words) VALUES (?, 'Read this')", (link.portfolio.id,)
        )
    erase_portfolio(older, link.portfolio, TODAY, 1)
    assert older.database.reading.execute(REFERRED).fetchone()[0] == 0
    # Alone too, as where the newer one is given up: it goes on, and leaves out nothing.
    newer.submit(product.database.unshare).result(60)
    with closing(open_product(*versions.settings.site).database) as again:
        assert client.get(link.address, status=404)
        assert again.reading.execute(REFERRED).fetchone()[0] == 0


def test_what_must_know_everything_is_left_to_the_newer(versions: Versions, tmp_path: Path) -> None:
    older, backup = versions.older, WORK["backup"]
    assert backup.may_be_done(older)
    product = versions.newer.submit(versions.open_newer).result(60)
    assert not backup.may_be_done(older)
    assert versions.newer.submit(backup.may_be_done, product).result(60)
    with pytest.raises(NewerDatabase, match=ADDED):
        older.database.copy_to(tmp_path / "copy.sqlite3")
    versions.newer.submit(product.database.unshare).result(60)


def test_whoever_looks_after_it_sees_who_serves(versions: Versions) -> None:
    settings, newer = versions.settings, versions.newer
    site = Site(settings.database, True, None, {}, 1, None, settings.postgresql)

    def seen() -> Found:
        return next(each for each in check_site(site, TODAY, 1) if each.name == "Servers")

    host, own = gethostname(), version()
    assert (seen().state, seen().words) == (WELL, f"1 runs: {own} on {host}")
    product = newer.submit(versions.open_newer).result(60)
    also = newer.submit(version).result(60)
    assert (seen().state, seen().mend) == (LOOK, "Bring the others to the same version.")
    assert seen().words == f"2 run: {own} on {host}; {also} on {host}"
    versions.older.database.unshare()
    assert seen().words == f"1 runs: {also} on {host}, and this is {own}"
    newer.submit(product.database.unshare).result(60)
    assert seen().words == "none runs with this database"


def test_a_version_that_could_not_live_with_it_does_not_come_back(
    versions: Versions, address: str
) -> None:
    """As where PostgreSQL was started anew, and the newer one came first."""
    older = versions.older.database
    with psycopg.connect(address, autocommit=True) as server:
        server.execute("UPDATE _sqlite_migrations SET name = '9999_later' WHERE id = 1")
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks "
            "WHERE locktype = 'advisory' AND classid = 3 AND pid <> pg_backend_pid()"
        )
    assert older.shared is not None
    with pytest.raises(CannotUse, match="9999_later") as cannot:
        older.shared.windows()
    assert "Start that version in the place of this one." in obstacle(cannot.value, "here")
