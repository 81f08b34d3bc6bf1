"""Limits on answers: set in the draft, told to whoever comes too late, raised while open."""

import json

import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from tests.support.client import Client
from tests.support.links import Link
from tests.support.page import Page
from tests.support.waves import begin, link_of, open_up, pilot_of, send, try_out

YES = {"strategy": "yes"}
ENOUGH = "There are enough answers from your group"


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, "officer-survey", respondents=True, draft=True)


@pytest.fixture
def here(link: Link) -> str:
    return f"{link.address}/questionnaires/officer-survey/rounds/1"


@pytest.fixture
def token(client: Client, link: Link, wave: Wave, here: str, product: Product) -> str:
    """Of a campaign that is open and wants five who say yes."""
    client.answer(client.get(f"{here}/limits/strategy"), most_yes="5")
    open_up(product, link.portfolio, wave)
    return link_of(product, link.portfolio, wave)


def say(client: Client, token: str, strategy: str) -> Page:
    page = client.answer(client.get(f"/q/{token}"))
    return client.answer(page, strategy=strategy)


def test_limits_are_set_in_the_draft(client: Client, wave: Wave, here: str) -> None:
    page = client.follow(client.get(f"{here}/settings"), "Limits on answers from a group")
    assert "There is no limit." in page.text
    page = client.follow(page, "A policy")
    assert "from 5 to 1,000,000" in client.answer(page, most_yes="4").text
    page = client.answer(page, most_yes="200")
    assert [cell.text for cell in page.all("#limits tbody td")] == ["200", "0", "200"]
    assert page.words_of("#limits tbody th") == "Yes (A policy)"
    page = client.answer(client.follow(page, "A policy"), most_yes="")
    assert "There is no limit." in page.text


def test_who_comes_too_late_is_told_and_who_has_begun_goes_on(
    app: Flask, client: Client, link: Link, wave: Wave, here: str, token: str, product: Product
) -> None:
    begun, before, late = Client(app), Client(app), Client(app)
    page = say(begun, token, "yes")
    assert page.address.endswith("/questions/what_happens")
    begun.answer(page, encouraged="no")
    assert say(before, token, "yes").heading == "What your authority does"
    for _ in range(5):
        send(product, token, YES)
    assert client.get(f"{here}/going").all("#limits tbody td")[-1].text == "Full"
    page = say(late, token, "yes")
    assert page.heading == ENOUGH
    assert "you need not go on" in page.text
    assert late.get(f"/q/{token}/check").heading == ENOUGH
    assert before.get(f"/q/{token}/check").heading == ENOUGH, "nothing else was answered"
    page = late.follow(page, "Back")
    assert late.answer(page, strategy="no").heading == "What your authority does"
    assert begun.answer(begun.get(f"/q/{token}/check")).heading == "Thank you"
    views = anonymous_answers.list_views(product.database, link.portfolio, wave)
    assert len(views) == 6


def test_the_first_page_has_the_question_alone_in_preview_and_pilot_too(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    client.answer(client.get(f"{here}/limits/strategy"), most_yes="5")
    page = client.follow(client.get(f"{here}/preview/all"), "I agree, start")
    assert page.address.endswith("/preview/all/what_happens-first")
    [pilot] = pilot_of(product, link.portfolio, wave).values()
    for _ in range(6):
        try_out(product, pilot, YES)
    assert say(client, pilot, "yes").heading == "What your authority does", "a pilot counts nothing"
    page = client.get(f"{here}/limits")
    assert [cell.text for cell in page.all("#limits tbody td")] == ["5", "0", "5"]


def test_while_people_answer_a_limit_is_only_raised(
    client: Client, link: Link, wave: Wave, here: str, token: str, product: Product
) -> None:
    page = client.get(f"{here}/limits/strategy")
    assert client.answer(page, most_yes="9").address.endswith("/limits")
    page = client.get(f"{here}/limits/strategy")
    for less in ("8", ""):
        refused = client.answer(page, most_yes=less)
        assert "a limit can only be made higher" in refused.complaints[0]
    client.get(f"{here}/limits/encouraged", status=404)
    client.answer(client.get(f"{here}/settings"), contact="Bo Ray")
    assert _limits(product, link, wave) == {"strategy": {"yes": 9}}
    client.answer(client.get(f"{here}/close"))
    assert client.get(f"{here}/limits/strategy").address.endswith("/limits")
    page = client.answer(client.get(f"{here}/again"))
    assert page.address.endswith("/rounds/2")
    page = client.get(here.replace("rounds/1", "rounds/2") + "/limits")
    assert page.words_of("#limits tbody th") == "Yes (A policy)"


def test_the_list_of_what_is_missing_names_a_limit_that_nobody_can_reach(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    client.answer(client.get(f"{here}/limits/strategy"), most_yes="5", most_no="5", most_unsure="5")
    client.answer(client.get(f"{here}/settings"), target="16")
    assert "come to less than the answers that you hope for: A policy." in client.get(here).text
    with product.database.writing() as connection:
        gone = json.dumps({"gone": {"yes": 5}})
        connection.execute(f"UPDATE campaign SET quotas = '{gone}'")
    assert "No one can reach this limit" in client.get(here).text
    assert "yes (gone)" in client.get(f"{here}/limits").text


def _limits(product: Product, link: Link, wave: Wave) -> object:
    campaign = find_campaign(product, link.portfolio, wave)
    return campaign and campaign.settings.quotas
