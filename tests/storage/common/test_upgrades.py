"""A database of every commit that changed the schema comes up to what a new one is, with all that
was in it.
"""

import shutil
from pathlib import Path

import pytest

from ladder_assess.storage import migrations
from ladder_assess.storage.common.database import Database, queries
from tests.storage.common.filled import fill, kept
from tests.support.kept.on_postgresql import SQLITE_ALONE

pytestmark = SQLITE_ALONE

# Three of these stood on main under other names for a while, or said more.
ANSWERS = (46, "0043_answers_by_row", "")
KINDS = (52, "0054_kinds_of_exercise", "")
CAMPAIGNS = (43, "0043_campaigns", "ALTER TABLE view_link ADD COLUMN closed_at INTEGER;")
ONCE = (0, "0068_placed_stories_once", """
CREATE TABLE placed_once (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    portfolio_id INTEGER NOT NULL REFERENCES portfolio (id) ON DELETE CASCADE,
    story TEXT NOT NULL,
    rung INTEGER CHECK (rung BETWEEN 0 AND 8),
    placed_on TEXT NOT NULL,
    UNIQUE (portfolio_id, story, placed_on)
);
INSERT INTO placed_once SELECT id, portfolio_id, story, rung, placed_on FROM placed_story;
DROP TABLE placed_story;
ALTER TABLE placed_once RENAME TO placed_story;
""")  # fmt: skip
# What each commit added, by numbers. A number that comes again has its present name and text then.
ARRIVED = (
    (1,), (2,), (3, 4, 5), (6,), (7,), (8,), (9, 10, 11), (12, 13, 14, 16), (18, 19), (17,), (22,),
    (20,), (23,), (24,), (25,), (26,), (27,), (28,), (29,), (30,), (31,), (32,), (33,), (34,),
    (35,), (36,), (37,), (38,), (39,), (40,), (41,), (42,), (ANSWERS,), (44,), (CAMPAIGNS,), (45,),
    (46,), (47,), (43,), (48,), (50,), (49,), (51,), (53,), (55,), (56,), (KINDS,), (52, 54), (57,),
    (59,), (60,), (61,), (63,), (62,), (64,), (65,), (66,), (67,), (ONCE,), (69,),
    (70,), (71,), (72,), (74,), (73,), (75,), (77,), (76,),
)  # fmt: skip
# What a migration does not leave as it was, by its number, and why. A column follows its table.
CHANGED = {
    "benchmark_atom": (27, "figures of peers are drawn anew, of what organisations answer then"),
    "benchmark_cell": (27, "as above"),
    "benchmark_figure": (27, "as above"),
    "benchmark_indicator": (27, "as above"),
    "benchmark_release": (27, "as above"),
    "point_of_view": (32, "the first of five answers waits in a file until the others are there"),
    "point_of_view_count": (32, "the file has a name that is drawn anew"),
    "point_of_view_page": (32, "as the point of view"),
    "wave_view": (32, "as a point of view"),
    "wave_view_count": (32, "as that of points of view"),
    "tried": (25, "tries are counted in a file of their own, outside the database"),
    "view_link.closed_at": (69, "nothing ever read it"),
    "workshop_vote.rung": (52, "it is one of the picks, as a vote can have several"),
}


def schema(database: Database) -> set[tuple[str, ...]]:
    rows = database.reading.execute(
        "SELECT m.type, m.name, coalesce(c.name, ''), coalesce(c.type, '') FROM sqlite_schema AS m "
        "LEFT JOIN pragma_table_info(m.name) AS c"
    )
    return {tuple(row) for row in rows}


def put(number: int, folder: Path, name: str = "", more: str = "") -> None:
    """Put a migration where those of a commit are, by the name that it has or had then."""
    for former in folder.glob("*.sql"):
        if former.name in {f"{each[1]}.sql" for each in (ANSWERS, KINDS) if number in each}:
            former.unlink()
    found = list(migrations.HERE.glob(f"{number:04}_*.sql"))
    text = "".join(file.read_text("utf-8") for file in found)
    (folder / (f"{name}.sql" if name else found[0].name)).write_text(f"{text}\n{more}", "utf-8")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, ...]]:
    database = Database(tmp_path_factory.mktemp("new") / "new.sqlite3")
    database.migrate()
    made = schema(database)
    database.close()
    return made


def test_every_migration_has_arrived() -> None:
    """Who adds one adds its number to the end of `ARRIVED`."""
    numbers = {int(file.name[:4]) for file in migrations.HERE.glob("[0-9]*.sql")}
    assert numbers == {each for group in ARRIVED for each in group if isinstance(each, int)}


@pytest.mark.thorough
@pytest.mark.parametrize("last", range(1, len(ARRIVED) + 1))
def test_every_earlier_database_comes_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: set[tuple[str, ...]], last: int
) -> None:
    then = tmp_path / "migrations"
    then.mkdir()
    there = set()
    for each in (each for group in ARRIVED[:last] for each in group):
        number, *more = each if isinstance(each, tuple) else (each,)
        put(number, then, *more)
        there.add(number)
    database = Database(tmp_path / "old.sqlite3")
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "HERE", then)
        database.migrate()
    with database.writing() as connection:
        fill(connection)
    before = kept(database.reading)
    database.migrate()
    assert schema(database) == new
    assert not database.reading.execute("PRAGMA foreign_key_check").fetchall()
    after = kept(database.reading)
    changed = {name for name, (number, _) in CHANGED.items() if number not in there}
    for table, rows in before.items():
        for row in rows if table not in changed else ():
            stays = {name: row[name] for name in row if f"{table}.{name}" not in changed}
            assert any(stays.items() <= now.items() for now in after.get(table, [])), table
    database.close()


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
