"""What can be taken away from a plan: a document to edit, the actions as CSV, and due dates."""

import csv
import io
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from flask import Flask
from icalendar import Calendar
from openpyxl import load_workbook

from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.public_page import Told
from ladder_assess.storage.plan.plans import add_action
from ladder_assess.storage.plan.public_pages import tell
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.page import Page
from tests.support.site import product_of
from tests.support.work import work

ACTS = '=HYPERLINK("https://x.example"; "Ŵ")'
DID = "=We asked."
ACTION = Action(
    0, 1, ACTS, "+1", owner="@Ann", due=date(2027, 3, 1), status="under_way",
    notes="-2\nand, more", evidence="https://example.org/minutes",
)  # fmt: skip


def with_action(links: Links) -> Link:
    made = links.make(PANEL)
    number = written(made.product.database, add_action, made.portfolio, ACTION, "first")
    written(made.product.database, tell, made.portfolio, number, Told(did=DID))
    return made


@pytest.fixture
def link(links: Links) -> Link:
    return with_action(links)


def plan(client: Client, link: Link) -> Page:
    return client.get(f"{link.address}/plan")


def test_the_csv_holds_every_action_and_nothing_acts(client: Client, link: Link) -> None:
    address = plan(client, link).link("The actions as a table for other programs (CSV)")
    response = client.browser.get(address)
    assert response.mimetype == "text/csv"
    assert "attachment; filename=actions-2026-05-04.csv" in response.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline=""))
    assert row["Action"] == f"'{ACTS}"
    assert (row["What to do"], row["Owner"], row["Notes"]) == ("'+1", "'@Ann", "'-2\nand, more")
    assert (row["Due"], row["Status"]) == ("2027-03-01", "Under way")
    assert row["Evidence"] == ACTION.evidence
    assert row["In words for everyone"] == f"'{DID}"
    assert row["Activity"] == PANEL["name"]


def test_the_calendar_has_the_due_dates_and_no_way_in(client: Client, link: Link) -> None:
    response = client.browser.get(plan(client, link).link("Due dates for your calendar (ICS)"))
    assert response.mimetype == "text/calendar"
    calendar: Any = Calendar.from_ical(response.data)
    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].dt == ACTION.due
    assert str(event["description"]).startswith(f"Activity: {PANEL['name']}\n\nOwner: @Ann\n")
    assert link.address.encode() not in response.data


def test_nothing_is_offered_where_there_is_nothing_to_take(client: Client, links: Links) -> None:
    made = links.make(PANEL)
    assert "(CSV)" not in plan(client, made).text
    written(made.product.database, add_action, made.portfolio, Action(0, 1, "Ask", ""), "first")
    assert "(CSV)" in plan(client, made).text
    assert "(ICS)" not in plan(client, made).text


def test_the_tables_are_those_of_the_spreadsheet_and_nothing_acts(
    client: Client, link: Link
) -> None:
    page = plan(client, link)
    address = page.link("The same tables for other programs (CSV files in a ZIP)")
    response = client.browser.get(address)
    assert response.mimetype == "application/zip"
    packed = ZipFile(io.BytesIO(response.data))
    book = load_workbook(
        io.BytesIO(client.browser.get(page.link("All the figures as a spreadsheet (XLSX)")).data)
    )
    assert len(packed.namelist()) == len(book.sheetnames)
    for name, sheet in zip(packed.namelist(), book, strict=True):
        rows = [*csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"), newline=""))]
        assert name.endswith(f"-{sheet.title.lower().replace(' ', '-')}.csv")
        assert len(rows) == sheet.max_row
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_document_holds_the_actions(own_app: Flask) -> None:
    client, link = Client(own_app), with_action(Links(product_of(own_app)))
    page = client.send(form_of(plan(client, link), "/docx"))
    assert "The document waits for its turn." in page.text
    assert work(own_app) == 1
    page = client.get(page.address)
    assert "The document of 4 May 2026 is ready." in page.text
    response = client.browser.get(page.link("Download the document"))
    assert response.headers["Content-Disposition"].endswith("improvement-plan-2026-05-04.docx")
    document = Document(io.BytesIO(response.data))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert f"1. {ACTION.title}" in said
    assert f"Notes: {ACTION.notes}" in said
    assert f"Evidence: {ACTION.evidence}" in said
    assert f"In words for everyone: {DID}" in said
    cells = {cell.text for table in document.tables for cell in table._cells}
    assert {ACTION.owner, "Under way", "1 March 2027"} <= cells
