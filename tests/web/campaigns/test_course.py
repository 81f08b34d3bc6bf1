"""A round that people answer by links is drafted, set up, opened and closed; each says so."""

import pytest
from flask import Flask

from ladder_assess.core.campaigns.course import GRACE_MINUTES
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.clock import NINE, Clock
from tests.support.links import Link
from tests.support.page import Page
from tests.support.waves import begin, everything, link_of, send

MINUTE = 60


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, "principles", respondents=True, draft=True)


def a_day(name: str, day: str, at: str = "") -> dict[str, list[str] | str]:
    return {f"{name}_on": day.split(), f"{name}_time": at}


def set_up(client: Client, here: str, **said: str | list[str]) -> Page:
    return client.answer(
        client.get(f"{here}/settings"), **{"asked_by": "The panel", "contact": "Ann Lee", **said}
    )


def test_a_round_is_drafted_set_up_and_opened(client: Client, link: Link, clock: Clock) -> None:
    page = client.get(f"{link.address}/questionnaires/principles/open")
    page = client.answer(page, way="respondents", length="short")
    assert "Nobody can answer yet." in page.text
    assert "Needed" in page.one("#checks").text
    page = client.follow(page, "Set up the campaign")
    page = client.answer(
        page, title="How we share power", introduction="We want to know.\nThank you.",
        asked_by="The panel", contact="Ann Lee, ann@example.org", target="40",
        **a_day("closes", "29 5 2026", "5pm"),
    )  # fmt: skip
    assert "The settings are saved." in page.text
    assert "How we share power" in page.text
    assert "Needed" not in page.one("#checks").text
    page = client.follow(page, "Open the campaign")
    assert "It closes on 29 May 2026, 5:00pm." in page.text
    page = client.answer(page)
    assert "It takes answers until 29 May 2026, 5:00pm." in page.text
    assert "Fewer than 5 so far. You hope for 40." in page.text


