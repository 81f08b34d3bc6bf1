"""Nobody can lock somebody else out, by trying passwords, codes or links from elsewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pyotp
import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, OWNER, VIEWER
from ladder_assess.services.common import limits
from ladder_assess.services.common.limits import HOUR, LIMITS
from ladder_assess.services.people import invite_person, manage_people, send_mail
from ladder_assess.services.people.invite_person import (
    Invited,
    Place,
    accept,
    invite,
    open_invitation,
)
from ladder_assess.services.people.sign_in import new_code_secret
from ladder_assess.storage.people import accounts, mail, organisations, tickets
from ladder_assess.storage.people.tickets import RESET, Ticket
from ladder_assess.web.access.known_browser import limit_tries
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.membership import People
from tests.support.people import PASSWORD
from tests.support.site import app_for, product_of, settings_in

NOW, ELSEWHERE = 1_000_000_000, "198.51.100.%d"


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Flask]:
    """An installation with the limits that a new one has."""
    app = app_for(settings_in(tmp_path, limit_times=1))
    yield app
    product_of(app).database.close()


def sign_in(client: Client, email: str, password: str, address: str, at: str = "/sign-in") -> int:
    """The status of an answer to a sign-in from an address on the network."""
    return sign_in_by(client, token_of(client, at), email, password, address, at)


def token_of(client: Client, at: str = "/sign-in") -> str:
    return str(client.get(at).named("input")[0]["value"])


def sign_in_by(
    client: Client, token: str, email: str, password: str, address: str, at: str = "/sign-in"
) -> int:
    """The same from a page that was asked for before: who tries a hundred times asks once."""
    sent = {"csrf_token": token, "email": email, "password": password}
    return client.browser.post(at, data=sent, environ_base={"REMOTE_ADDR": address}).status_code


def test_tries_from_one_place_do_not_lock_the_owner_out_elsewhere(strict: Flask) -> None:
    victim = People(strict).person()
    attacker, own = Client(strict), Client(strict)
    token = token_of(attacker)
    for _ in range(101):
        sign_in_by(attacker, token, victim.email, "wrong wrong wrong", ELSEWHERE % 1)
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302


def test_tries_from_everywhere_do_not_lock_out_a_browser_that_signed_in_before(
    strict: Flask,
) -> None:
    victim = People(strict).person()
    attacker, own, new = Client(strict), Client(strict), Client(strict)
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302
    own.browser.delete_cookie("session")
    token = token_of(attacker)
    for place in range(101):
        sign_in_by(attacker, token, victim.email, "wrong wrong wrong", ELSEWHERE % place)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2") == 429
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302


def crowd(app: Flask, email: str) -> None:
    """More wrong tries from many places than the wide limit allows."""
    attacker = Client(app)
    token = token_of(attacker)
    for place in range(101):
        sign_in_by(attacker, token, email, "wrong wrong wrong", ELSEWHERE % place)


def link_sent(app: Flask, email: str) -> str:
    """The address in the latest message that leads past those who try; empty where none was."""
    product = product_of(app)
    sent = [m for m in mail.all_messages(product.database) if m.kind == send_mail.WAY_IN]
    assert {message.recipient for message in sent} <= {email}
    return re.findall(r"/sign-in\?way=\S+", sent[0].body)[0] if sent else ""


def test_the_owner_gets_into_a_new_browser_by_a_link(strict: Flask) -> None:
    victim, new = People(strict).person(), Client(strict)
    crowd(strict, victim.email)
    assert not link_sent(strict, victim.email)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2") == 429
    link = link_sent(strict, victim.email)
    # What looks into links before people do uses none up.
    Client(strict).get(link)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2", link) == 302
    # It works once, for its owner's address, and takes no other password.
    other = People(strict).person()
    crowd(strict, other.email)
    assert sign_in(Client(strict), victim.email, PASSWORD, ELSEWHERE % 251, link) == 429
    again = link_sent(strict, victim.email)
    assert again != link
    assert sign_in(Client(strict), other.email, PASSWORD, ELSEWHERE % 252, again) == 429
    assert sign_in(Client(strict), victim.email, "wrong wrong wrong", ELSEWHERE % 253, again) == 200


def test_while_many_try_a_right_guess_looks_like_a_wrong_one(strict: Flask) -> None:
    """Else the wide limit would bound nothing: each try would still tell."""
    victim, attacker = People(strict).person(), Client(strict)
    crowd(strict, victim.email)

    def heard(password: str, place: int) -> tuple[int, str, list[str], str]:
        page = attacker.get("/sign-in")
        data = {"email": victim.email, "password": password}
        data["csrf_token"] = page.named("input")[0]["value"]
        answer = attacker.browser.post(
            "/sign-in", data=data, environ_base={"REMOTE_ADDR": ELSEWHERE % place}
        )
        without = re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.text)
        cookies = [c.partition("=")[0] for c in answer.headers.getlist("Set-Cookie")]
        return (
            answer.status_code,
            without,
            cookies,
            answer.headers.get("Location", ""),
        )

    assert heard(PASSWORD, 201) == heard("wrong wrong wrong", 202)
    # Not even by how often it may be tried from there afterwards.
    tries = [heard(PASSWORD, 203)[0] for _ in range(11)]
    wrong = [heard("wrong wrong wrong", 204)[0] for _ in range(11)]
    assert tries == wrong


def test_nobody_fills_the_owners_mailbox(strict: Flask) -> None:
    victim = People(strict).person()
    crowd(strict, victim.email)
    for place in range(8):
        sign_in(Client(strict), victim.email, PASSWORD, ELSEWHERE % place)
    kinds = [m.kind for m in mail.all_messages(product_of(strict).database)]
    assert kinds.count(send_mail.WAY_IN) == LIMITS["way_in"].most


def test_ten_thousand_places_hear_no_more_guesses_a_day_than_a_hundred_an_hour(
    strict: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each place may try 960 times a day: 9.6 million in all, of which 2,400 are answered."""
    clock = [NOW - NOW % HOUR]
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: clock[0]))
    victim, heard = People(strict).person(), 0
    for hour in range(24):
        clock[0] = NOW - NOW % HOUR + hour * HOUR
        for number in range(417):
            place = f"10.0.{(hour * 417 + number) // 250}.{number % 250}"
            with strict.test_request_context("/sign-in", environ_base={"REMOTE_ADDR": place}):
                heard += not limit_tries(("sign_in", "sign_in_email"), victim.email, victim).wait
    assert heard == 24 * LIMITS["sign_in_email"].most == 2400


