"""A register is sent months after another, when what was kept of the first one has gone."""

import time
from datetime import timedelta

import pytest
from flask import Flask

from ladder_assess.services.data_protection.apply_retention import apply_retention
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link, Links
from tests.support.registers import counts, imported, undone
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
