"""What the page of a round shows of groups of people: statements as pictures, and two sides."""

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, everything, link_of, send

HERE = "questionnaires/engagement-process/rounds/1"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, "engagement-process", respondents=True, subject="Buses")


def test_statements_are_drawn_in_fives_and_a_mean_is_not_called_yours(
    client: Client, link: Link, wave: Wave, product: Product
) -> None:
    token, here = link_of(product, link.portfolio, wave, "service_user"), f"{link.address}/{HERE}"
    for place in (0, 1, 2, 3):
        send(product, token, everything(product, wave, place, "service_user"))
    client.get(f"{here}/pictures/statements-1-service_user.csv", status=404)
    send(product, token, everything(product, wave, 4, "service_user"))
    page = client.get(here)
    for stage in ("Ties and trust", "Knowledge and strengths", "Taking part", "What changes"):
        title = f"People who use the service, answers in a picture: {stage}"
        assert title in page.one("#answers").text
    assert "Mean score" in page.one("#scores").text
    assert "Your score" not in page.html
    found = client.browser.get(f"{here}/pictures/statements-1-service_user.csv").text
    assert "People here feel that they belong.,1,1,1,1,1,40.0,40.0" in found
    for _ in range(4):
        send(product, token, everything(product, wave, 4, "service_user"))
    assert client.browser.get(f"{here}/pictures/statements-1-service_user.csv").text == found


def test_campaigns_of_a_questionnaire_without_topics_stand_side_by_side(
    client: Client, link: Link, product: Product
) -> None:
    """The button to run it again promised so, and no table showed it: the tests of trends had
    questionnaires with topics alone.
    """
    for people in (5, 10):
        wave = begin(product, link.portfolio, "officer-survey", respondents=True)
        token = link_of(product, link.portfolio, wave)
        for _ in range(people):
            send(product, token, everything(product, wave, 0))
    page = client.get(f"{link.address}/questionnaires/officer-survey/rounds/2")
    table = page.words_of("#trend table")
    assert "Campaign 1" in table
    assert "Campaign 2" in table
    assert "(5 people)" in table
    assert "(10 people)" in table
    assert page.all('.app-contents a[href="#trend"]')
    assert "of 10 officers of yours, " in page.words_of("#then")
    alone = client.get(f"{link.address}/questionnaires")
    assert alone.complaints == page.complaints == []
