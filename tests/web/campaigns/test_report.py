"""The results of a campaign are made into a report, which says what its page says."""

import io
import re

import pypdfium2
import pytest
from flask import Flask

from ladder_assess.core.campaigns.report import REPORT
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.make_file import (
    ask_for_file,
    file_of,
    give_up_campaign_file,
)
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import forms_of
from tests.support.links import Link
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of, send
from tests.support.work import work

MAKE = "As a report (PDF)"


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, respondents=True)


def answered(product: Product, link: Link, wave: Wave, people: int) -> None:
    token = link_of(product, link.portfolio, wave)
    for number in range(people):
        send(product, token, everything(product, wave, number % 3))


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pages))


def test_the_report_is_made_and_handed_out(
    client: Client, app: Flask, product: Product, link: Link, wave: Wave, here: str
) -> None:
    answered(product, link, wave, 9)
    assert client.browser.get(f"{here}/report/pdf").status_code == 404
    # An open campaign has a form for its questions on paper above it.
    asked = next(f for f in forms_of(client.get(here)) if f.address.endswith("/report/pdf"))
    page = client.send(asked, MAKE)
    assert "The PDF is being made" in page.text
    assert client.browser.get(f"{here}/report/pdf/file").status_code == 404
    assert work(app)
    page = client.get(f"{here}/report/pdf")
    assert "is ready" in page.text
    made = client.browser.get(page.one("main a[role=button]")["href"])
    assert made.mimetype == "application/pdf"
    text = text_of(made.data)
    # Four of the nine wait for a fifth.
    assert "5 answers, counted in fives." in text
    assert "The panel" in text
    figures = client.browser.get(f"{here}/results.json").json
    assert figures is not None
    for dimension in figures["groups"]["all"]["dimensions"].values():
        assert f"{dimension['score']} of 100 (5 people)" in text
    # It is asked for again, and made anew.
    assert "The PDF is being made" in client.answer(page, "Make it again").text


def test_a_report_that_could_not_be_made_is_tried_again(
    client: Client, product: Product, link: Link, wave: Wave, here: str
) -> None:
    answered(product, link, wave, 5)
    ask_for_file(product, link.portfolio, wave, REPORT, TODAY)
    made = file_of(product, link.portfolio, wave, REPORT)
    assert made is not None
    give_up_campaign_file(product, made.id, "")
    page = client.get(f"{here}/report/pdf")
    assert "could not be made" in page.text
    assert "The PDF is being made" in client.answer(page, "Try again").text


def test_there_is_none_before_five_have_answered(
    client: Client, product: Product, link: Link, wave: Wave, here: str
) -> None:
    answered(product, link, wave, 4)
    assert MAKE not in client.get(here).text


def test_a_report_goes_with_its_campaign(product: Product, link: Link, wave: Wave) -> None:
    ask_for_file(product, link.portfolio, wave, REPORT, TODAY)
    with product.database.writing() as connection:
        connection.execute("DELETE FROM wave WHERE id = ?", (wave.id,))
    assert file_of(product, link.portfolio, wave, REPORT) is None
    left = "SELECT * FROM wave_file WHERE wave_id = ?"
    assert product.database.reading.execute(left, (wave.id,)).fetchall() == []


def test_the_codebook_is_made_where_there_are_rows(
    client: Client, app: Flask, product: Product, link: Link
) -> None:
    begin(product, link.portfolio, respondents=True)
    begin(product, link.portfolio, respondents=True, by_row=True)
    rounds = f"{link.address}/questionnaires/principles/rounds"
    assert client.browser.get(f"{rounds}/1/codebook/pdf").status_code == 404
    page = client.answer(client.get(f"{rounds}/2/answers"), "Codebook to read (PDF)")
    assert "The PDF is being made" in page.text
    assert work(app)
    page = client.get(f"{rounds}/2/codebook/pdf")
    made = client.browser.get(page.one("main a[role=button]")["href"])
    text = text_of(made.data)
    assert "Codebook: Ten principles for working with people, campaign 2" in text
    assert "-8 Don't know" in text
