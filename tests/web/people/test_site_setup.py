"""A site administrator sees what is not set, what that means for users, and how to mend it."""

from itertools import product as every_pair
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.settings import from_environment
from ladder_assess.storage.people import accounts
from ladder_assess.web.people.site_setup import set_up
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.membership import People
from tests.support.site import app_for, settings_in

SET: dict[str, dict[str, Any]] = {
    "operator": {"operator": "Riverside Council"},
    "contact": {"contact": "help@riverside.example"},
    "address": {"site_address": "https://ladder.example.org", "secure_cookies": True},
    "mail": {"smtp_host": "mail.example.org", "smtp_password": "tulip-brick"},
}


@pytest.mark.parametrize("chosen", list(every_pair((False, True), repeat=len(SET))))
def test_what_is_missing_stands_first(tmp_path: Path, chosen: tuple[bool, ...]) -> None:
    given = [name for name, yes in zip(SET, chosen, strict=True) if yes]
    others = {key: value for name in given for key, value in SET[name].items()}
    found = set_up(settings_in(tmp_path, **others))
    done = {each.name for each in found if each.done}
    assert done == {*given, *(["tls"] if "address" in given else [])}
    assert [each.name for each in found if each.done is None] == ["backups"]
    backed_up = set_up(settings_in(tmp_path, backups="a-folder", **others))
    assert {each.name for each in backed_up if each.done} == {*done, "backups"}
    order = [{False: 0, None: 1, True: 2}[each.done] for each in found]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("address", "safe", "done"),
    [
        ("http://ladder.example.org", True, False),
        ("https://ladder.example.org", False, False),
        ("https://ladder.example.org", True, True),
    ],
)
def test_tls_needs_both_the_address_and_safe_cookies(
    tmp_path: Path, address: str, safe: bool, done: bool
) -> None:
    found = set_up(settings_in(tmp_path, site_address=address, secure_cookies=safe))
    assert next(each.done for each in found if each.name == "tls") is done


def test_the_page_says_what_to_do_and_shows_no_secret(tmp_path: Path) -> None:
    app = app_for(settings_in(tmp_path, **SET["mail"]))
    people = People(app)
    admin = people.person("Site Admin")
    written(people.product.database, accounts.set_administrator, admin.id, True)
    written(people.product.database, accounts.set_codes, admin.id, "A" * 32, [])
    client = people.client(admin)
    account = client.get("/account")
    assert "Setting up this site: 4 things are not set" in account.words_of("#administration")
    page = client.follow(account, "Setting up this site")
    for name in ("Messages", "Confirm organisations", "Comparison figures", "Organisations"):
        page = client.follow(page, name)
        assert page.one("[aria-current=page]").text == name
    page = client.follow(page, "Setting up")
    assert "4 things are not set." in page.text
    assert "Set, for example: LADDER_OPERATOR='Riverside Council'" in page.words_of("#operator")
    assert page.words_of("#mail") == "E-mail Set"
    assert "LADDER_BACKUPS=" in page.words_of("#backups")
    assert "tulip" not in page.html
    client.follow(page, "What each setting does")
    people.client(people.person()).get("/administration/setup", status=403)
    assert Client(app).get("/administration/setup").address.startswith("/sign-in")
    assert "Setting up" not in people.client(people.person()).get("/account").text


def test_the_examples_set_what_they_are_for(tmp_path: Path) -> None:
    """Whoever pastes all of them has nothing left to set."""
    lines = [line for each in set_up(settings_in(tmp_path)) for line in each.lines]
    pairs = (line.partition("=") for line in lines if line.startswith("LADDER_"))
    given = {name: value.strip("'") for name, _, value in pairs}
    found = set_up(from_environment({**given, "LADDER_INSTANCE": str(tmp_path)}))
    assert [each.name for each in found if not each.done] == []


def test_an_administrator_without_codes_is_told_to_turn_them_on(tmp_path: Path) -> None:
    people = People(app_for(settings_in(tmp_path)))
    admin = people.person("Site Admin")
    written(people.product.database, accounts.set_administrator, admin.id, True)
    client = people.client(admin)
    page = client.follow(client.get("/account"), "Turn codes on")
    assert page.address.startswith("/account/codes")


def test_an_administrator_without_codes_is_shown_what_comes_first(tmp_path: Path) -> None:
    people = People(app_for(settings_in(tmp_path)))
    admin = people.person("Site Admin")
    written(people.product.database, accounts.set_administrator, admin.id, True)
    page = people.client(admin).get("/account")
    (link,) = page.all("#administration a")
    assert link.text == "Turn codes on"
    assert "Then set up this site: 5 things are not set." in page.words_of("#administration")
