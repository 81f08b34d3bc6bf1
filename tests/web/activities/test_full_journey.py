"""A respondent takes the full path: every question, a topic a page."""

from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import answer_all, start
from tests.support.links import ONE_PERSON, PANEL, Links

ALL = {
    **PANEL,
    "service_area": "Housing",
    "legal_basis": "A duty to consult",
    "promised": "A written reply.",
    "people_affected": "1,200",
    "people_took_part": "12",
    "who_was_missing": "Shift workers",
    "done_about_missing": ("time", "support"),
    "what_changed": "Repairs are reported in one place.",
}


def test_the_full_path_asks_everything_once(client: Client, product: Product) -> None:
    page, asked = answer_all(client, start(client, FULL), ALL)
    assert asked == list(product.definitions.questionnaire.items)
    assert page.heading == "Check your answers"
    assert "questions left" not in page.text
    for word in (
        "1,200",
        "Shift workers",
        "Other times; Support",
        "Housing",
        "Get people's advice",
    ):
        assert word in page.text
    result = client.follow(page, "See the result")
    assert "A written reply." in result.text


def test_each_answer_has_a_link_to_change_it(client: Client, links: Links) -> None:
    link = links.make(ALL)
    review = client.get(f"{link.activity()}/review")
    rows = review.all(".govuk-summary-list__row")
    assert len(rows) == len(link.product.definitions.questionnaire.items)
    assert all(len(row.named("a")) == 1 for row in rows)
    page = client.follow(review, "Change how decisions are made")
    page = client.answer(page, "next", decision_rule="joint")
    assert page.heading == "Check your answers"
    assert link.record().values["decision_rule"] == "joint"


def test_a_date_is_typed_in_three_parts_and_shown_in_words(client: Client) -> None:
    page = start(client, FULL)
    form = form_of(page).fill(name="Dated", start_date=["1", "2", "2024"])
    page = client.send(form, "next")
    review = client.get(page.address.split("/questions")[0] + "/review")
    assert "1 February 2024" in review.text
    again = client.follow(review, "Change")
    assert form_of(again).values["start_date"] == ["01", "02", "2024"]


def test_a_page_may_be_left_empty_and_comes_back_as_not_answered(client: Client) -> None:
    page, _ = answer_all(client, start(client, FULL), {"name": "Hardly known"})
    assert page.heading == "Check your answers"
    assert "Not answered" in page.text


def test_a_service_to_one_person_is_not_asked_about_power(client: Client, product: Product) -> None:
    page, asked = answer_all(client, start(client, FULL), ONE_PERSON)
    assert not {item.id for item in product.definitions.questionnaire.evidence} & set(asked)
    assert "what_changed" in asked
    assert page.heading == "Check your answers"
