"""A respondent takes the quick path: start, answer, see the result."""

import json
import re
from typing import Any

import pytest

from ladder_assess.core.activities.activity_record import QUICK, Value
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.common.product import Product
from ladder_assess.settings import CHECKOUT
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.journey import answer_all, fields, fill, start
from tests.support.links import ONE_PERSON, PANEL, Links

FILE = CHECKOUT / "questionnaires" / "worked-cases.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["cases"]
MOST_FOR_A_CASE = 10


def test_the_quick_path_from_the_start_to_the_result(client: Client) -> None:
    result, asked = answer_all(client, start(client, name=str(PANEL["name"])), PANEL)
    assert asked[:3] == ["level", "claimed_rung", "intended_rung"]
    assert len(asked) == len(set(asked))
    assert result.heading == PANEL["name"]
    page = client.follow(result, "See or change the answers")
    assert page.heading == "Check your answers"
    assert "Nothing that was not asked can change the placement" in page.text


def test_what_was_not_asked_is_folded_away_on_the_page_of_answers(
    client: Client, links: Links
) -> None:
    """Of thirty-five rows twenty-six said “Not answered”."""
    link = links.make(PANEL, {"name": "Fair", "level": "group"}, path=QUICK)
    for number in (1, 2):
        page = client.get(f"{link.activity(number)}/review")
        shown = page.all(".govuk-summary-list__row")
        folded = page.all("#not-answered .govuk-summary-list__row")
        record = link.record(number)
        assert folded
        assert all(row.get("id", "").removeprefix("answer-") not in record.values for row in folded)
        outside = len(shown) - len(folded)
        assert f"Not answered ({len(folded)})" in page.words_of("#not-answered summary")
        assert outside >= len(record.values) - 1
        ids = [element.get("id") for element in page.all("[id^=answer-]")]
        assert len(ids) == len(set(ids)) == len(shown)


def test_what_kind_it_is_is_asked_after_the_result(client: Client) -> None:
    result, asked = answer_all(client, start(client), PANEL)
    assert not {"who_plans", "who_delivers", "functions"} & set(asked)
    page = client.follow(result, "Four questions")
    assert page.heading == "What kind of co-production is it?"
    assert fields(page) == ["who_plans", "who_delivers", "professional_role", "functions"]
    result = client.answer(page, "next", **fill(page, PANEL))
    assert result.address.endswith("/result")
    assert not result.has_link("Four questions")
    assert "Co-planned provision" in result.words_of("#kind")


def test_the_rungs_are_listed_once_for_what_is_believed_and_meant(
    client: Client, product: Product
) -> None:
    page = start(client)
    rungs = product.definitions.questionnaire.rungs
    assert form_of(page).options("claimed_rung") == form_of(page).options("intended_rung")
    assert len(form_of(page).options("claimed_rung")) == len(rungs) + 1
    assert page.words_of(".app-rungs tbody th").count("Asking for views") == 1
    named = page.text.index("A seat at the table")
    assert page.text.index("Higher is not better") < named
    assert page.text.index("People share decisions or take them") < named


def test_of_several_activities_each_page_names_the_one_it_is_about(
    client: Client, links: Links
) -> None:
    link = links.make(PANEL, {**PANEL, "name": "Youth council"}, path=QUICK)
    for item in ("claim", "dialogue", "decision_stage"):
        page = client.get(f"{link.activity(2)}/questions/{item}")
        assert page.words_of(".govuk-caption-l") == "Youth council"
    alone = links.make(PANEL, path=QUICK)
    page = client.get(f"{alone.activity()}/questions/dialogue")
    assert not page.all(".govuk-caption-l"), "its name came just before"


def test_an_answer_that_was_given_is_marked_and_pressing_it_keeps_it(client: Client) -> None:
    result, _ = answer_all(client, start(client), PANEL)
    review = client.follow(result, "See or change the answers")
    page = client.follow(review, "Change when people came in")
    assert [b["value"] for b in page.all("button[aria-current=true]")] == ["open"]
    assert "Your answer so far" in page.text
    assert client.answer(page, "next", decision_stage="open").heading == "Check your answers"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_published_case_comes_out_the_same(
    client: Client, product: Product, case: dict[str, Any]
) -> None:
    answers = {item: answer or "none" for item, answer in case["answers"].items()}
    known: dict[str, Value] = {"name": case["activity"], **answers}
    result, asked = answer_all(client, start(client), known)
    evidence = [i.id for i in product.definitions.questionnaire.evidence if i.id in asked]
    assert len(evidence) <= MOST_FOR_A_CASE
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
    assert form_of(page).answers, "each answer is a button"
    asked_again = client.answer(page)
    assert asked_again.address == page.address
    assert asked_again.complaints == [
        "Choose an answer. If you are not sure, choose “Don't know”.",
    ]
    assert asked_again.title.startswith("Error: ")


def test_questions_are_counted_on_every_page_and_no_number_is_taken_back(client: Client) -> None:
    """What is still to come is said only where it is known, and is then kept."""
    page, places, most = start(client), [], None
    while "/questions/" in page.address:
        said = page.one("#progress").text
        found = re.fullmatch(
            r"Questions? (\d+)(?: to (\d+))?(?:, (the last)|\. At most (one|\d+) more\.)?", said
        )
        assert found, said
        at = int(found[2] or found[1])
        if most is not None:
            assert at <= most, f"{said}, and at most {most} were promised"
            assert found[3] or found[4], f"{said}, and the page before said how many more"
        if found[3] or found[4]:
            most = at + int((found[4] or "0").replace("one", "1"))
        places.append(at)
        page = client.answer(page, "next", **fill(page, PANEL))
    assert places == list(range(4, 4 + len(places))), "the name was the first, three came at once"
    assert most == places[-1], "the last says so"


def test_not_knowing_anything_leads_to_an_end(client: Client, product: Product) -> None:
    evidence = {item.id: UNKNOWN for item in product.definitions.questionnaire.evidence}
    result, asked = answer_all(client, start(client), {"name": "Nobody knows", **evidence})
    assert len(asked) == len(set(asked))
    assert "What to find out first" in result.text


def test_who_does_not_know_is_told_on_the_next_page_how_to_find_out(
    client: Client, product: Product
) -> None:
    """It stood behind a closed "Help" on the page that one press leaves."""
    items, told = product.definitions.questionnaire.coded, set()
    page = start(client)
    while "/questions/" in page.address:
        (first, *_) = asked = fields(page)
        page = client.answer(page, "next", **dict.fromkeys(asked, UNKNOWN))
        shown = page.words_of(".govuk-notification-banner")
        told |= {first} if "Find out" in shown else set()
        assert first not in told or items[first].find_out in shown
    # What decides most of all that is unknown; the result says of three.
    assert told == {narrowing(product.assessor.placer, {})[0]}
    # A known answer is followed by no such word.
    page = client.answer(start(client), "next", level="group", claimed_rung="4", intended_rung="4")
    page = client.answer(page, "next", **fill(page, PANEL))
    assert "Find out" not in page.words_of(".govuk-notification-banner")


def test_a_service_to_one_person_is_asked_no_evidence(client: Client, product: Product) -> None:
    result, asked = answer_all(client, start(client), ONE_PERSON)
    assert not {item.id for item in product.definitions.questionnaire.evidence} & set(asked)
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
