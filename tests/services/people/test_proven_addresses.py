"""Only a message that was sent proves an address, whatever became of mail since.

The older tests knew a site that sends mail and one that does not. None let one become the other,
and their accounts were made without a link.
"""

import secrets

import pytest

from ladder_assess.core.people.account import MESSAGE, PROVIDER, Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.confirm_organisation import (
    confirm_by_address,
    drop_without_address,
    find_waiting,
)
from ladder_assess.services.people.keep_organisation import make_organisation, profile_of
from ladder_assess.services.people.open_account import (
    ask_to_confirm,
    open_account,
    open_from_elsewhere,
)
from ladder_assess.services.people.read_message import read_message
from ladder_assess.services.people.reset_password import ask_to_reset, reset_password
from ladder_assess.services.people.send_mail import Post, deliver
from ladder_assess.storage.people import accounts, authorities
from tests.support.filled import NOW
from tests.support.people import PASSWORD, last_message, make_person
from tests.support.site import TODAY

LETTER = ("About your account", "A link")
ADDRESS = "officer@lambeth.gov.uk"
SENT, READ, READ_THEN_SENT, WAITED = "sent", "read", "read, then sent", "waited"
WAYS = ((SENT, True), (READ, False), (READ_THEN_SENT, False), (WAITED, False))


def bring(product: Product, way: str, patched: pytest.MonkeyPatch) -> None:
    """Let the last message to ADDRESS come to its reader."""
    if way in (READ, READ_THEN_SENT):
        message = last_message(product, ADDRESS)
        read_message(product, make_person(product, "Admin"), message)
    if way in (SENT, READ_THEN_SENT):
        patched.setattr(send_mail, "_hand_over", lambda *_: None)
        assert deliver(product, Post("nowhere", 25, "site@example.org"))


def opened(product: Product, way: str, patched: pytest.MonkeyPatch) -> Account:
    token = secrets.token_urlsafe(32)
    assert ask_to_confirm(product, ADDRESS, token, (LETTER, LETTER))
    bring(product, way, patched)
    account = open_account(product, token, "Officer", PASSWORD, TODAY)
    assert account is not None
    return account


def council_of(product: Product, owner: Account) -> int:
    known = authorities.list_authorities(product.database)
    found = next(each for each in known if each.name == "London Borough of Lambeth")
    said = (found.name, profile_of(found, ()))
    return make_organisation(product, owner, said, "r", (TODAY, NOW))


@pytest.mark.parametrize(("way", "proven"), WAYS)
def test_a_link_proves_an_address_where_it_was_sent(
    own: Product, monkeypatch: pytest.MonkeyPatch, way: str, proven: bool
) -> None:
    account = opened(own, way, monkeypatch)
    organisation = council_of(own, account)
    assert account.proven_by == (MESSAGE if proven else "")
    assert confirm_by_address(own, TODAY, NOW) == proven
    row = find_waiting(own, organisation)
    assert row is not None
    assert row.unproven == (() if proven else ("lambeth.gov.uk",))


@pytest.mark.parametrize(("way", "proven"), WAYS)
def test_a_password_set_by_a_link_that_was_sent_proves_it_later(
    own: Product, monkeypatch: pytest.MonkeyPatch, way: str, proven: bool
) -> None:
    council_of(own, opened(own, READ, monkeypatch))
    token = secrets.token_urlsafe(32)
    assert ask_to_reset(own, ADDRESS, token, (LETTER, LETTER))
    bring(own, way, monkeypatch)
    assert reset_password(own, token, PASSWORD + "s", LETTER) is not None
    assert confirm_by_address(own, TODAY, NOW) == proven


def test_one_confirmed_by_an_address_that_was_never_proven_waits_again(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened(own, SENT, monkeypatch)
    council_of(own, account)
    assert confirm_by_address(own, TODAY, NOW) == 1
    with own.database.writing() as connection:
        connection.execute("UPDATE account SET proven_by = ''")
    assert drop_without_address(own, NOW) == 1
    assert confirm_by_address(own, TODAY, NOW) == 0


def test_a_link_for_an_address_that_has_an_account_proves_nothing_of_it(
    own: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = opened(own, READ, monkeypatch)
    token = secrets.token_urlsafe(32)
    assert not ask_to_confirm(own, ADDRESS, token, (LETTER, LETTER))
    bring(own, SENT, monkeypatch)
    assert open_account(own, token, "Officer", PASSWORD, TODAY) is None
    again = accounts.account_by_id(own.database, account.id)
    assert again is not None
    assert not again.proven_by


def test_a_provider_of_sign_in_proves_the_address_it_vouches_for(own: Product) -> None:
    account = open_from_elsewhere(own, ADDRESS, "Officer", "https://provider#1", TODAY)
    assert account is not None
    assert account.proven_by == PROVIDER
    council_of(own, account)
    assert confirm_by_address(own, TODAY, NOW) == 1
