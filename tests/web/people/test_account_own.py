"""What people see and change of their own account: name, password, codes and devices."""

import pyotp
import pytest
from argon2 import PasswordHasher
from flask import Flask

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.open_account import make_administrator
from ladder_assess.services.people.send_mail import send
from ladder_assess.storage.people import accounts, audit, mail
from ladder_assess.web.people import account as signing_in_page
from ladder_assess.web.people.account_own import device_name
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.page import Page
from tests.support.people import PASSWORD, last_message, make_person, sign_in

NEW = "copper lantern quiet gate"


@pytest.fixture
def account(product: Product, client: Client) -> Account:
    made = make_person(product, "Ann Lee")
    sign_in(client, made)
    return made


def events(product: Product, account: Account) -> list[str]:
    rows = product.database.reading.execute(
        "SELECT event FROM audit WHERE account_id = ? ORDER BY id", (account.id,)
    )
    return [row[0] for row in rows]


def code_of(product: Product, account: Account, secret: str) -> str:
    """The code of now, as if none had been used before."""
    with product.database.writing() as connection:
        connection.execute("DELETE FROM used_code WHERE account_id = ?", (account.id,))
    return pyotp.TOTP(secret).now()


def turn_on(client: Client, product: Product, account: Account) -> tuple[str, list[str]]:
    """Turn codes on; the secret that the app has, and the recovery codes."""
    page = client.get("/account/codes")
    secret = page.one(".app-key").text.replace(" ", "")
    page = client.answer(page, code=code_of(product, account, secret), password=PASSWORD)
    assert page.heading == "Your recovery codes"
    return secret, [code.text for code in page.all("ol code")]


def to_code(client: Client, account: Account) -> Page:
    """Become another browser and give the password: the page that asks for a code."""
    client.forget()
    page = sign_in(client, account, "/account/devices")
    assert page.heading == "Enter a code"
    return page


def test_a_name_is_changed(client: Client, account: Account) -> None:
    page = client.answer(client.get("/account/name"), name="Ann O'Brien <b>")
    assert page.heading == "Your account"
    assert page.has_link("Ann O'Brien <b>")


def test_a_password_is_changed(
    client: Client, product: Product, app: Flask, account: Account
) -> None:
    other = Client(app)
    sign_in(other, account)
    page = client.answer(client.get("/account/password"), current="wrong", password=NEW)
    assert page.complaints == ["This is not your password."]
    page = client.answer(page, current=PASSWORD, password=NEW)
    assert page.heading == "Your account"
    assert other.get("/account").heading == "Sign in"
    assert last_message(product, account.email).subject == "Your password was changed"
    assert "password_changed" in events(product, account)


def test_codes_are_turned_on_and_asked_for(
    client: Client, product: Product, account: Account
) -> None:
    secret, recovery = turn_on(client, product, account)
    assert len(set(recovery)) == 10
    assert client.get("/account/codes").heading == "Codes are on"
    page = to_code(client, account)
    assert client.get("/account").heading == "Sign in", "half signed in is not signed in"
    page = client.answer(page, code="000000")
    assert "not right" in page.complaints[0]
    page = client.answer(page, code=code_of(product, account, secret))
    assert page.address == "/account/devices"


def test_a_code_works_once(client: Client, product: Product, account: Account) -> None:
    secret, _ = turn_on(client, product, account)
    code = code_of(product, account, secret)
    client.answer(to_code(client, account), code=code)
    page = client.answer(to_code(client, account), code=code)
    assert "was used before" in page.complaints[0]


def test_the_code_that_turned_them_on_does_not_sign_in(
    client: Client, product: Product, account: Account
) -> None:
    page = client.get("/account/codes")
    code = pyotp.TOTP(page.one(".app-key").text.replace(" ", "")).now()
    client.answer(page, code=code, password=PASSWORD)
    assert client.answer(to_code(client, account), code=code).complaints


