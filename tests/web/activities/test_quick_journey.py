"""A respondent takes the quick path: start, answer, see the result."""

import json
from typing import Any

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.common.product import Product
from ladder_assess.settings import CHECKOUT
from tests.support.client import Client
from tests.support.journey import answer_all, fields, fill, start
from tests.support.links import ONE_PERSON, PANEL, Links

FILE = CHECKOUT / "questionnaires" / "worked-cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]
MOST_FOR_A_CASE = 10


def test_the_quick_path_from_the_start_to_the_result(client: Client) -> None:
    page, asked = answer_all(client, start(client), PANEL)
    assert asked[:2] == ["name", "description"]
    assert len(asked) == len(set(asked))
    assert page.heading == "Check your answers"
    assert "Nothing that was not asked can change the placement" in page.text
    result = client.follow(page, "See the result")
    assert result.heading == PANEL["name"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_case_comes_out_the_same(
    client: Client, product: Product, case: dict[str, Any]
) -> None:
    answers = {item: answer or "none" for item, answer in case["answers"].items()}
    known: dict[str, Value] = {"name": case["activity"], **answers}
    page = start(client)
    page, asked = answer_all(client, page, known)
    evidence = [i.id for i in product.definitions.questionnaire.evidence if i.id in asked]
    assert len(evidence) <= MOST_FOR_A_CASE
    result = client.follow(page, "See the result")
    placement = case["expected"]["placement"]
    if answers["level"] == "individual":
        assert not result.all("#ladder-title")
        return
    drawn = result.words_of("svg desc")
    assert f"rung {placement['low']}," in drawn or placement["low"] == 0
    assert f"rung {placement['high']}," in drawn


def test_an_answer_is_needed_where_only_one_question_is_asked(client: Client) -> None:
    page = start(client)
    while len(fields(page)) > 1:
        page = client.answer(page, "next", **fill(page, PANEL))
    asked_again = client.answer(page, "next")
    assert asked_again.address == page.address
    assert asked_again.complaints == [
        "Choose an answer. If you are not sure, choose “Don't know”.",
    ]
    assert asked_again.title.startswith("Error: ")


def test_progress_is_shown_on_every_page(client: Client) -> None:
    page, places = start(client), []
    while "/questions/" in page.address:
        bar = page.one("progress")
        assert 0 < int(bar["value"]) <= int(bar["max"])
        places.append(int(bar["value"]))
        page = client.answer(page, "next", **fill(page, PANEL))
    assert places == list(range(1, len(places) + 1))


def test_not_knowing_anything_leads_to_an_end(client: Client, product: Product) -> None:
    evidence = {item.id: UNKNOWN for item in product.definitions.questionnaire.evidence}
    page, asked = answer_all(client, start(client), {"name": "Nobody knows", **evidence})
    assert len(asked) == len(set(asked))
    result = client.follow(page, "See the result")
    assert "What to find out first" in result.text


def test_a_service_to_one_person_is_asked_no_evidence(client: Client, product: Product) -> None:
    page, asked = answer_all(client, start(client), ONE_PERSON)
    assert not {item.id for item in product.definitions.questionnaire.evidence} & set(asked)
    result = client.follow(page, "See the result")
    assert "This is a service to one person" in result.text
    assert not result.all("#ladder-title, #reasons, #up, #sure")
    assert "Citizen self-help" in result.text


def test_the_other_path_can_be_taken_with_every_answer_kept(client: Client, links: Links) -> None:
    link = links.make({"name": "A panel", "claimed_rung": "4", "level": "group"}, path="quick")
    page = client.get(f"{link.activity()}/review")
    page = client.answer(page, "Answer every question")
    assert page.address.endswith("/questions/what_for"), "the first with nothing answered"
    assert link.record().path == "full"
    assert link.record().values == {"name": "A panel", "claimed_rung": "4", "level": "group"}
    page = client.get(f"{link.activity()}/review")
    client.answer(page, "Go on with only the questions that matter")
    assert link.record().path == "quick"
