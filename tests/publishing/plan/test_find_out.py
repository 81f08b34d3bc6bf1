"""Every file of a plan says what to find out: which of two answers is right, and how to learn more.

The tests of files had activities answered by the first version, which has neither; those of
contradictions looked at pages, records and actions, where somebody had to tick one first.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.plan.document import MOST_ONE_BY_ONE, PlanDocument, PlanFigures
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.docx import document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_workbook
from tests.publishing.plans import FONTS, TEMPLATES, read_yaml, sources

FEW: dict[str, Answer] = {"purpose": "advise", "dialogue": "ongoing"}
FIRST = "What to find out first"


@cache
def newest() -> Questionnaire:
    return build(read_yaml("activity-v2.yaml"))


@cache
def assessor() -> Assessor:
    return Assessor(newest())


def assessed(number: int, answers: dict[str, Answer]) -> AssessedActivity:
    activity = Activity(str(number), answers, name=f"Activity {number}")
    rules = assessor()
    return AssessedActivity(
        number, rules.assess(activity), rules.explain(activity), stamp=newest().stamp
    )


def making(contradiction: str) -> dict[str, Answer]:
    """Answers of which two contradict each other in this way."""
    row = next(row for row in newest().contradictions if row.id == contradiction)
    items = [newest().coded[item] for item in row.items]
    offered: list[list[Answer]] = [
        [*((option,) for option in item.option_ids), ()]
        if item.answer == "many"
        else list(item.option_ids)
        for item in items
    ]
    for chosen in product(*offered):
        answers: dict[str, Answer] = dict(zip(row.items, chosen, strict=True))
        if row in assessor().contradictions.among(answers):
            return answers
    raise AssertionError(f"nothing makes {contradiction}")


def plan(*answers: dict[str, Answer]) -> PlanDocument:
    activities = tuple(assessed(number, given) for number, given in enumerate(answers, 1))
    return PlanDocument("A plan", date(2026, 5, 4), activities, ())


@cache
def doubtful() -> PlanDocument:
    """Of each contradiction an activity that makes it, and a service to one person with one."""
    rows = newest().contradictions
    alone = next(
        row for row in rows if not {item.id for item in newest().evidence} & set(row.items)
    )
    return plan(
        *(making(row.id) for row in rows), {**making(alone.id), "level": "individual"}, FEW, FEW
    )


def printed(document: PlanDocument) -> str:
    environment = print_environment(TEMPLATES)
    html, _ = plan_html(document, newest(), sources(), environment)
    return unescape(html)


def written(document: PlanDocument) -> str:
    environment = document_environment(print_environment(TEMPLATES))
    content = plan_docx(
        PlanFigures(document), newest(), sources(), environment=environment, fonts=FONTS
    )
    body = Document(BytesIO(content)).element.body
    return "".join(run.text or "" for run in body.iter() if run.tag.endswith("}t"))


def rows(document: PlanDocument) -> list[dict[str, Any]]:
    content = plan_workbook(PlanFigures(document), Words(newest(), sources()), Speech())
    head, *found = load_workbook(BytesIO(content))["To find out"].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in found]


def of_each(html: str, document: PlanDocument) -> list[str]:
    """What is printed of each activity by itself."""
    starts = [html.index(f'id="activity-{a.number}"') for a in document.activities]
    ends = [*starts[1:], html.index('id="find-out"')]
    return [html[start:end] for start, end in zip(starts, ends, strict=True)]


def in_portions(document: PlanDocument, most: int = MOST_ONE_BY_ONE) -> Iterator[PlanDocument]:
    """Of many activities only a row each is printed."""
    activities = document.activities
    for start in range(0, len(activities), most):
        yield replace(document, activities=activities[start : start + most])


def test_answers_that_contradict_stand_with_the_activity_in_print() -> None:
    for document in in_portions(doubtful()):
        for activity, page in zip(
            document.activities, of_each(printed(document), document), strict=True
        ):
            told = page[page.index(FIRST) :] if FIRST in page else ""
            for row in newest().contradictions:
                found = row in activity.explanation.contradictions
                assert told.count(f"<li>{row.ask}</li>") == found, activity.number


@pytest.mark.parametrize("said", [printed, written])
def test_the_summary_of_one_activity_says_that_there_are_some(
    said: Callable[[PlanDocument], str],
) -> None:
    """It told of cautions alone, so that six doubts were met on page four first."""
    both: dict[str, Answer] = {"seats": "advisory", "decision_rule": "organisation"}
    more: dict[str, Answer] = {**both, "selection": "not_applicable"}
    assert "Two answers hardly go together: see" in said(plan(both))
    assert "2 pairs of answers hardly go together: see" in said(plan(more))
    assert "hardly go together: see" not in said(plan(FEW))
    html = printed(plan(both))
    assert html.count('href="#find-out-first"') == html.count('id="find-out-first"') == 1
    assert 'id="find-out-first"' not in printed(plan(both, more)), "an id stands once"


@pytest.mark.parametrize("said", [printed, written])
def test_the_summary_of_several_says_of_how_many(said: Callable[[PlanDocument], str]) -> None:
    odd: dict[str, Answer] = {"seats": "advisory", "decision_rule": "organisation"}
    assert "One activity has answers that hardly go together" in said(plan(odd, FEW))
    assert "2 activities have answers that hardly go together" in said(plan(odd, FEW, odd))
    assert "have answers that hardly go together" not in said(plan(FEW, FEW))
    assert "has answers that hardly go together" not in said(plan(odd)), "said of itself already"


def test_so_they_do_in_the_document_and_in_the_sheet() -> None:
    document, found = doubtful(), rows(doubtful())
    text = written(document)
    for activity in document.activities:
        asked = {row["What to find out"] for row in found if row["No."] == activity.number}
        for row in activity.explanation.contradictions:
            assert row.ask in text
            assert row.ask in asked


def test_the_activities_in_short_have_them_too() -> None:
    many = replace(doubtful(), activities=doubtful().activities * 3)
    every = tuple(replace(a, number=number) for number, a in enumerate(many.activities, 1))
    html = printed(replace(many, activities=every))
    assert FIRST not in html, "none has pages of its own"
    for row in newest().contradictions:
        assert html.count(row.ask) >= 3


@pytest.mark.parametrize("said", [printed, written])
def test_how_to_find_out_stands_once_for_a_question(said: Callable[[PlanDocument], str]) -> None:
    several = plan(FEW, FEW, {**FEW, "seats": "equal"})
    items = {item for activity in several.activities for item in activity.explanation.narrowing}
    assert items
    for document in (several, plan(FEW)):
        text = said(document)
        for item in {i for a in document.activities for i in a.explanation.narrowing}:
            assert text.count(newest().coded[item].find_out) == 1, item


def test_the_sheet_says_how_beside_every_question() -> None:
    several = plan(FEW, FEW)
    expected = [
        (activity.number, newest().coded[item].ask, newest().coded[item].find_out)
        for activity in several.activities
        for item in activity.explanation.narrowing
    ]
    heads = ("No.", "What to find out", "How you could find out")
    assert [tuple(row[head] for head in heads) for row in rows(several)] == expected


def test_what_leads_to_how_leads_somewhere() -> None:
    """A plan of the first version, whose questions say nothing of it, has no such part."""
    for document in (plan(FEW, FEW), plan(FEW), plan({}, {"level": "individual"})):
        html = printed(document)
        assert ('href="#find-out"' in html) == ('id="find-out"' in html)
