"""A plan says what changed its activities: the rules, answers read anew in a move, or practice."""

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.two_dates import PRACTICE, READING, RULES, Dated
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.made_document import DOCX
from ladder_assess.core.plan.progress import rungs_of
from ladder_assess.services.activities.compare_dates import compare_dates
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.plan.follow_plan import keep_plan
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.storage.plan.snapshots import find_snapshot, keep_snapshot
from tests.services.activities.test_compare_dates import noon
from tests.services.activities.test_move_to_clearer import BEFORE, MOVED_ON
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import Link, Links
from tests.support.site import TODAY
from tests.support.work import made_file
from tests.web.activities.moving.test_dates_of_moved import read_one_anew
from tests.web.plan.test_plan_since import printed

HEADING = "What changed the activities"
SHEET = "Activities at two dates"


def give_out(link: Link, day: date) -> None:
    """Keep the plan as it is given out on a day."""
    plan = gather_plan(link.product, link.portfolio, day)
    written(link.product.database, keep_plan, link.portfolio, plan)


@pytest.fixture(params=[True, False], ids=["since an earlier plan", "without an earlier plan"])
def link(links: Links, request: pytest.FixtureRequest) -> Link:
    """Forty that were moved: one was read anew then, and one was changed in practice later."""
    link = links.make()
    read_one_anew(link, (lambda: give_out(link, BEFORE)) if request.param else lambda: None)
    later = Author(when=noon(TODAY - timedelta(2)))
    for item, value in {
        "purpose": "endorse",
        "decision_stage": "taken",
        "information": "none",
    }.items():
        save_answers(link.product, link.portfolio, 7, {item: value}, later)
    return link


def plan_of(link: Link) -> PlanDocument:
    return gather_plan(link.product, link.portfolio, TODAY)


def by_number(activities: tuple[Dated, ...]) -> dict[int, tuple[object, ...]]:
    """Where each stood and stands, without what the plan of then did not keep."""
    return {
        each.latest.number: tuple(stage and (rungs_of(stage), stage.kind) for stage in each.stages)
        for each in activities
    }


def test_a_plan_says_the_same_as_the_comparison_of_two_dates(link: Link) -> None:
    dates = plan_of(link).over_time
    assert dates is not None
    first = BEFORE if plan_of(link).since else MOVED_ON - timedelta(1)
    assert (dates.first, dates.second) == (first, TODAY)
    compared = compare_dates(link.product, link.portfolio, first, TODAY).activities
    assert by_number(dates.activities) == by_number(compared)
    causes = Counter(cause for each in dates.activities for cause in each.causes)
    assert len(dates.activities) == 40
    assert causes[RULES] > 1
    assert causes[READING] == 1
    assert causes[PRACTICE] == 1


def test_page_pdf_docx_spreadsheet_and_tables_say_the_same(
    app: Flask, client: Client, link: Link
) -> None:
    plan = plan_of(link)
    assert plan.over_time
    page = client.get(f"{link.address}/plan")
    rows = page.all("#over-time tbody tr")
    told = [tuple(cell.text for cell in row.named("th", "td")) for row in rows]
    counts = {row[0]: int(row[1]) for row in told if len(row) == 2}
    assert sum(counts.values()) == 40
    assert counts["Nothing"] == sum(not each.causes for each in plan.over_time.activities)
    changed = [row for row in told if len(row) > 2]
    assert len(changed) == 40 - counts["Nothing"]
    text = printed(link, plan)
    assert f'<h2 id="over-time">{HEADING}</h2>' in text
    assert all(f'<th scope="row">{row[0]}</th>' in text for row in told)
    document = Document(io.BytesIO(made_file(app, link.portfolio, DOCX)))
    assert any(p.text == HEADING for p in document.paragraphs)
    cells = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    assert all([*row] in cells for row in told)
    content = client.browser.get(f"{link.address}/plan/figures.xlsx").data
    sheet = list(load_workbook(io.BytesIO(content))[SHEET].iter_rows(values_only=True))
    assert Counter(row[3] for row in sheet[1:]) == counts
    packed = ZipFile(io.BytesIO(client.browser.get(f"{link.address}/plan/tables.zip").data))
    (name,) = [name for name in packed.namelist() if "two-dates" in name]
    table = list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig"))))
    assert table == [["" if c is None else str(c) for c in row] for row in sheet]


def test_what_is_not_to_be_compared_is_not(client: Client, link: Link) -> None:
    plan = gather_plan(link.product, link.portfolio, TODAY, since="none")
    assert (plan.since, plan.over_time) == (None, None)
    assert not client.get(f"{link.address}/plan?since=none").all("#over-time")


def test_where_nothing_was_moved_it_is_not_spoken_of(client: Client, links: Links) -> None:
    link = links.make({"name": "Panel", "purpose": "advise"})
    assert plan_of(link).over_time is None
    give_out(link, TODAY - timedelta(9))
    save_answers(link.product, link.portfolio, 1, {"purpose": "endorse"})
    dates = plan_of(link).over_time
    assert dates is not None
    assert not dates.more_than_practice
    assert not client.get(f"{link.address}/plan").all("#over-time")
    assert HEADING not in printed(link, plan_of(link))
    content = client.browser.get(f"{link.address}/plan/figures.xlsx").data
    (row,) = list(load_workbook(io.BytesIO(content))[SHEET].iter_rows(min_row=2, values_only=True))
    assert row[6:10] == (None,) * 4, "no other rules and nothing read anew"


@pytest.mark.parametrize("before", [True, False])
def test_a_plan_of_the_day_of_the_move_is_read_as_it_was(links: Links, before: bool) -> None:
    """A plan once kept its day alone, which says nothing of before or after the move."""
    link = links.make()
    read_one_anew(link, (lambda: give_out(link, MOVED_ON)) if before else lambda: None)
    if not before:
        give_out(link, MOVED_ON)
    dates = plan_of(link).over_time
    assert dates is not None
    causes = Counter(cause for each in dates.activities for cause in each.causes)
    assert (causes[RULES] > 1, causes[READING] == 1) == (before, before)
    assert causes[PRACTICE] == 0


def test_of_a_plan_of_long_ago_what_it_says_is_read(links: Links) -> None:
    """It kept neither kinds nor the version of the rules."""
    link = links.make()
    read_one_anew(link, lambda: give_out(link, BEFORE))
    frozen = find_snapshot(link.product.database, link.portfolio, BEFORE)
    assert frozen
    places = tuple(place._replace(kind=None, stamp="") for place in frozen.places)
    told = by_number(plan_of(link).over_time.activities)  # type: ignore[union-attr]
    written(link.product.database, keep_snapshot, link.portfolio, replace(frozen, places=places))
    assert by_number(plan_of(link).over_time.activities) == told  # type: ignore[union-attr]
