"""Who asks sees what people will see, without a way to send; and runs a round again."""

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import find_wave
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, link_of

SURVEY = "engagement-process"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, SURVEY, respondents=True, subject="Buses")


@pytest.fixture
def here(link: Link) -> str:
    return f"{link.address}/questionnaires/{SURVEY}/rounds/1"


def test_a_preview_shows_every_page_and_has_no_way_to_send(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    page = client.follow(client.get(here), "Preview: People who use the service")
    start = client.get(f"/q/{link_of(product, link.portfolio, wave, 'service_user')}")
    assert page.heading == start.heading
    steps = 0
    while page.heading != "Check your answers, then send them":
        assert "This is a preview" in page.one("#preview").text
        assert not page.all("main form")
        page, steps = client.follow(page, "Continue" if steps else "I agree, start"), steps + 1
    assert steps > 2
    assert "This is a preview" in page.one("#preview").text
    assert client.follow(page, "Send my answers").address == here


def test_a_round_is_run_again_once_with_the_same_settings(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    client.answer(client.get(f"{here}/settings"), target="50", **{"target-service_user": "20"})
    client.answer(client.get(f"{here}/close"))
    page = client.follow(client.get(here), "Run it again")
    asked = page
    page = client.answer(page)
    assert page.heading == "Campaign 2: Buses"
    assert "Nobody can answer yet." in page.text
    client.answer(asked)
    second = find_wave(product, link.portfolio, SURVEY, 2)
    assert second is not None
    assert find_wave(product, link.portfolio, SURVEY, 3) is None, "the same form sent twice"
    before, after = (find_campaign(product, link.portfolio, each) for each in (wave, second))
    assert before is not None
    assert after is not None
    assert (after.settings.opens_at, after.settings.closes_at) == (None, None)
    assert after.settings.targets == before.settings.targets == {"service_user": 20}
    assert after.settings.contact == before.settings.contact
