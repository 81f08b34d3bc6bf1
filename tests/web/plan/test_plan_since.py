"""What became of a plan since an earlier one: frozen with each PDF, told on the next."""

from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from io import BytesIO
from time import time
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook

from ladder_assess.core.activities.two_dates import RULES
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.made_document import DOCX
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.progress import Snapshot, kind_of
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.activities.put_back_activity import erase_removed_activity
from ladder_assess.services.activities.remove_activity import remove_activity as set_aside
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.services.plan.make_document import make_document
from ladder_assess.storage.activities.activities import remove_activity
from ladder_assess.storage.plan import documents
from ladder_assess.storage.plan.plans import add_action, change_action, list_actions, remove_action
from ladder_assess.storage.plan.snapshots import (
    MOST_KEPT,
    find_snapshot,
    keep_snapshot,
    snapshot_days,
)
from tests.publishing.plans import TEMPLATES
from tests.services.activities.test_move_to_clearer import BEFORE as FIRST_DAY
from tests.services.activities.test_move_to_clearer import ONE_SURVEY, described_first, move_all
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.page import Page
from tests.support.site import TODAY
from tests.support.waves import begin, finish
from tests.support.work import made_file

MOST_PRINTED = 8
APRIL, MARCH = TODAY - timedelta(30), TODAY - timedelta(60)


def give_out(link: Link, day: date, since: str = "latest") -> PlanDocument:
    """Make the PDF of a day, and return what it was made from."""
    seen: list[PlanDocument] = []
    database, portfolio = link.product.database, link.portfolio
    document = written(database, documents.ask_for_document, portfolio, day, since)
    wanted = documents.wanted_document(database, document)
    assert wanted is not None

    def render(plan: PlanDocument, _progress: object) -> bytes:
        seen.append(plan)
        return b"%PDF-1.7"

    make_document(link.product, wanted, render)
    return seen[0]


def act(link: Link, title: str, status: str = "not_started", activity: int = 1) -> int:
    action = Action(0, activity, title, "", status=status, due=APRIL + timedelta(3))
    return written(link.product.database, add_action, link.portfolio, action, title)


def set_status(link: Link, number: int, status: str) -> None:
    set_of(link, number, status=status)


def set_of(link: Link, number: int, **changes: Any) -> None:
    database = link.product.database
    written(database, change_action, link.portfolio, number, lambda a: replace(a, **changes))


def answer_badly(link: Link, low: bool) -> None:
    wave = begin(link.product, link.portfolio, "enablers")
    items = link.product.definitions.instruments["enablers"].items.values()
    said = {i.id: i.option_ids[0 if low != i.reverse else -1] for i in items if i.dimension}
    finish(link.product, link.portfolio, wave, **said)


def printed(link: Link, plan: PlanDocument) -> str:
    """What the PDF says."""
    of = link.product.definitions
    environment = print_environment(TEMPLATES)
    return unescape(plan_html(plan, of.questionnaire, of.sources, environment, of.instruments)[0])


def told(page: Page) -> dict[str, str]:
    """What the page says has changed, by its heading."""
    rows = page.all("#since .govuk-summary-list__row")
    return {row.named("dt")[0].text: row.named("dd")[0].text for row in rows}


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({**PANEL, "decision_rule": "advised"}, PANEL)


@pytest.fixture
def worked(link: Link) -> Link:
    """A plan given out in April, and worked on since."""
    ids = {title: act(link, title) for title in ("Ask", "Begin", "Drop", "Forget", "Delay")}
    answer_badly(link, low=True)
    give_out(link, APRIL)
    for title, status in (("Ask", "done"), ("Begin", "under_way"), ("Drop", "dropped")):
        set_status(link, ids[title], status)
    written(link.product.database, remove_action, link.portfolio, ids["Forget"])
    act(link, "Think of more", activity=2)
    save_answers(link.product, link.portfolio, 1, {"seats": "none"})
    answer_badly(link, low=False)
    return link


def test_before_the_first_pdf_nothing_is_compared(client: Client, link: Link) -> None:
    assert not client.get(f"{link.address}/plan").all("#since")
    assert give_out(link, TODAY).since is None
    page = client.get(f"{link.address}/plan")
    assert "From tomorrow on" in page.words_of("#since")


def test_the_plan_says_what_became_of_the_last_one(client: Client, worked: Link) -> None:
    page = client.get(f"{worked.address}/plan")
    found = told(page)
    assert found["Actions done: 1"] == "Ask"
    assert found["Actions started: 1"] == "Begin"
    assert found["Actions dropped: 1"] == "Drop"
    assert found["Actions taken out of the plan: 1"] == "Forget"
    assert found["New actions: 1"] == "Think of more"
    assert "Begin (was due" in found["Actions that have become late: 3"]
    assert found["Activities that stand elsewhere: 1"] == (
        "1. Riverside tenant panel: was on rung 5, is on rung 4, because its facts changed"
    )
    scores = next(text for heading, text in found.items() if heading.startswith("Scores"))
    assert "Support from the top: from 0 to 100 of 100" in scores


