"""A register is sent months after another, when what was kept of the first one has gone."""

import time
from datetime import timedelta

import pytest
from flask import Flask

from ladder_assess.services.data_protection.apply_retention import apply_retention
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.links import Link, Links
from tests.support.registers import counts, imported, press, send, undone
from tests.support.sheets import HEADER, workbook
from tests.support.site import TODAY, product_of

DAY = 24 * 60 * 60


@pytest.fixture
def client(own_app: Flask) -> Client:
    return Client(own_app)


@pytest.fixture
def link(own_app: Flask) -> Link:
    return Links(product_of(own_app)).make()


def months_pass(link: Link, days: int) -> None:
    """What is kept of imports goes, as it does by itself."""
    later = TODAY + timedelta(days=days)
    removed = apply_retention(link.product, {}, later, int(time.time()) + days * DAY)
    assert removed["register_import"] == 1


def register(number: int) -> bytes:
    return workbook(HEADER, *((f"{number}-{n}", "Panel", "advisory") for n in range(3)))


def test_the_next_register_comes_in_whole(client: Client, link: Link) -> None:
    """Its number in the database may be one that was used before: nothing is named by it."""
    for number in range(1, 4):
        page = imported(client, link.address, register(number))
        assert counts(page)[0] == "3 activities were added."
        months_pass(link, 40 * number)
    assert len(link.records) == 9


def test_undoing_one_takes_back_its_own_alone(client: Client, link: Link) -> None:
    imported(client, link.address, register(1))
    months_pass(link, 40)
    page = imported(client, link.address, register(2))
    undone(client, page)
    assert [record.register_id for record in link.records] == ["1-0", "1-1", "1-2"]


@pytest.mark.parametrize("kind", ["import {}", "import-{}"])
def test_nobody_takes_the_names_that_imported_rows_will_have(
    client: Client, link: Link, kind: str
) -> None:
    """A form that said it was the request of the third row to come had every import fail from then
    on. The older tests sent requests as the page holds them.
    """
    form = form_of(client.get(f"{link.address}/add"))
    sent = {**form.fill(name="Mine").sent_by(None), "path": "quick"}
    for number in range(2, 30):
        named = {**sent, "request_id": kind.format(number).ljust(8, " ")}
        client.browser.post(form.address, data=named)
    page = imported(client, link.address, register(1))
    assert counts(page)[0] == "3 activities were added."


@pytest.mark.parametrize("undoes", [False, True])
def test_nobody_waits_longer_for_an_import_because_much_changes(
    client: Client, link: Link, *, undoes: bool
) -> None:
    """Nobody else saves while an import does, and each change of each row was noted by the program:
    5,000 rows with 44 changes each took eight seconds, and after ten a page was an error. The
    benchmark had few changes a row.
    """
    statements = list[str]()
    for rows in (3, 30):
        ids = [f"{rows}-{row}" for row in range(rows)]
        imported(client, link.address, workbook(HEADER, *((i, "A", "advisory") for i in ids)))
        changed = workbook(HEADER, *((i, "B", "minority") for i in ids))
        arrives = imported if undoes else send
        page = arrives(client, link.address, changed)
        sqlite_of(link.product.database.reading).set_trace_callback(statements.append)
        undone(client, page) if undoes else press(client, page)
        sqlite_of(link.product.database.reading).set_trace_callback(None)
    noting = [each for each in statements if each.startswith("INSERT INTO change ")]
    assert len(noting) == 2, "one for each import, however much changes"
    changes = link.product.database.reading.execute("SELECT COUNT(*) FROM change").fetchone()[0]
    assert changes == 33 * 2 * (1 + undoes)


def test_what_the_next_register_leaves_out_is_named(client: Client, link: Link) -> None:
    """Rows that changed nothing were counted as all that stayed: what was forgotten stood there
    with what was deleted on purpose.
    """
    rows = [(f"1-{n}", f"Panel {n}", "advisory") for n in range(13)]
    imported(client, link.address, workbook(HEADER, *rows))
    again = workbook(HEADER, ("1-0", "Panel 0", "none"), ("1-1", "Panel 1", "advisory"))
    page = send(client, link.address, again)
    assert "1 row changes nothing" in counts(page)
    said = page.one("#missing").text
    named = "; ".join(f"Panel {number}" for number in range(2, 12))
    told = f"11 activities here are not in this file. They stay as they are: {named}; …"
    assert said == told
    page = press(client, page)
    assert page.one("#missing").text == told


def test_an_activity_is_found_by_the_code_of_its_register(client: Client, link: Link) -> None:
    """It was read, and then stood nowhere: E25/13 was searched for in vain."""
    rows = [("E25/12", "Panel", "advisory"), ("E25/13", "Car parks", "advisory")]
    imported(client, link.address, workbook(HEADER, *rows, ("Forum", "Forum", "none")))
    found = client.get(f"{link.address}?q=E25/13").one("main").text
    assert "Car parks" in found
    assert "Panel" not in found
    assert "E25/13" in client.get(link.address).one("main").text
    number = next(each.number for each in link.records if each.register_id == "E25/13")
    review = client.get(f"{link.activity(number)}/review").one("main").text
    assert "Car parks (E25/13)" in review
    assert [each.code for each in link.records] == ["E25/12", "E25/13", ""]


def test_a_result_leads_to_the_next_activity_of_the_register_that_waits(
    client: Client, link: Link
) -> None:
    """It led to an empty new activity while eight of the register waited for answers."""
    head = HEADER[:2]
    imported(client, link.address, workbook(head, *((f"1-{n}", f"Panel {n}") for n in range(3))))
    rows = workbook(HEADER, ("1-0", "Panel 0", "advisory"), ("1-1", "Panel 1", "advisory"))
    imported(client, link.address, rows)
    first, _, last = (record.number for record in link.records)
    page = client.get(f"{link.activity(first)}/result")
    assert page.words_of("#following") == "Next: Panel 2"
    assert client.follow(page, "Next: Panel 2").address.startswith(link.activity(last))
    assert "govuk-button" in page.one("#following")["class"]


def test_what_is_over_is_offered_when_nothing_else_waits(client: Client, link: Link) -> None:
    """“Next: Library opening hours”, which ended in 2019, while three that go on waited."""
    rows = "id,name,end_date,seats\n1,Panel,,advisory\n2,Past,2019-06-01,\n3,Live,,\n"
    imported(client, link.address, rows.encode(), "a.csv")
    panel, past, live = (record.number for record in link.records)
    result = client.get(f"{link.activity(panel)}/result")
    assert result.words_of("#following") == "Next: Live"
    assert "(over)" in next(
        row.text for row in client.get(link.address).all(".app-rows li") if "Past" in row.text
    )
    assert client.get(f"{link.activity(past)}/questions/before").words_of("#when") == (
        "It is over: answer as it was."
    )
    imported(client, link.address, b"id,seats\n3,advisory\n", "b.csv")
    page = client.get(f"{link.activity(live)}/result")
    assert page.words_of("#following") == "Next: Past"
