"""Backups of a site on PostgreSQL: whole, compared, and gone back to without what was erased."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ladder_assess import cli
from ladder_assess.jobs import CHORES, make_backup
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.settings import Settings
from ladder_assess.storage.common.database import Database, DatabaseError
from ladder_assess.storage.engines import moving
from tests.support.kept.every_table import counts, fill_link
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.links import Links
from tests.support.site import SECRET, TODAY, settings_in

pytestmark = SQLITE_ALONE
Command = Callable[..., Result]


@pytest.fixture
def settings(address: str, tmp_path: Path) -> Settings:
    made = settings_in(tmp_path, postgresql=address)
    made.database.unlink()
    return made


@pytest.fixture
def product(settings: Settings) -> Product:
    """A site with rows in every table that a private link has, and a file."""
    product = open_product(*settings.site)
    fill_link(product)
    with product.database.writing() as connection:
        for table in ("register_import", "contact_import"):
            connection.execute(f"UPDATE {table} SET content = CAST('sent' AS BYTEA)")
    return product


@pytest.fixture
def run(settings: Settings) -> Command:
    """Runs a command with the settings of the site, or others."""

    def run_one(*words: str, **others: str) -> Result:
        given = {
            "LADDER_INSTANCE": str(settings.instance),
            "LADDER_SECRET_KEY": SECRET,
            "LADDER_DATABASE": settings.postgresql,
            "LADDER_FREE_SPACE": "1",
        }
        return CliRunner().invoke(cli.main, words, env={**given, **others})

    return run_one


def test_a_backup_has_every_row_of_one_moment_and_every_file(
    product: Product, run: Command, tmp_path: Path
) -> None:
    files = product.database.path.parent / "uploads"
    assert list(files.iterdir())
    to = tmp_path / "backup"
    done = run("backup", str(to))
    assert done.exit_code == 0, done.output
    with closing(Database(to / "ladder.sqlite3")) as copied:
        assert moving.differing(product.database.reading, copied.reading) == []
        assert copied.engine.numbers(copied.reading)["portfolio"] >= 1
    names = {path.name for path in to.iterdir()}
    assert "ladder.sqlite3" in names
    assert not {name for name in names if name.endswith((".lock", "-wal", "-shm"))}
    for file in files.iterdir():
        assert (to / "uploads" / file.name).read_bytes() == file.read_bytes()
    assert "There is something at" in run("backup", str(to)).output
    product.database.close()


def test_what_comes_out_other_is_no_backup(
    product: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "differing", lambda *_: ["audit"])
    with pytest.raises(DatabaseError, match="rows of audit came out other"):
        product.database.copy_to(tmp_path / "copy.sqlite3")
    product.database.close()


def test_one_is_made_each_day(settings: Settings, product: Product, tmp_path: Path) -> None:
    daily = settings_in(tmp_path, postgresql=settings.postgresql, backups=str(tmp_path / "daily"))
    settings.database.unlink()
    assert CHORES["backup"].due(daily, product)
    make_backup(daily, product, 0)
    assert not CHORES["backup"].due(daily, product)
    product.database.close()


def test_what_was_erased_since_stays_so_after_going_back(
    product: Product,
    run: Command,
    new_address: Callable[[], str],
    settings: Settings,
    tmp_path: Path,
) -> None:
    """By the commands of the guide: to a file, back in time, and into an empty database."""
    to = tmp_path / "backup"
    erased, kept = Links(product).make().portfolio, Links(product).make().portfolio
    assert run("backup", str(to)).exit_code == 0
    before = counts(product, kept)
    erase_portfolio(product, erased, TODAY, 1)
    product.database.close()
    assert "rows are in" in run("move", "--back").output
    refused = run("restore", str(to), LADDER_DATABASE="")
    assert "With --replace it is set aside" in refused.output
    gone_back = run("restore", str(to), "--replace", LADDER_DATABASE="")
    assert "Erased again: 1." in gone_back.output
    empty = new_address()
    moved = run("move", LADDER_DATABASE=empty)
    assert "each compared" in moved.output
    settings.database.unlink()
    after = open_product(settings.questionnaires, settings.database, SECRET, empty)
    assert counts(after, kept) == before
    rows = after.database.reading.execute("SELECT id FROM portfolio").fetchall()
    assert erased.id not in {row["id"] for row in rows}
    after.database.close()
