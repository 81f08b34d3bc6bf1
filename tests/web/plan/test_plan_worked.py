"""Working on the plan: how far each action is, its notes and evidence, and who changed what."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.storage.plan.plans import add_action, find_action, list_actions, list_edits
from ladder_assess.web.common.request import day
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.site import TODAY, product_of, sealed

MINUTES = "https://example.org/minutes?of=may&x=1"
REPORT = "http://example.org/report"


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make(PANEL)
    written(
        made.product.database, add_action, made.portfolio, Action(0, 1, "Ask people", ""), "first"
    )
    return made


def kept(link: Link) -> Action:
    (action,) = list_actions(link.product.database, link.portfolio)
    return action


def address_of(link: Link) -> str:
    return f"{link.address}/plan/actions/{sealed(kept(link).id)}"


def test_a_new_action_is_not_started(client: Client, link: Link) -> None:
    assert kept(link).status == "not_started"
    page = client.get(f"{link.address}/plan")
    assert "Status: not started." in page.words_of("#actions")
    assert "Notes:" not in page.words_of("#actions")


def test_status_notes_and_evidence_are_kept_and_shown(client: Client, link: Link) -> None:
    page = client.get(address_of(link))
    typed = f"  {MINUTES} \n\n{REPORT}\n"
    page = client.answer(page, status="under_way", notes="Half <b>asked</b>.", evidence=typed)
    shown = page.words_of("#actions")
    assert "Status: under way." in shown
    assert "Half <b>asked</b>." in shown
    shown_links = [a["href"] for a in page.all("#actions a[rel='noreferrer noopener']")]
    assert shown_links == [MINUTES, REPORT]
    assert (kept(link).status, kept(link).links) == ("under_way", (MINUTES, REPORT))
    (action,) = gather_plan(link.product, link.portfolio, TODAY).actions
    assert replace(action, weighed=None) == kept(link), "the PDF and the rest are made of the same"


def test_evidence_may_start_as_the_keyboard_of_a_phone_writes_it(
    client: Client, link: Link
) -> None:
    typed = "Https://example.org/minutes"
    client.answer(client.get(address_of(link)), evidence=typed)
    assert kept(link).links == (typed,)


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "minutes", "https://a b", "//x.example"])
def test_evidence_is_a_web_address_and_nothing_typed_is_lost(
    client: Client, link: Link, typed: str
) -> None:
    page = client.answer(
        client.get(address_of(link)), evidence=f"{MINUTES}\n{typed}", notes="In May", status="done"
    )
    assert page.complaints == [
        "Enter web addresses that start with https:// or http://, one on each line. Look at line 2."
    ]
    values = form_of(page).values
    assert (values["evidence"], values["notes"], values["status"]) == (
        [f"{MINUTES}\n{typed}"],
        ["In May"],
        ["done"],
    )
    assert kept(link).status == "not_started"


def test_what_was_changed_is_listed_the_newest_first(client: Client, link: Link) -> None:
    page = client.get(address_of(link))
    assert not page.all("#history")
    client.answer(page, status="under_way", due=["1", "3", "2027"])
    client.answer(client.get(address_of(link)), status="done")
    body = client.get(address_of(link)).one("#history tbody")
    rows = [[cell.text for cell in row.named("td")] for row in body.named("tr")]
    assert [row[1:] for row in rows] == [
        ["How far is it?", "Under way", "Done"],
        ["How far is it?", "Not started", "Under way"],
        ["When is it due?", "Nothing", "1 March 2027"],
    ]


def test_saving_without_a_change_notes_none(client: Client, link: Link) -> None:
    client.answer(client.get(address_of(link)))
    assert not list_edits(link.product.database, link.portfolio)


def test_an_organisation_sees_who_it_was(own_app: Flask) -> None:
    office = make_office(product_of(own_app))
    database = office.product.database
    number = written(
        database, add_action, office.portfolio, Action(0, 0, "Ask people", ""), "first"
    )
    client = signed_in_client(own_app, office.owner)
    page = client.get(f"{office.list}/plan/actions/{sealed(number)}")
    client.answer(page, status="done")
    shown = client.get(page.address).words_of("#history")
    assert f"{office.owner.name} How far is it? Not started Done" in shown


def test_an_action_from_before_there_was_a_status_is_read(link: Link) -> None:
    database, number = link.product.database, kept(link).id
    newer = {"status", "notes", "evidence", "starts"}
    (document,) = database.reading.execute(
        "SELECT document FROM plan_action WHERE id = ?", (number,)
    ).fetchone()
    older = {k: v for k, v in json.loads(document).items() if k not in newer}
    older["priority"] = "medium"
    with database.writing() as connection:
        connection.execute(
            "UPDATE plan_action SET document = ? WHERE id = ?", (json.dumps(older), number)
        )
    found = find_action(database, link.portfolio, number)
    assert found is not None
    assert (found.status, found.notes, found.links, found.starts) == ("not_started", "", (), None)
    assert found.priority == "", "medium was what nobody had set"


def test_what_was_noted_stays(client: Client, link: Link) -> None:
    client.answer(client.get(address_of(link)), status="done")
    refused = pytest.raises(sqlite3.IntegrityError, match="stays as it is")
    with refused, link.product.database.writing() as connection:
        connection.execute("UPDATE action_change SET after = 'dropped'")


def test_the_plan_says_what_is_done_and_late_and_done_since(client: Client, link: Link) -> None:
    late = Action(0, 1, "Publish", "", due=TODAY - timedelta(days=1), status="under_way")
    written(link.product.database, add_action, link.portfolio, late, "second")
    page = client.get(f"{link.address}/plan")
    assert page.words_of("#progress") == "0 of 2 done. 1 under way. 1 late."
    assert page.words_of("#actions").count("(late)") == 1
    first, second = list_actions(link.product.database, link.portfolio)
    client.answer(client.get(f"{link.address}/plan/actions/{sealed(second.id)}"), status="dropped")
    page = client.answer(
        client.get(f"{link.address}/plan/actions/{sealed(first.id)}"), status="done"
    )
    assert page.words_of("#progress") == "1 of 2 done. 0 under way. 1 dropped. 0 late."
    assert "(late)" not in page.words_of("#actions")
    noted = list_edits(link.product.database, link.portfolio)[0].author.when
    on = day(uk_day(noted))
    assert f"Status: done ({on})." in page.words_of("#actions"), "the history says when"


def test_an_action_is_not_due_before_it_starts(client: Client, link: Link) -> None:
    page = client.answer(
        client.get(address_of(link)), starts=["2", "3", "2027"], due=["1", "3", "2027"], owner="Bo"
    )
    assert page.complaints == ["Enter a due date that is not before the start."]
    values = form_of(page).values
    assert (values["starts"], values["due"], values["owner"]) == (
        ["2", "3", "2027"],
        ["1", "3", "2027"],
        ["Bo"],
    )
    page = client.answer(page, due=["2", "3", "2027"])
    assert "Starts: 2 March 2027. Due: 2 March 2027." in page.words_of("#actions")


def test_a_priority_can_be_set_and_given_back_to_the_facts(client: Client, link: Link) -> None:
    page = client.get(address_of(link))
    assert "two rungs below what was intended" in page.words_of(".govuk-radios__hint")
    page = client.answer(page, priority="high")
    shown = page.words_of("#actions")
    assert "First, as you set it. Worked out, it would be “Later”: " in shown
    assert kept(link).priority == "high"
    page = client.answer(client.get(address_of(link)), priority="worked_out")
    assert "Later: the activity stands one or two rungs below" in page.words_of("#actions")
    assert kept(link).priority == ""
    history = client.get(address_of(link)).words_of("#history")
    assert "As worked out First" in history
