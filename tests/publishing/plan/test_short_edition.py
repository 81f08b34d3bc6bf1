"""The edition on two pages: never more, whatever a plan holds, and it says what it leaves out."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from docx import Document

from ladder_assess.core.activities.two_dates import Dated
from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.plan.plan import Action, ReasonNow, ReasonToday, Trigger
from ladder_assess.core.plan.progress import Since
from ladder_assess.core.plan.reason_now import HOLDS, MET, READ_ANEW, STATES
from ladder_assess.publishing.plan.docx import document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import SHORT_PAGE, plan_html, print_environment
from ladder_assess.publishing.plan.two_pages import MOST_NAMED
from ladder_assess.publishing.plan.view import MOST_IN_SHORT, MOST_ON_ONE_LADDER
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.plans import (
    FONTS,
    PANEL,
    SHOW,
    TEMPLATES,
    UNBROKEN,
    UNSURE,
    action,
    assessed,
    listed_of,
    printed,
    questionnaire,
    several_plan,
    sources,
)
from tests.support.command import rules

LONG = "Ask the people whom it is about in good time, and tell them what came of what they say " * 3
KINDS = (PANEL, SHOW, UNSURE)


def plan(activities: int, actions: Iterable[Action] = ()) -> PlanDocument:
    """So many activities with long names, and these actions, all of which have just begun."""
    made = tuple(
        assessed(n, KINDS[n % 3], name=LONG[:200], intended_rung=6)
        for n in range(1, activities + 1)
    )
    done = tuple(actions)
    new = tuple(Dated(None, listed_of(each)) for each in made)
    since = Since(date(2025, 1, 2), done, done, done, done, done, activities=new) if done else None
    return PlanDocument(LONG, date(2025, 5, 6), made, done, since=since,
                        organisation=LONG, author=LONG)  # fmt: skip


def actions(count: int, status: str = "not_started") -> list[Action]:
    return [
        action(n, title=LONG[:140], owner=LONG[:80], due=date(2025, 9, 1), status=status)
        for n in range(1, count + 1)
    ]


CAME_OF_IT = tuple(
    ReasonToday(tuple(ReasonNow(state, date(2025, 9, 20)) for state in states))
    for states in ((HOLDS,), (MET,), (READ_ANEW,), STATES * 3)
)


def answering(given: Iterable[Action]) -> list[Action]:
    """Actions that answer the longest question, of which everything has come that can."""
    chosen = int(datetime(2025, 4, 1, 9, tzinfo=UTC).timestamp())
    asked = max(questionnaire().items.values(), key=lambda item: len(item.ask)).id
    return [
        replace(each, trigger=Trigger("find_out", asked), chosen=chosen,
                reason=CAME_OF_IT[n % len(CAME_OF_IT)])
        for n, each in enumerate(given)
    ]  # fmt: skip


def text_of(document: PlanDocument) -> str:
    html, _ = plan_html(
        document, questionnaire(), sources(), print_environment(TEMPLATES), page=SHORT_PAGE
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def written(document: PlanDocument) -> Any:
    environment = document_environment(print_environment(TEMPLATES), short=True)
    content = plan_docx(
        PlanFigures(document), questionnaire(), sources(), environment=environment, fonts=FONTS,
        short=True,
    )  # fmt: skip
    return Document(BytesIO(content))


@pytest.mark.parametrize(
    "document",
    [
        plan(1),
        plan(MOST_ON_ONE_LADDER, actions(40)),
        plan(40, actions(40)),
        replace(plan(MOST_ON_ONE_LADDER, actions(5)), strands=conditions_plan().strands),
        several_plan(),
        plan(MOST_ON_ONE_LADDER, answering(actions(40))),
    ],
    ids=["one", "ten on a ladder", "forty", "with conditions", "hostile", "answering"],
)
def test_it_has_two_pages_and_no_more(document: PlanDocument) -> None:
    with pikepdf.open(BytesIO(printed(document, short=True))) as pdf:
        assert len(pdf.pages) == 2


LONGEST_DO = max((advice.do for advice in rules().definitions.library.by_trigger.values()), key=len)


def test_what_came_of_a_reason_is_said_whole_however_long_the_reason_is() -> None:
    """“Met on 20 Sept 202…” stood behind a long question, of which less would have done."""
    document = plan(3, answering(actions(8)))
    cells = "".join(row.cells[0].text for table in written(document).tables for row in table.rows)
    for words in ("Met on 20 Sept 2025.", "No longer so.", f"May hold for 6 of {3 * len(STATES)}."):
        assert f". {words}" in text_of(document)
        assert f". {words}" in cells


@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("do", [LONG * 20, UNBROKEN * 20, LONGEST_DO], ids=["long", "solid", "own"])
def test_however_few_actions_there_are_two_pages_hold_them(count: int, do: str) -> None:
    given = answering(replace(each, do=do) for each in actions(count))
    with pikepdf.open(BytesIO(printed(plan(3, given), short=True))) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("count", [1, 3, 4, 5])
def test_what_is_advised_is_said_in_full_where_there_is_room(count: int) -> None:
    """Half a page was empty below texts that were cut."""
    given = [replace(each, do=LONGEST_DO) for each in actions(count)]
    assert text_of(plan(3, given)).count(re.sub(r"\s+", " ", LONGEST_DO)) == count


def test_it_says_what_it_leaves_out_and_where_that_is() -> None:
    told = text_of(plan(3, [*actions(38), *actions(2, "done")]))
    assert f"They show the {MOST_IN_SHORT} most urgent of 38 open actions." in told
    assert "2 actions that are done or were dropped are left out." in told
    both = text_of(plan(3, [*actions(3), *actions(2, "done"), *actions(1, "dropped")]))
    assert both.count("2025Done") == 2, "a committee wants to see what was done"
    assert "One action that is done or was dropped is left out." in both
    assert "All of it is in the whole plan of 6 May 2025." in told
    few = text_of(plan(3, actions(2)))
    assert "most urgent of" not in few
    assert "left out" not in few.partition("What these two pages leave out")[2]
    assert "They do not tell in full how to do each action and why" in few
    assert "All of it is in the whole plan" in few


def test_the_most_urgent_come_first_and_no_numbers_run_out_of_order() -> None:
    """They had their numbers in the plan, which ran 3, 1, 2."""
    given = [*actions(2), action(3, title="Urgent", priority="high"), action(4, status="dropped")]
    (table,) = written(plan(2, given)).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert len(rows) == 3
    assert rows[0][0].startswith("Urgent")
    assert rows[1][2:] == ["1 September 2025", "Not started"]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_document_says_what_the_pdf_says(count: int) -> None:
    document = plan(3, actions(count))
    body = written(document).element.body
    said = " ".join("".join(t.text or "" for t in p.iter() if t.tag.endswith("}t"))
                    for p in body.iter() if p.tag.endswith("}p"))  # fmt: skip
    for words in ("Where things stand", "Actions", "What these two pages leave out",
                  "All of it is in the whole plan of 6 May 2025."):  # fmt: skip
        assert words in said
        assert words in text_of(document)
    assert "Page of" not in said, "what stands in the margins of print is no text of it"


def test_a_list_names_its_activities_with_what_was_believed() -> None:
    """Nobody on a committee knows which are meant by “15 activities”."""
    made = tuple(
        assessed(n, UNSURE, name=f"Forum {n}", claimed_rung=5 if n % 2 else None)
        for n in range(1, 21)
    )
    document = PlanDocument("", date(2025, 5, 6), made, tuple(actions(6)))
    told = replace(document, activities=made[:15])
    assert "15 activities, none yet with a certain place on the ladder." in text_of(told)
    named = [[cell.text for cell in row.cells] for row in written(told).tables[0].rows[1:]]
    # Actions say by number which they are for.
    assert [row[:2] for row in named] == [[str(n), f"Forum {n}"] for n in range(1, 16)]
    assert [row[3] for row in named[:2]] == ["5", "not known"]
    assert all(re.fullmatch(r"\d to \d", row[2]) for row in named)
    assert f"And {20 - MOST_NAMED} more activities." in text_of(document)
    long = plan(40, actions(6))
    for each in (document, long, replace(long, since=None)):
        with pikepdf.open(BytesIO(printed(each, short=True))) as pdf:
            assert len(pdf.pages) == 2


def coded(count: int) -> PlanDocument:
    """So many activities with codes of ten signs, of which the last alone has an action."""
    named = (
        assessed(n, KINDS[n % 3], name=f"Leisure centre {n} of Castle Baths", intended_rung=6)
        for n in range(1, count + 1)
    )
    made = tuple(replace(each, code=f"ENG/24/{each.number:03}") for each in named)
    acted = [replace(each, activity=count) for each in actions(6)]
    return PlanDocument("", date(2025, 5, 6), made, tuple(acted))


def test_codes_of_activities_take_no_third_page() -> None:
    """Each code broke behind its stroke, and sixteen rows of two lines went on to a page of three
    rows; the file had the first sixteen, without the one that the actions were for.
    """
    for count in (15, 29):
        with pikepdf.open(BytesIO(printed(coded(count), short=True))) as pdf:
            assert len(pdf.pages) == 2
    first = written(coded(29)).tables[0].rows[1].cells
    assert first[0].text == "29"
    assert first[2].text == "ENG/24/029"


@pytest.mark.parametrize(("count", "whole"), [(11, True), (16, False)])
def test_names_wrap_where_there_is_room(count: int, whole: bool) -> None:
    """“Public spaces protection order rene…” stood in a table above a third of an empty page."""
    name = "Public spaces protection order renewal of the west"
    for said in (name, "W" * 60, "W" * 36):
        made = (assessed(n, UNSURE, name=said, intended_rung=5) for n in range(1, count + 1))
        document = PlanDocument("", date(2025, 5, 6), tuple(made), tuple(actions(6)))
        with pikepdf.open(BytesIO(printed(document, short=True))) as pdf:
            assert len(pdf.pages) == 2
        if said == name:
            rows = written(document).tables[0].rows[1:]
            assert all((row.cells[1].text == name) == whole for row in rows)


def test_nothing_in_it_leads_to_what_it_leaves_out() -> None:
    for document in (plan(1, actions(3)), several_plan(), conditions_plan()):
        html, _ = plan_html(
            document, questionnaire(), sources(), print_environment(TEMPLATES), page=SHORT_PAGE
        )
        assert 'href="#' not in html
        assert ("Sample data" in html) == document.sample


def test_texts_without_a_space_stay_on_two_pages() -> None:
    odd = [replace(each, title=UNBROKEN, owner=UNBROKEN) for each in actions(12)]
    document = replace(plan(2, odd), title=UNBROKEN, author=UNBROKEN, organisation=UNBROKEN)
    with pikepdf.open(BytesIO(printed(document, short=True))) as pdf:
        assert len(pdf.pages) == 2


def test_with_few_actions_or_none_it_says_more_of_each() -> None:
    """Its second page was nearly empty."""
    told = [replace(each, do="Meet them and agree. " * 20) for each in actions(6)]
    assert "Meet them and agree." in text_of(plan(3, told))
    assert "Meet them and agree." not in text_of(plan(3, [*told, *actions(1)]))
    none = text_of(plan(3))
    assert "This is what comes next by the facts:" in none
    assert "Find out: " in none
    for document in (plan(1, told), plan(12), plan(40)):
        with pikepdf.open(BytesIO(printed(document, short=True))) as pdf:
            assert len(pdf.pages) == 2


def test_a_reader_sees_which_activities_reached_what_was_intended() -> None:
    """It counted those with an intended rung, and its table had none."""
    (named, *_others) = written(plan(MOST_ON_ONE_LADDER + 1)).tables
    heads = [cell.text for cell in named.rows[0].cells]
    assert heads == ["No.", "Activity", "Rung by the facts", "Rung intended", "Rung believed"]
    assert {row.cells[3].text for row in named.rows[1:]} == {"6"}


def test_what_is_late_says_so_where_its_day_stands() -> None:
    """Of the day alone nobody could tell that it was over."""
    document = replace(plan(2), actions=tuple(actions(1)))
    assert "(late)" not in text_of(document)
    late = replace(document, made_on=date(2025, 9, 2))
    assert "1 September 2025 (late)" in text_of(late)
    html, _ = plan_html(late, questionnaire(), sources(), print_environment(TEMPLATES))
    assert "1 September 2025 (late)" in html
    environment = document_environment(print_environment(TEMPLATES))
    content = plan_docx(
        PlanFigures(late), questionnaire(), sources(), environment=environment, fonts=FONTS
    )
    cells = [c.text for t in Document(BytesIO(content)).tables for r in t.rows for c in r.cells]
    assert "1 September 2025 (late)" in cells, "the PDF alone said so"
