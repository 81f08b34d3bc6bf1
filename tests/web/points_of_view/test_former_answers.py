"""An answer that is kept and that its question does not have any more: said in words, in the way of
nothing. The questions of a version never change, so nobody should meet one.
"""

import pytest

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.lists import fill
from tests.support.respondents import answer_all, ask

FORMER: dict[str, Value] = {
    **PANEL, "seats": "gone", "purpose": "gone", "functions": ("gone",),
    "done_about_missing": ("gone",),
}  # fmt: skip
PAGES = (
    "", "/agreement", "/plan", "/pictures", "/activities/1/result", "/activities/1/review",
    "/activities/1/evidence", "/activities/1/evidence?answers=all", "/activities/1/views",
    "/activities/1/views/agreed", "/activities/1/questions/seats?from=review",
)  # fmt: skip


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    fill(made.product, made.portfolio, [ActivityRecord(0, "full", FORMER)])
    for group in ("provider", "service_user"):
        token = ask(made.product, made.portfolio, group, 1)
        for _ in range(5):
            answer_all(made.product, token, {item: FORMER[item] for item in PANEL})
    return made


@pytest.mark.parametrize("page", PAGES)
def test_no_page_falls_over_it(client: Client, link: Link, page: str) -> None:
    assert client.get(f"{link.address}{page}").heading


def test_of_views_it_counts_as_not_known_and_the_page_says_so(client: Client, links: Links) -> None:
    made = links.make(PANEL)
    token = ask(made.product, made.portfolio, "provider", 1)
    for number in range(10):
        answer_all(made.product, token, {**PANEL, "seats": ("gone", "advisory")[number % 2]})
    page = client.get(f"{made.activity()}/views")
    said = "Some gave an answer that is not among these any more. It counts as not known."
    assert [d["id"] for d in page.all("#items details") if said in d.text] == ["item-seats"]
    assert "Not known or left out 5" in page.words_of("#item-seats")
