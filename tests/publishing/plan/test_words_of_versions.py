"""What was answered by earlier questions is told in their words, whatever later ones offer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook import plan_workbook
from tests.publishing.plans import PANEL, TEMPLATES, assessed, questionnaire, read_yaml, sources

OLD, newest = build(read_yaml("activity-v1.yaml")), questionnaire


def told_otherwise() -> dict[str, str]:
    """An answer to each question of which one reads differently in the newest version."""
    items = newest().coded
    return {
        item.id: option.id
        for item in OLD.coded.values()
        for option in item.options
        if option.text != items[item.id].option(option.id).text
    }


def plan(stamp: str) -> PlanDocument:
    activity = replace(assessed(1, {**PANEL, **told_otherwise()}, intended_rung=7), stamp=stamp)
    return PlanDocument("A plan", date(2026, 5, 4), (activity,), ())


def printed(stamp: str) -> str:
    environment = print_environment(TEMPLATES)
    html, _ = plan_html(plan(stamp), newest(), sources(), environment, earlier=(OLD,))
    return unescape(html)


def workbook(stamp: str) -> str:
    content = plan_workbook(
        PlanFigures(plan(stamp)), Words(newest(), sources(), earlier=(OLD,)), Speech()
    )
    book: Any = load_workbook(BytesIO(content))
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )


@pytest.mark.parametrize("said", [printed, workbook])
def test_answers_are_told_as_they_were_offered(said: Callable[[str], str]) -> None:
    answers = told_otherwise()
    assert answers, "the versions offer the same: take others"
    for offered, other in ((OLD, newest()), (newest(), OLD)):
        text = said(offered.stamp)
        for item, option in answers.items():
            assert offered.coded[item].option(option).text in text
            assert other.coded[item].option(option).text not in text


def test_unknown_versions_are_read_by_the_newest() -> None:
    words = Words(newest(), sources(), earlier=(OLD,))
    assert words.of("activity-v99") is words
    assert words.of(OLD.stamp).questionnaire is OLD


def of_two_rules(*stamps: str) -> PlanDocument:
    several = (
        replace(assessed(number, PANEL), stamp=stamp) for number, stamp in enumerate(stamps, 1)
    )
    return PlanDocument("A plan", date(2026, 5, 4), tuple(several), ())


@pytest.mark.parametrize("stamps", [
    ("activity-v1", "activity-v2"), ("activity-v2", "activity-v1", "activity-v1"),
    ("activity-v2", "activity-v2"), ("activity-v1",), ("activity-v2",),
])  # fmt: skip
def test_a_plan_of_several_rules_says_which_activity_stands_by_which(
    stamps: tuple[str, ...],
) -> None:
    """Plans in tests were once of one version each."""
    document, environment = of_two_rules(*stamps), print_environment(TEMPLATES)
    html, _ = plan_html(document, newest(), sources(), environment, earlier=(OLD,))
    older = stamps.count(OLD.stamp)
    assert html.count("which are earlier ones, and placed by its rules (activity-v1).") == older
    assert ("rules of earlier questions, in the pictures too" in html) == (
        bool(older) and len(stamps) > 1
    )
    words = Words(newest(), sources(), earlier=(OLD,))
    content = plan_workbook(PlanFigures(document), words, Speech())
    head, *rows = load_workbook(BytesIO(content))["Activities"].iter_rows(values_only=True)
    named = [row[head.index("Rules used")] for row in rows] if "Rules used" in head else []
    assert tuple(named) == (stamps if older else ())
