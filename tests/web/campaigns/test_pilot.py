"""A draft is tried out by people who are told so; who asks sees how it went, and throws it away."""

import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.clock import Clock
from tests.support.links import Link
from tests.support.page import Page
from tests.support.waves import begin, everything, open_up, pilot_of, try_out


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, "principles", respondents=True, short=True, draft=True)


def address_of(page: Page) -> str:
    return "/q/" + page.one("#link-all")["value"].rsplit("/", 1)[1]


def answer_page(client: Client, page: Page) -> Page:
    form = form_of(page)
    name = next(n for n in form.names if n not in ("csrf_token", "page-shown"))
    return client.answer(page, **{name: form.options(name)[0]})


def test_whoever_tries_a_draft_is_told_on_each_page_that_nothing_counts(
    client: Client, here: str, wave: Wave, app: Flask, clock: Clock
) -> None:
    page = client.follow(client.get(here), "Try the questions out: pilot")
    page = client.answer(page, "Start a pilot")
    person = Client(app)
    shown = person.get(address_of(page))
    assert "This is a pilot." in shown.text
    assert "how many seconds you spent on each" in shown.text
    shown, steps = person.answer(shown, "I agree, start"), 0
    while shown.heading != "Check your answers, then send them":
        assert "never counted" in shown.one("#pilot").text
        clock.now += 40
        shown, steps = answer_page(person, shown), steps + 1
    assert steps > 2
    assert "never counted" in shown.one("#pilot").text
    shown = person.answer(shown, "Send my answers")
    assert shown.heading == "Thank you"
    assert "never counted" in shown.one("#pilot").text
    assert "Fewer than five have started." in client.get(f"{here}/pilot").text


def test_times_pages_and_answers_are_shown_from_five_on(
    client: Client, here: str, wave: Wave, link: Link, product: Product
) -> None:
    token = pilot_of(product, link.portfolio, wave)[""]
    for took in (10, 20, 30, 40):
        try_out(product, token, everything(product, wave, 1), took=took)
    try_out(product, token, {}, leaves=2)
    page = client.get(f"{here}/pilot")
    assert "Times and answers are shown once five have sent theirs." in page.text
    stopped = [row.named("td")[1].text for row in page.all("#pilot-all tbody tr")]
    assert stopped == ["1" if at == 2 else "0" for at in range(len(stopped))]
    assert page.all("#pilot-all details") == []
    try_out(product, token, everything(product, wave, 1), took=50)
    page = client.get(f"{here}/pilot")
    assert "6 people have started. Of those who sent, 5 are shown here" in page.text
    assert "30 seconds" in page.all("#pilot-all tbody tr")[0].text
    assert "5 of 5" in page.one("#pilot-all details").text


def test_a_pilot_is_thrown_away_by_a_button(
    client: Client, here: str, wave: Wave, app: Flask
) -> None:
    page = client.answer(client.get(f"{here}/pilot"), "Start a pilot")
    address = address_of(page)
    person = Client(app)
    begun = person.answer(person.get(address))
    page = client.answer(page, "Throw the pilot away")
    assert "The pilot is thrown away." in page.text
    person.get(address, status=404)
    person.get(begun.address, status=404)
    assert "Start a pilot" in client.get(f"{here}/pilot").text


def test_a_pilot_ends_as_the_campaign_opens(
    client: Client, here: str, wave: Wave, link: Link, product: Product
) -> None:
    address = address_of(client.answer(client.get(f"{here}/pilot"), "Start a pilot"))
    client.get(address)
    open_up(product, link.portfolio, wave)
    client.get(address, status=404)
    page = client.get(f"{here}/pilot")
    assert page.address == here
    assert "Only a draft has a pilot." in page.text
