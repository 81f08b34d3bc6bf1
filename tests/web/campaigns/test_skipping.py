"""Questions that are not for everybody: skipped on the way, and no answer to them is sent."""

import pytest

from ladder_assess.core.campaigns.quota import of_quotas
from ladder_assess.core.checks.instruments.instrument import instrument_problems
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.instruments.responses import list_responses
from tests.core.skipping import SKIPPING, SOURCE
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin, finish, link_of, send

ON, SEND = "Continue", "Send my answers"


@pytest.fixture
def link(product: Product, links: Links, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setitem(product.definitions.instruments, SKIPPING.id, SKIPPING)
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, SKIPPING.id, respondents=True)


@pytest.fixture
def token(product: Product, link: Link, wave: Wave) -> str:
    return link_of(product, link.portfolio, wave)


def start(client: Client, token: str) -> Page:
    return client.answer(client.get(f"/q/{token}"), "I agree, start")


def kept(product: Product, link: Link, wave: Wave) -> dict[str, object]:
    """What one respondent sent, once four others of theirs have made it five."""
    token = link_of(product, link.portfolio, wave)
    for _ in range(4):
        send(product, token, {"more": "no"})
    views = anonymous_answers.list_views(product.database, link.portfolio, wave)
    return next(dict(view.values) for view in views if view.values != {"more": "no"})


def test_the_instrument_is_sound() -> None:
    assert instrument_problems(SOURCE, {"cao-2020"}) == []


def test_who_answers_otherwise_is_led_past_a_page(client: Client, token: str) -> None:
    page = start(client, token)
    assert "Up to 8 questions" in client.get(f"/q/{token}").text
    assert "Step 1 of 4" in page.text
    page = client.answer(page, ON, volunteers="no")
    assert (page.heading, "Step 2 of 2" in page.text) == ("At the end", True)
    assert client.get(f"/q/{token}/questions/faring").heading == "At the end"
    back = client.answer(page, "Back")
    page = client.answer(back, ON, volunteers="planned")
    assert page.heading == "What is planned"
    assert "Step 2 of 3" in page.text
    assert "Are they the first?" in page.text


def test_a_page_has_those_of_its_questions_that_are_asked(client: Client, token: str) -> None:
    page = client.answer(start(client, token), ON, volunteers="yes", kinds=["run"])
    assert page.heading == "How they fare"
    page = client.answer(page, ON)
    assert page.heading == "What is planned"
    assert "When does it start?" in page.text
    assert "Are they the first?" not in page.text


def test_what_an_answer_makes_void_is_set_aside_and_comes_back(
    client: Client, token: str, product: Product, link: Link, wave: Wave
) -> None:
    page = client.answer(start(client, token), ON, volunteers="yes")
    page = client.answer(page, ON, thanked="agree", heard="disagree")
    page = client.answer(page, ON, more="yes")
    assert not page.all("#aside")
    first = client.get(f"/q/{token}/questions/there?from=check")
    page = client.answer(first, ON, volunteers="no")
    assert "2 answers are set aside" in page.one("#aside").text
    assert "How they fare" not in page.text
    page = client.answer(client.get(f"/q/{token}/questions/there?from=check"), ON, volunteers="yes")
    assert page.heading == "How they fare", "a question there is not answered"
    page = client.answer(page, ON)
    assert page.heading == "Check your answers, then send them"
    assert not page.all("#aside")
    page = client.answer(client.get(f"/q/{token}/questions/there?from=check"), ON, volunteers="no")
    client.answer(page, SEND)
    assert kept(product, link, wave) == {"volunteers": "no", "more": "yes"}


def test_what_came_back_is_sent(
    client: Client, token: str, product: Product, link: Link, wave: Wave
) -> None:
    page = client.answer(start(client, token), ON, volunteers="yes")
    client.answer(page, ON, thanked="agree", trained="agree", heard="disagree")
    there = f"/q/{token}/questions/there?from=check"
    client.answer(client.get(there), ON, volunteers="no")
    page = client.answer(client.get(there), ON, volunteers="yes")
    client.answer(page, SEND)
    answers = {"thanked": "agree", "trained": "agree", "heard": "disagree"}
    assert kept(product, link, wave) == {"volunteers": "yes", **answers}


