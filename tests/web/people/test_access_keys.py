"""Keys for programs: owners and editors make and revoke them, each shown once."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, SURVEY_MANAGER, VIEWER
from ladder_assess.core.people.access_key import LIFETIMES, MOST_KEYS, PREFIX, NewKey
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Actor
from ladder_assess.services.people.find_place import find_place, people_of
from ladder_assess.services.people.keep_access_keys import (
    find_key,
    list_keys,
    make_key,
    revoke_key,
)
from ladder_assess.services.people.keep_sign_in import Device
from ladder_assess.services.people.manage_people import change_place, let_go
from ladder_assess.services.people.reset_password import (
    ask_to_reset,
    change_password,
    reset_password,
)
from ladder_assess.storage.people import accounts, audit, organisations
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
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


def sent_to(people: People) -> list[str]:
    rows = people.product.database.reading.execute(
        "SELECT recipient FROM message WHERE subject = 'A key for programs was made' "
        "ORDER BY recipient"
    )
    return [row["recipient"] for row in rows]


def test_owners_and_whoever_makes_one_get_a_message(
    editor: Client, people: People, office: Organisation
) -> None:
    """Who has somebody's session made keys that nobody heard of."""
    people.join(office, VIEWER)
    form = form_of(editor.get(f"{office.address}/keys/new")).fill(**FILLED)
    for _ in range(2):
        editor.send(form)
    there = people_of(people.product, office.id)
    told = [each.email for each in there if each.membership.role != VIEWER]
    assert len(told) == 2
    here = {each.email for each in there}
    assert [email for email in sent_to(people) if email in here] == sorted(told)


def lose_by_password(people: People, office: Organisation, account: Account) -> None:
    device = Device("another-token", "a browser", int(time.time()))
    fresh = accounts.account_by_id(people.product.database, account.id)
    assert fresh is not None
    change_password(people.product, fresh, "a long new pass phrase", device, ("s", "b"))


def lose_by_reset(people: People, office: Organisation, account: Account) -> None:
    ask_to_reset(people.product, account.email, "a-ticket-that-was-mailed")
    told = ("s", "b")
    assert reset_password(people.product, "a-ticket-that-was-mailed", "a long pass phrase", told)


def lose_by_role(people: People, office: Organisation, account: Account) -> None:
    """And get it again."""
    before = find_place(people.product, office.id, account.id)
    assert before is not None
    for old, new in ((EDITOR, VIEWER), (VIEWER, EDITOR)):
        places = replace(before, role=old), replace(before, role=new)
        assert change_place(people.product, people.join(office), *places, int(time.time()))


def lose_by_leaving(people: People, office: Organisation, account: Account) -> None:
    place = find_place(people.product, office.id, account.id)
    assert place is not None
    let_go(people.product, people.join(office), place, int(time.time()))
    written(people.product.database, organisations.set_membership, place)


@pytest.mark.parametrize("lose", [lose_by_password, lose_by_reset, lose_by_role, lose_by_leaving])
def test_a_key_ends_with_what_let_it_be_made_and_does_not_come_back(
    people: People,
    office: Organisation,
    lose: Callable[[People, Organisation, Account], None],
) -> None:
    """A key outlived a new password, and came back with a role: browsers alone were signed out."""
    account = people.join(office, EDITOR)
    when = int(time.time())
    new, by = NewKey("A dashboard", rows=True, days=30), Actor(account.id, office.id, when)
    key = make_key(people.product, new, "a-request", by)
    assert find_key(people.product, key, when)
    lose(people, office, account)
    assert find_key(people.product, key, when) is None
    noted = [each.event for each in audit.of_organisation(people.product.database, office.id)]
    assert noted.count("access_key_revoked") == 1
    assert make_key(people.product, new, "a-request", by) != key
    assert find_key(people.product, key, when) is None


def test_the_same_form_gives_the_same_key_until_that_is_revoked(
    people: People, office: Organisation
) -> None:
    """Another key that was revoked meanwhile made it give a second one, with the first alive."""
    by = Actor(people.join(office, EDITOR).id, office.id, int(time.time()))
    new = NewKey("A dashboard", rows=True, days=30)
    other = make_key(people.product, new, "another-request", by)
    key = make_key(people.product, new, "a-request", by)
    found = find_key(people.product, other, by.when)
    assert found
    revoke_key(people.product, found[0], by)
    assert make_key(people.product, new, "a-request", by) == key
    assert len(list_keys(people.product, office.id)) == 1
    revoke_key(people.product, list_keys(people.product, office.id)[0], by)
    assert make_key(people.product, new, "a-request", by) not in (key, other)


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
