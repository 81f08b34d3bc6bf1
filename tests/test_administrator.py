"""The command that makes a site administrator, and what the link that it prints opens."""

from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.serving import prepare
from ladder_assess.storage.people import accounts
from tests.support.client import Client
from tests.support.command import run
from tests.support.people import make_person
from tests.support.site import product_of, settings_in

NEW = "copper lantern quiet gate"


def test_someone_new_gets_a_link_that_makes_an_administrator(
    own_app: Flask, tmp_path: Path
) -> None:
    done = run("administrator", "Site@Example.org", directory=tmp_path / "instance")
    assert done.code == 0
    link = done.out.split()[-1]
    assert link.startswith("http://127.0.0.1:8000/account/confirm/")
    client = Client(own_app)
    page = client.answer(client.get(link), name="Site", password=NEW)
    assert not page.has_link("Messages that wait to be sent")
    page = client.follow(page, "Turn codes on")
    assert page.heading == "Ask for a code when I sign in", "a password alone is not enough"
    account = accounts.account_by_email(product_of(own_app).database, "site@example.org")
    assert account is not None
    assert account.administrator


def test_someone_with_an_account_is_made_one_at_once(own_app: Flask, tmp_path: Path) -> None:
    account = make_person(product_of(own_app))
    done = run("administrator", account.email, directory=tmp_path / "instance")
    assert "is a site administrator now" in done.out
    found = accounts.account_by_id(product_of(own_app).database, account.id)
    assert found is not None
    assert found.administrator


@pytest.mark.parametrize("wrong", ["ann", "a@b@c", " ann@example.org"])
def test_what_is_no_address_is_refused(tmp_path: Path, wrong: str) -> None:
    done = run("administrator", wrong, directory=tmp_path / "instance")
    assert done.code == 1
    assert "is not an e-mail address" in done.errors[0]


def test_a_first_start_knows_that_nobody_looks_after_the_site(
    own_app: Flask, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    assert not prepare(settings).attended
    run("administrator", make_person(product_of(own_app)).email, directory=tmp_path / "instance")
    assert prepare(settings).attended