def test_a_page_sent_after_another_made_it_void_is_kept_aside(client: Client, token: str) -> None:
    faring = client.answer(start(client, token), ON, volunteers="yes")
    client.answer(client.get(f"/q/{token}/questions/there"), ON, volunteers="no")
    assert client.answer(faring, ON, thanked="agree").heading == "At the end"
    page = client.answer(client.get(f"/q/{token}/questions/there"), ON, volunteers="yes")
    assert page.one("#thanked-4")["checked"] is not None


def test_a_preview_has_all_pages_and_says_which_are_not_for_everybody(
    client: Client, link: Link, wave: Wave
) -> None:
    here = f"{link.address}/questionnaires/volunteers/rounds/1/preview/all"
    page = client.get(f"{here}/plans")
    only = "Only for those who answered “Yes” to “Volunteers”."
    assert only in client.get(f"{here}/faring").text
    assert "“Not yet” to “Volunteers”, or “They run things” to “What they do”." in page.text
    assert "Are they the first?" in page.text
    assert "Only for" not in client.get(f"{here}/end").text


def test_an_organisation_hands_in_what_counts(client: Client, product: Product, link: Link) -> None:
    wave = begin(product, link.portfolio, SKIPPING.id)
    here = f"{link.address}/questionnaires/volunteers/rounds/1"
    page = client.get(f"{here}/questions/there")
    assert "Step 1 of 4" in page.text
    page = client.answer(page, "Save and continue", volunteers="yes")
    page = client.answer(page, "Save and continue", thanked="agree", trained="agree", heard="agree")
    assert page.heading == "Do you want more of it?"
    page = client.answer(client.get(f"{here}/questions/there?from=review"), volunteers="no")
    assert "3 answers are set aside" in page.one("#aside").text
    assert "1 of 3 questions are answered" in page.text
    assert client.get(f"{here}/questions/plans").heading == "Do you want more of it?"
    client.answer(page, "Hand in the answers")
    found = list_responses(product.database, link.portfolio)[wave.id]
    assert found.values == {"volunteers": "no"}


def test_groups_are_compared_among_those_who_were_asked(
    client: Client, product: Product, link: Link
) -> None:
    wave = begin(product, link.portfolio, SKIPPING.id, respondents=True, by_row=True)
    token = link_of(product, link.portfolio, wave)
    for place in range(15):
        faring = {"thanked": "agree"} if place % 3 else {}
        send(product, token, {"volunteers": "yes" if place % 3 else "no", "more": "no", **faring})
    here = f"{link.address}/questionnaires/volunteers/rounds/1/crossed"
    page = client.get(f"{here}?item=thanked&by=more")
    assert "Only for those who answered “Yes” to “Volunteers”." in page.text
    assert "100 % (72 to 100), 10 of them" in page.text


def test_a_quota_goes_by_what_everybody_is_asked() -> None:
    assert set(of_quotas(SKIPPING, short=False)) == {"volunteers", "more"}


def test_the_result_of_an_organisation_says_what_it_was_not_asked(
    client: Client, product: Product, link: Link
) -> None:
    wave = begin(product, link.portfolio, SKIPPING.id)
    finish(product, link.portfolio, wave, 0)
    page = client.get(f"{link.address}/questionnaires/volunteers/rounds/1")
    assert "Volunteers are heard." not in page.text
    assert "Do you want more of it?" in page.text


def test_drop_off_takes_nobody_for_missing_who_was_not_asked(
    client: Client, product: Product, link: Link, token: str
) -> None:
    for place in range(10):
        faring = {"thanked": "agree"} if place % 2 else {}
        send(product, token, {"volunteers": "yes" if place % 2 else "no", "more": "no", **faring})
    page = client.get(f"{link.address}/questionnaires/volunteers/rounds/1/going")
    rows = [row.text for row in page.all("#group-all tbody tr")]
    assert rows[1].startswith("How they fare 5 people of those who were asked")
    assert rows[3].startswith("At the end 100%")
    result = client.get(f"{link.address}/questionnaires/volunteers/rounds/1")
    assert "Only for those who answered “Yes” to “Volunteers”." in result.text
