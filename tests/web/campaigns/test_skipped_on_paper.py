"""Questions that are not for everybody, on paper and keyed in or brought from elsewhere."""

from io import BytesIO
from typing import Any

import pytest

from ladder_assess.core.instruments.asking import set_aside
from ladder_assess.core.instruments.wave import Wave, pages
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.instruments.condition_words import on_paper
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from tests.core.skipping import SKIPPING
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.waves import begin

PLANS = "“Not yet” to question 1"
ONLY = {
    "thanked": "Answer questions 3 to 5 only if you answered “Yes” to question 1. "
    "Otherwise go on with question 6.",
    "start": f"Answer question 6 only if you answered {PLANS}, or “They run things” to question 2. "
    "Otherwise go on with question 7.",
    "first": f"Answer question 7 only if you answered {PLANS}. Otherwise go on with question 8.",
}


@pytest.fixture
def link(product: Product, links: Links, monkeypatch: pytest.MonkeyPatch) -> Link:
    monkeypatch.setitem(product.definitions.instruments, SKIPPING.id, SKIPPING)
    return links.make(PANEL)


@pytest.fixture
def wave(product: Product, link: Link) -> Wave:
    return begin(product, link.portfolio, SKIPPING.id, respondents=True, elsewhere=True)


@pytest.fixture
def here(link: Link, wave: Wave) -> str:
    return f"{link.address}/questionnaires/volunteers/rounds/1"


def views(product: Product, link: Link, wave: Wave) -> list[dict[str, object]]:
    there = anonymous_answers.list_views(product.database, link.portfolio, wave)
    return [dict(each.values) for each in there]


def key(client: Client, here: str, number: int, **typed: str) -> Page:
    page = client.get(f"{here}/sheets")
    page = client.send(form_of(page).fill(number=str(number)), "Key this sheet")
    held: Any = {name: values[0] for name, values in form_of(page).values.items()}
    return client.post(page.address, {**held, **typed, "go": "done"})


def test_paper_says_who_answers_and_where_others_go_on() -> None:
    assert on_paper(pages(SKIPPING), SKIPPING, Speech()) == ONLY


def test_where_nothing_follows_others_go_to_the_end() -> None:
    shorter = pages(SKIPPING)[:-1]
    told = on_paper(shorter, SKIPPING, Speech())["first"]
    assert told.endswith("Otherwise go on to the end.")


def test_a_sheet_counts_without_what_should_have_been_skipped(
    client: Client, product: Product, link: Link, wave: Wave, here: str
) -> None:
    page = key(client, here, 1, thanked="2")
    assert "Key at least one answer" in page.text
    assert ONLY["thanked"] in page.text
    for number in range(2, 7):
        for _ in range(2):
            key(client, here, number, volunteers="1", thanked="2", more="1")
    assert views(product, link, wave) == [{"volunteers": "no", "more": "yes"}] * 5


def test_a_file_is_brought_in_without_them_and_says_so(
    client: Client, product: Product, link: Link, wave: Wave, here: str
) -> None:
    page = client.get(f"{here}/bring-in")
    rows = ["volunteers,thanked,first,more", "no,agree,not_asked,yes", "yes,agree,-6,no"]
    rows += ["no,,,yes"] * 3
    form = form_of(page)
    values: Any = {name: held[0] for name, held in form.values.items()}
    content = "\n".join(rows).encode()
    values["file"] = (BytesIO(content), "answers.csv")
    page = client.post(page.address, values)
    assert "1 answer does not count" in page.text
    found = views(product, link, wave)
    assert sorted(map(len, found)) == [2, 2, 2, 2, 3]
    assert not any(set_aside(SKIPPING, dict(view)) for view in found)  # type: ignore[arg-type]
