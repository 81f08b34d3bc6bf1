"""Whoever asked for a link to an account before its owner made it safe has nothing by it then."""

from collections.abc import Callable, Mapping

import pytest

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import keep_sign_in, reset_password
from ladder_assess.services.people import turn_codes_on as codes
from ladder_assess.services.people.keep_sign_in import Device
from ladder_assess.services.people.let_in import has_way_in, offer_way_in
from ladder_assess.storage.people.accounts import account_by_id
from tests.support.filled import NOW
from tests.support.people import PASSWORD, make_person

TOLD = ("Something was changed", "If it was not you, say so.")
Does = Callable[[Product, Account], object]


def device() -> Device:
    return Device("a token", "", NOW)


def sets_by_link(product: Product, account: Account) -> None:
    reset_password.ask_to_reset(product, account.email, "own link")
    assert reset_password.reset_password(product, "own link", PASSWORD, TOLD)


def turns_codes_on(product: Product, account: Account) -> None:
    codes.turn_codes_on(product, account, "A" * 32, device(), TOLD)


def turns_codes_off(product: Product, account: Account) -> None:
    turns_codes_on(product, account)
    ask(product, account)
    codes.turn_codes_off(product, account, TOLD)


def renews(product: Product, account: Account) -> None:
    turns_codes_on(product, account)
    ask(product, account)
    on = account_by_id(product.database, account.id)
    assert on is not None
    assert codes.renew_recovery_codes(product, on, TOLD)


MAKES_SAFE: Mapping[str, Does] = {
    "changes the password": lambda product, account: reset_password.change_password(
        product, account, PASSWORD, device(), TOLD
    ),
    "sets another by a link": sets_by_link,
    "turns codes on": turns_codes_on,
    "turns codes off": turns_codes_off,
    "makes new recovery codes": renews,
    "signs out everywhere": keep_sign_in.end_everywhere,
}


def ask(product: Product, account: Account) -> None:
    """What somebody else has asked for, and can read."""
    reset_password.ask_to_reset(product, account.email, "their link")
    offer_way_in(product, account, "their way", ("Sign in", "with this link"))


@pytest.mark.parametrize("name", MAKES_SAFE)
def test_links_from_before_are_void(own: Product, name: str) -> None:
    account, other = make_person(own), make_person(own)
    ask(own, account)
    offer_way_in(own, other, "way of another", ("Sign in", "with this link"))
    assert has_way_in(own, "their way", account.email)
    MAKES_SAFE[name](own, account)
    assert reset_password.reset_password(own, "their link", "another", TOLD) is None
    assert not has_way_in(own, "their way", account.email)
    assert has_way_in(own, "way of another", other.email), "those of others stay good"


def test_a_link_that_is_asked_for_afterwards_is_good(own: Product) -> None:
    account = make_person(own)
    reset_password.change_password(own, account, PASSWORD, device(), TOLD)
    reset_password.ask_to_reset(own, account.email, "new link")
    assert reset_password.reset_password(own, "new link", PASSWORD, TOLD)
