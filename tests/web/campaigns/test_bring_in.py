"""Answers that were collected elsewhere: all rows of a file or none, and said wherever they are."""

import csv
import io
import random
import tracemalloc
from typing import Any

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface

from ladder_assess.core.campaigns import brought as reading
from ladder_assess.core.campaigns.brought import Meant
from ladder_assess.core.instruments.instrument import InstrumentItem
from ladder_assess.core.instruments.wave import NewWave, Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.publishing.campaigns.answer_text import answers_csv
from ladder_assess.publishing.campaigns.survey_text import survey_of
from ladder_assess.publishing.charts import Speech
from ladder_assess.services.campaigns.bring_answers import Unreadable, table_in
from ladder_assess.services.campaigns.draft_campaign import draft_campaign, progress_of
from ladder_assess.services.campaigns.take_answers import take_answers
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import remove_wave
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.instruments.waves import find_wave
from ladder_assess.web.common.request import done
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of, open_up, send

SURVEY = "officer-survey"
HERE = f"questionnaires/{SURVEY}/rounds/1"


def brought(product: Product, link: Link) -> Wave:
    new = NewWave(SURVEY, False, "respondents", "", by_row=True, elsewhere=True)
    number = draft_campaign(product, link.portfolio, new, Actor(), TODAY, "elsewhere")
    wave = find_wave(product.database, link.portfolio, SURVEY, number)
    assert wave is not None
    open_up(product, link.portfolio, wave)
    return wave


