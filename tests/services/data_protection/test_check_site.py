"""Each thing that a site rests on is looked at, and where it is not well, the mend is said."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from ladder_assess.cli import main
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.back_up import keep_backups
from ladder_assess.services.data_protection.check_site import (
    BAD,
    LOOK,
    WELL,
    Found,
    Site,
    check_site,
)
from ladder_assess.serving import alone, is_running, note_version, running_version
from ladder_assess.storage.contents.places import contents_of
from ladder_assess.storage.migrations import version
from ladder_assess.storage.people import audit
from tests.support.filled import NOW, fill_office
from tests.support.kept.written import written
from tests.support.offices import make_office
from tests.support.site import TODAY

Break = Callable[[Product, Site], Site]


def well(product: Product, folder: Path) -> Site:
    """A site of which all is well."""
    keep_backups(product, folder / "backups", 7, TODAY)
    return Site(product.database.path, True, folder / "backups", {}, 1, lambda: "")


def looked(site: Site) -> dict[str, Found]:
    return {found.name: found for found in check_site(site, TODAY, NOW)}


def later(product: Product, site: Site) -> Site:
    written(product.database, audit.put, None, Event(NOW + 3600, "signed_in", {}))
    return site


def opened(product: Product, site: Site) -> Site:
    product.database.path.chmod(0o644)
    return site


def torn(product: Product, site: Site) -> Site:
    product.database.close()
    with site.database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 40_000)
    return site


def older(product: Product, site: Site) -> Site:
    with product.database.writing() as connection:
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '0059%'")
    return site


def gone(product: Product, site: Site) -> Site:
    product.database.close()
    site.database.unlink()
    return site


def lost(product: Product, site: Site) -> Site:
    fill_office(make_office(product))
    contents = contents_of(product.database)
    contents.erase(contents.lying())
    return site


def set_aside(product: Product, site: Site) -> Site:
    home = product.database.path.parent
    home.with_name(f"{home.name}.before-2026-05-04").mkdir()
    return site


def to_come(_: Product, site: Site) -> Site:
    assert site.backups is not None
    (site.backups / TODAY.isoformat()).rename(site.backups / "2037-01-01")
    return site


def lacking(product: Product, site: Site) -> Site:
    product.database.close()
    with closing(sqlite3.connect(site.database)) as connection:
        connection.execute("DROP TABLE audit")
    return site


def elsewhere(product: Product, site: Site) -> Site:
    return replace(site, database=site.database.parent / "mistyped" / site.database.name)


def long_ago(product: Product, site: Site) -> Site:
    written(product.database, audit.put, None, Event(NOW - 50 * 24 * 3600, "signed_in", {}))
    return site


def failing(product: Product, site: Site) -> Site:
    with product.database.writing() as connection:
        connection.execute("INSERT INTO job (kind, subject, problem) VALUES ('backup', 1, 'Ended')")
    return site


def old(_: Product, site: Site) -> Site:
    assert site.backups is not None
    day = TODAY - timedelta(days=2)
    (site.backups / TODAY.isoformat()).rename(site.backups / day.isoformat())
    return site


BROKEN: dict[str, tuple[str, str, Break]] = {
    "a setting": ("Settings", LOOK, lambda _, s: replace(s, unset={"LADDER_CONTACT": "why"})),
    "not started": ("Server", LOOK, lambda _, s: replace(s, running=False)),
    "not started anew": ("Server", LOOK, lambda _, s: replace(s, version="0.0.9/0001")),
    "open to others": ("Permissions", BAD, opened),
    "a full disk": ("Disk", BAD, lambda _, s: replace(s, floor=2**60)),
    "no database": ("Database", BAD, gone),
    "a torn database": ("Database", BAD, torn),
    "a database without a table": ("Database", BAD, lacking),
    "a clock far ahead": ("Clock", LOOK, long_ago),
    "an older database": ("Database", LOOK, older),
    "a clock set back": ("Clock", BAD, later),
    "work that failed": ("Background work", LOOK, failing),
    "no mail server": ("E-mail", LOOK, lambda _, s: replace(s, reach_mail=None)),
    "a deaf mail server": ("E-mail", BAD, lambda _, s: replace(s, reach_mail=lambda: "refused")),
    "no folder for backups": ("Backups", LOOK, lambda _, s: replace(s, backups=None)),
    "no backup": ("Backups", BAD, lambda _, s: replace(s, backups=s.database.parent)),
    "files that are not there": ("Uploads", BAD, lost),
    "a folder that was set aside": ("Set aside", LOOK, set_aside),
    "an old backup": ("Backups", BAD, old),
    "a backup of a day to come": ("Backups", LOOK, to_come),
}


def test_a_site_that_is_well(own: Product, tmp_path: Path) -> None:
    found = looked(well(own, tmp_path))
    assert {each.state for each in found.values()} == {WELL}
    assert {each.mend for each in found.values()} == {""}
    assert {name for name, _, _ in BROKEN.values()} == set(found) | {"Set aside"}


@pytest.mark.thorough
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_not_well_is_said_with_its_mend(own: Product, tmp_path: Path, what: str) -> None:
    name, state, break_it = BROKEN[what]
    found = looked(break_it(own, well(own, tmp_path)))
    assert found[name].state == state
    assert found[name].words
    assert found[name].mend.endswith(".")
    others = [each.state for each in found.values() if each.name != name]
    assert set(others) == {WELL}


def test_a_folder_that_is_not_there_is_said_and_not_made(own: Product, tmp_path: Path) -> None:
    site = elsewhere(own, well(own, tmp_path))
    found = looked(site)["Database"]
    assert found.state == BAD
    assert "LADDER_INSTANCE" in found.mend
    assert not site.database.parent.exists()


# What makes a site, or may be the first that is done to one; all others only look at one or change
# one that is there.
MAKE = {"setup", "serve", "work", "administrator", "register"}
GIVEN = {
    "place": ["cases.json"],
    "reliability": ["cases.json"],
    "agreement": ["cases.json"],
    "score": ["--instrument", "enablers", "cases.json"],
    "plan": ["cases.json", "--pdf", "out.pdf"],
    "backup": ["to"],
    "restore": ["from"],
    "keep-draws": ["from"],
    "unpublish": ["https://example.org/x"],
}


@pytest.mark.thorough
@pytest.mark.parametrize("command", sorted(main.commands.keys() - MAKE))
def test_a_mistyped_folder_is_made_by_nothing_that_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cases.json").write_text("[]")
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "ladder.sqlite3").write_text("no database")
    monkeypatch.setenv("LADDER_INSTANCE", str(tmp_path / "mistyped"))
    done = CliRunner().invoke(main, [command, *GIVEN.get(command, [])])
    assert not (tmp_path / "mistyped").exists()
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert not list(tmp_path.glob("mistyped*"))


def test_a_server_is_seen_to_run(tmp_path: Path) -> None:
    assert not is_running(tmp_path / "instance")
    assert running_version(tmp_path / "instance") == ""
    with alone(tmp_path / "instance") as lock:
        assert is_running(tmp_path / "instance")
        for _ in range(2):
            note_version(lock)
            assert running_version(tmp_path / "instance") == version()
    assert not is_running(tmp_path / "instance")


def test_the_command_changes_nothing_and_ends_badly_where_something_is_bad(
    own: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.database.close()
    monkeypatch.setenv("LADDER_INSTANCE", str(own.database.path.parent))
    before = own.database.path.read_bytes()
    fine = CliRunner().invoke(main, ["check"])
    assert fine.exit_code == 0, fine.output
    assert all(re.match(r"\[(well|look)\] [A-Z]", line) for line in fine.output.splitlines())
    assert own.database.path.read_bytes() == before
    monkeypatch.setenv("LADDER_BACKUPS", str(tmp_path))
    bad = CliRunner().invoke(main, ["check"])
    assert bad.exit_code == 1
    assert "1 of these need mending" in bad.output
