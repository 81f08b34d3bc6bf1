"""Opening an account, signing in and out, and another password by a link."""

from urllib.parse import quote

import pytest
from argon2 import Type
from flask import Flask

from ladder_assess.services.common.product import Product
from ladder_assess.services.people import sign_in as signing_in

# As it is served: imported before the tests put a quick one in its place.
from ladder_assess.services.people.sign_in import HASHER
from ladder_assess.storage.people import accounts, mail
from ladder_assess.web.access.identity import own_address
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.people import PASSWORD, hashed, last_message, link_in, make_person, sign_in
from tests.support.site import TODAY

NEW = "copper lantern quiet gate"


def test_an_account_is_opened_by_a_link(client: Client, product: Product) -> None:
    page = client.follow(client.get("/"), "Sign in")
    page = client.follow(page, "Open an account")
    page = client.answer(page, email="Olu.Ade@Example.ORG")
    assert page.heading == "Ask for your link"
    link = link_in(last_message(product, "olu.ade@example.org"))
    assert link.startswith("http://127.0.0.1:8000/account/confirm/")
    page = client.answer(client.get(link), name="Olu Ade", password=NEW)
    assert page.heading == "Your organisations"
    assert "Your account is open." in page.text
    assert page.has_link("Add an organisation")
    assert "olu.ade@example.org" in client.follow(page, "Olu Ade").text
    assert client.get(link, status=404).heading == "This link does not work any more"


def test_the_page_that_was_wanted_comes_after_the_account(client: Client, product: Product) -> None:
    client.answer(client.get("/account/new?to=/account/devices"), email="to@example.org")
    link = link_in(last_message(product, "to@example.org"))
    page = client.answer(client.get(link), name="To", password=NEW)
    assert page.address == "/account/devices"


def test_fetching_the_link_uses_nothing_up(client: Client, product: Product) -> None:
    client.answer(client.get("/account/new"), email="scanned@example.org")
    link = link_in(last_message(product, "scanned@example.org"))
    for _ in range(3):
        client.get(link)
    assert client.answer(client.get(link), name="S", password=NEW).address == "/organisations"


@pytest.mark.parametrize(
    "to", ["/buy-now", "/invitation/" + "x" * 200, "/help?buy=now", "/p/a/b/c", "//x.org", "x"]
)
def test_a_message_brings_no_words_of_a_stranger(client: Client, product: Product, to: str) -> None:
    client.answer(client.get(f"/account/new?to={quote(to)}"), email="words@example.org")
    assert "to=" not in link_in(last_message(product, "words@example.org"))


@pytest.mark.parametrize("path", ["/account/new", "/account/reset"])
def test_the_answer_is_the_same_whether_there_is_an_account(
    client: Client, product: Product, path: str
) -> None:
    known = make_person(product).email
    unknown = f"nobody{path.count('n')}@example.org"
    before = len(mail.all_messages(product.database))
    pages = [client.answer(client.get(path), email=email) for email in (known, unknown)]
    assert pages[0].html == pages[1].html
    assert len(mail.all_messages(product.database)) == before + 2
    assert "/account/confirm/" not in last_message(product, known).body
    assert "/account/reset/" not in last_message(product, unknown).body


def test_a_wrong_password_and_an_unknown_address_get_one_answer(
    client: Client, product: Product
) -> None:
    account = make_person(product)
    sent = [(account.email, "wrong wrong wrong"), ("nobody@example.org", PASSWORD)]
    pages = [client.answer(client.get("/sign-in"), email=e, password=p) for e, p in sent]
    assert pages[0].complaints == ["The e-mail address or the password is not right."]
    assert pages[0].complaints == pages[1].complaints
    assert PASSWORD not in pages[1].html


