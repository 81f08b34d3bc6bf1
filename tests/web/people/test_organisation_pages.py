"""Every page about organisations: as it should be, none left out, every word translated."""

import flask_babel
import pytest
from flask import Flask

from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.rows_kept import rows_kept
from tests.support.page import Page
from tests.support.pseudo import Pseudo, untranslated
from tests.support.site import sealed
from tests.support.walks.walk_organisation import NOUNS, Walk


@pytest.fixture
def walk(app: Flask) -> Walk:
    return Walk(app)


def test_every_page_is_as_it_should_be(walk: Walk, client: Client) -> None:
    owner, guest = (walk.people.client(account) for account in (walk.owner, walk.guest))
    for _, address in walk.stops():
        assert owner.get(address).address == address
    for _, address in walk.of_guest():
        assert guest.get(address).address == address
    client.get(f"/invitation/{walk.ticket}")


def test_no_page_is_left_out(app: Flask, walk: Walk) -> None:
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    ours = {endpoint for endpoint in readable if endpoint.split(".")[0] in NOUNS}
    walked = {endpoint for endpoint, _ in (*walk.stops(), *walk.fragments())}
    assert ours == {endpoint for endpoint in walked if endpoint.split(".")[0] in NOUNS}


def test_every_word_is_translated(
    walk: Walk, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    owner, guest = (walk.people.client(account) for account in (walk.owner, walk.guest))
    stops = [(owner, address) for _, address in walk.stops()]
    stops += [(guest, address) for _, address in walk.of_guest()]
    stops += [(client, f"/invitation/{walk.ticket}"), (client, "/invitation/none")]
    missed = []
    for who, address in stops:
        response = who.browser.get(address)
        page = Page(address, response.status_code, {}, response.text)
        missed += [
            f"{address}: {text.strip()}"
            for text in untranslated(page, [*walk.typed, "example.org"])
        ]
    assert not missed


def test_every_complaint_is_translated(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    client = walk.people.client(walk.owner)
    start = walk.organisation.address
    wrong: list[tuple[str, dict[str, str | list[str]]]] = [
        ("/organisations/new", {"q": ""}),
        ("/organisations/new/details", {"kind": "bogus", "nation": "x", "services": ["x"]}),
        (f"{start}/profile", {"name": "x" * 201, "kind": "police", "size": "income_0"}),
        (f"{start}/profile", {"nation": "wales", "region": "london"}),
        (f"{start}/people/invite", {"email": "x", "role": "emperor", "rights": ["x"]}),
        (f"{start}/people/invite", {"email": walk.owner.email, "role": "viewer"}),
        (f"{start}/people/{sealed(walk.owner.id)}", {"role": "viewer"}),
        (f"{start}/leave", {}),
        (f"{walk.link.address}/take-in", {"organisation": "0"}),
        (f"/administration/organisations/{walk.organisation.id}/remove", {"reason": "owners_gone"}),
    ]
    for address, sent in wrong:
        form = form_of(Page(address, 200, {}, client.browser.get(address).text))
        response = client.browser.post(address, data={**form.sent_by(None), **sent})
        page = Page(address, response.status_code, {}, response.text)
        assert page.complaints, f"{address} {sent}"
        assert not untranslated(page, walk.typed), address


def test_without_its_token_no_form_changes_anything(app: Flask, walk: Walk) -> None:
    client = walk.people.client(walk.owner)
    database = walk.people.product.database
    addresses = [address for _, address in walk.stops()]
    before = rows_kept(database)
    for address in addresses:
        for sent in ({"name": "Changed", "role": "viewer"}, {"csrf_token": "made-up"}):
            assert client.browser.post(address, data=sent).status_code in (200, 400, 405, 422), (
                address
            )
            assert rows_kept(database) == before, address
