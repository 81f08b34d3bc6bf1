"""Signing in with an account elsewhere, at a provider that runs on this machine."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import accounts
from ladder_assess.web.people import account as signing_in_page
from ladder_assess.web.people import account_elsewhere
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.page import Page
from tests.support.people import PASSWORD, hashed, make_person
from tests.support.provider import CLIENT, SECRET, Provider, running
from tests.support.site import app_for, product_of, settings_in

EMAIL = "olu@example.org"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running(Provider()) as found:
        yield found


@pytest.fixture
def app(provider: Provider, tmp_path: Path) -> Iterator[Flask]:
    made = app_for(
        settings_in(
            tmp_path,
            oidc_issuer=provider.address,
            oidc_client_id=CLIENT,
            oidc_client_secret=SECRET,
            oidc_name="Riverside",
        )
    )
    yield made
    product_of(made).database.close()


def leave(client: Client, to: str = "/account/devices") -> str:
    """Press the button: where the provider sends the person back to."""
    page = client.get(f"/sign-in?to={to}")
    answer = client.browser.get(page.link("Sign in with Riverside"))
    assert answer.status_code == 302
    at_provider = requests.get(answer.headers["Location"], allow_redirects=False, timeout=10)
    return at_provider.headers["Location"]


def go(client: Client, *, status: int = 200) -> Page:
    """There and back."""
    return client.get(leave(client), status=status)


def test_no_name_of_a_provider_turns_text_round(
    client: Client, product: Product, provider: Provider
) -> None:
    provider.claims["name"] = "Olu \u202eedA\nX"
    go(client)
    account = accounts.account_by_email(product.database, EMAIL)
    assert account is not None
    assert account.name == "Olu edA X"


def test_someone_new_gets_an_account(client: Client, product: Product, provider: Provider) -> None:
    page = go(client)
    assert page.address == "/account/devices"
    account = accounts.account_by_email(product.database, EMAIL)
    assert account is not None
    assert (account.name, account.password) == ("Olu Ade", "")
    assert account.subject == f"{provider.address}#person-1"
    client.forget()
    provider.email = "another@example.org"
    assert go(client).address == "/account/devices"
    again = accounts.account_by_subject(product.database, account.subject)
    assert again == account, "known by the subject, whatever the address is now"


def test_an_administrator_from_elsewhere_turns_codes_on_first(
    client: Client, product: Product
) -> None:
    go(client)
    account = accounts.account_by_email(product.database, EMAIL)
    assert account is not None
    written(product.database, accounts.set_administrator, account.id, True)
    page = client.get("/administration/organisations")
    assert page.heading == "Set a password first"
    assert "You are a site administrator" in page.text
    written(product.database, accounts.set_password, account.id, hashed())
    go(client)
    page = client.get("/administration/organisations")
    assert page.heading == "Ask for a code when I sign in"


@pytest.mark.parametrize("on", [False, True])
def test_codes_need_a_password_first(client: Client, product: Product, on: bool) -> None:
    go(client)
    account = accounts.account_by_email(product.database, EMAIL)
    assert account is not None
    addresses = ["/account/codes"]
    if on:
        written(product.database, accounts.set_codes, account.id, pyotp.random_base32(), [])
        addresses = ["/account/codes/new", "/account/codes/off"]
    for address in addresses:
        page = client.get(address)
        assert page.heading == "Set a password first"
        assert client.follow(page, "Ask for a link").heading == "Set another password"


def test_what_is_asked_of_the_provider(client: Client, provider: Provider) -> None:
    leave(client)
    (asked,) = provider.asked
    assert asked["redirect_uri"] == "http://127.0.0.1:8000/sign-in/back"
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) > 20
    assert len(asked["nonce"]) >= 20
    assert asked["scope"].split()[0] == "openid"


def test_an_account_with_a_password_is_linked_by_that_password_alone(
    client: Client, product: Product
) -> None:
    account = make_person(product, email=EMAIL)
    page = go(client)
    assert page.heading == "Sign in"
    assert "Sign in with its password once" in page.text
    assert client.get("/account").heading == "Sign in"
    page = client.answer(page, email=EMAIL, password=PASSWORD)
    assert page.address == "/account/devices"
    kept = accounts.account_by_id(product.database, account.id)
    assert kept is not None
    assert kept.subject.endswith("#person-1")
    client.forget()
    assert go(client).address == "/account/devices"


def test_half_a_link_runs_out(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = make_person(product, email=EMAIL)
    go(client)
    monkeypatch.setattr(signing_in_page, "HALF_LASTS", -1)
    page = client.get("/sign-in")
    assert page.has_link("Sign in with Riverside")
    client.answer(page, email=EMAIL, password=PASSWORD)
    kept = accounts.account_by_id(product.database, account.id)
    assert kept is not None
    assert kept.subject == ""


def test_another_persons_password_links_nothing(client: Client, product: Product) -> None:
    make_person(product, email=EMAIL)
    other = make_person(product)
    client.answer(go(client), email=other.email, password=PASSWORD)
    kept = accounts.account_by_id(product.database, other.id)
    assert kept is not None
    assert kept.subject == ""


def test_an_address_that_is_not_confirmed_opens_nothing(
    client: Client, product: Product, provider: Provider
) -> None:
    for claims in ({"email_verified": False}, {"email_verified": "true"}, {"email": ""}):
        provider.claims = claims
        page = go(client, status=400)
        assert page.heading == "That did not sign you in"
    assert accounts.account_by_email(product.database, EMAIL) is None


def test_codes_are_asked_for_here_too(client: Client, product: Product) -> None:
    go(client)
    account = accounts.account_by_email(product.database, EMAIL)
    assert account is not None
    secret = pyotp.random_base32()
    written(product.database, accounts.set_codes, account.id, secret, [])
    client.forget()
    page = go(client)
    assert page.heading == "Enter a code"
    page = client.answer(page, code=pyotp.TOTP(secret).now())
    assert page.address == "/account/devices"


@pytest.mark.parametrize(
    "wrong",
    [
        {"claims": {"nonce": "another"}},
        {"claims": {"aud": "another-client"}},
        {"claims": {"iss": "https://another.example"}},
        {"claims": {"exp": 1_000_000_000}},
        {"claims": {"sub": None}},
        {"foreign_key": True},
        {"unsigned": True},
        {"refuses": True},
        {"metadata": {"issuer": "https://another.example"}},
    ],
    ids=str,
)
def test_what_the_provider_says_is_checked(
    client: Client, product: Product, provider: Provider, wrong: dict[str, Any]
) -> None:
    if "metadata" not in wrong:
        back = leave(client)
        for name, value in wrong.items():
            setattr(provider, name, value)
        if wrong.get("refuses"):
            back = leave(client)
        client.get(back, status=400)
    else:
        provider.metadata = wrong["metadata"]
        client.get("/sign-in/elsewhere", status=400)
    assert client.get("/account").heading == "Sign in"
    assert accounts.account_by_email(product.database, EMAIL) is None


def test_an_answer_for_another_browser_is_refused(client: Client, app: Flask) -> None:
    back = leave(client)
    Client(app).get(back, status=400)


def test_an_answer_works_once(client: Client) -> None:
    back = leave(client)
    client.get(back)
    client.answer(client.get("/sign-out"))
    client.get(back, status=400)


def test_state_is_not_to_be_guessed(client: Client) -> None:
    parts = urlsplit(leave(client))
    code = parse_qs(parts.query)["code"][0]
    client.get(f"{parts.path}?code={code}&state=made-up", status=400)
    client.get(f"{parts.path}?code={code}", status=400)


def test_a_provider_that_is_away_is_said(tmp_path: Path) -> None:
    app = app_for(settings_in(tmp_path, oidc_issuer="http://127.0.0.1:1", oidc_client_id=CLIENT))
    page = Client(app).get("/sign-in/elsewhere", status=400)
    assert page.heading == "That did not sign you in"
    product_of(app).database.close()


def test_a_provider_that_says_nothing_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older tests had one that answers at once or refuses to: each request waited anew."""
    monkeypatch.setattr(account_elsewhere, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        app = app_for(settings_in(tmp_path, oidc_issuer=address, oidc_client_id=CLIENT))
        client = Client(app)
        before = monotonic()
        for _ in range(20):
            client.get("/sign-in/elsewhere", status=400)
            client.get("/sign-in/back?code=a&state=b", status=400)
        assert monotonic() - before < 10
        assert len(asked_of(silent)) == 1
        # Once it is asked again, it may have come back.
        monkeypatch.setattr(account_elsewhere, "monotonic", lambda: monotonic() + 60)
        client.get("/sign-in/elsewhere", status=400)
        assert len(asked_of(silent)) == 1
        product_of(app).database.close()


def asked_of(server: socket.socket) -> list[socket.socket]:
    """Those who have connected since, and are hung up on."""
    server.settimeout(0.2)
    found = []
    with suppress(TimeoutError):
        while True:
            found.append(server.accept()[0])
    for each in found:
        each.close()
    return found


def test_without_a_provider_there_are_no_such_pages(own_app: Flask) -> None:
    client = Client(own_app)
    client.get("/sign-in/elsewhere", status=404)
    client.get("/sign-in/back", status=404)
    assert not client.get("/sign-in").has_link("Sign in with")


def test_nobody_is_led_away_afterwards(client: Client) -> None:
    assert client.get(leave(client, "//evil.example/")).address == "/organisations"
