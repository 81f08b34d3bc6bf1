"""A database of every commit that changed the schema comes up to what a new one is, and keeps its
lists. Migrations 18 and 19 arrived before 17, and 22 before 20.
"""

import shutil
from pathlib import Path

import pytest

from ladder_assess.storage import migrations
from ladder_assess.storage.common.database import Database, queries

ARRIVED = ((1,), (2,), (3, 4, 5), (6,), (7,), (8,), (9, 10, 11), (12, 13, 14, 16), (18, 19), (17,),
           (22,), (20,), (23,), (24,), (25,), (26,))  # fmt: skip


def schema(database: Database) -> set[tuple[str, ...]]:
    rows = database.reading.execute(
        "SELECT m.type, m.name, coalesce(c.name, ''), coalesce(c.type, '') FROM sqlite_schema AS m "
        "LEFT JOIN pragma_table_info(m.name) AS c"
    )
    return {tuple(row) for row in rows}


@pytest.mark.thorough
@pytest.mark.parametrize("last", range(1, len(ARRIVED) + 1))
def test_every_earlier_database_comes_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    then = tmp_path / "migrations"
    then.mkdir()
    for number in (number for group in ARRIVED[:last] for number in group):
        (file,) = migrations.HERE.glob(f"{number:04}_*.sql")
        shutil.copy(file, then)
    database, fresh = Database(tmp_path / "old.sqlite3"), Database(tmp_path / "new.sqlite3")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HERE", then)
        database.migrate()
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO portfolio (token_digest, title, made_on) "
            "VALUES ('d', 'Ours', '2026-05-04')"
        )
    database.migrate()
    fresh.migrate()
    assert schema(database) == schema(fresh)
    kept = database.reading.execute("SELECT token_digest, title, made_on FROM portfolio").fetchall()
    assert [tuple(row) for row in kept] == [("d", "Ours", "2026-05-04")]
    assert not database.reading.execute("PRAGMA foreign_key_check").fetchall()
    database.close()
    fresh.close()


def test_no_list_that_was_there_before_gives_its_number_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = tmp_path / "migrations"
    then.mkdir()
    for file in migrations.HERE.glob("*.sql"):
        if int(file.name[:4]) < 45:
            shutil.copy(file, then)
    database = Database(tmp_path / "old.sqlite3")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HERE", then)
        database.migrate()
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO portfolio (id, token_digest, made_on) VALUES (7, 'd', '2026-05-04')"
        )
    database.migrate()
    with database.writing() as connection:
        connection.execute("DELETE FROM portfolio")
        queries.insert_portfolio(
            connection, token_digest="e", title="", sample=0, made_on="2026-05-04"
        )
    assert database.reading.execute("SELECT id FROM portfolio").fetchone()[0] == 8
    database.close()