def table(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def bring(
    client: Client,
    link: Link,
    text: str | bytes,
    mapping: str = "",
    status: int = 200,
    again: str = "",
    *,
    anew: bool = False,
) -> Page:
    page = client.get(f"{link.address}/{HERE}/bring-in")
    content = text.encode() if isinstance(text, str) else text
    sent: Any = {
        **{name: values[0] for name, values in form_of(page).values.items()},
        "file": (io.BytesIO(content), "answers.csv"),
    }
    if anew:
        sent["anew"] = "anew"
    if again:
        sent["again"] = (io.BytesIO(again.encode()), "again.csv")
    if mapping:
        sent["mapping"] = (io.BytesIO(mapping.encode()), "mapping.csv")
    return client.post(page.address, sent, status=status)


def given(product: Product, link: Link, wave: Wave) -> int:
    return progress_of(product, link.portfolio, wave).given


def test_such_a_round_is_chosen_as_it_is_drafted_and_says_so(
    client: Client, link: Link, product: Product
) -> None:
    page = client.get(f"{link.address}/questionnaires/{SURVEY}/open")
    page = client.send(form_of(page).fill(origin="elsewhere", reading="rows"), "Continue")
    wave = find_wave(product.database, link.portfolio, SURVEY, 1)
    assert wave is not None
    assert wave.elsewhere
    assert "collected elsewhere" in page.text
    client.get(f"{link.address}/{HERE}/links/all", status=404)
    open_up(product, link.portfolio, wave)
    page = client.get(f"{link.address}/{HERE}")
    assert "Make a link" not in page.text
    assert client.follow(page, "Bring answers in").heading == "Bring answers in"


def test_all_rows_come_in_five_by_five_and_the_rest_waits(
    client: Client, link: Link, product: Product
) -> None:
    wave = brought(product, link)
    rows = [{"strategy": ("Yes", "No")[n % 2], "Where": "Leeds"} for n in range(12)]
    page = bring(client, link, table(*rows))
    assert "Rows: 12" in page.text
    assert "left out: Where" in page.text
    assert given(product, link, wave) == 10
    bring(client, link, table(*rows[:3]))
    assert given(product, link, wave) == 15
    views = anonymous_answers.list_views(product.database, link.portfolio, wave)
    assert len(views) == 15
    assert sum(view.values == {"strategy": "yes"} for view in views) == 6 + 2
    assert not remove_wave(product, link.portfolio, wave, Actor())
    page = client.get(f"{link.address}/{HERE}")
    assert "Answers were collected elsewhere" in page.text


def test_the_same_file_counts_twice_only_where_that_is_meant(
    client: Client, link: Link, product: Product
) -> None:
    """Sent once more, it counted twice, with no word of it."""
    wave = brought(product, link)
    text = table(*[{"strategy": "yes"}] * 7)
    assert "Rows: 7" in bring(client, link, text).text
    page = bring(client, link, text)
    assert "These answers were brought in before, so nothing was added." in page.text
    assert given(product, link, wave) == 5
    assert "Rows: 8" in bring(client, link, text + "no\n").text
    assert "Rows: 7" in bring(client, link, text, anew=True).text
    assert given(product, link, wave) == 20


FIRST = "strategy,Where\r\nyes,Leeds\r\nno,York\r\nyes,Leeds\r\n"


@pytest.mark.parametrize(
    "again",
    [
        FIRST + "\r\n",
        FIRST + ",\r\n",
        FIRST.replace("\r\n", "\n"),
        FIRST.removesuffix("\r\n"),
        "\ufeff" + FIRST,
        FIRST.replace(",", ";"),
        FIRST.replace("yes", '" Yes "'),
        FIRST.replace("strategy,Where", "Strategy,What"),
        "no,strategy\n1,yes\n2,yes\n3,no\n",
    ],
)
def test_the_same_answers_are_known_again_in_whatever_file(
    client: Client, link: Link, product: Product, again: str
) -> None:
    """One more empty line, and all of them counted twice."""
    brought(product, link)
    assert "Rows: 3" in bring(client, link, FIRST).text
    assert "These answers were brought in before" in bring(client, link, again).text
    assert "Rows: 3" in bring(client, link, again, anew=True).text
    assert "Rows: 3" in bring(client, link, FIRST.replace("no", "yes")).text


def test_pressing_twice_brings_them_once(client: Client, link: Link, product: Product) -> None:
    wave = brought(product, link)
    page = client.get(f"{link.address}/{HERE}/bring-in")
    text = table(*[{"strategy": "yes"}] * 7).encode()
    held: Any = {name: values[0] for name, values in form_of(page).values.items()}
    for anew in ("", "", "anew", "anew"):
        sent: Any = {**held, "anew": anew, "file": (io.BytesIO(text), "answers.csv")}
        client.post(page.address, {name: value for name, value in sent.items() if value})
    assert len(anonymous_answers.list_views(product.database, link.portfolio, wave)) == 14


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (table({"strategy": "yes"}, {"strategy": "perhaps"}), "Line 3, strategy, “perhaps”"),
        (table({"other": "yes"}), "no column is one of the questions"),
        ("", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
        ('strategy\n"yes\n', "quotation marks"),
        (table({"strategy": "<script>"}), "“<script>”"),
    ],
)
def test_where_one_row_is_wrong_nothing_changes(
    client: Client, link: Link, product: Product, text: str | bytes, said: str
) -> None:
    wave = brought(product, link)
    page = bring(client, link, text)
    assert said in page.text
    assert anonymous_answers.list_views(product.database, link.portfolio, wave) == []


def test_without_a_file_nothing_is_sent(client: Client, link: Link, product: Product) -> None:
    brought(product, link)
    page = client.get(f"{link.address}/{HERE}/bring-in")
    held: Any = {name: values[0] for name, values in form_of(page).values.items()}
    assert client.post(page.address, held).complaints == ["Choose a file."]


def test_a_mapping_is_read_and_what_is_wrong_with_it_said(
    client: Client, link: Link, product: Product
) -> None:
    wave = brought(product, link)
    mapping = "column,item,answer,option\nFrage 1,strategy,Ja,yes\n"
    bring(client, link, table(*[{"Frage 1": "ja"}] * 5), mapping)
    assert given(product, link, wave) == 5
    page = bring(client, link, table({"Frage 1": "ja"}), "column,item\nFrage 1,x\n")
    assert "What columns mean, line 2" in page.text


def test_sheets_that_were_typed_in_twice_count_once_they_are_alike(
    client: Client, link: Link, product: Product
) -> None:
    wave = brought(product, link)
    first = table(*[{"strategy": "yes"}] * 4, {"strategy": "no"})
    page = bring(client, link, first, again=table(*[{"strategy": "yes"}] * 5))
    assert "Line 6, strategy, “no / yes”: the second time it was typed in otherwise" in page.text
    assert anonymous_answers.list_views(product.database, link.portfolio, wave) == []
    assert "Rows: 5" in bring(client, link, first, again=first.upper()).text
    assert given(product, link, wave) == 5


