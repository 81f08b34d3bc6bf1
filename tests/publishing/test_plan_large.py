"""The plan of many activities in print: a row each, but for those with actions of their own."""

import time
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from ladder_assess.core.plan import Action
from ladder_assess.core.plan_document import MOST_ACTIONS_IN_FULL, MOST_IN_FULL, PlanDocument
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.publishing.plan_pdf import plan_html, print_environment
from ladder_assess.publishing.plan_view import top_actions
from tests.publishing.plans import (
    ONE_PERSON,
    PANEL,
    SHOW,
    TEMPLATES,
    UNSURE,
    action,
    assessed,
    printed,
    questionnaire,
    sources,
)
from tests.support.page import Page

KINDS = (PANEL, SHOW, UNSURE, ONE_PERSON)
MANY = 217


def activities(count: int) -> tuple[AssessedActivity, ...]:
    return tuple(
        assessed(n, KINDS[n % len(KINDS)], intended_rung=n % 9) for n in range(1, count + 1)
    )


def plan(count: int, *actions: Action) -> PlanDocument:
    return PlanDocument("A large plan", date(2025, 5, 6), activities(count), actions)


def page_of(document: PlanDocument) -> Page:
    html, _ = plan_html(document, questionnaire(), sources(), print_environment(TEMPLATES))
    return Page("/", 200, {}, html)


def numbers(page: Page, kind: str) -> list[int]:
    return [int(e["id"].removeprefix("activity-")) for e in page.all(f"{kind}[id^='activity-']")]


def test_so_many_have_pages_of_their_own() -> None:
    page = page_of(plan(MOST_IN_FULL))
    assert numbers(page, "h2") == list(range(1, MOST_IN_FULL + 1))
    assert not page.all("#short")


def test_beyond_that_each_has_a_row() -> None:
    document = plan(MOST_IN_FULL + 1)
    page = page_of(document)
    assert numbers(page, "h2") == []
    assert numbers(page, "tr") == list(range(1, MOST_IN_FULL + 2))
    assert "too many for pages of their own" in page.text
    assert "are in the spreadsheet of the plan" in page.text
    for view in document.activities:
        (row,) = page.all(f"tr#activity-{view.number}")
        assert view.name in row.text


def test_those_with_actions_of_their_own_have_pages_again() -> None:
    actions = (action(1, activity=7), action(2, activity=41), action(3, activity=0),
               action(4, activity=0, covers=(3, 4)), action(5, activity=999))  # fmt: skip
    page = page_of(plan(MOST_IN_FULL + 1, *actions))
    assert numbers(page, "h2") == [7, 41]
    assert numbers(page, "tr") == [n for n in range(1, MOST_IN_FULL + 2) if n not in (7, 41)]
    assert "The 2 with the most urgent actions of their own have pages above" in page.text
    links = {a["href"] for a in page.all(".contents a")}
    assert {"#activity-7", "#activity-41", "#short"} <= links
    assert "For 2 activities: 3, 4" in page.text


def test_the_most_urgent_have_them_where_even_those_are_too_many() -> None:
    urgent = set(range(60, 60 + MOST_IN_FULL))
    every = (
        action(n, activity=n, priority="high" if n in urgent else "low") for n in range(1, MANY + 1)
    )
    assert plan(MANY, *every).in_full == urgent


def test_rows_say_what_stands_there_and_what_comes_next() -> None:
    page = page_of(plan(MOST_IN_FULL + 4))
    show, one_person = page.all("tr#activity-1")[0].text, page.all("tr#activity-3")[0].text
    assert "Manipulation" in show
    assert "no rung" in one_person
    panel = page.all("tr#activity-44")[0].text
    assert "The organisation chose who sits" in panel
    unsure = page.all("tr#activity-42")[0].text
    assert "Find out:" in unsure or "where it was meant to be" in unsure


def test_two_hundred_activities_are_printed_in_time_and_few_pages() -> None:
    """They took a thousand pages, two minutes and two gigabytes with pages for each."""
    pikepdf = pytest.importorskip("pikepdf")
    covers = tuple(range(1, MANY + 1))
    several = replace(action(1, activity=0), covers=covers)
    before = time.process_time()
    content = printed(plan(MANY, several, *(action(n, activity=n) for n in range(2, 6))))
    assert time.process_time() - before < 60
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) < 90


def test_where_to_begin_holds_nothing_that_is_done_or_dropped() -> None:
    statuses = ("done", "not_started", "dropped", "under_way")
    actions = tuple(action(n, status=s, priority="high") for n, s in enumerate(statuses))
    assert [a.id for a in top_actions((*actions, action(9, priority="low")))] == [1, 3, 9]


def test_so_many_actions_have_a_row_each() -> None:
    def row(count: int) -> str:
        actions = (action(n, title="Ask", do="In this way", owner="Ann") for n in range(count))
        return page_of(plan(2, *actions)).words_of(".actions")

    in_full, in_brief = row(MOST_ACTIONS_IN_FULL), row(MOST_ACTIONS_IN_FULL + 1)
    assert in_full.count("In this way") == MOST_ACTIONS_IN_FULL
    assert "In this way" not in in_brief
    assert "are in the spreadsheet of the plan" in in_brief
    assert in_brief.count("1. Activity 1 Medium Ann Not started") == MOST_ACTIONS_IN_FULL + 1
