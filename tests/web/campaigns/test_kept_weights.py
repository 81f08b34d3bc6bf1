"""Weights that count: kept with a campaign, and said wherever a figure is weighed."""

import csv
from io import BytesIO
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.campaigns.make_file import up_to, weighed_too
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, link_of, send

HALF = {"share-strategy-yes": "50", "share-strategy-no": "50", "share-strategy-unsure": "0"}
ASKED = "?" + urlencode({"item": "encouraged", "by": "strategy", **HALF})


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    """Fifteen with a policy whose staff are encouraged, and five of neither."""
    made = begin(product, link.portfolio, "officer-survey", respondents=True, by_row=True)
    token = link_of(product, link.portfolio, made)
    for said in ["yes"] * 15 + ["no"] * 5:
        send(product, token, {"strategy": said, "encouraged": said})
    return made


@pytest.fixture
def here(link: Link, wave: Wave) -> str:
    return f"{link.address}/questionnaires/officer-survey/rounds/1"


def keep(client: Client, here: str) -> None:
    page = client.get(f"{here}/weighted{ASKED}")
    client.answer(page, "Keep these percentages")


def test_percentages_are_kept_and_results_stand_weighed_beside_unweighed(
    client: Client, here: str
) -> None:
    page = client.get(f"{here}/weighted{ASKED}")
    page = client.answer(page, "Keep these percentages")
    assert page.address.endswith("/weighted/results")
    assert page.words_of("#by") == "A policy: Yes 50 %, No 50 %, Not sure 0 %"
    assert "Weighed, they tell as much as 15.0 would (design effect 1.33)" in page.text
    cells = page.text
    assert "50 %, likely range 27% to 73%" in cells
    assert "design effect 1.33; unweighed 75 %" in cells
    assert "The answers here are weighed; those of 2013 were not." in cells
    text = client.browser.get(f"{here}/weighted/results.csv").text
    rows = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
    assert [float(row["weighted"]) for row in rows[:2]] == pytest.approx([0.5, 0.5])
    assert float(rows[0]["unweighted"]) == pytest.approx(0.75)
    assert float(rows[0]["design_effect"]) == pytest.approx(4 / 3)
    page = client.answer(client.get(f"{here}/weighted"), "Weigh this campaign no more")
    assert page.all("#kept") == []
    assert client.get(f"{here}/weighted/results").address.endswith("/weighted")


def test_groups_that_are_compared_stand_weighed_too(client: Client, here: str) -> None:
    there = f"{here}/crossed?item=strategy&by=encouraged"
    assert "Answers are unweighed here" in client.get(there).text
    keep(client, here)
    page = client.get(there)
    assert "Weighed by: A policy: Yes 50 %, No 50 %, Not sure 0 %." in page.words_of("#weighed")
    assert "weighed 100 %" in page.text
    assert "Answers are unweighed here" not in page.text
    text = client.browser.get(f"{here}/crossed/strategy/encouraged.csv").text
    rows = list(csv.DictReader(text.lstrip("\ufeff").splitlines()))
    assert float(rows[0]["weighted"]) == pytest.approx(1)
    assert float(rows[0]["weighted_design_effect"]) == pytest.approx(1)


def test_the_report_and_the_next_campaign_are_weighed_as_well(
    client: Client, link: Link, wave: Wave, here: str, product: Product
) -> None:
    strand = up_to(product, link.portfolio, wave)
    assert weighed_too(product, link.portfolio, wave, strand).weighed is None
    keep(client, here)
    weighed = weighed_too(product, link.portfolio, wave, strand).weighed
    assert weighed is not None
    assert weighed.groups[""].then[0].percent == 50
    client.answer(client.get(f"{here}/close"))
    client.answer(client.get(f"{here}/again"))
    page = client.get(here.replace("rounds/1", "rounds/2") + "/weighted/results")
    assert "Fewer than five people have answered." in page.text


def test_files_for_statistics_have_the_weights_once_they_are_kept(
    client: Client, here: str
) -> None:
    assert "weight" not in client.browser.get(f"{here}/answers/codebook.csv").text
    keep(client, here)
    assert (
        "Weighed by: A policy: Yes 50 %" in client.browser.get(f"{here}/answers/codebook.csv").text
    )
    sent = form_of(client.get(f"{here}/answers")).sent_by("xlsx")
    saved = client.browser.post(f"{here}/answers", data=sent).data
    head, first, *_rest = load_workbook(BytesIO(saved)).worksheets[0].iter_rows(values_only=True)
    assert first[head.index("weight")] in (pytest.approx(2 / 3), pytest.approx(2))


def test_a_campaign_that_is_not_read_row_by_row_keeps_no_weights(
    client: Client, link: Link, here: str, product: Product
) -> None:
    begin(product, link.portfolio, "officer-survey", respondents=True)
    there = here.replace("rounds/1", "rounds/2") + "/weighted"
    client.get(f"{there}/results", status=404)
    client.get(f"{there}/results.csv", status=404)
