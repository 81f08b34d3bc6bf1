"""How a campaign goes: by day, page and pace, in fives, with nothing beside an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.follow_answers import how_it_goes, settle
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.storage.campaigns.on_the_way import STOPPED_AFTER
from ladder_assess.storage.common.database import Writing
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.clock import Clock
from tests.support.links import Link, Links
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of, send

TABLES = ("wave_pace", "wave_stop")


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, "principles", respondents=True, short=True)


def start(app: Flask, token: str) -> tuple[Client, Page]:
    person = Client(app)
    return person, person.answer(person.get(f"/q/{token}"), "I agree, start")


def answer_page(client: Client, page: Page, go: str = "Continue") -> Page:
    form = form_of(page)
    name = next(n for n in form.names if n not in ("csrf_token", "page-shown"))
    return client.answer(page, go, **{name: form.options(name)[0]})


def kept(product: Product, wave: Wave, table: str) -> list[tuple[int, ...]]:
    rows = product.database.reading.execute(f"SELECT * FROM {table} WHERE wave_id = ?", (wave.id,))
    return [tuple(row)[2:] for row in rows]


def test_how_long_people_took_is_kept_of_five_together(
    app: Flask, client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    client.answer(client.get(f"{here}/settings"), target="10")
    token = link_of(product, link.portfolio, wave)
    for number, took in enumerate((20, 400, 400, 400, 400)):
        assert kept(product, wave, "wave_pace") == []
        if number:
            assert "is shown once it is known of five" in client.get(f"{here}/going").text
        person, page = start(app, token)
        page = answer_page(person, page, "Stop here and send what I have answered")
        clock.now += took
        person.answer(page, "Send my answers")
    assert sorted(people for _, people in kept(product, wave, "wave_pace")) == [1, 4]
    page = client.follow(client.get(here), "How it goes")
    assert "5 of 10 (50%)" in page.one("#so-far").text
    assert "1 of 5 took less than 1 min, which is very fast." in page.text
    assert len(page.all("#over-time tbody tr")) == 1
    assert "Who gave the same answer to every statement is not counted" in page.text


def test_where_people_stop_is_kept_once_five_have(
    app: Flask, client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    token = link_of(product, link.portfolio, wave)
    for _ in range(4):
        person, page = start(app, token)
        answer_page(person, page)
    start(app, token)
    person, page = start(app, token)
    page = answer_page(person, page, "Stop here and send what I have answered")
    person.answer(page, "Send my answers")
    clock.now += STOPPED_AFTER - 1
    client.get(f"{here}/going")
    assert kept(product, wave, "wave_stop") == [], "they may still send"
    clock.now += 1
    page = client.get(f"{here}/going")
    assert sorted(kept(product, wave, "wave_stop")) == [(0, 1), (1, 4)]
    stopped = [row.named("td")[1].text for row in page.all("#group-all tbody tr")]
    assert stopped[:3] == ["1", "4", "0"]
    client.get(f"{here}/going")
    assert sorted(kept(product, wave, "wave_stop")) == [(0, 1), (1, 4)], "once"


def test_four_who_stopped_are_written_nowhere(
    app: Flask, client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    token = link_of(product, link.portfolio, wave)
    for _ in range(4):
        start(app, token)
    clock.now += 2 * STOPPED_AFTER
    start(app, token)
    page = client.get(f"{here}/going")
    assert kept(product, wave, "wave_stop") == []
    told = {row.named("td")[1].text for row in page.all("#group-all tbody tr")}
    assert told == {"–"}, "not known is not none"


def test_two_who_come_at_once_count_nobody_twice(
    app: Flask, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    token = link_of(product, link.portfolio, wave)
    for _ in range(5):
        start(app, token)
    clock.now += STOPPED_AFTER
    writing = product.database.writing

    @contextmanager
    def after_another() -> Iterator[Writing]:
        with patch.object(product.database, "writing", writing):
            settle(product, wave.id, "", clock.now)
        with writing() as connection:
            yield connection

    with patch.object(product.database, "writing", after_another):
        settle(product, wave.id, "", clock.now)
    assert kept(product, wave, "wave_stop") == [(0, 5)]


def test_who_stopped_in_a_round_that_was_erased_counts_in_no_other(
    app: Flask, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    """The number of the last round was given again once that had gone."""
    for _ in range(5):
        start(app, link_of(product, link.portfolio, wave))
    erase_portfolio(product, link.portfolio, TODAY, clock.now)
    other = Links(product).make().portfolio
    begun = begin(product, other, "principles", respondents=True)
    assert begun.id > wave.id
    clock.now += STOPPED_AFTER
    how_it_goes(product, other, begun, clock.now)
    assert kept(product, begun, "wave_stop") == []


def test_who_agreed_to_another_text_is_not_timed(
    app: Flask, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    token = link_of(product, link.portfolio, wave)
    for number in range(5):
        person, page = start(app, token)
        if number == 2:
            with person.browser.session_transaction() as session:
                session["questionnaires"][token]["consent"] = "questionnaire-answers-v5"
                session.modified = True
        page = answer_page(person, page, "Stop here and send what I have answered")
        person.answer(page, "Send my answers")
    assert kept(product, wave, "wave_pace") == []


def test_the_same_answer_throughout_is_counted_where_rows_are_read(
    client: Client, link: Link, here: str, product: Product
) -> None:
    wave = begin(product, link.portfolio, "principles", respondents=True, by_row=True)
    token = link_of(product, link.portfolio, wave)
    same = everything(product, wave, 1)
    other = dict(same, **dict(list(everything(product, wave, 3).items())[:2]))
    for values in (same, same, other, other, other):
        send(product, token, values)
    page = client.get(f"{here}/going")
    assert "2 of 5 gave the same answer to every statement." in page.text
    assert "is not counted: people were told" not in page.text


def test_what_becomes_of_answers_that_wait_for_a_five_is_said(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    """Thirteen answered and ten were counted, and no page said what became of three."""
    token = link_of(product, link.portfolio, wave)
    for _ in range(6):
        send(product, token, everything(product, wave, 1))
    assert "wait and are not counted yet" in client.get(f"{here}/going").text
    page = client.get(f"{here}/close")
    assert "up to four of each group may be waiting" in page.text
    assert "never counted or shown" in page.text
    client.answer(page, "Close the campaign")
    told = client.get(f"{here}/going").text
    assert "left over when it closed. These are never counted" in told
    assert "not counted yet" not in told


def test_a_draft_goes_nowhere_yet(client: Client, link: Link, here: str, product: Product) -> None:
    begin(product, link.portfolio, "principles", respondents=True, draft=True)
    client.get(f"{here}/going", status=404)
