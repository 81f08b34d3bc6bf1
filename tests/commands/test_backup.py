"""The command that makes a backup."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ladder_assess import cli
from ladder_assess.storage.common.database import Database
from tests.support.site import app_for, product_of, settings_in


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An instance at work."""
    settings = settings_in(tmp_path)
    monkeypatch.setenv("LADDER_INSTANCE", str(settings.instance))
    product_of(app_for(settings))
    return settings.instance


def back_up(to: Path) -> Result:
    return CliRunner().invoke(cli.main, ["backup", str(to)])


def test_it_makes_a_folder_that_a_site_can_start_from(home: Path, tmp_path: Path) -> None:
    to = tmp_path / "backups" / "monday"
    made = back_up(to)
    assert made.exit_code == 0, made.output
    assert f"files are in {to}. To go back to it: ladder-assess restore {to}" in made.output
    assert (to / "secret_key").read_text() == (home / "secret_key").read_text()
    tables = "SELECT count(*) FROM sqlite_master"
    copies = [Database(folder / "ladder.sqlite3") for folder in (home, to)]
    one, other = (copy.reading.execute(tables).fetchone()[0] for copy in copies)
    assert one == other > 20
    for copy in copies:
        copy.close()


def test_it_says_what_stands_in_the_way(home: Path, tmp_path: Path) -> None:
    within = back_up(home / "backup")
    assert within.exit_code == 1
    assert "each backup would hold the earlier ones" in within.output
    taken = back_up(tmp_path)
    assert taken.exit_code == 1
    assert "name a new folder" in taken.output
    assert not (home / "backup").exists()
