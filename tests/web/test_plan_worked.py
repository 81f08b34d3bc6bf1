"""Working on the plan: how far each action is, its notes and evidence, and who changed what."""

import json
import sqlite3
from datetime import date, timedelta

import pytest
from flask import Flask

from ladder_assess.core.plan import Action
from ladder_assess.services.make_document import gather_plan
from ladder_assess.storage.documents import ask_for_document, finish_document, wanted_document
from ladder_assess.storage.plans import add_action, find_action, list_actions, list_edits
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.site import TODAY, product_of

LONG_AGO = date(2020, 1, 1)
MINUTES = "https://example.org/minutes?of=may&x=1"


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make(PANEL)
    add_action(made.product.database, made.portfolio, Action(0, 1, "Ask people", ""), "first")
    return made


def kept(link: Link) -> Action:
    (action,) = list_actions(link.product.database, link.portfolio)
    return action


def address_of(link: Link) -> str:
    return f"{link.address}/plan/actions/{kept(link).id}"


def test_a_new_action_is_not_started(client: Client, link: Link) -> None:
    assert kept(link).status == "not_started"
    page = client.get(f"{link.address}/plan")
    assert "Status: not started." in page.words_of("#actions")
    assert "Notes:" not in page.words_of("#actions")


def test_status_notes_and_evidence_are_kept_and_shown(client: Client, link: Link) -> None:
    page = client.get(address_of(link))
    page = client.answer(page, status="under_way", notes="Half <b>asked</b>.", evidence=MINUTES)
    shown = page.words_of("#actions")
    assert "Status: under way." in shown
    assert "Half <b>asked</b>." in shown
    assert page.one("#actions a[rel='noreferrer noopener']")["href"] == MINUTES
    assert (kept(link).status, kept(link).evidence) == ("under_way", MINUTES)
    plan = gather_plan(link.product, link.portfolio, TODAY)
    assert plan.actions == (kept(link),), "the PDF and the spreadsheet are made of the same"


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "minutes", "https://a b", "//x.example"])
def test_evidence_is_a_web_address_and_nothing_typed_is_lost(
    client: Client, link: Link, typed: str
) -> None:
    page = client.answer(
        client.get(address_of(link)), evidence=typed, notes="In May", status="done"
    )
    assert page.complaints == ["Enter a web address that starts with https:// or http://"]
    values = form_of(page).values
    assert (values["evidence"], values["notes"], values["status"]) == (
        [typed],
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
    number = add_action(database, office.portfolio, Action(0, 0, "Ask people", ""), "first")
    client = signed_in_client(own_app, office.owner)
    page = client.get(f"{office.list}/plan/actions/{number}")
    client.answer(page, status="done")
    shown = client.get(page.address).words_of("#history")
    assert f"{office.owner.name} How far is it? Not started Done" in shown


def test_an_action_from_before_there_was_a_status_is_read(link: Link) -> None:
    database, number = link.product.database, kept(link).id
    newer = {"status", "notes", "evidence"}
    (document,) = database.reading.execute(
        "SELECT document FROM plan_action WHERE id = ?", (number,)
    ).fetchone()
    older = {k: v for k, v in json.loads(document).items() if k not in newer}
    with database.writing() as connection:
        connection.execute(
            "UPDATE plan_action SET document = ? WHERE id = ?", (json.dumps(older), number)
        )
    found = find_action(database, link.portfolio, number)
    assert found is not None
    assert (found.status, found.notes, found.evidence) == ("not_started", "", "")


def test_what_was_noted_stays(client: Client, link: Link) -> None:
    client.answer(client.get(address_of(link)), status="done")
    refused = pytest.raises(sqlite3.IntegrityError, match="stays as it is")
    with refused, link.product.database.writing() as connection:
        connection.execute("UPDATE action_change SET after = 'dropped'")


def test_the_plan_says_what_is_done_and_late_and_done_since(client: Client, link: Link) -> None:
    late = Action(0, 1, "Publish", "", due=TODAY - timedelta(days=1), status="under_way")
    add_action(link.product.database, link.portfolio, late, "second")
    page = client.get(f"{link.address}/plan")
    assert page.words_of("#progress") == "0 of 2 done. 1 under way. 1 late."
    assert page.words_of("#actions").count("(late)") == 1
    database = link.product.database
    wanted = wanted_document(database, ask_for_document(database, link.portfolio, LONG_AGO))
    assert wanted is not None
    assert "Since" not in client.get(page.address).words_of("#progress"), "it is not made yet"
    finish_document(database, wanted, b"%PDF-1.7")
    first, second = list_actions(link.product.database, link.portfolio)
    client.answer(client.get(f"{link.address}/plan/actions/{second.id}"), status="dropped")
    page = client.answer(client.get(f"{link.address}/plan/actions/{first.id}"), status="done")
    assert page.words_of("#progress") == (
        "1 of 2 done. 0 under way. 1 dropped. 0 late. Since the PDF of 1 January 2020: 1 done."
    )
    assert "(late)" not in page.words_of("#actions")