def test_as_much_work_is_done_whether_there_is_an_account(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The costly part is one comparison with a hash of the same cost. A clock may mislead."""
    account = make_person(product)
    compared: list[str] = []
    verify = signing_in._verify

    def watched(kept: str, password: str) -> bool:
        compared.append(kept.rsplit("$", 2)[0])
        return verify(kept, password)

    monkeypatch.setattr(signing_in, "_verify", watched)
    for email in (account.email, "nobody@example.org"):
        client.answer(client.get("/sign-in"), email=email, password="not the password")
    known, unknown = compared
    assert known == unknown
    assert known.startswith("$argon2id$")


def test_signing_in_leads_to_the_page_that_was_wanted(client: Client, product: Product) -> None:
    account = make_person(product, "Bea")
    page = client.get("/account/devices")
    assert page.heading == "Sign in"
    page = client.answer(page, email=account.email.upper(), password=PASSWORD)
    assert page.address == "/account/devices"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/", "//example.org", "///example.org", "/\\example.org", "\\\\x",
        "/\t/example.org", " //example.org", " ///example.org", "javascript:alert(1)", "account",
        "/\n/example.org", "/\x00", "",
    ],
)  # fmt: skip
def test_nobody_is_led_away(client: Client, product: Product, address: str) -> None:
    assert own_address(address) is None
    account = make_person(product)
    page = client.get("/sign-in")
    sent = {"email": account.email, "password": PASSWORD}
    token = page.one('input[name="csrf_token"]')["value"]
    response = client.browser.post(
        "/sign-in", query_string={"to": address}, data={**sent, "csrf_token": token}
    )
    assert response.headers["Location"] == "/organisations"


def test_signing_out(client: Client, product: Product) -> None:
    sign_in(client, make_person(product))
    client.answer(client.follow(client.get("/account"), "Sign out"))
    assert client.get("/account").heading == "Sign in"


def test_the_cookie_changes_at_sign_in_and_is_worthless_after_signing_out(
    client: Client, product: Product
) -> None:
    client.get("/sign-in")
    before = client.browser.get_cookie("session")
    sign_in(client, make_person(product))
    signed_in = client.browser.get_cookie("session")
    assert before
    assert signed_in
    assert before.value != signed_in.value
    client.answer(client.get("/sign-out"))
    client.browser.set_cookie("session", signed_in.value)
    assert client.get("/account").heading == "Sign in"


@pytest.mark.parametrize(("column", "seconds"), [("seen", 3601), ("started", 43201)])
def test_time_ends_a_sign_in(client: Client, product: Product, column: str, seconds: int) -> None:
    account = make_person(product)
    assert sign_in(client, account).heading == "Your account"
    with product.database.writing() as connection:
        connection.execute(
            f"UPDATE sign_in SET {column} = {column} - ? WHERE account_id = ?",
            (seconds, account.id),
        )
    assert client.get("/account").heading == "Sign in"


def test_a_page_keeps_a_sign_in_alive(client: Client, product: Product) -> None:
    account = make_person(product)
    sign_in(client, account)
    for _ in range(3):
        with product.database.writing() as connection:
            connection.execute("UPDATE sign_in SET seen = seen - 1500, started = started - 1500")
        assert client.get("/account").heading == "Your account"


def test_a_new_password_by_a_link(client: Client, product: Product, app: Flask) -> None:
    account = make_person(product)
    other = Client(app)
    sign_in(other, account)
    page = client.follow(client.get("/sign-in"), "forgotten")
    client.answer(page, email=account.email)
    link = link_in(last_message(product, account.email))
    page = client.answer(client.get(link), password="short")
    assert page.complaints == ["Make the password longer: 12 characters or more."]
    page = client.answer(page, password=NEW)
    assert page.heading == "Your account"
    assert other.get("/account").heading == "Sign in"
    assert last_message(product, account.email).subject == "Your password was changed"
    client.get(link, status=404)
    page = client.answer(other.get("/sign-in"), email=account.email, password=PASSWORD)
    assert page.complaints


def test_a_link_works_for_its_purpose_alone_and_others_go_once_one_is_used(
    client: Client, product: Product
) -> None:
    account = make_person(product)
    client.answer(client.get("/account/reset"), email=account.email)
    first = link_in(last_message(product, account.email))
    client.answer(client.get("/account/reset"), email=account.email)
    second = link_in(last_message(product, account.email))
    client.get(second.replace("/reset/", "/confirm/"), status=404)
    client.answer(client.get(first), password="tulip brick ferry fern")
    client.get(first, status=404)
    client.get(second, status=404)


def test_a_link_runs_out(client: Client, product: Product) -> None:
    account = make_person(product)
    client.answer(client.get("/account/reset"), email=account.email)
    link = link_in(last_message(product, account.email))
    with product.database.writing() as connection:
        connection.execute("UPDATE ticket SET expires = expires - 3601")
    client.get(link, status=404)


def test_a_strange_host_does_not_get_into_a_message(client: Client, product: Product) -> None:
    account = make_person(product)
    page = client.get("/account/reset")
    token = page.one('input[name="csrf_token"]')["value"]
    cookie = client.browser.get_cookie("session")
    assert cookie is not None
    client.browser.set_cookie("session", cookie.value, domain="evil.example")
    client.browser.post(
        "/account/reset",
        data={"csrf_token": token, "email": account.email},
        headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"},
    )
    sent = [m for m in mail.all_messages(product.database) if m.recipient == account.email]
    assert not any("evil.example" in message.body for message in sent)


@pytest.mark.parametrize(
    "typed", ["", "x", "x@y", "a b@example.org", "a@example.org\r\nBcc: b@c.org", "a@-x.org"]
)
def test_what_is_no_address_is_refused(client: Client, typed: str) -> None:
    page = client.answer(client.get("/account/new"), email=typed)
    assert page.complaints


def test_passwords_are_kept_at_the_full_cost() -> None:
    """RFC 9106, the second recommended option: Argon2id, 64 MiB, three passes."""
    assert HASHER.type is Type.ID
    assert HASHER.memory_cost >= 64 * 1024
    assert HASHER.time_cost >= 3


def test_an_old_hash_is_replaced_and_nobody_is_signed_out(
    client: Client, product: Product, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_in, "HASHER", HASHER)
    account = make_person(product)
    old = type(HASHER)(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    written(product.database, accounts.set_hash, account.id, old)
    sign_in(client, account)
    kept = accounts.account_by_id(product.database, account.id)
    assert kept is not None
    assert not HASHER.check_needs_rehash(kept.password)
    other = Client(app)
    assert sign_in(other, account).heading == "Your account"
    assert client.get("/account").heading == "Your account"


def test_passwords_are_not_kept_and_the_pages_neither(client: Client, product: Product) -> None:
    page = sign_in(client, make_person(product))
    assert page.headers["Cache-Control"] == "no-store"
    assert PASSWORD not in "\n".join(product.database.reading.iterdump())
    assert hashed().startswith("$argon2id$")


def test_two_who_open_the_same_address_get_one_account(product: Product) -> None:
    account = make_person(product)
    again = written(product.database, accounts.make_account, account.email.upper(), "x", "", TODAY)
    assert again is None
