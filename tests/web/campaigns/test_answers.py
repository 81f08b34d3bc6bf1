"""What each respondent answered, as files: only where the round was opened for it, and as told."""

import csv
import io
import json

import pytest
from werkzeug.test import TestResponse

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.consent_texts import ANSWER_ROWS, QUESTIONNAIRE_ANSWERS
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.take_answers import how_many, take_answers
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_rows
from ladder_assess.storage.instruments.waves import find_wave
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, everything, link_of, open_up, send

SURVEY = "officer-survey"
ROUNDS = f"questionnaires/{SURVEY}/rounds"
HERE = f"{ROUNDS}/1/answers"
KINDS = ("csv", "xlsx", "sav", "jsonl")


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def asked(product: Product, link: Link, *, by_row: bool) -> Wave:
    return begin(product, link.portfolio, SURVEY, respondents=True, by_row=by_row)


def answer(product: Product, link: Link, wave: Wave, people: int) -> None:
    token = link_of(product, link.portfolio, wave)
    for place in range(people):
        send(product, token, everything(product, wave, place % 3))


def sent_for(client: Client, link: Link, kind: str) -> TestResponse:
    """What comes of pressing a button, also of one that the page does not have."""
    (token,) = form_of(client.get(f"{link.address}/{ROUNDS}/1/links/all")).values["csrf_token"]
    sent = {"csrf_token": token, "go": kind}
    return client.browser.post(f"{link.address}/{HERE}", data=sent, buffered=True)


@pytest.mark.parametrize(
    ("chosen", "purpose"), [("counts", QUESTIONNAIRE_ANSWERS), ("rows", ANSWER_ROWS)]
)
def test_what_is_chosen_when_a_round_is_opened_is_said_before_anybody_answers(
    client: Client, link: Link, product: Product, chosen: str, purpose: str
) -> None:
    page = client.get(f"{link.address}/questionnaires/{SURVEY}/open")
    page = client.send(form_of(page).fill(reading=chosen), "Continue")
    assert ("row by row" in page.text) == (chosen == "rows")
    wave = find_wave(product.database, link.portfolio, SURVEY, 1)
    assert wave is not None
    open_up(product, link.portfolio, wave)
    start = client.get(f"/q/{link_of(product, link.portfolio, wave)}")
    text, in_short = product.definitions.consent.purposes[purpose], start.words_of("#in-short")
    for sentence in (*text.text, text.withdraw):
        assert sentence in start.one("details#consent").text
    assert ("as one row of a table" in in_short) == (chosen == "rows")
    assert ("only together with those of four others" in in_short) == (chosen == "counts")
    assert len(in_short.split()) < 100


def test_nothing_is_read_by_row_where_people_were_not_told_so(
    client: Client, link: Link, product: Product
) -> None:
    wave = asked(product, link, by_row=False)
    answer(product, link, wave, 5)
    client.get(f"{link.address}/{HERE}", status=404)
    client.get(f"{link.address}/{HERE}/codebook.csv", status=404)
    assert "as a row without a name" not in client.get(f"{link.address}/{ROUNDS}/1").text
    # Nor from storage, whatever page should come to ask for it.
    assert not list(answer_rows.each_row(product.database, link.portfolio, wave))
    assert not how_many(product, link.portfolio, wave)


def test_of_five_that_come_while_a_file_is_made_all_are_in_the_next(
    link: Link, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file was read a thousand rows at a time, so that of five that came meanwhile those were in
    it that stood behind: what set it apart from the next were one to four people. The older tests
    read files that nobody added to.
    """
    monkeypatch.setattr(answer_rows, "AT_ONCE", 2)
    wave = asked(product, link, by_row=True)
    answer(product, link, wave, 5)
    rows = answer_rows.each_row(product.database, link.portfolio, wave)
    first = next(rows)
    answer(product, link, wave, 20)
    assert [row.number for row in (first, *rows)] == [1, 2, 3, 4, 5]
    assert len(list(answer_rows.each_row(product.database, link.portfolio, wave))) == 25


@pytest.mark.parametrize("people", [4, 5, 9, 11])
def test_rows_come_five_at_a_time(
    client: Client, link: Link, product: Product, people: int
) -> None:
    wave = asked(product, link, by_row=True)
    answer(product, link, wave, people)
    rows = list(take_answers(product, link.portfolio, wave, Actor(), "csv"))
    assert len(rows) == how_many(product, link.portfolio, wave) == people - people % 5
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    page = client.get(f"{link.address}/{HERE}")
    assert ("There is nothing to save yet" in page.text) == (people < 5)


def test_each_file_has_all_rows_in_the_same_order(
    client: Client, link: Link, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_rows, "AT_ONCE", 4)
    answer(product, link, asked(product, link, by_row=True), 10)
    files = {kind: sent_for(client, link, kind) for kind in KINDS}
    assert all(file.status_code == 200 for file in files.values())
    lines = list(csv.DictReader(io.StringIO(files["csv"].get_data(as_text=True)[1:])))
    records = [json.loads(line) for line in files["jsonl"].get_data(as_text=True).splitlines()]
    assert [line["id"] for line in lines] == [each["id"] for each in records]
    assert len(lines) == 10
    assert [line["strategy"] for line in lines] == [e["answers"]["strategy"] for e in records]
    assert files["xlsx"].data.startswith(b"PK")
    assert files["sav"].data.startswith(b"$FL2")
    named = files["sav"].headers["Content-Disposition"]
    assert named.endswith("officer-survey-round-1-answers.sav")


def test_the_table_that_is_too_large_to_be_made_whole_is_not_offered(
    client: Client, link: Link, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ladder_assess.web.campaigns.answers.MOST_IN_TABLE", 5)
    answer(product, link, asked(product, link, by_row=True), 10)
    assert "up to 5 people. Take the CSV." in client.get(f"{link.address}/{HERE}").text
    assert [sent_for(client, link, kind).status_code for kind in KINDS] == [200, 404, 404, 200]


def test_no_other_kind_is_given_and_none_before_there_are_rows(
    client: Client, link: Link, product: Product
) -> None:
    wave = asked(product, link, by_row=True)
    for kind in KINDS:
        assert "There is nothing to save yet." in sent_for(client, link, kind).text
    answer(product, link, wave, 5)
    for kind in ("", "exe", "csv/../../x"):
        assert sent_for(client, link, kind).status_code == 404


def test_the_codebook_is_there_before_anybody_answers(
    client: Client, link: Link, product: Product
) -> None:
    asked(product, link, by_row=True)
    text = client.browser.get(f"{link.address}/{HERE}/codebook.csv").get_data(as_text=True)
    assert "Does your authority have a policy" in text
    record = client.browser.get(f"{link.address}/{HERE}/codebook.json").get_json()
    assert record["questionnaire"] == SURVEY
