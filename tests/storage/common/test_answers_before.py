"""What was kept in the order of its coming is made anew when the database is brought up to date."""

import json
import random
import shutil
from pathlib import Path

import pytest

from ladder_assess.core.points_of_view.fives import published
from ladder_assess.storage import migrations
from ladder_assess.storage.activities import portfolios
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common import answer_mix, places
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.points_of_view import given
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.kept.written import erased
from tests.support.site import TODAY

pytestmark = SQLITE_ALONE

NUMBER = "0028"
PEOPLE = 43


def earlier(
    path: Path, steps: Path, seed: int, monkeypatch: pytest.MonkeyPatch, number: str = NUMBER
) -> Database:
    """A database of before, in which people answered in an order of chance, day after day."""
    steps.mkdir()
    for file in migrations.HERE.glob("[0-9]*.sql"):
        if file.name < number:
            shutil.copy(file, steps)
    with monkeypatch.context() as before:
        before.setattr(migrations, "HERE", steps)
        database = Database(path)
        database.migrate()
    with database.writing() as connection:
        # As it was put there then: what puts one there now asks for a number of its own.
        connection.execute(
            "INSERT INTO portfolio (token_digest, made_on) VALUES (?, ?)",
            (digest("token"), TODAY.isoformat()),
        )
        connection.execute(
            "INSERT INTO wave (portfolio_id, instrument, number, short, answered_by, about, "
            "opened_on, request) VALUES (1, 'enablers', 1, 1, 'respondents', '', '2026-03-01', 'r')"
        )
        for activity in (1, 2):
            connection.execute(
                "INSERT INTO activity (portfolio_id, number, request, path, document, definition) "
                "VALUES (1, ?, ?, 'full', '{}', 'activity-v1')",
                (activity, f"r{activity}"),
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
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO wave_view_count (wave_id, form, given) VALUES (1, '', ?)", (PEOPLE,)
        )
        connection.execute(
            "INSERT INTO point_of_view_count (activity_id, respondents, page, given) "
            "VALUES (1, 'provider', 'purpose', ?)", (PEOPLE,),
        )  # fmt: skip


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


@pytest.mark.thorough
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
                held = (path.parent / "waiting").iterdir()
                assert [len(places.read(file)) for file in held] == [PEOPLE % 5] * 2
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
    """All that was answered in full batches, without the days, and of points of view the ids."""
    full = f"WHERE batch < {PEOPLE // 5}"
    found = database.reading.execute(
        f"SELECT id, batch, document FROM wave_view {full} UNION ALL "
        f"SELECT '', batch, document FROM point_of_view_page {full} UNION ALL "
        "SELECT '', 0, consent FROM point_of_view "
        f"JOIN point_of_view_page ON view_id = point_of_view.id {full}"
    )
    return sorted(tuple(row) for row in found)


WAITED = ({"id": "waits", "document": "{}", "consent": "c-1", "version": 2},
          {"id": "waits-too", "document": "{}", "consent": "c-2", "version": 2})  # fmt: skip


def test_pages_are_parted_and_what_waits_waits_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids join nobody's pages afterwards, a code of before still takes them back, no five is of two
    days or wordings, and answers that waited in a file of before wait in one of now.
    """
    database = earlier(tmp_path / "ladder.sqlite3", tmp_path / "steps", 1, monkeypatch, "0032")
    code = "abcd-efgh-jkmn-pqrs"
    folder = tmp_path / "waiting"
    folder.mkdir()
    with database.writing() as connection:
        for batch, page in ((0, "purpose"), (0, "dialogue")):
            for person in (digest(code), *"abcd"):
                connection.execute(
                    "INSERT INTO point_of_view VALUES (?, 2, 'provider', ?, ?, NULL) "
                    "ON CONFLICT DO NOTHING",
                    (person, f"2026-04-0{1 + len(person) % 2}", f"c-{person[:1]}"),
                )
                connection.execute(
                    "INSERT INTO point_of_view_page VALUES (?, ?, ?, ?, ?)",
                    (person, page, f"v{len(person) % 2}", batch, f'{{"{page}": "x"}}'),
                )
            connection.execute(
                "INSERT INTO point_of_view_count VALUES (2, 'provider', ?, 5, ?)", (page, page)
            )
            waits = [{**each, "definition": "v2"} for each in WAITED]
            (folder / page).write_text(json.dumps([*waits, {**waits[0], "id": "a"}]))
        connection.execute("UPDATE wave_view_count SET waits_in = 'wave'")
        # A batch that was not full when answers came to wait has its other places there.
        (folder / "wave").write_text(json.dumps(WAITED[:1]))
    database.migrate()
    answer_mix.sweep(database)
    portfolio = portfolios.open_portfolio(database, "token")
    assert portfolio is not None
    pages = given.list_pages(database, portfolio, 2)
    assert len({page.view for page in pages}) == len(pages) == 14
    assert not {page.view for page in pages} & {digest(code), *"abcd", "waits", "waits-too"}
    assert len(published(pages)) == 10
    kinds = database.reading.execute(
        "SELECT DISTINCT given_on, consent, definition, page FROM point_of_view "
        "JOIN point_of_view_page ON id = view_id WHERE activity_id = 2"
    ).fetchall()
    assert len(kinds) == 2
    ids = given.ids_by_code(database, code)
    assert erased(database, given.withdraw_by_code, database, ids)
    assert len(published(given.list_pages(database, portfolio, 2))) == 0
    assert not given.ids_by_code(database, code)
    assert erased(database, given.withdraw_by_code, database, ids) is None
    held = [answer_mix.waiting(database, file.name) for file in folder.iterdir()]
    assert sorted(map(len, held)) == [2, 2, 3, 4], "and the short ones of the other activity"
    rows = database.reading.execute("SELECT version, given, consents FROM wave_view_count")
    assert [tuple(row) for row in rows] == [(2, 40, "c c-1")]
