"""Backups of a site on PostgreSQL: whole, compared, and gone back to without what was erased."""

from collections.abc import Callable
from contextlib import closing
from errno import ENOSPC
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ladder_assess import cli
from ladder_assess.jobs import CHORES, make_backup
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.data_protection import go_back_there
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.settings import Settings
from ladder_assess.storage.common.database import Database, DatabaseError
from ladder_assess.storage.data_protection import going_back
from ladder_assess.storage.engines import moving
from tests.support.kept.every_table import counts, fill_link
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.links import Links
from tests.support.site import SECRET, TODAY, settings_in

pytestmark = [SQLITE_ALONE, pytest.mark.thorough]
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
    product: Product, run: Command, settings: Settings, tmp_path: Path
) -> None:
    to = tmp_path / "backup"
    erased, kept = Links(product).make().portfolio, Links(product).make().portfolio
    assert run("backup", str(to)).exit_code == 0
    before = counts(product, kept)
    erase_portfolio(product, erased, TODAY, 1)
    new = Links(product).make().portfolio
    with Database(settings.database, settings.postgresql).alone():
        busy = run("restore", str(to), "--replace")
    assert "A server is running with that database. Stop it first." in busy.output
    refused = run("restore", str(to))
    assert "There is a site in the database. With --replace it is set aside" in refused.output
    assert rows_of(product) >= {kept.id, new.id}
    product.database.close()
    gone_back = run("restore", str(to), "--replace")
    assert "Erased again: 1." in gone_back.output
    assert not settings.database.exists()
    aside = next(settings.instance.parent.glob("*.before-*"))
    with closing(Database(aside / "ladder.sqlite3")) as then:
        assert new.id in {row["id"] for row in then.reading.execute("SELECT id FROM portfolio")}
    after = open_product(*settings.site)
    assert counts(after, kept) == before
    assert not rows_of(after) & {erased.id, new.id}
    assert Links(after).make().portfolio.id > new.id, "a number is given once"
    after.database.close()


def test_a_backup_is_gone_back_to_where_there_is_no_site(
    product: Product, run: Command, new_address: Callable[[], str], tmp_path: Path
) -> None:
    """As after a machine was lost, on a new server and in a new folder."""
    to, there = tmp_path / "backup", {"LADDER_INSTANCE": str(tmp_path / "new")}
    assert run("backup", str(to)).exit_code == 0
    there["LADDER_DATABASE"] = new_address()
    gone_back = run("restore", str(to), **there)
    assert "Nothing says what was ended since" in gone_back.output
    with closing(Database(to / "ladder.sqlite3", there["LADDER_DATABASE"])) as after:
        assert rows_of(product) == {
            row["id"] for row in after.reading.execute("SELECT id FROM portfolio")
        }
    product.database.close()


@pytest.mark.parametrize("step", ["lay_out", "take_place", "put_in"])
def test_a_site_is_whole_wherever_going_back_ends(
    product: Product, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """What goes wrong leaves the site as it was; what is killed later, `move` brings to its end."""
    to = tmp_path / "backup"
    assert run("backup", str(to)).exit_code == 0
    portfolio = Links(product).make().portfolio
    product.database.close()

    def ends(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    module = go_back_there if step == "put_in" else going_back
    with monkeypatch.context() as patch:
        patch.setattr(module, step, ends)
        assert run("restore", str(to), "--replace").exit_code == 1
    if step == "put_in":
        assert "Run ladder-assess move again" in run("setup").output
        assert "each compared" in run("move").output
    assert (portfolio.id in rows_of(product)) == (step != "put_in")
    assert "is ready" in run("setup").output
    product.database.close()


def rows_of(product: Product) -> set[int]:
    rows = product.database.reading.execute("SELECT id FROM portfolio").fetchall()
    return {row["id"] for row in rows}
