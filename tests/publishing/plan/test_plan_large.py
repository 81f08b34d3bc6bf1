"""The plan of many activities in print: a row each, but for those with actions of their own."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.document import (
    FEW_IN_ROWS,
    FEW_ONE_BY_ONE,
    MOST_ACTIONS_IN_FULL,
    MOST_LISTED,
    MOST_ONE_BY_ONE,
    PlanDocument,
)
from ladder_assess.core.plan.plan import Action
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.view import top_actions
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


def test_so_many_are_told_of_one_by_one() -> None:
    page = page_of(plan(MOST_ONE_BY_ONE))
    assert numbers(page, "h3") == list(range(1, MOST_ONE_BY_ONE + 1))
    assert not page.all("#short")


def test_beyond_that_each_has_a_row() -> None:
    document = plan(MOST_ONE_BY_ONE + 1)
    page = page_of(document)
    assert numbers(page, "h3") == []
    assert numbers(page, "tr") == list(range(1, MOST_ONE_BY_ONE + 2))
    assert "too many to tell of one by one" in page.text
    assert "are in the spreadsheet of the plan" in page.text
    for view in document.activities:
        (row,) = page.all(f"tr#activity-{view.number}")
        assert view.name in row.text


def test_those_with_actions_of_their_own_are_told_of_again() -> None:
    actions = (action(1, activity=7), action(2, activity=17), action(3, activity=0),
               action(4, activity=0, covers=(3, 4)), action(5, activity=999))  # fmt: skip
    page = page_of(plan(MOST_ONE_BY_ONE + 1, *actions))
    assert numbers(page, "h3") == [3, 4, 7, 17]
    assert numbers(page, "tr") == [
        n for n in range(1, MOST_ONE_BY_ONE + 2) if n not in (3, 4, 7, 17)
    ]
    assert "The 4 with the most urgent actions are told of above" in page.text
    links = {a["href"] for a in page.all(".contents a")}
    assert {"#activity-7", "#activity-17", "#short"} <= links
    assert "For: 3. " in page.text


def test_the_most_urgent_have_them_where_even_those_are_too_many() -> None:
    urgent = set(range(60, 60 + MOST_ONE_BY_ONE))
    every = (
        action(n, activity=n, priority="high" if n in urgent else "low") for n in range(1, MANY + 1)
    )
    assert plan(MANY, *every).one_by_one == urgent


def test_rows_say_what_stands_there_and_what_comes_next() -> None:
    page = page_of(plan(MOST_ONE_BY_ONE + 4))
    show, one_person = page.all("tr#activity-1")[0].text, page.all("tr#activity-3")[0].text
    assert "Manipulation" in show
    assert "no rung" in one_person
    panel = page.all("tr#activity-20")[0].text
    assert "The organisation chose who sits" in panel
    unsure = page.all("tr#activity-18")[0].text
    assert "Find out:" in unsure or "where it was meant to be" in unsure


def test_two_hundred_activities_are_printed_in_few_pages() -> None:
    """With pages for each they took a thousand."""
    pikepdf = pytest.importorskip("pikepdf")
    covers = tuple(range(1, MANY + 1))
    several = replace(action(1, activity=0), covers=covers)
    content = printed(plan(MANY, several, *(action(n, activity=n) for n in range(2, 6))))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) < 90


def test_of_very_many_only_those_with_actions_are_shown() -> None:
    count = MOST_LISTED + 1
    single = [action(n, activity=n, priority="low") for n in range(2, 3 + FEW_ONE_BY_ONE)]
    urgent = action(99, activity=77, priority="high")
    several = action(100, activity=0, covers=tuple(range(100, count + 1)))
    document = plan(count, *single, several, urgent)
    assert document.one_by_one == {77, *range(2, 1 + FEW_ONE_BY_ONE)}
    page = page_of(document)
    assert numbers(page, "h3") == sorted(document.one_by_one)
    rows = numbers(page, "tr")
    assert len(rows) == FEW_IN_ROWS
    assert set(rows) <= {*range(2, 3 + FEW_ONE_BY_ONE), *range(100, count + 1)}
    left = count - FEW_ONE_BY_ONE - FEW_IN_ROWS
    assert f"{left} of them are left out" in page.text
    assert "in the register that you can export" in page.text
    assert f"{count} activities, " in page.words_of(".summary"), "figures are about all of them"


def test_of_very_many_without_actions_figures_alone_are_shown() -> None:
    page = page_of(plan(MOST_LISTED + 1))
    assert numbers(page, "h3") == numbers(page, "tr") == []
    assert f"{MOST_LISTED + 1} of them are left out" in page.text
    every = page_of(plan(MOST_LISTED))
    assert len(numbers(every, "tr")) == MOST_LISTED, "up to that, each has a row"


def test_twenty_thousand_stay_a_document() -> None:
    """A row for each was six hundred pages."""
    pikepdf = pytest.importorskip("pikepdf")
    few = activities(40)
    every = tuple(replace(few[n % 40], number=n) for n in range(1, 20_001))
    actions = [action(n, activity=n, priority="high") for n in range(1, 40)]
    actions.append(action(99, activity=0, covers=tuple(range(1, 20_001, 2))))
    document = PlanDocument("A very large plan", date(2025, 5, 6), every, tuple(actions))
    content = printed(document)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) <= 75


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
    assert in_brief.count("1. Activity 1 Next Ann Not started") == MOST_ACTIONS_IN_FULL + 1
