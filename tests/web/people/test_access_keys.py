"""Keys for programs: owners and editors make and revoke them, each shown once."""

import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, SURVEY_MANAGER, VIEWER
from ladder_assess.core.people.access_key import LIFETIMES, MOST_KEYS, PREFIX
from ladder_assess.services.people.keep_access_keys import list_keys
from ladder_assess.storage.people import audit
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.membership import Organisation, People
from tests.support.page import Page

FILLED = {"label": "A dashboard", "reads": "results", "days": str(LIFETIMES[0])}


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


@pytest.fixture
def office(people: People) -> Organisation:
    return people.organisation(people.person())


@pytest.fixture
def editor(people: People, office: Organisation) -> Client:
    return people.client(people.join(office, EDITOR))


def made(client: Client, office: Organisation, **other: str) -> Page:
    page = client.get(f"{office.address}/keys/new")
    return client.answer(page, **(FILLED | other))


def key_on(page: Page) -> str:
    return page.one("#key").text.strip()


def test_a_key_is_shown_once_and_opens_what_it_is_for(
    client: Client, editor: Client, office: Organisation
) -> None:
    page = editor.follow(editor.get(f"{office.address}/settings"), "Keys for programs that read")
    assert "There are no keys." in page.text
    page = made(editor, office)
    key = key_on(page)
    assert key.startswith(PREFIX)
    sent = {"Authorization": f"Bearer {key}"}
    assert client.browser.get("/api/v1/campaigns", headers=sent).status_code == 200
    listed = editor.get(f"{office.address}/keys")
    assert key not in listed.html
    assert "A dashboard" in listed.text
    assert "never" not in listed.text, "it was used"


def test_a_revoked_key_opens_nothing(
    client: Client, editor: Client, people: People, office: Organisation
) -> None:
    key = key_on(made(editor, office))
    page = editor.follow(editor.get(f"{office.address}/keys"), "Revoke: A dashboard")
    page = editor.answer(page)
    assert "There are no keys." in page.text
    sent = {"Authorization": f"Bearer {key}"}
    assert client.browser.get("/api/v1/campaigns", headers=sent).status_code == 401
    log = audit.of_organisation(people.product.database, office.id)
    assert [entry.event for entry in log][:2] == ["access_key_revoked", "access_key_made"]
    assert all(key not in str(entry.details) for entry in log)


def test_the_same_form_sent_twice_makes_one_key(
    editor: Client, people: People, office: Organisation
) -> None:
    form = form_of(editor.get(f"{office.address}/keys/new")).fill(**FILLED)
    assert key_on(editor.send(form)) == key_on(editor.send(form))
    assert len(list_keys(people.product, office.id)) == 1


def test_a_revoked_key_does_not_come_back_with_its_form(
    editor: Client, people: People, office: Organisation
) -> None:
    """The form was sent twice and a key was revoked, but never the one after the other."""
    form = form_of(editor.get(f"{office.address}/keys/new")).fill(**FILLED)
    key = key_on(editor.send(form))
    editor.answer(editor.follow(editor.get(f"{office.address}/keys"), "Revoke: A dashboard"))
    assert key_on(editor.send(form)) != key
    sent = {"Authorization": f"Bearer {key}"}
    assert editor.browser.get("/api/v1/campaigns", headers=sent).status_code == 401


@pytest.mark.parametrize(
    ("field", "said"), [("label", "Say what it is for."), ("days", "Choose how long it works.")]
)
def test_what_is_missing_is_asked_for(
    editor: Client, people: People, office: Organisation, field: str, said: str
) -> None:
    page = editor.get(f"{office.address}/keys/new")
    page = editor.answer(page, **{name: text for name, text in FILLED.items() if name != field})
    assert said in page.text
    assert list_keys(people.product, office.id) == []


def test_there_are_only_so_many(editor: Client, people: People, office: Organisation) -> None:
    for _ in range(MOST_KEYS):
        key_on(made(editor, office))
    page = made(editor, office)
    assert f"There are {MOST_KEYS} keys already." in page.text
    assert len(list_keys(people.product, office.id)) == MOST_KEYS


@pytest.mark.parametrize("role", [VIEWER, CONTRIBUTOR])
def test_nobody_else_makes_or_sees_any(people: People, office: Organisation, role: str) -> None:
    browser = people.client(people.join(office, role, SURVEY_MANAGER)).browser
    for page in ("keys", "keys/new"):
        assert browser.get(f"{office.address}/{page}").status_code == 403


def test_no_page_is_kept_by_a_browser(editor: Client, office: Organisation) -> None:
    for page in ("keys", "keys/new"):
        kept = editor.browser.get(f"{office.address}/{page}").headers["Cache-Control"]
        assert kept == "no-store"
