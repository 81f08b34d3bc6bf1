"""Where the machine stands in the way, people are told that nothing was saved, and the log what to
do.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress

import pytest
from flask import Flask

from ladder_assess.storage.engines import sqlite
from ladder_assess.storage.engines.engine import Connection
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.site import product_of

MANY = 300
Way = Callable[[Connection], object]


def full(connection: Connection) -> None:
    """Let the file grow no more, and use up what room is in it."""
    connection.execute("CREATE TABLE filler (content)")
    connection.execute("PRAGMA max_page_count = 1")
    for size in (4000, 400):
        with suppress(sqlite3.OperationalError):
            while True:
                connection.execute("INSERT INTO filler VALUES (randomblob(?))", (size,))


def read_only(connection: Connection) -> None:
    connection.execute("PRAGMA query_only = ON")


@pytest.mark.parametrize(
    ("way", "status", "heading", "to_do"),
    [
        (full, 507, "The site has too little room left", "Free some space"),
        (read_only, 503, "The site cannot save just now", "It can only be read"),
    ],
)
def test_it_is_said_that_nothing_was_saved(
    own_app: Flask,
    caplog: pytest.LogCaptureFixture,
    way: Way,
    status: int,
    heading: str,
    to_do: str,
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    client, link = Client(own_app), Links(product_of(own_app)).make(PANEL)
    form = form_of(client.get(f"{link.address}/add")).fill(name="Another panel")
    way(product_of(own_app).database.reading)
    # What is left of the last pages of a file takes some more.
    for request in range(MANY):
        form.values["request_id"] = [f"request-{request}"]
        if client.browser.post(form.address, data=form.sent_by("full")).status_code != 302:
            break
    caplog.clear()
    page = client.send(form, "full", status=status)
    assert heading in page.text
    assert "not saved" in page.text
    (told,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert told.getMessage().startswith("POST portfolio.add: The database ")
    assert to_do in told.getMessage()
    assert told.exc_info is None
    assert link.token not in caplog.text


def test_whoever_waits_too_long_for_another_program_is_told_to_send_it_again(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    client, link = Client(own_app), Links(product_of(own_app)).make(PANEL)
    form = form_of(client.get(f"{link.activity()}/questions/about"))
    product_of(own_app).database.close()
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with closing(sqlite3.connect(product_of(own_app).database.path)) as other:
        other.execute("BEGIN IMMEDIATE")
        page = client.send(form, "next", status=503)
        assert page.headers["Retry-After"]
        assert "send it again" in page.text
    client.send(form, "next")
