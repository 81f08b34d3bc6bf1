"""Every page that the app can show, fetched by a client that checks each."""

from flask import Flask

from tests.support.client import Client
from tests.support.walks.walk import NOUNS, WALKED_ELSEWHERE, Walk

NO_PAGE = {
    "home.trial_file",
    "plan.pdf",
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
    "plan.pdf_state",
    "plan.editable_state",
    "plan.figures_state",
    "plan.tables_state",
    "plan.short_pdf_state",
    "plan.full_pdf_state",
    "plan.short_editable_state",
    "register_export.state",
    "register_export.made",
    "register_export.text_state",
    "register_export.made_text",
    "upload.file",
    "register_import.template",
    "register_import.problems",
    "register_import.state",
    "questionnaires.figures",
    "questionnaires.pdf",
    "questionnaires.picture",
    "portfolio.picture",
    "site_health.alive",
    "site_health.ready",
    "workshop.now",
    "room.screen_now",
    "workshop.pdf_state",
    "questionnaires.pdf_state",
    "workshop.pdf",
    "workshop.csv",
    "room.now",
}


def test_public_pages_are_as_they_should_be(client: Client, walk: Walk) -> None:
    for endpoint, address in walk.public():
        if endpoint not in NO_PAGE:
            client.get(address)


def test_private_pages_are_as_they_should_be(client: Client, walk: Walk) -> None:
    for endpoint, address in walk.private():
        if endpoint not in NO_PAGE:
            client.get(address)


def test_the_walk_leaves_no_page_out(app: Flask, walk: Walk) -> None:
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    ours = {endpoint for endpoint in readable if endpoint.split(".")[0] in NOUNS}
    assert ours == {endpoint for endpoint, _ in walk.all()}


def test_every_noun_is_walked_somewhere(app: Flask) -> None:
    assert set(app.blueprints) - WALKED_ELSEWHERE == NOUNS
