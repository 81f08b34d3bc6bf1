"""Where the rung is right, print and document say what keeps it so, as the plan's page does.

A consultation that was meant to be one, without an action yet, was told of in one sentence: that
none was chosen.
"""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.plan.document import PlanDocument, PlanFigures
from ladder_assess.core.plan.plan import FIND_OUT, KEEP, propose
from ladder_assess.core.plan.priority import NOT_INTENDED, Gap, Reach, Weighed
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.layout import lay_out
from ladder_assess.publishing.plan.docx import document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import (
    PAGE,
    SHORT_PAGE,
    plan_html,
    plan_style,
    print_environment,
)
from ladder_assess.publishing.plan.reasons import why_so_urgent
from tests.core.plan.test_kept_honest import CONSULTATION, LIBRARY, RULES
from tests.publishing.page_faults import faults, pieces_of, used
from tests.publishing.plans import FONTS, TEMPLATES

QUESTIONNAIRE, SOURCES = RULES.definitions.questionnaire, RULES.definitions.sources
TOLD_BACK = {**CONSULTATION, "response": "reported_back"}
ONE_PERSON = {"level": "individual", "who_plans": "joint"}
LEAST_USED = 0.4
editions = pytest.mark.parametrize("short", [False, True], ids=["whole", "two pages"])


def assessed(number: int, answers: dict[str, str], *, documented: bool = False) -> AssessedActivity:
    evidence = dict.fromkeys(answers, "documented") if documented else {}
    record = {
        "id": str(number), "name": f"Talk {number}", "answers": answers, "intended_rung": 4,
        "evidence": evidence,
    }  # fmt: skip
    activity, assessor = read_activity(QUESTIONNAIRE, record), RULES.assessor
    return AssessedActivity(
        number, assessor.assess(activity), assessor.explain(activity), stamp=QUESTIONNAIRE.stamp
    )


def plan(*activities: AssessedActivity) -> PlanDocument:
    return PlanDocument("A plan for talks", date(2026, 5, 6), activities, ())


def several(count: int) -> PlanDocument:
    return plan(*(assessed(number, CONSULTATION) for number in range(1, count + 1)))


def written(document: PlanDocument, *, short: bool) -> str:
    """What the document to edit says."""
    environment = document_environment(print_environment(TEMPLATES), short=short)
    content = plan_docx(
        PlanFigures(document), QUESTIONNAIRE, SOURCES, environment=environment, fonts=FONTS,
        short=short,
    )  # fmt: skip
    body = Document(BytesIO(content)).element.body
    return " ".join(t.text or "" for t in body.iter() if t.tag.endswith("}t"))


def html_of(document: PlanDocument, *, short: bool) -> str:
    page = SHORT_PAGE if short else PAGE
    environment = print_environment(TEMPLATES)
    return plan_html(document, QUESTIONNAIRE, SOURCES, environment, page=page)[0]


def told(document: PlanDocument, *, short: bool) -> str:
    """What print says right after that none is chosen."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html_of(document, short=short)))
    return plain.partition("This is what comes next by the facts:")[2][:900]


def pages(document: PlanDocument, *, short: bool) -> Any:
    environment = print_environment(TEMPLATES)
    return lay_out(html_of(document, short=short), plan_style(environment), FONTS).pages


def advised(activity: AssessedActivity) -> list[str]:
    """What the plan's page advises, as print says it."""
    found = propose(LIBRARY, activity.assessment, activity.explanation)
    asked = [
        p.recommendation.answers.key for p in found if p.recommendation.answers.kind == FIND_OUT
    ]
    asks = [QUESTIONNAIRE.coded[item].ask for item in asked]
    kept = [p.recommendation.title for p in found if p.recommendation.answers.kind == KEEP]
    return [*(f"Find out: {ask}" for ask in asks), *kept]


@editions
@pytest.mark.parametrize(
    ("activity", "count"),
    [
        (assessed(1, CONSULTATION), 6),
        (assessed(1, TOLD_BACK), 5),
        (assessed(1, TOLD_BACK, documented=True), 4),
        (assessed(1, ONE_PERSON), 1),
    ],
    ids=["a right rung", "told back", "written down", "one person"],
)
def test_print_and_document_say_all_that_the_page_advises(
    activity: AssessedActivity, count: int, short: bool
) -> None:
    words, document = advised(activity), plan(activity)
    assert len(words) == count
    for said in (told(document, short=short), written(document, short=short)):
        found = [said.find(line) for line in words]
        assert -1 not in found, words
        assert found == sorted(found)
    every = {"Tell everyone who took part what came", "Write down the facts", "Tell people what"}
    said = told(document, short=short)
    assert sum(words in said for words in every) == sum("Find out" not in line for line in words)


@editions
@pytest.mark.parametrize("count", [1, 3, 6, 12, 40])
def test_no_page_is_at_fault_and_the_second_of_two_is_not_left_empty(
    count: int, short: bool
) -> None:
    made = pages(several(count), short=short)
    assert faults(made) == []
    if short:
        assert len(made) == 2
        assert used(made[1]) >= LEAST_USED


@editions
def test_what_has_not_reached_its_rung_comes_first(short: bool) -> None:
    """So does what is open, before those that need no more than to be kept as they are."""
    right = [assessed(number, CONSULTATION) for number in (1, 2, 3, 4, 5, 6)]
    said = told(plan(*right, assessed(7, {"purpose": "listen"})), short=short)
    assert said.index("Talk 7") < said.index("Talk 1")


@editions
def test_the_words_stand_on_the_laid_out_page(short: bool) -> None:
    alone = assessed(1, CONSULTATION)
    page = " ".join(piece.text for piece in pieces_of(pages(plan(alone), short=short)[1]))
    assert [line for line in advised(alone) if line not in page] == []


def test_a_reason_counts_activities_whose_people_nobody_counted() -> None:
    weighed = Weighed(Gap(NOT_INTENDED), Reach(None, False, 11, 0), "small")
    assert why_so_urgent(weighed, Speech()) == "it is for 11 activities and it takes little work"
