"""What ended since a backup stays ended, by what each table declares: nothing new is forgotten.

Rights were named by hand, and each table and column that came later was left out: a campaign that
ran out by itself, a pilot that was thrown away, the link of a contact who was removed.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.common.database import queries
from ladder_assess.storage.data_protection import going_back
from ladder_assess.storage.data_protection.personal_data import NOT_OURS
from ladder_assess.storage.data_protection.restored import RESTORED, By, Comes, Gone, Last
from ladder_assess.storage.engines.engine import Connection
from tests.support.kept.every_table import fill_link
from tests.support.kept.on_postgresql import SQLITE_ALONE

QUERIES = Path(going_back.__file__).parents[1] / "queries"
STATEMENT = re.compile(r"^-- name: (\w+).*\n((?:(?!-- name: ).*\n?)*)", re.MULTILINE)
UPDATE = re.compile(r"\bUPDATE (?:OR \w+ )?(\w+)\s+SET\s(.*)", re.DOTALL)
UPSERT = re.compile(r"\bINSERT INTO (\w+).*\bDO UPDATE SET\s(.*)", re.DOTALL)
# An address is changed as a whole site goes back alone, the last number given by a trigger.
BY_NO_STATEMENT = {("account", "email"), ("number_given", "last")}


def statements() -> Iterator[tuple[str, str]]:
    """All but those by which a site goes back."""
    for path in QUERIES.glob("*.sql"):
        found = STATEMENT.findall(path.read_text())
        yield from ((name, sql) for name, sql in found if "before." not in sql)


def assigned(clause: str) -> set[str]:
    """The columns that a SET clause assigns, whatever stands within brackets."""
    found, depth = [""], 0
    for at, letter in enumerate(clause):
        depth += (letter == "(") - (letter == ")")
        if depth == 0 and letter == ",":
            found.append("")
        elif depth == 0 and re.match(r"\s(WHERE|FROM|RETURNING)\b", clause[at:]):
            break
        else:
            found[-1] += letter
    names = [each.partition("=")[0].strip(" \n()") for each in found if "=" in each]
    return {name.strip() for each in names for name in each.split(",")}


def changed() -> dict[tuple[str, str], str]:
    """Each column that a statement changes, and one that does."""
    found = {}
    for name, sql in statements():
        for pattern in (UPDATE, UPSERT):
            if (match := pattern.search(sql)) and match[1] != "SET":
                found.update({(match[1], column): name for column in assigned(match[2])})
    return found


def test_every_table_is_declared(product: Product) -> None:
    rows = product.database.reading.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    assert {row["name"] for row in rows if not row["name"].startswith(NOT_OURS)} == set(RESTORED)


def test_every_column_that_ever_changes_is_declared() -> None:
    said = {
        (table, column)
        for table, back in RESTORED.items()
        for names in back.changed
        for column in names.split()
    }
    found = changed()
    assert len(found) > 100
    missing = {f"{t}.{c} by {by}" for (t, c), by in found.items() if (t, c) not in said}
    assert not missing, f"say what becomes of {missing} when a backup is gone back to"
    assert said == set(found) | BY_NO_STATEMENT


def test_what_is_said_to_be_done_elsewhere_is_there() -> None:
    for table, back in RESTORED.items():
        for rule in (back.removed, back.added, *back.changed.values()):
            if isinstance(rule, By):
                for name in rule.names.split():
                    places = (queries, going_back, draws)
                    assert any(hasattr(place, name) for place in places), (table, name)
            elif isinstance(rule, Comes):
                assert rule.reason.endswith(".")


def gone_back(product: Product, before: Path) -> None:
    with going_back.beside(product.database, before), product.database.erasing() as connection:
        for name, back in RESTORED.items():
            for statement in back.statements(name):
                connection.execute(statement)


@SQLITE_ALONE
def test_columns_are_as_they_were_last(own: Product, tmp_path: Path) -> None:
    fill_link(own)
    with own.database.writing() as connection:
        connection.execute("UPDATE campaign SET state = 'opened'")
    before = tmp_path / "ladder.sqlite3"
    own.database.copy_to(before)
    last = [(name, column, value) for name in RESTORED for column, value in last_of(own, name)]
    with closing(sqlite3.connect(before)) as since:
        for name, column, value in last:
            with suppress(sqlite3.IntegrityError):
                since.execute(f"UPDATE {name} SET {column} = ?", (value,))
        since.commit()
        gone_back(own, before)
        for name, column, _ in last:
            here = f"SELECT {column} FROM {name}"
            assert rows(own.database.reading, here) == rows(since, here), (name, column)
    assert len(last) > 15


@SQLITE_ALONE
def test_rows_that_were_removed_are_removed(own: Product, tmp_path: Path) -> None:
    fill_link(own)
    before = tmp_path / "ladder.sqlite3"
    own.database.copy_to(before)
    # Of a round that is gone as a whole all is there again, if anybody had answered.
    names = [n for n, back in RESTORED.items() if isinstance(back.removed, Gone) and n != "wave"]
    with closing(sqlite3.connect(before)) as since:
        for name in names:
            since.execute(f"DELETE FROM {name}")
        since.commit()
    gone_back(own, before)
    for name in names:
        assert rows(own.database.reading, f"SELECT count(*) FROM {name}") == [(0,)], name


def last_of(product: Product, table: str) -> Iterator[tuple[str, object]]:
    """The columns of a table that are as they were last, and what each may have been."""
    found = "SELECT name, type FROM pragma_table_info(?)"
    types = dict(map(tuple, product.database.reading.execute(found, (table,))))
    for names, rule in RESTORED[table].changed.items():
        if isinstance(rule, Last):
            for column in names.split():
                yield column, 1 if types[column] == "INTEGER" else "2026-05-09"


def rows(connection: Connection, sql: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in connection.execute(sql)), key=repr)


def test_the_parts_of_a_clause_are_told_apart() -> None:
    assert assigned("a = 1, b = (SELECT max(c, d) FROM e WHERE f = 2), g = 3 WHERE h = 4") == set(
        "abg"
    )
    assert assigned("(a, b) = (SELECT c, d FROM e), f = 1") == {"a", "b", "f"}