def test_codes_tried_by_one_who_knows_the_password_keep_nobody_out(strict: Flask) -> None:
    """The link that tells the owner so leads the new browser past the codes as well."""
    people = People(strict)
    victim, new = people.person(), Client(strict)
    secret = new_code_secret()
    written(product_of(strict).database, accounts.set_codes, victim.id, secret, [])
    for place in range(101):
        with strict.test_request_context("/", environ_base={"REMOTE_ADDR": ELSEWHERE % place}):
            limit_tries(("code", "code_account"), str(victim.id), victim)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2") == 302
    code = pyotp.TOTP(secret).now()
    assert type_code(new, code) == 429
    link = link_sent(strict, victim.email)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2", link) == 302
    assert type_code(new, code) == 302


def type_code(client: Client, code: str) -> int:
    token = client.get("/sign-in/code").named("input")[0]["value"]
    sent = {"csrf_token": token, "code": code}
    return client.browser.post("/sign-in/code", data=sent).status_code


def test_the_mark_of_another_account_leads_past_nothing(strict: Flask) -> None:
    people = People(strict)
    victim, other = people.person(), people.person()
    attacker = Client(strict)
    assert sign_in(attacker, other.email, PASSWORD, ELSEWHERE % 1) == 302
    attacker.browser.delete_cookie("session")
    token = token_of(attacker)
    answers = [
        sign_in_by(attacker, token, victim.email, "wrong wrong wrong", ELSEWHERE % (place % 250))
        for place in range(102)
    ]
    assert answers[-1] == 429


def test_asking_for_links_spoils_no_link_that_was_sent(strict: Flask) -> None:
    database = product_of(strict).database
    for number in range(3):
        written(
            database, tickets.issue, Ticket(RESET, "sam@example.org", NOW + 60), f"token {number}"
        )
    assert tickets.find(database, "token 0", RESET, NOW)
    assert written(database, tickets.use, "token 1", RESET, NOW)
    assert not tickets.find(database, "token 0", RESET, NOW)
    assert not tickets.find(database, "token 2", RESET, NOW)


def test_an_invitation_ends_with_its_authors_right(own_app: Flask) -> None:
    people = People(own_app)
    product, owner = product_of(own_app), people.person()
    office = people.organisation(owner)
    author = people.join(office, OWNER)
    token = invite(product, author, office.id, Invited("new@example.org", Place(CONTRIBUTOR)), NOW)
    assert open_invitation(product, token, NOW)
    before = organisations.find_membership(product.database, office.id, author.id)
    assert before is not None
    manage_people.let_go(product, owner, before, NOW)
    assert open_invitation(product, token, NOW) is None
    assert accept(product, people.person(), token, NOW) is None


@pytest.mark.parametrize("role", [OWNER, EDITOR, CONTRIBUTOR, VIEWER])
def test_power_goes_to_the_address_invited_alone(own_app: Flask, role: str) -> None:
    people = People(own_app)
    product, owner = product_of(own_app), people.person()
    office = people.organisation(owner)
    finder, invited = people.person(), people.person()
    token = invite(product, owner, office.id, Invited(invited.email, Place(role)), NOW)
    assert accept(product, finder, token, NOW) is None
    assert accept(product, invited, token, NOW) == office.id


def test_nothing_is_put_on_record_that_did_not_happen(own_app: Flask) -> None:
    people = People(own_app)
    product, owner = product_of(own_app), people.person()
    office = people.organisation(owner)
    count = "SELECT count(*) FROM audit WHERE event = 'invitation_withdrawn'"
    invite_person.withdraw(product, owner, office.id, 999, NOW)
    assert product.database.reading.execute(count).fetchone()[0] == 0


def test_nobody_else_on_the_machine_reads_the_instance(own_app: Flask) -> None:
    folder = product_of(own_app).database.path.parent
    assert folder.stat().st_mode & 0o077 == 0
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert files
    assert not [file.name for file in files if file.stat().st_mode & 0o077]