def test_what_one_round_gives_another_takes_in_and_files_say_where_it_is_from(
    client: Client, link: Link, product: Product
) -> None:
    wave = brought(product, link)
    asked = begin(product, link.portfolio, SURVEY, respondents=True, by_row=True)
    token = link_of(product, link.portfolio, asked)
    for place in range(10):
        send(product, token, everything(product, asked, place % 3))
    instrument = product.definitions.instruments[SURVEY]
    survey = survey_of(asked, instrument, TODAY, Speech())
    rows = list(take_answers(product, link.portfolio, asked, Actor(), "csv"))
    bring(client, link, "".join(answers_csv(survey, rows)))
    taken = list(take_answers(product, link.portfolio, wave, Actor(), "csv"))

    def alike(rows: list[object]) -> list[str]:
        return sorted(str(sorted(row.values.items())) for row in rows)  # type: ignore[attr-defined]

    assert alike([*taken]) == alike([*rows])
    assert "collected elsewhere" in survey_of(wave, instrument, TODAY, Speech()).title
    assert "elsewhere" not in survey.title


def test_nothing_comes_in_by_another_way_or_once_it_is_closed(
    client: Client, link: Link, product: Product
) -> None:
    begin(product, link.portfolio, SURVEY, respondents=True)
    client.get(f"{link.address}/{HERE}/bring-in", status=404)


@pytest.mark.parametrize(
    "text",
    [
        "encouraged\n1\n" + "\n" * 1_000_000,
        "encouraged\n1\n" + "1," * 1_500_000,
        "encouraged," + "," * 300_000 + "\n1\n",
        "encouraged," + "Ab é" * 20_000 + "\n1\n",
    ],
    ids=["empty lines", "a long row", "many columns", "a long heading"],
)
def test_no_more_of_a_file_is_read_than_can_be_brought_in(text: str) -> None:
    """Four million empty lines took 620 MB: the bound stood behind the reading of all."""
    content = text.encode()
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused:
        table_in(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.large
    assert most < 10 * len(content) + 20_000_000


def test_a_file_that_is_too_large_is_told_so(client: Client, link: Link, product: Product) -> None:
    wave = brought(product, link)
    page = bring(client, link, "encouraged\n1\n" + "\n" * 10_000)
    assert "From line 10002 the file is larger than one of answers can be" in page.text
    assert given(product, link, wave) == 0


def test_what_a_cell_says_often_is_looked_up_once(
    client: Client, link: Link, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cell of 60 kB took a second, and forty of them took five."""
    wave = brought(product, link)
    items = product.definitions.instruments[SURVEY].asked(short=False)
    many = next(item for item in items if item.answer == "many")
    looked: list[str] = []
    option = reading._option

    def counted(item: InstrumentItem, heading: str, cell: str, meant: Meant) -> str | None:
        looked.append(cell)
        return option(item, heading, cell, meant)

    monkeypatch.setattr(reading, "_option", counted)
    bring(client, link, f"{many.id}\n" + "".join(f"{'1;' * (n + 900)}1\n" for n in range(40)))
    assert len(looked) == 40
    assert given(product, link, wave) == 40
    page = bring(client, link, f"{many.id}\n{'1;' * 4_000}1\n")
    assert "it is no answer to this question" in page.text
    assert len(page.text) < 20_000


def test_what_was_left_out_is_named_in_part_and_counted(
    client: Client, link: Link, product: Product
) -> None:
    brought(product, link)
    others = [f"{'Something that was asked besides ' * 9}{n}" for n in range(900)]
    page = bring(client, link, table({"strategy": "Yes", **dict.fromkeys(others, "x")}))
    assert "and 896 more." in page.text


def test_what_waits_to_be_said_fits_into_a_cookie(app: Flask) -> None:
    """Browsers drop one of more than 4,096 bytes, and then nobody is told that answers are in."""
    rare = random.Random(2)
    with app.test_request_context("/"):
        for _ in range(9):
            done("".join(chr(rare.randrange(0x4E00, 0x9FFF)) for _ in range(5_000)))
        writer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert writer is not None
        assert len(writer.dumps(dict(session))) < 4_000
