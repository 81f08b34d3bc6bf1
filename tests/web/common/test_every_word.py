"""Every word that the product says goes through gettext; what people typed does not."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import flask_babel
import pytest
from flask import Flask

from ladder_assess.core.workshops.people import shown_as
from ladder_assess.core.workshops.room_code import spoken
from ladder_assess.publishing.activities.sheet import LONGEST_NAME
from ladder_assess.storage.engines import sqlite
from ladder_assess.storage.workshops.people import NAME
from tests.journeys import world
from tests.support import registers
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import OTHERS, furnish_workshops
from tests.support.links import PANEL, SHOW, Links
from tests.support.page import Page
from tests.support.pseudo import Pseudo, untranslated
from tests.support.public_pages import PUBLIC
from tests.support.site import product_of
from tests.support.walks.walk import FILE_NAME, Walk

NO_PAGE = {
    "home.trial_file",
    "plan.pdf",
    "site_health.alive",
    "site_health.ready",
    "workshop.pdf",
    "workshop.csv",
    "plan.figures",
    "plan.editable",
    "plan.short_pdf",
    "plan.full_pdf",
    "plan.short_editable",
    "plan.made_figures",
    "plan.tables",
    "plan.made_tables",
    "plan.actions_csv",
    "plan.reminders",
    "register_export.file",
    "register_export.made",
    "register_export.made_text",
    "register_export.remarks",
    "upload.file",
    "register_import.template",
    "register_import.problems",
    "register_import.state",
    "questionnaires.figures",
    "questionnaires.pdf",
    "questionnaires.codebook",
    "questionnaires.crossed_csv",
    "questionnaires.weighted_csv",
    "questionnaires.margins_csv",
    "questionnaires.kept_weights_csv",
    "questionnaires.picture",
    "portfolio.picture",
    "portfolio.two_dates_picture",
}
FREE = ("name", "description", "service_area", "legal_basis", "promised", "what_changed")


@pytest.fixture(scope="module")
def typed(walk: Walk) -> list[str]:
    """What users wrote, and what cites others: names, answers, actions, cases and sources."""
    furnish_workshops(walk.product)
    database = walk.product.database.reading
    texts: list[str] = [row[0] for row in database.execute("SELECT title FROM portfolio")]
    texts += [row[0] for row in database.execute("SELECT about FROM wave WHERE about <> ''")]
    texts += [row[0] for row in database.execute("SELECT text FROM wave_comment")]
    campaigns = database.execute("SELECT title, introduction, asked_by, contact FROM campaign")
    texts += [text for row in campaigns for text in row if text]
    for (document,) in database.execute("SELECT document FROM activity"):
        values = json.loads(document).get("values", {})
        texts += [values[item] for item in FREE if item in values]
    for (document,) in database.execute("SELECT document FROM plan_action"):
        texts += [text for text in json.loads(document).values() if isinstance(text, str)]
    rooms = database.execute("SELECT title, code FROM workshop")
    texts += [text for title, code in rooms for text in (title, code, spoken(code)) if text]
    for typed in filter(None, (exercise.typed for exercise, _ in OTHERS.values())):
        texts += [typed.title, *typed.paragraphs, *typed.choices]
    remembered, reading = walk.product.database.memory.of, walk.product.database.reading
    for (number,) in database.execute("SELECT id FROM workshop"):
        texts += [shown_as(*said[1:]) for said in remembered(reading, NAME, str(number)).values()]
    texts += [PUBLIC.title, PUBLIC.introduction, PUBLIC.contact]
    for case in walk.product.definitions.cases:
        texts += [case.activity, case.organisation, case.coding_note, case.locator]
        texts += case.paragraphs
    for source in walk.product.definitions.sources.values():
        texts += [source.short, source.cite]
    for trial in walk.product.definitions.tried.trials:
        texts += [trial.questions, *(figure.value for figure in trial.figures)]
        texts += [text for item in trial.items for text in (item.alpha, item.same)]
        texts += [file.name for file in trial.files]
    return [
        *texts,
        str(PANEL["name"]),
        str(SHOW["name"]),
        world.UNBROKEN,
        f"{world.UNBROKEN[: LONGEST_NAME - 1]}…",
        FILE_NAME,
        *registers.TYPED,
    ]


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())


def test_every_word_of_every_page_is_translated(
    client: Client, walk: Walk, typed: list[str], pseudo: None
) -> None:
    missed = []
    for endpoint, address in walk.all():
        if endpoint not in NO_PAGE:
            response = client.browser.get(address, follow_redirects=True)
            page = Page(address, response.status_code, {}, response.text)
            missed += [f"{address}: {text.strip()}" for text in untranslated(page, typed)]
    assert not missed, "\n".join(dict.fromkeys(missed))


def test_every_complaint_is_translated(
    client: Client, walk: Walk, links: Links, typed: list[str], pseudo: None
) -> None:
    link = links.make({k: v for k, v in PANEL.items() if k != "seats"})
    about, reach = (f"{link.activity()}/questions/{section}" for section in ("about", "reach"))
    single = f"{link.activity()}/questions/seats"
    own, plan = f"{link.address}/plan/actions/new", f"{link.address}/plan"
    wrong: list[tuple[str, dict[str, str | list[str]]]] = [
        (about, {"name": "", "description": "x" * 2001, "legal_basis": "\x07"}),
        (about, {"start_date": ["x", "", ""], "end_date": ["1", "1", "3"], "csrf_token": ""}),
        (about, {"name": ["a", "b"], "bogus": "x"}),
        (reach, {"people_affected": "x", "people_took_part": "999999999999"}),
        (reach, {"done_about_missing": ["none", "time"]}),
        (reach, {"done_about_missing": ["bogus"]}),
        (single, {}),
        (single, {"seats": "bogus"}),
        ("/start", {"path": "bogus", "request_id": "x"}),
        ("/start", {"request_id": ""}),
        (own, {"title": "", "activity": "9", "priority": "x", "due": ["1", "2", "3"]}),
        (own, {"title": "x" * 151, "activity": "", "request_id": ""}),
        (plan, {"picks": ["bogus"]}),
        (f"{link.activity()}/evidence?answers=all", {"seats-link": "x", "seats-strength": "x"}),
    ]
    for address, sent in wrong:
        form = form_of(_read(client, address), "/plan" if address == plan else "")
        response = client.browser.post(address, data={**form.sent_by(None), **sent})
        page = Page(address, response.status_code, {}, response.text)
        assert page.complaints, f"{address} {sent}"
        assert not untranslated(page, typed), address


def _read(client: Client, address: str) -> Page:
    return Page(address, 200, {}, client.browser.get(address).text)


def test_every_error_page_is_translated(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, pseudo: None
) -> None:
    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    link = Links(product_of(own_app)).make(PANEL)
    monkeypatch.setattr("ladder_assess.web.activities.result.assess_record", None)
    visitor = Client(own_app)
    browser = visitor.browser
    seen = {
        404: browser.get("/nowhere"),
        405: browser.post("/"),
        400: browser.post(f"{link.activity()}/path"),
        413: browser.post("/start", data={"a": "x" * 300_000}),
        500: browser.get(f"{link.activity()}/result"),
    }
    form = form_of(_read(visitor, f"{link.address}/title"))
    with closing(sqlite3.connect(product_of(own_app).database.path)) as other:
        product_of(own_app).database.close()
        monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
        other.execute("BEGIN IMMEDIATE")
        seen[503] = browser.post(form.address, data=form.sent_by(None))
    settings = own_app.config["SETTINGS"]
    monkeypatch.setitem(own_app.config, "SETTINGS", replace(settings, free_space=2**60))
    seen[507] = browser.post(f"{link.address}/title")
    for status, response in seen.items():
        assert response.status_code == status
        assert not untranslated(Page("", status, {}, response.text), ())


def test_what_is_not_translated_is_found() -> None:
    html = "<body><p>⟦Yes <b>⟦no⟧</b> yes⟧ {}</p><input type=submit value='{}'></body>"
    assert not untranslated(Page("", 200, {}, html.format("12, …", "⟦Go⟧")), ())
    assert untranslated(Page("", 200, {}, html.format("no", "⟦Go⟧")), ()) == [" no"]
    assert untranslated(Page("", 200, {}, html.format("", "Go")), ()) == ["Go"]
    assert not untranslated(Page("", 200, {}, html.format("typed by me", "")), ["typed by me"])
