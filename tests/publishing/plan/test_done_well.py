"""What good looks like stands with each action about a topic, in every file of the plan."""

from dataclasses import replace
from io import BytesIO
from typing import Any

from docx import Document

from ladder_assess.core.plan.document import PlanFigures
from ladder_assess.core.plan.plan import DIMENSION, Trigger
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.docx import document_environment, plan_docx
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.publishing.plan.workbook_actions import actions_sheet
from tests.publishing.condition_plans import conditions_plan, instrument
from tests.publishing.plans import FONTS, TEMPLATES, action, questionnaire, sources

TOPIC = next(d for d in instrument("enablers").dimensions if d.well and d.well.example)
ABOUT = action(1, activity=0, trigger=Trigger(DIMENSION, f"enablers.{TOPIC.id}"))
PLAN = replace(conditions_plan(), actions=(ABOUT, action(2)))


def well() -> tuple[str, str]:
    assert TOPIC.well
    assert TOPIC.well.example
    return TOPIC.well.text, TOPIC.well.example.text


def plain(text: str) -> str:
    """Without the marks of direction around what people typed."""
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())


def test_the_pdf_says_it_once_and_cites_whoever_tells_of_it() -> None:
    html, _view = plan_html(PLAN, questionnaire(), sources(), print_environment(TEMPLATES))
    said = plain(html)
    assert all(said.count(text) == 1 for text in well())
    assert said.count("Done well:") == 1, "an action about no topic says nothing of it"
    assert TOPIC.well
    assert TOPIC.well.example
    assert sources()[TOPIC.well.example.source].cite.split(".")[0] in said


def test_the_document_says_it() -> None:
    environment = document_environment(print_environment(TEMPLATES))
    made = plan_docx(
        PlanFigures(PLAN), questionnaire(), sources(), environment=environment, fonts=FONTS
    )
    body: Any = Document(BytesIO(made)).element.body
    said = plain("".join(run.text or "" for run in body.iter() if run.tag.endswith("}t")))
    assert all(text in said for text in well())


def test_the_spreadsheet_says_it_in_a_column_of_its_own() -> None:
    words = Words(questionnaire(), sources(), {"enablers": instrument("enablers")})
    sheet = actions_sheet(PlanFigures(PLAN).of_actions, words, Speech())
    at = [column.head for column in sheet.columns].index("Done well")
    assert [row[at] for row in sheet.rows] == [
        f"{well()[0]} For example: {well()[1]}", "",
    ]  # fmt: skip
