"""A new password, or a code generator that is turned on, ends what was let in by what was before:
also where that was checked a moment earlier and is let in a moment later.

The older tests changed the password before somebody tried to sign in or after they had: one that
was right when it was looked at signed in after everybody with it had been signed out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import pytest
from flask import Flask

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import keep_sign_in
from ladder_assess.services.people.keep_sign_in import ChangedMeanwhile, Device
from ladder_assess.services.people.reset_password import change_password
from ladder_assess.services.people.sign_in import hash_password, sign_in
from ladder_assess.services.people.turn_codes_on import turn_codes_on
from ladder_assess.storage.people import accounts, sign_ins
from tests.support.client import Client
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.people import PASSWORD, make_person
from tests.support.site import product_of

DEVICE = Device("token", "somebody else's", NOW)
TOLD = ("Subject", "Body")
LETS_IN: dict[str, Callable[[Product, Account], object]] = {
    "a sign-in": lambda product, checked: keep_sign_in.begin(product, checked, DEVICE, None),
    "a change of the password": lambda product, checked: change_password(
        product, checked, "tulip brick ferry moor", DEVICE, TOLD
    ),
    "turning codes on": lambda product, checked: turn_codes_on(
        product, checked, "A" * 32, DEVICE, TOLD
    ),
}


@dataclass(frozen=True)
class Scene:
    """A person whose password somebody else knows."""

    product: Product
    person: Account

    def set_password(self) -> None:
        kept = hash_password("another one of five words")
        written(self.product.database, accounts.set_password, self.person.id, kept)

    def turn_codes_on(self) -> None:
        written(self.product.database, accounts.set_codes, self.person.id, "B" * 32, [])

    @property
    def devices(self) -> int:
        return len(sign_ins.of_account(self.product.database, self.person.id))


@pytest.fixture
def scene(own_app: Flask) -> Scene:
    product = product_of(own_app)
    return Scene(product, make_person(product, "Ann Lee"))


@pytest.mark.parametrize("lets_in", LETS_IN)
@pytest.mark.parametrize("changes", [Scene.set_password, Scene.turn_codes_on])
def test_what_was_checked_lets_nobody_in_once_it_has_changed(
    scene: Scene, lets_in: str, changes: Callable[[Scene], None]
) -> None:
    checked = sign_in(scene.product, scene.person.email, PASSWORD)
    assert checked is not None
    changes(scene)
    by_now = accounts.account_by_id(scene.product.database, scene.person.id)
    with pytest.raises(ChangedMeanwhile):
        LETS_IN[lets_in](scene.product, checked)
    assert accounts.account_by_id(scene.product.database, scene.person.id) == by_now
    assert not scene.devices


def test_whoever_is_overtaken_is_asked_to_sign_in_again(
    scene: Scene, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(product: Product, email: str, password: str) -> Account | None:
        found = sign_in(product, email, password)
        scene.set_password()
        return found

    pages = import_module("ladder_assess.web.people.account")
    monkeypatch.setattr(pages, "check_password", overtaken)
    client = Client(own_app)
    page = client.answer(
        client.get("/sign-in?to=/account"), email=scene.person.email, password=PASSWORD
    )
    assert page.heading == "Sign in"
    assert not scene.devices