def test_the_pdf_and_the_spreadsheet_say_the_same(client: Client, worked: Link) -> None:
    rows = client.get(f"{worked.address}/plan").all("#since dd")
    kinds = [[line.text for line in row.named("li")] for row in rows]
    lines = [line for kind in kinds for line in kind]
    text = printed(worked, gather_plan(worked.product, worked.portfolio, TODAY))
    assert all(f"<li>{line}</li>" in text for kind in kinds for line in kind[:MOST_PRINTED])
    longest = max(map(len, kinds))
    assert f"And {longest - MOST_PRINTED} more, which the spreadsheet lists." in text
    response = client.browser.get(f"{worked.address}/plan/figures.xlsx")
    sheet = load_workbook(BytesIO(response.data))["Since the last plan"]
    found = list(sheet.iter_rows(values_only=True))[1:]
    assert [row[2] for row in found] == lines
    assert {row[0].date() for row in found} == {APRIL}


def test_an_earlier_plan_can_be_chosen(client: Client, worked: Link) -> None:
    give_out(worked, TODAY - timedelta(1))
    page = client.get(f"{worked.address}/plan")
    assert "Nothing has changed" in page.words_of("#since")
    page = client.get(f"{worked.address}/plan?since={APRIL.isoformat()}")
    assert "Actions done: 1" in told(page)
    hidden = [e["value"] for e in page.all("#pdf input[name='since']")]
    assert hidden == [APRIL.isoformat()] * 5, "whole or short, all compare with the same"
    since = give_out(worked, TODAY, APRIL.isoformat()).since
    assert since is not None
    assert since.made_on == APRIL
    assert give_out(worked, TODAY, "none").since is None
    page = client.get(f"{worked.address}/plan?since=none")
    assert "not compared" in page.words_of("#since")
    assert client.get(f"{worked.address}/plan?since=2020-13-45").all("#since")


def test_what_is_taken_home_compares_with_the_chosen_plan(
    app: Flask, client: Client, worked: Link
) -> None:
    give_out(worked, TODAY - timedelta(1))
    page = client.get(f"{worked.address}/plan?since={APRIL.isoformat()}")
    address = page.link("All the figures as a spreadsheet (XLSX)")
    chosen = load_workbook(BytesIO(client.browser.get(address).data))
    days = chosen["Since the last plan"].iter_rows(min_row=2, max_col=1, values_only=True)
    assert {day.date() for (day,) in days} == {APRIL}
    usual = client.browser.get(f"{worked.address}/plan/figures.xlsx").data
    days = load_workbook(BytesIO(usual))["Since the last plan"].iter_rows(
        min_row=2, max_col=1, values_only=True
    )
    assert {day.date() for (day,) in days} == {TODAY - timedelta(1)}
    tables = page.link("The same tables for other programs (CSV files in a ZIP)")
    with ZipFile(BytesIO(client.browser.get(tables).data)) as packed:
        (name,) = [name for name in packed.namelist() if "since" in name]
        assert f"{APRIL.isoformat()}," in packed.read(name).decode()
    actions = page.link("The actions as a table for other programs (CSV)")
    assert client.browser.get(actions).status_code == 200
    heading = f"Since the plan of {APRIL:%-d %B %Y}"
    for since, compared in ((APRIL.isoformat(), True), ("none", False)):
        document = Document(BytesIO(made_file(app, worked.portfolio, DOCX, since)))
        assert any(p.text == heading for p in document.paragraphs) == compared


def test_one_plan_a_day_is_kept_the_last(link: Link) -> None:
    database, portfolio = link.product.database, link.portfolio
    number = act(link, "Ask")
    for status in ("under_way", "done"):
        set_status(link, number, status)
        give_out(link, APRIL)
    assert snapshot_days(database, portfolio) == [APRIL]
    found = find_snapshot(database, portfolio, APRIL)
    assert found is not None
    assert [action.status for action in found.actions] == ["done"]
    assert found.actions[0].due == APRIL + timedelta(3)


def test_the_oldest_are_let_go_of(link: Link) -> None:
    days = [MARCH + timedelta(n) for n in range(MOST_KEPT + 2)]
    for day in days:
        written(link.product.database, keep_snapshot, link.portfolio, Snapshot(day))
    kept = snapshot_days(link.product.database, link.portfolio)
    assert kept == sorted(days, reverse=True)[:MOST_KEPT]


def test_what_was_kept_of_an_activity_goes_with_it(link: Link) -> None:
    database, portfolio = link.product.database, link.portfolio
    for title, activity in (("One", 1), ("Two", 2), ("All", 0)):
        act(link, title, activity=activity)
    give_out(link, APRIL)
    written(database, remove_activity, portfolio, 2)
    found = find_snapshot(database, portfolio, APRIL)
    assert found is not None
    assert [action.title for action in found.actions] == ["One", "All"]
    assert [place.activity for place in found.places] == [1]
    assert [a.title for a in list_actions(database, portfolio)] == ["One", "All"]


