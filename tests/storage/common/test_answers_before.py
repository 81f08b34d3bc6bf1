"""What was kept in the order of its coming is made anew when the database is brought up to date."""

import random
import shutil
from pathlib import Path

import pytest

from ladder_assess.storage import migrations
from ladder_assess.storage.activities import portfolios
from ladder_assess.storage.common.database import Database
from tests.support.kept.written import written
from tests.support.site import TODAY

NUMBER = "0028"
PEOPLE = 43


def earlier(path: Path, steps: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database of before, in which people answered in an order of chance, day after day."""
    steps.mkdir()
    for file in migrations.HERE.glob("[0-9]*.sql"):
        if file.name < NUMBER:
            shutil.copy(file, steps)
    with monkeypatch.context() as before:
        before.setattr(migrations, "HERE", steps)
        database = Database(path)
        database.migrate()
    written(database, portfolios.make_portfolio, "token", TODAY)
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO wave (portfolio_id, instrument, number, short, answered_by, about, "
            "opened_on, request) VALUES (1, 'enablers', 1, 1, 'respondents', '', '2026-03-01', 'r')"
        )
        connection.execute(
            "INSERT INTO activity (portfolio_id, number, request, path, document, definition) "
            "VALUES (1, 1, 'r', 'full', '{}', 'activity-v1')"
        )
    answer(database, seed)
    return database


def answer(database: Database, seed: int) -> None:
    """Each batch of five in an order of its own."""
    for place in range(PEOPLE):
        start = place - place % 5
        people = list(range(start, min(start + 5, PEOPLE)))
        random.Random(f"{seed} {start}").shuffle(people)
        person, day = people[place - start], f"2026-03-{1 + place % 28:02d}"
        text = "{" + " " * (person * 17 % 90) + "}"
        with database.writing() as connection:
            connection.execute(
                "INSERT INTO wave_view VALUES (?, 1, '', 1, ?, 'c', ?, ?)",
                (mark(person), day, place // 5, text),
            )
            connection.execute(
                "INSERT INTO point_of_view VALUES (?, 1, 'provider', ?, 'c', NULL)",
                (mark(person), day),
            )
            connection.execute(
                "INSERT INTO point_of_view_page VALUES (?, 'purpose', 'v1', ?, ?)",
                (mark(person), place // 5, text),
            )


def mark(person: int) -> str:
    return f"{random.Random(person).getrandbits(128):032x}-of-a-person"


def lying(path: Path) -> list[int]:
    """The people in the order in which their marks stand in the file."""
    content = path.read_bytes()
    found = []
    for person in range(PEOPLE):
        at = content.find(mark(person).encode())
        while at >= 0:
            found.append((at, person))
            at = content.find(mark(person).encode(), at + 1)
    return [person for _, person in sorted(found)]


def test_no_order_and_no_day_of_before_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay = {}
    for when in ("before", "after"):
        for seed in (1, 2):
            path = tmp_path / f"{when}-{seed}" / "ladder.sqlite3"
            database = earlier(path, tmp_path / f"steps-{when}-{seed}", seed, monkeypatch)
            if when == "after":
                kept = rows(database)
                database.migrate()
                assert rows(database) == kept
                days = database.reading.execute(
                    "SELECT count(DISTINCT given_on) FROM wave_view GROUP BY batch UNION ALL "
                    "SELECT count(DISTINCT given_on) FROM point_of_view JOIN point_of_view_page "
                    "ON view_id = id GROUP BY batch"
                )
                assert {row[0] for row in days} == {1}
            database.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            database.close()
            lay[when, seed] = lying(path)
    assert lay["before", 1] != lay["before", 2], "the test would see it"
    assert lay["after", 1] == lay["after", 2]


def rows(database: Database) -> list[tuple[object, ...]]:
    """All that was answered, without the days."""
    found = database.reading.execute(
        "SELECT id, batch, document FROM wave_view UNION ALL "
        "SELECT view_id, batch, document FROM point_of_view_page UNION ALL "
        "SELECT id, 0, consent FROM point_of_view"
    )
    return sorted(tuple(row) for row in found)
