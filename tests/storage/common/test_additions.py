"""A migration that is said to add does no more: servers of the version before live with it."""

import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from ladder_assess import cli
from ladder_assess.serving import alone
from ladder_assess.storage import migrations
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.migrations import NewerDatabase, is_addition, statements
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.site import settings_in

MAKES = re.compile(r"CREATE TABLE (\w+)\s*\(.*\)(?:\s*WITHOUT ROWID)?", re.DOTALL)
COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (.*)", re.DOTALL)
INDEX = re.compile(r"CREATE INDEX \w+\s+ON \w+\s*\(.*\)", re.DOTALL)
# Of tables that the migration makes, as the version before knows nothing of them.
OF_ITS_OWN = re.compile(
    r"(?:CREATE UNIQUE INDEX \w+\s+ON|INSERT INTO|CREATE TRIGGER \w+\s.*?\sON) (\w+)\b.*", re.DOTALL
)
REFERS = re.compile(r"REFERENCES \w+\s*\([^)]*\)(?!\s+ON DELETE (?:CASCADE|SET NULL))")
WHOLE = re.compile(r"\b(\w+)\.\*")


def does_more(text: str, read_whole: Collection[str]) -> Iterator[str]:
    """What a migration does that the version before could not live with, and why."""
    made: set[str] = set()
    for each in statements(text):
        statement = re.sub(r"--[^\n]*", "", each).strip().removesuffix(";").strip()
        why = why_not(statement, made, read_whole)
        if why:
            yield f"{why}: {statement[:60]}"
        elif makes := MAKES.fullmatch(statement):
            made.add(makes[1])


def why_not(statement: str, made: Collection[str], read_whole: Collection[str]) -> str:
    """Why one of its statements may not be there; empty where it may."""
    if REFERS.search(statement):
        return "it keeps what the version before erases"
    if column := COLUMN.fullmatch(statement):
        if column[1] in read_whole:
            return "the version before reads all columns of the table"
        if "NOT NULL" in column[2] and "DEFAULT" not in column[2]:
            return "the version before gives it no value"
        refuses = re.search(r"\b(UNIQUE|CHECK|PRIMARY)\b", column[2])
        return "it may refuse what the version before writes" if refuses else ""
    own = OF_ITS_OWN.fullmatch(statement)
    if MAKES.fullmatch(statement) or INDEX.fullmatch(statement) or (own and own[1] in made):
        return ""
    return "it changes what was there"


def read_whole() -> set[str]:
    """The tables of which a statement reads all columns, whichever there are."""
    return {
        table
        for name in queries.available_queries
        for table in WHOLE.findall(getattr(queries, name).sql)
    }


def test_what_is_said_to_add_does_no_more() -> None:
    for file in migrations.HERE.glob("[0-9]*.sql"):
        if is_addition(file.stem):
            assert list(does_more(file.read_text("utf-8"), read_whole())) == [], file.name


TABLE = "CREATE TABLE mark (id INTEGER PRIMARY KEY, activity_id INTEGER {} );"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("UPDATE account SET name = '';", "changes what was there"),
        ("DROP TABLE audit;", "changes what was there"),
        ("CREATE UNIQUE INDEX one ON account (name);", "changes what was there"),
        ("ALTER TABLE account ADD COLUMN a TEXT NOT NULL;", "gives it no value"),
        ("ALTER TABLE account ADD COLUMN a TEXT CHECK (a <> name);", "may refuse"),
        ("ALTER TABLE workshop ADD COLUMN a TEXT;", "reads all columns"),
        (TABLE.format("REFERENCES activity (id)"), "keeps what the version before erases"),
        ("CREATE TRIGGER t BEFORE UPDATE ON account BEGIN SELECT 1; END;", "changes what"),
    ],
)
def test_what_the_version_before_could_not_live_with_is_found(text: str, why: str) -> None:
    (found,) = does_more(text, read_whole())
    assert why in found


def test_what_it_lives_with_passes() -> None:
    text = TABLE.format("REFERENCES activity (id) ON DELETE CASCADE") + (
        "CREATE UNIQUE INDEX mark_of ON mark (activity_id); INSERT INTO mark VALUES (1, NULL);"
        "CREATE INDEX by_name ON account (name); ALTER TABLE account ADD COLUMN a TEXT NOT NULL "
        "DEFAULT ''; CREATE TRIGGER t BEFORE UPDATE ON mark BEGIN SELECT 1; END;"
    )
    assert list(does_more(text, read_whole())) == []


@SQLITE_ALONE
def test_a_command_of_a_newer_version_disturbs_no_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path)
    files = Path(shutil.copytree(migrations.HERE, tmp_path / "migrations"))
    monkeypatch.setenv("LADDER_INSTANCE", str(settings.instance))

    def set_up(name: str) -> str:
        (files / f"{name}.sql").write_text(f"CREATE TABLE made_by_{name} (id INTEGER);")
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "HERE", files)
            return CliRunner().invoke(cli.main, ["setup"]).output

    with alone(settings.instance), closing(Database(settings.database)) as at_work:
        at_work.migrate()
        assert "The database is ready" in set_up("9998_adds_one")
        assert at_work.to_be_applied() == 0
        assert f"Another server is running from {settings.instance}" in set_up("9999_changes")
        assert at_work.to_be_applied() == 0
    assert "The database is ready" in set_up("9999_changes")
    with closing(Database(settings.database)) as older, pytest.raises(NewerDatabase):
        older.migrate()
