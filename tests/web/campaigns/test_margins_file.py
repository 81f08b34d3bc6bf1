"""Percentages from a file: an empty one to fill in, and one that opens the page of weighing."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from xlsxwriter import Workbook

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin, link_of, send

FILLED = {"Yes": "50", "No": "50", "Not sure": "0"}


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    """Four of five have a policy."""
    made = begin(product, link.portfolio, "officer-survey", respondents=True, by_row=True)
    token = link_of(product, link.portfolio, made)
    for said in ["yes"] * 8 + ["no"] * 2:
        send(product, token, {"strategy": said, "encouraged": said})
    return made


@pytest.fixture
def here(link: Link, wave: Wave) -> str:
    return f"{link.address}/questionnaires/officer-survey/rounds/1/weighted"


def table(client: Client, here: str) -> list[list[str]]:
    text = client.browser.get(f"{here}/margins.csv").text
    return list(csv.reader(StringIO(text.lstrip("\ufeff"))))


def as_csv(rows: list[list[str]]) -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[list[str]]) -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                number = place == 2 and cell.isdigit()
                sheet.write(at, place, int(cell) if number else cell)
    return out.getvalue()


def upload(client: Client, here: str, content: bytes, name: str = "all.csv") -> Page:
    page = client.get(f"{here}/margins")
    sent: Any = {**form_of(page).sent_by("Check the file"), "file": (BytesIO(content), name)}
    return client.post(page.address, sent)


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_the_empty_file_is_filled_in_and_opens_the_page_of_weighing(
    client: Client, here: str, write: object
) -> None:
    rows = table(client, here)
    assert rows[0] == ["question", "answer", "percent"]
    assert ["A policy", "Yes", ""] in rows
    for row in rows[1:]:
        if row[0] == "A policy":
            row[2] = FILLED[row[1]]
    assert callable(write)
    page = upload(client, here, write(rows))
    assert "as much as 6.4 would (design effect 1.56)" in page.text
    assert "share-strategy-yes=50" in page.address


def test_what_is_wrong_is_said_by_line_and_nothing_is_weighed(client: Client, here: str) -> None:
    page = client.follow(client.get(here), "Take percentages from a file")
    assert page.heading == "Percentages from a file"
    rows = [["question", "answer", "percent"], ["A policy", "Yes", "half"], ["Town", "Yes", "5"]]
    page = upload(client, here, as_csv(rows))
    assert "Line 2, percent, “half”: it is no percentage from 0 to 100." in page.words_of("#flaws")
    assert "Line 3, question, “Town”" in page.words_of("#flaws")


@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"\xff\xfe\0", b"", b'a,b\n"c'])
def test_what_is_no_table_is_refused_in_words(client: Client, here: str, content: bytes) -> None:
    page = upload(client, here, content)
    assert page.heading == "Percentages from a file"
    assert page.complaints != []
