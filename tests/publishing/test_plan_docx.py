"""The plan as a document to edit, read back: all that the spreadsheet holds, in real structures."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document

from ladder_assess.core.plan_document import PlanDocument, PlanFigures, Remark
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.plan_docx import SIDEWAYS, plan_docx
from ladder_assess.publishing.plan_workbook import plan_sheets
from ladder_assess.publishing.words import Words
from ladder_assess.publishing.workbook import Column, Sheet
from tests.publishing.condition_plans import conditions_plan
from tests.publishing.plans import HOSTILE, UNBROKEN, questionnaire, several_plan, sources

DAY = date(2025, 4, 2)
LAST = "one more"


def sheets_of(plan: PlanDocument) -> tuple[str, tuple[Sheet, ...]]:
    known = {strand.instrument.id: strand.instrument for strand in plan.strands}
    remarks = (Remark(1, "dialogue", "A. Body", DAY, HOSTILE),)
    figures = PlanFigures(plan, remarks)
    return plan_sheets(figures, Words(questionnaire(), sources(), known), Speech())


def read(title: str, sheets: tuple[Sheet, ...]) -> Any:
    return Document(BytesIO(plan_docx(title, DAY, sheets, Speech())))


def headings(document: Any, level: int) -> list[str]:
    style = f"Heading {level}"
    return [p.text for p in document.paragraphs if p.style.name == style]


def texts(document: Any) -> str:
    cells = (cell.text for table in document.tables for cell in table._cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("plan", [several_plan(), conditions_plan()], ids=["hostile", "scores"])
def test_all_that_the_spreadsheet_holds_is_there(plan: PlanDocument) -> None:
    title, sheets = sheets_of(plan)
    document = read(title, sheets)
    found = texts(document)
    assert headings(document, 1) == [sheet.name for sheet in sheets]
    for sheet in sheets:
        for cell in (cell for row in sheet.rows for cell in row):
            if cell not in (None, "") and not isinstance(cell, date):
                assert str(cell) in found
    assert UNBROKEN in found or plan.strands


def test_it_has_a_title_a_language_and_a_heading_for_each_action() -> None:
    title, sheets = sheets_of(several_plan())
    document = read(title, sheets)
    assert document.core_properties.title == document.paragraphs[0].text == title
    assert document.core_properties.language == "en-GB"
    assert not document.core_properties.author
    (actions,) = (sheet for sheet in sheets if sheet.name == "Actions")
    assert {f"{row[0]}. {row[1]}" for row in actions.rows} <= set(headings(document, 2))


def test_every_table_has_a_head_that_is_repeated() -> None:
    document = read(*sheets_of(conditions_plan()))
    assert len(document.tables) > 8
    for table in document.tables:
        marks = [bool(row.xpath("w:trPr/w:tblHeader")) for row in table._tbl.tr_lst]
        assert marks == [True] + [False] * (len(marks) - 1)
        assert all(cell.paragraphs[0].runs[0].bold for cell in table.rows[0].cells)


def test_wide_tables_stand_sideways_and_nothing_else() -> None:
    document = read(*sheets_of(conditions_plan()))
    shapes = [(s.page_width > s.page_height) for s in document.sections]
    assert {True, False} == set(shapes)
    assert all(before != after for before, after in pairwise(shapes))
    assert all(len(table.columns) <= SIDEWAYS for table in document.tables)


def test_what_no_document_can_hold_is_written_all_the_same() -> None:
    odd = "a\x00b\x1b\ud800c\ufffe" + LAST
    sheet = Sheet("Odd", [Column("No."), Column("Text"), Column("Day")], [(1, odd, DAY)])
    found = texts(read(odd, (sheet,)))
    assert LAST in found
    assert "2 April 2025" in found


def test_an_empty_plan_makes_a_document() -> None:
    plan = replace(several_plan(), activities=(), actions=(), title="")
    document = read(*sheets_of(plan))
    assert document.paragraphs[0].text == "Improvement plan"