def test_everything_goes_with_the_list(link: Link) -> None:
    database, portfolio = link.product.database, link.portfolio
    give_out(link, APRIL)
    erase_portfolio(link.product, portfolio, TODAY, 1_777_852_800)
    rows = database.reading.execute(
        "SELECT count(*) FROM plan_snapshot WHERE portfolio_id = ?", (portfolio.id,)
    )
    assert rows.fetchone()[0] == 0


def test_a_pdf_that_failed_freezes_nothing(link: Link) -> None:
    database, portfolio = link.product.database, link.portfolio
    wanted = documents.wanted_document(
        database, written(database, documents.ask_for_document, portfolio, APRIL)
    )
    assert wanted is not None

    def render(_plan: PlanDocument, _progress: object) -> bytes:
        raise MemoryError

    with pytest.raises(MemoryError):
        make_document(link.product, wanted, render)
    assert snapshot_days(database, portfolio) == []


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "of a plan that kept no kinds"])
def test_activities_whose_kind_alone_the_rules_changed_are_told(
    client: Client, links: Links, kept: bool
) -> None:
    """The tests above changed answers so that rungs moved; a plan kept no kinds to compare."""
    link = links.make()
    described_first(link, ONE_SURVEY, PANEL, {**ONE_SURVEY, "level": "individual"})
    database, portfolio = link.product.database, link.portfolio
    before = {a.number: a for a in list_activities(link.product, portfolio).activities}
    plan = give_out(link, FIRST_DAY)
    if not kept:
        frozen = find_snapshot(database, portfolio, FIRST_DAY)
        assert frozen
        places = tuple(place._replace(kind=None) for place in frozen.places)
        written(database, keep_snapshot, portfolio, replace(frozen, places=places))
    move_all(link)
    after = {a.number: a for a in list_activities(link.product, portfolio).activities}
    changed = {n for n, was in before.items() if was.kind != after[n].kind}
    alone = {n for n in changed if before[n].placement == after[n].placement}
    assert alone, "the versions have the same kinds: take other activities"
    plan = give_out(link, TODAY)
    assert plan.since
    found = {moved.latest.number: moved for moved in plan.since.kinds}
    assert set(found) == changed
    assert {moved.causes_of(kind_of) for moved in found.values()} == {(RULES,)}
    assert {n: moved.then and moved.then.kind for n, moved in found.items()} == {
        n: before[n].kind for n in found
    }
    content = client.browser.get(f"{link.address}/plan/figures.xlsx").data
    sheet = load_workbook(BytesIO(content))["Since the last plan"]
    rows = [
        row for row in sheet.iter_rows(values_only=True) if row[1] == "Activities of another kind"
    ]
    assert len(rows) == len(changed)
    assert all(str(row[2]).endswith("because the rules changed, not its facts") for row in rows)
    heading = f"Activities of another kind: {len(changed)}"
    assert heading in told(client.get(f"{link.address}/plan"))
    assert "Activities of another kind" in printed(link, plan)


def test_what_left_the_ladder_or_the_list_is_told(client: Client, links: Links) -> None:
    """Neither moved nor was of another kind: the plan said that nothing had changed."""
    alone = {**PANEL, "level": "individual"}
    link = links.make(PANEL, alone, SHOW, SHOW)
    give_out(link, FIRST_DAY)
    assert "Nothing has changed" in client.get(f"{link.address}/plan").words_of("#since")
    save_answers(link.product, link.portfolio, 1, {"level": "individual"})
    for number in (3, 4):
        written(link.product.database, remove_activity, link.portfolio, number)
    found = told(client.get(f"{link.address}/plan"))
    assert found.pop("Activities taken out of the list: 2") == (
        "2 activities of that plan are not in the list any more"
    )
    (said,) = (text for head, text in found.items() if "came onto the ladder or left it" in head)
    assert said == (
        "1. Riverside tenant panel: was somewhere on rungs 4 to 5, is a service to one person, "
        "which has no place on the ladder, because its facts changed"
    )


def test_what_left_the_list_is_named_on_the_page_until_it_is_erased(
    client: Client, links: Links
) -> None:
    """A file would keep the name for longer than the list does."""
    link = links.make(PANEL, {**SHOW, "name": "Bus routes"}, SHOW)
    give_out(link, FIRST_DAY)
    written(link.product.database, remove_activity, link.portfolio, 3)
    set_aside(link.product, link.portfolio, 2, Actor(), TODAY, int(time()))
    heading = "Activities taken out of the list: 2"
    rest = "1 activity of that plan is not in the list any more"
    assert told(client.get(f"{link.address}/plan"))[heading] == f"Bus routes{rest}"
    plan = gather_plan(link.product, link.portfolio, TODAY)
    assert "2 activities of that plan are not in the list any more" in printed(link, plan)
    assert "Bus routes" not in printed(link, plan)
    erase_removed_activity(link.product, link.portfolio, 2, Actor(), TODAY)
    assert "Bus routes" not in client.get(f"{link.address}/plan").text
