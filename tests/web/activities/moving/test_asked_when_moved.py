"""Answers that hardly go together are asked about when an activity is moved: the earlier questions
asked about none, and the page of the move gives answers too.
"""

from ladder_assess.core.activities.activity_record import ActivityRecord
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.page import Page
from tests.web.activities.moving.test_clearer import described_first
from tests.web.activities.test_contradictions import HEAD, asks_of

SEATS = "people have no seats, or somebody chose the people who sit in them?"
# By the clearer questions these two hardly go together, and nobody was asked by the earlier ones.
ODD = {**PANEL, "seats": "none", "accountability": "none"}


def answers_to(record: ActivityRecord, page: Page) -> dict[str, str]:
    names = {field["name"] for field in page.all(".app-clearer input")}
    return {item: str(record.values[item]) for item in names & set(record.values)}


def test_what_was_read_anew_into_a_pair_is_asked_about_once(client: Client, links: Links) -> None:
    """It was shown with the result, far down, and nothing above led there."""
    link = described_first(links, {**ODD, "seats": "advisory"})
    page = client.get(f"{link.activity()}/clearer")
    result = client.answer(page, **{**answers_to(link.record(), page), "seats": "none"})
    assert result.address == f"{link.activity()}/result"
    assert result.title.startswith("Please check: ")
    assert result.one("#less-sure a")["href"] == "#contradictions"
    assert SEATS in result.words_of("#contradictions")
    assert not client.get(result.address).title.startswith("Please check: ")


def test_so_is_a_pair_that_the_earlier_questions_did_not_ask_about(
    client: Client, links: Links
) -> None:
    link = described_first(links, ODD)
    page = client.get(f"{link.activity()}/clearer")
    result = client.answer(page, **answers_to(link.record(), page))
    assert result.title.startswith("Please check: ")
    assert SEATS in result.words_of("#contradictions")


def test_on_the_way_to_the_next_it_is_said_which_activity_is_meant(
    client: Client, links: Links
) -> None:
    """The next one has the same pair: it must not be asked about in its place."""
    link = described_first(links, ODD, {**ODD, "name": "Another", "budget": "own"}, PANEL)
    page = client.get(f"{link.activity()}/clearer")
    page = client.answer(page, "the-next", **answers_to(link.record(), page))
    assert page.address == f"{link.activity(2)}/clearer"
    said = page.words_of(".govuk-notification-banner")
    assert said.count(f"Two of its answers hardly go together. Which is right: {SEATS}") == 1
    page = client.answer(page, "the-next", **answers_to(link.record(2), page))
    assert "pairs of its answers hardly go together" in page.words_of("main")
    assert HEAD not in client.get(f"{link.activity(2)}/questions/money").text


def test_another_window_does_not_ask_of_another_activity(client: Client, links: Links) -> None:
    link = links.make({**ODD, "selection": "not_applicable"}, ODD)
    page = client.get(f"{link.activity()}/questions/at_the_table")
    sent = form_of(page).fill(seats="none", selection="by_lot")
    to = client.browser.post(sent.address, data=sent.sent_by("next")).headers["Location"]
    assert asks_of(client.get(f"{link.activity(2)}/questions/money")) == []
    client.get(to)
    client.browser.post(sent.address, data=sent.fill(selection="not_applicable").sent_by("next"))
    made = client.browser.post(sent.address, data=sent.fill(selection="by_lot").sent_by("next"))
    assert asks_of(client.get(made.headers["Location"])), (
        "so that the line above has something to see"
    )
