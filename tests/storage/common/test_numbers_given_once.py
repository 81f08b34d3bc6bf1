"""No number of a row that has gone is given again: who waits to save would change another row.

The older tests knew of accounts, organisations, lists and rounds, each by a case of its own. Two
tries to delete the newest workshop deleted somebody else's that was made between the two.
"""

import re

import pytest
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.run_workshop import delete_workshop, find_workshop
from ladder_assess.storage.common.database import Database
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.kept.workshops import Room
from tests.support.site import product_of


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


@SQLITE_ALONE
def test_no_table_gives_a_number_twice(own: Product) -> None:
    rows = own.database.reading.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    numbered = {row["name"]: row["sql"] for row in rows if re.search(r"\bid INTEGER", row["sql"])}
    assert {"workshop", "contact", "contact_import", "mailing", "plan_document"} <= set(numbered)
    again = [n for n, sql in numbered.items() if "id INTEGER PRIMARY KEY AUTOINCREMENT" not in sql]
    assert again == []


@SQLITE_ALONE
def test_the_file_is_sound_and_so_is_what_is_in_it(own: Product) -> None:
    for pragma in ("integrity_check", "foreign_key_check"):
        found = [tuple(row) for row in own.database.reading.execute(f"PRAGMA {pragma}")]
        assert found in ([], [("ok",)])


@SQLITE_ALONE
def test_a_number_that_has_gone_stays_gone(own: Product) -> None:
    database = Database(own.database.path)
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO message (id, recipient, subject, body, kind, made, due) "
            "VALUES (7, 'a@x.org', '', '', 'reset', 0, 0)"
        )
        connection.execute("DELETE FROM message")
        connection.execute(
            "INSERT INTO message (recipient, subject, body, kind, made, due) "
            "VALUES ('b@x.org', '', '', 'reset', 0, 0)"
        )
        row = connection.execute("SELECT id FROM message").fetchone()
    database.close()
    assert row["id"] == 8


def test_who_deletes_a_workshop_twice_deletes_no_other(own: Product) -> None:
    mine = Room(own, "mine").now
    delete_workshop(own, mine, 1)
    other = Room(own, "somebody else's")
    delete_workshop(own, mine, 1)
    assert find_workshop(own, other.token) is not None
