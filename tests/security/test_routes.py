"""Every address that changes something asks for the form's token and for the right link."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ladder_assess.core.plan.plan import Action
from ladder_assess.services.common.product import Product
from ladder_assess.storage.plan.documents import ask_for_document
from ladder_assess.storage.plan.plans import add_action
from tests.support.client import Client
from tests.support.kept.rows_kept import rows_kept
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW, Link, Links
from tests.support.site import TODAY
from tests.support.walks.walk import NOUNS
from tests.support.waves import PLACES, PLACES_OF, furnish

GUESSED = "b" * 32
REFUSED = (200, 302, 400, 401, 403, 404)
WITHOUT_LINK = {
    "home.start",
    "home.register",
    "home.questionnaires",
    "practice.copy",
    "practice.keep",
}
CHANGE = {
    "name": "Changed", "title": "Changed", "path": "quick", "picks": "1:anything",
    "request_id": "a-long-request-id", "activity": "0",
}  # fmt: skip
# Taking out what is not there is done already, and the same for every number that is not there.
# Leads back where there is nothing to do.
NO_FORM = {
    "points_of_view.drop_room",
    "removed.erase",
    "plan.erase_taken",
    "activity.clearer",
    "activity.common_form",
    "portfolio.clearer",
    "portfolio.several_from_forms",
    # Its address has an id that is drawn by chance.
    "questionnaires.comment",
}
ALREADY_DONE = {("plan.place", "remove")}


def changing(app: Flask) -> Iterator[Rule]:
    """The addresses to which forms are sent by someone who has nothing but a link."""
    for rule in app.url_map.iter_rules():
        open_to_all = rule.endpoint in WITHOUT_LINK or rule.rule.startswith("/p/")
        if open_to_all and "POST" in (rule.methods or ()):
            yield rule


def addresses(
    app: Flask, rule: Rule, token: str, *, number: int = 1, action: int = 1, document: int = 1
) -> Iterator[tuple[str, str]]:
    """The addresses of a rule, each with the direction where it has one."""
    for direction in ("up", "down", "remove") if "direction" in rule.arguments else ("",):
        values = {
            "token": token, "number": number, "action_id": action, "document_id": document,
            "page_id": "about", "direction": direction, "which": "new",
            "story_id": "housing-board",
            "group": "provider", **PLACES, **PLACES_OF.get(rule.endpoint, {}),
        }  # fmt: skip
        wanted = {name: values.get(name, 1) for name in rule.arguments}
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        build = app.url_map.bind("localhost").build
        yield build(rule.endpoint, wanted, method=method), direction


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make(PANEL, SHOW)
    written(made.product.database, add_action, made.portfolio, Action(0, 1, "First", ""), "first")
    furnish(made.product, made.portfolio)
    return made


def action_of(link: Link) -> int:
    rows = link.product.database.reading.execute(
        "SELECT id FROM plan_action WHERE portfolio_id = ?", (link.portfolio.id,)
    )
    return int(rows.fetchone()[0])


def test_without_its_token_no_form_changes_anything(
    app: Flask, client: Client, product: Product, link: Link
) -> None:
    before = rows_kept(product.database)
    for rule in changing(app):
        for address, _ in addresses(app, rule, link.token, action=action_of(link)):
            for sent in (CHANGE, {**CHANGE, "csrf_token": "made-up"}):
                response = client.browser.post(address, data=sent)
                # There is no file to take out and none to import, and so no form to send; nor one
                # to move an activity to clearer questions that it was answered by already.
                absent = {"file_id", "import_id"} & rule.arguments or rule.endpoint in NO_FORM
                ours = rule.endpoint.split(".")[0] in NOUNS and not absent
                assert response.status_code in ((200, 400) if ours else REFUSED), address
                assert rows_kept(product.database) == before, address


def test_with_a_token_a_guessed_link_opens_nothing(
    app: Flask, client: Client, product: Product
) -> None:
    client.get("/start")
    before = rows_kept(product.database)
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/p/"):
            for address, _ in addresses(app, rule, GUESSED):
                method = client.post if "POST" in (rule.methods or ()) else client.get
                method(address, status=404)
    assert rows_kept(product.database) == before


def test_numbers_of_other_links_are_not_there(
    app: Flask, client: Client, product: Product, link: Link, links: Links
) -> None:
    other = links.make()
    document = written(product.database, ask_for_document, link.portfolio, TODAY)
    token = token_for(client, other)
    before = rows_kept(product.database)
    numbered = {"number", "action_id", "document_id"}
    for rule in app.url_map.iter_rules():
        if not (rule.rule.startswith("/p/") and numbered & rule.arguments):
            continue
        found = addresses(app, rule, other.token, action=action_of(link), document=document)
        for address, direction in found:
            if "POST" not in (rule.methods or ()):
                client.get(address, status=404)
            elif (rule.endpoint, direction) in ALREADY_DONE:
                client.browser.post(address, data={"csrf_token": token})
            else:
                alone = {"path": "quick"} if rule.endpoint == "activity.choose_path" else {}
                client.post(address, {**alone, "csrf_token": token}, status=404)
            assert rows_kept(product.database) == before, address


def token_for(client: Client, link: Link) -> str:
    field = client.get(f"{link.address}/title").one('input[name="csrf_token"]')
    return field["value"]


def test_links_cannot_be_guessed_from_one_another(client: Client, links: Links) -> None:
    tokens = [links.make().token for _ in range(50)]
    assert len(set(tokens)) == 50
    assert all(len(token) == 32 for token in tokens)
    assert all(len({token[place] for token in tokens}) > 5 for place in range(32))


def test_a_token_is_not_kept_where_others_could_read_it(product: Product, link: Link) -> None:
    assert link.token not in "\n".join(product.database.reading.iterdump())