def test_a_recovery_code_works_once(client: Client, product: Product, account: Account) -> None:
    _, recovery = turn_on(client, product, account)
    page = client.answer(to_code(client, account), code=recovery[3].upper().replace("-", " "))
    assert page.address == "/account/devices"
    assert client.answer(to_code(client, account), code=recovery[3]).complaints
    assert accounts.recovery_codes_left(product.database, account.id) == 9
    kept = "\n".join(product.database.reading.iterdump())
    assert not any(code in kept or code.replace("-", "") in kept for code in recovery)


def test_half_a_sign_in_ends_with_the_password_and_with_time(
    client: Client, product: Product, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn_on(client, product, account)
    to_code(client, account)
    written(product.database, accounts.set_password, account.id, "another hash")
    assert client.get("/sign-in/code").heading == "Sign in"
    written(product.database, accounts.set_password, account.id, account.password)
    to_code(client, account)
    monkeypatch.setattr(signing_in_page, "HALF_LASTS", -1)
    assert client.get("/sign-in/code").heading == "Sign in"


def test_new_recovery_codes_and_codes_off_need_the_password(
    client: Client, product: Product, account: Account
) -> None:
    _, first = turn_on(client, product, account)
    page = client.answer(client.get("/account/codes/new"), password="wrong")
    assert page.complaints == ["This is not your password."]
    page = client.answer(page, password=PASSWORD)
    assert not set(first) & {code.text for code in page.all("ol code")}
    page = client.answer(client.get("/account/codes/off"), password="wrong")
    assert page.complaints
    page = client.answer(page, password=PASSWORD)
    assert "Off" in page.text
    assert accounts.recovery_codes_left(product.database, account.id) == 0
    assert "codes_turned_off" in events(product, account)
    client.forget()
    assert sign_in(client, account).heading == "Your account"


def test_the_picture_holds_the_key(client: Client, account: Account) -> None:
    page = client.get("/account/codes")
    again = client.get("/account/codes")
    assert page.one(".app-key").text == again.one(".app-key").text
    assert page.one("svg.app-qr").named("title")[0].text == "QR code with the key"


def test_devices_are_signed_out_one_by_one_and_everywhere(
    client: Client, product: Product, app: Flask, account: Account
) -> None:
    others = [Client(app) for _ in range(2)]
    for other in others:
        sign_in(other, account)
    page = client.get("/account/devices")
    rows = page.all("tbody tr")
    assert len(rows) == 3
    mine = next(row for row in rows if "this device" in row.text)
    first = next(row for row in rows if row is not mine)
    address = first.named("form")[0]["action"]
    page = client.send(form_of(page, address))
    assert len(page.all("tbody tr")) == 2
    assert sorted(o.get("/account").heading for o in others) == ["Sign in", "Your account"]
    page = client.send(form_of(page, "/account/devices/end"))
    assert page.heading == "Sign in"
    assert {o.get("/account").heading for o in (*others, client)} == {"Sign in"}


def test_nobody_ends_the_sign_in_of_another(
    client: Client, product: Product, app: Flask, account: Account
) -> None:
    other = Client(app)
    stranger = make_person(product)
    page = sign_in(other, stranger, "/account/devices")
    theirs = page.one("tbody form")["action"]
    token = client.get("/account/devices").all('input[name="csrf_token"]')[0]["value"]
    client.post(theirs, {"csrf_token": token})
    assert other.get("/account").heading == "Your account"


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) Version/17 Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120) Firefox/120", "Firefox on Linux"),
        ("", "A browser on some device"),
    ],
)
def test_devices_have_names(app: Flask, agent: str, name: str) -> None:
    with app.test_request_context():
        assert device_name(agent) == name


def test_the_administrator_alone_reads_messages_and_it_is_noted(
    client: Client, product: Product, account: Account
) -> None:
    number = send(product, "zed@example.org", "A <b> subject", "See https://example.org/x", "reset")
    client.get("/site/messages", status=403)
    client.get(f"/site/messages/{number}", status=403)
    make_administrator(product, account.email)
    turn_on(client, product, account)
    page = client.get("/account")
    waiting = len(mail.all_messages(product.database))
    said = f"Messages that wait to be sent: {waiting} wait"
    assert said in page.words_of("#administration")
    page = client.follow(page, "Messages that wait")
    assert f"Messages ({waiting} wait" in page.text
    assert "zed@example.org" in page.text
    page = client.get(f"/site/messages/{number}")
    assert page.heading == "A <b> subject"
    assert "https://example.org/x" in page.text
    assert "message_read" in events(product, account)
    client.answer(page)
    client.get(f"/site/messages/{number}", status=404)


