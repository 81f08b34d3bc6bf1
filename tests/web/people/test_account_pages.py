"""Every page about accounts: none is left out, and none changes anything without its token."""

import secrets
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.open_account import ask_to_confirm, make_administrator
from ladder_assess.services.people.reset_password import ask_to_reset
from ladder_assess.services.people.send_mail import send
from ladder_assess.web.access.permissions import ADMINISTRATOR, SIGNED_IN
from tests.support.client import Client
from tests.support.kept.rows_kept import Rows, rows_kept
from tests.support.people import make_person, sign_in

OPEN = {
    "account.sign_in", "account.code", "account.elsewhere", "account.back", "account.sign_out",
    "account.open", "account.sent", "account.confirm", "account.reset", "account.reset_with",
    "account.come_back",
}  # fmt: skip
# Only where a provider is set up: tests/test_oidc.py.
ELSEWHERE = {"account.elsewhere", "account.back"}


def rules(app: Flask) -> Iterator[Rule]:
    yield from (r for r in app.url_map.iter_rules() if r.endpoint.startswith("account."))


@pytest.fixture
def account(product: Product) -> Account:
    return make_person(product, "Ann Lee")


@pytest.fixture
def addresses(app: Flask, product: Product, account: Account) -> dict[str, str]:
    """An address of each page that shows something."""
    confirm, reset = secrets.token_urlsafe(8), secrets.token_urlsafe(8)
    ask_to_confirm(product, f"new-{account.id}@example.org", confirm)
    ask_to_reset(product, account.email, reset)
    values: dict[str, str | int] = {"ticket": confirm, "device": 1}
    values["message_id"] = send(product, "a@example.org", "One", "Text", "reset")
    found = {}
    for rule in rules(app):
        with_ticket = {**values, "ticket": reset} if "reset" in rule.rule else values
        wanted = {name: with_ticket[name] for name in rule.arguments}
        build = app.url_map.bind("localhost").build
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        found[rule.endpoint] = build(rule.endpoint, wanted, method=method)
    return found


def test_every_page_is_open_to_somebody(app: Flask) -> None:
    declared = OPEN | {e for e in SIGNED_IN | ADMINISTRATOR if e.startswith("account.")}
    assert {rule.endpoint for rule in rules(app)} == declared


def test_every_page_is_as_it_should_be(
    app: Flask, client: Client, product: Product, account: Account, addresses: dict[str, str]
) -> None:
    make_administrator(product, account.email)
    sign_in(client, account)
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and rule.endpoint not in ELSEWHERE:
            page = client.get(addresses[rule.endpoint])
            assert page.headers["Cache-Control"] == "no-store"


def test_only_those_who_are_signed_in_see_what_is_theirs(
    app: Flask, client: Client, addresses: dict[str, str]
) -> None:
    for rule in rules(app):
        if rule.endpoint not in OPEN:
            for method in {"GET", "POST"} & (rule.methods or set()):
                answer = client.browser.open(addresses[rule.endpoint], method=method)
                assert answer.status_code == 302, rule
                assert answer.headers["Location"].startswith("/sign-in"), rule


def test_without_its_token_no_form_changes_anything(
    app: Flask, client: Client, product: Product, account: Account, addresses: dict[str, str]
) -> None:
    make_administrator(product, account.email)
    sign_in(client, account)
    sent = {"email": "x@example.org", "password": "tulip brick ferry moss", "name": "Changed",
            "current": "tulip brick ferry moss", "code": "123456"}  # fmt: skip
    for rule in rules(app):
        if "POST" in (rule.methods or ()):
            for token in ({}, {"csrf_token": "made-up"}):
                before = kept(product)
                answer = client.browser.post(addresses[rule.endpoint], data={**sent, **token})
                assert answer.status_code in (200, 302, 400), rule
                assert kept(product) == before, rule


def kept(product: Product) -> Rows:
    """All that is kept, but for what was read and when somebody was seen."""
    return rows_kept(product.database, besides=("audit", "sign_in"))
