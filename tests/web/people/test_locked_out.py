"""Nobody can lock somebody else out, by trying passwords, codes or links from elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, OWNER
from ladder_assess.services.people import invite_person, manage_people
from ladder_assess.services.people.invite_person import (
    Invited,
    Place,
    accept,
    invite,
    open_invitation,
)
from ladder_assess.storage.people import organisations, tickets
from ladder_assess.storage.people.tickets import RESET, Ticket
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


def sign_in(client: Client, email: str, password: str, address: str) -> int:
    """The status of an answer to a sign-in from an address on the network."""
    page = client.get("/sign-in")
    token = page.named("input")[0]["value"]
    sent = {"csrf_token": token, "email": email, "password": password}
    return client.browser.post(
        "/sign-in", data=sent, environ_base={"REMOTE_ADDR": address}
    ).status_code


def test_tries_from_one_place_do_not_lock_the_owner_out_elsewhere(strict: Flask) -> None:
    victim = People(strict).person()
    attacker, own = Client(strict), Client(strict)
    for _ in range(101):
        sign_in(attacker, victim.email, "wrong wrong wrong", ELSEWHERE % 1)
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302


def test_tries_from_everywhere_do_not_lock_out_a_browser_that_signed_in_before(
    strict: Flask,
) -> None:
    victim = People(strict).person()
    attacker, own, new = Client(strict), Client(strict), Client(strict)
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302
    own.browser.delete_cookie("session")
    for place in range(101):
        sign_in(attacker, victim.email, "wrong wrong wrong", ELSEWHERE % place)
    assert sign_in(new, victim.email, PASSWORD, "192.0.2.2") == 429
    assert sign_in(own, victim.email, PASSWORD, "192.0.2.1") == 302


def test_the_mark_of_another_account_leads_past_nothing(strict: Flask) -> None:
    people = People(strict)
    victim, other = people.person(), people.person()
    attacker = Client(strict)
    assert sign_in(attacker, other.email, PASSWORD, ELSEWHERE % 1) == 302
    attacker.browser.delete_cookie("session")
    answers = [
        sign_in(attacker, victim.email, "wrong wrong wrong", ELSEWHERE % (place % 250))
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


@pytest.mark.parametrize("role", [OWNER, EDITOR])
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