def test_an_administrator_without_codes_is_sent_to_turn_them_on(
    client: Client, product: Product, account: Account
) -> None:
    number = send(product, "zed@example.org", "A subject", "A secret link", "reset")
    make_administrator(product, account.email)
    for address in ("/site/messages", f"/site/messages/{number}", "/administration/organisations"):
        page = client.get(address)
        assert page.heading == "Ask for a code when I sign in"
        assert "You are a site administrator" in page.text
    for address in (f"/site/messages/{number}", "/administration/organisations/1/remove"):
        client.post(address, {"reason": "asked"})
    assert mail.find_message(product.database, number) is not None, "nothing was done"
    assert "message_read" not in events(product, account)
    for address in ("/account", "/organisations", "/practice"):
        assert client.get(address).heading != page.heading, "ordinary pages stay open"
    secret = page.one(".app-key").text.replace(" ", "")
    page = client.answer(page, code=code_of(product, account, secret), password=PASSWORD)
    page = client.follow(page, "I have kept them: go on")
    assert page.heading == "Organisations of this site"
    page = client.get("/account/codes/off")
    assert "You are a site administrator" in page.text
    client.answer(page, password=PASSWORD)
    page = client.get("/administration/organisations")
    assert page.heading == "Ask for a code when I sign in"


def test_turning_codes_on_ends_what_a_password_alone_began(
    client: Client, product: Product, app: Flask, account: Account
) -> None:
    other = Client(app)
    sign_in(other, account)
    turn_on(client, product, account)
    assert other.get("/account").heading == "Sign in"
    assert client.get("/account").heading == "Your account"


def test_what_happens_at_sign_in_is_on_record(
    client: Client, product: Product, account: Account
) -> None:
    client.answer(client.get("/sign-out"))
    client.answer(client.get("/sign-in"), email=account.email, password="wrong")
    assert events(product, account)[-3:] == ["signed_in", "signed_out", "sign_in_failed"]
    assert audit.of_organisation(product.database, 0) == []


def test_codes_are_not_turned_on_without_the_password(
    client: Client, product: Product, account: Account
) -> None:
    page = client.get("/account/codes")
    secret = page.one(".app-key").text.replace(" ", "")
    page = client.answer(page, code=pyotp.TOTP(secret).now(), password="not the password")
    assert page.complaints
    found = accounts.account_by_id(product.database, account.id)
    assert found is not None
    assert not found.code_secret


def test_where_mail_is_sent_no_message_is_shown(
    client: Client, product: Product, account: Account
) -> None:
    make_administrator(product, account.email)
    turn_on(client, product, account)
    number = send(product, "zed@example.org", "A subject", "A secret link", "reset")
    client.browser.application.config["SENDS_MAIL"] = True
    try:
        page = client.get(f"/site/messages/{number}")
    finally:
        client.browser.application.config["SENDS_MAIL"] = False
    assert "A secret link" not in page.text
    assert "message_read" not in events(product, account)


def test_whom_a_message_is_for_is_told_that_it_was_read(
    client: Client, product: Product, account: Account, app: Flask
) -> None:
    make_administrator(product, account.email)
    turn_on(client, product, account)
    other = make_person(product)
    client.get(f"/site/messages/{send(product, other.email, 'A subject', 'A link', 'reset')}")
    theirs = Client(app)
    sign_in(theirs, other)
    assert "A site administrator read a message to you" in theirs.get("/account").text


def test_a_hash_of_old_parameters_is_replaced_without_asking_for_the_password_twice(
    client: Client, product: Product, account: Account
) -> None:
    turn_on(client, product, account)
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    written(product.database, accounts.set_hash, account.id, old)
    assert to_code(client, account).heading == "Enter a code"
    kept = accounts.account_by_id(product.database, account.id)
    assert kept is not None
    assert kept.password != old
    assert client.get("/sign-in/code").heading == "Enter a code"