def test_a_draft_says_so_and_goes_even_with_a_link(
    client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    token = link_of(product, link.portfolio, wave)
    page = client.get(f"/q/{token}")
    assert page.heading == "You cannot answer yet"
    assert "still being prepared" in page.text
    page = client.get(f"{here}/links/all")
    assert page.words_of("#not-yet").startswith("Nobody can answer yet: the campaign is a draft.")
    assert client.get(f"{here}/open").address == here, "something is missing"
    page = client.follow(client.get(here), "Remove this campaign")
    assert client.answer(page).heading == "Questionnaires"
    client.get(f"/q/{token}", status=404)


def test_before_and_after_its_days_a_link_says_from_when_and_since_when(
    client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    set_up(client, here, **a_day("opens", "5 5 2026", "9am"), **a_day("closes", "6 5 2026"))
    assert (
        "It takes answers from 5 May 2026, 9:00am."
        in client.answer(client.get(f"{here}/open")).text
    )
    token = link_of(product, link.portfolio, wave)
    assert "You can from 5 May 2026, 9:00am." in client.get(f"/q/{token}").text
    link_page = f"{here}/links/all"
    assert "answers from 5 May 2026, 9:00am" in client.get(link_page).words_of("#not-yet")
    clock.now += 24 * 60 * MINUTE
    page = client.get(f"/q/{token}")
    assert "You can send your answers until 6 May 2026, 11:59pm." in page.text
    assert "Ann Lee" in page.one("#contact").text
    clock.now += 2 * 24 * 60 * MINUTE
    page = client.get(f"/q/{token}", status=410)
    assert "It closed on 6 May 2026, 11:59pm." in page.text
    assert "It closed on 6 May 2026, 11:59pm." in client.get(here).text


@pytest.mark.parametrize("by_link", [False, True])
def test_closing_while_somebody_answers_loses_nothing(
    app: Flask, client: Client, link: Link, wave: Wave, here: str, product: Product,
    clock: Clock, by_link: bool,
) -> None:  # fmt: skip
    """Whether the round is closed or the link alone."""
    set_up(client, here)
    client.answer(client.get(f"{here}/open"))
    token = link_of(product, link.portfolio, wave)
    person, late, other = Client(app), Client(app), Client(app)
    for each in (person, late):
        page = each.answer(each.get(f"/q/{token}"))
        form = form_of(page)
        name = next(n for n in form.names if n not in ("csrf_token", "page-shown"))
        each.answer(page, **{name: form.options(name)[0]})
    clock.now += MINUTE
    if by_link:
        client.answer(client.get(f"{here}/links/all"), "Close the link")
    else:
        client.answer(client.get(f"{here}/close"), "Close the campaign")
    clock.now += (GRACE_MINUTES - 1) * MINUTE
    assert other.get(f"/q/{token}", status=410).heading == "This link is closed"
    page = person.get(f"/q/{token}", status=410)
    assert "You had started before that." in page.text
    page = person.follow(page, "Check your answers")
    assert person.answer(page, "Send my answers").heading == "Thank you"
    assert len(anonymous_answers.list_views(product.database, link.portfolio, wave)) == 1
    form = form_of(late.get(f"/q/{token}/check"))
    clock.now += MINUTE
    page = late.post(form.address, form.sent_by("Send my answers"), status=410)
    assert page.heading == "This link is closed"
    assert len(anonymous_answers.list_views(product.database, link.portfolio, wave)) == 1


def test_what_people_were_told_stays_once_they_can_answer(
    client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    set_up(client, here, title="The first title")
    client.answer(client.get(f"{here}/open"))
    page = client.get(f"{here}/settings")
    assert "The first title" in page.one("#kept").text
    form = form_of(page)
    assert not {"title", "introduction", "asked_by", "opens_on"} & set(form.names)
    client.answer(page, contact="Bo Ray", **a_day("closes", "1 6 2026", "noon"))
    found = find_campaign(product, link.portfolio, wave)
    assert found is not None
    assert (found.settings.title, found.settings.contact) == ("The first title", "Bo Ray")
    assert "until 1 June 2026, midday" in client.get(here).text
    client.answer(client.get(f"{here}/close"))
    page = client.get(f"{here}/settings")
    assert page.address == here
    assert "stays as it is" in page.text


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (a_day("closes", "3 5 2026"), "Enter a closing that lies ahead."),
        (a_day("opens", "3 5 2026"), "Enter an opening that lies ahead"),
        ({**a_day("opens", "9 5 2026", "9am"), **a_day("closes", "9 5 2026", "9am")},
         "later than the opening"),
        (a_day("closes", "28 3 2027", "1:30am"), "Clocks go forward"),
        (a_day("closes", "29 5 2026", "teatime"), "Enter a time, for example"),
        ({"closes_time": "5pm"}, "Enter the day too"),
        ({"target": "0"}, "from 1 to 1,000,000"),
        ({"target": "many"}, "Enter a whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client: Client, wave: Wave, here: str, clock: Clock, said: dict[str, str], complaint: str
) -> None:
    page = set_up(client, here, introduction="Typed at length", **said)
    assert any(complaint in each for each in page.complaints)
    assert "Typed at length" in page.text


def test_a_zone_of_its_own_is_named(
    client: Client, link: Link, wave: Wave, here: str, product: Product, clock: Clock
) -> None:
    set_up(client, here, zone="Europe/Paris", **a_day("closes", "5 5 2026", "9am"))
    found = find_campaign(product, link.portfolio, wave)
    assert found is not None
    nine_in_paris = NINE + 23 * 60 * MINUTE
    assert found.settings.closes_at == nine_in_paris
    page = client.get(f"{here}/settings")
    assert form_of(page).values["closes_time"] == ["9am"]
    page = client.answer(client.get(f"{here}/open"))
    assert "until 5 May 2026, 9:00am (time in: Central Europe)" in page.text


def test_how_many_are_in_is_said_in_fives(
    client: Client, link: Link, here: str, product: Product
) -> None:
    wave = begin(product, link.portfolio, "engagement-process", respondents=True, subject="Buses")
    page = client.get(f"{link.address}/questionnaires/engagement-process/rounds/1")
    page = client.answer(
        client.follow(page, "Change the settings"),
        **{"target": "50", "target-service_user": "20"},
    )
    token = link_of(product, link.portfolio, wave, "service_user")
    for place in range(9):
        send(product, token, everything(product, wave, place % 5, "service_user"))
    page = client.get(page.address)
    assert "5 of the 50 that you hope for, counted in fives." in page.one("#standing").text
    assert "You hope for 20." in page.one("#groups").text
    send(product, token, everything(product, wave, 0, "service_user"))
    assert "10 of the 50" in client.get(page.address).text


def test_a_closed_round_is_reported_and_put_away(
    client: Client, link: Link, wave: Wave, here: str, clock: Clock
) -> None:
    set_up(client, here)
    client.answer(client.get(f"{here}/open"))
    page = client.answer(client.get(f"{here}/close"))
    page = client.answer(client.follow(page, "Note that it is reported"))
    page = client.answer(client.follow(page, "Put it away"))
    assert "Archived" in page.one("#standing").text
    assert client.get(f"{here}/open").address == here
