"""What is done about people is done with its entry in the log and its message, or not begun."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

import pytest

from ladder_assess.core.people.access import CONTRIBUTOR, EDITOR, OWNER, VIEWER, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Organisation, Profile
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import keep_sign_in, manage_people, tell_people
from ladder_assess.services.people.confirm_organisation import decide, find_waiting
from ladder_assess.services.people.invite_person import Invited, Place, accept, invite
from ladder_assess.services.people.keep_organisation import change_profile, make_organisation
from ladder_assess.services.people.keep_sign_in import Device
from ladder_assess.services.people.open_account import ask_to_confirm, open_account
from ladder_assess.services.people.reset_password import (
    ask_to_reset,
    change_password,
    reset_password,
)
from ladder_assess.services.people.turn_codes_on import turn_codes_off, turn_codes_on
from ladder_assess.storage.people.accounts import account_by_id
from tests.support.filled import NOW
from tests.support.kept.stops import stop_anywhere
from tests.support.offices import Office, make_office, make_person
from tests.support.people import PASSWORD
from tests.support.site import TODAY

TOLD = ("Something was changed", "If it was not you, say so.")
_fresh = count(1)


def seal_of(product: Product, organisation: int) -> str:
    found = find_waiting(product, organisation)
    assert found is not None
    return found.seal


@dataclass(frozen=True)
class Scene:
    """An organisation with an owner, an editor and someone who is invited."""

    product: Product
    office: Office
    editor: Account
    invited: Account
    token: str

    @property
    def place(self) -> Membership:
        return Membership(self.office.id, self.editor.id, EDITOR)

    @property
    def organisation(self) -> Organisation:
        return Organisation(self.office.id, self.office.name, Profile("other", "England"))


@pytest.fixture
def scene(own: Product) -> Scene:
    office = make_office(own)
    editor, invited = make_person(own, "Eve"), make_person(own, "Ivo")
    office.take_on(editor, EDITOR)
    # Signed in, with codes: else there is nothing to turn off and nobody to sign out.
    turn_codes_on(own, editor, "B" * 32, device(), TOLD)
    editor = account_by_id(own.database, editor.id) or editor
    letter = Invited(invited.email, Place(CONTRIBUTOR))
    token = invite(own, office.owner, office.id, letter, NOW)
    ask_to_confirm(own, "new@example.org", "confirm")
    ask_to_reset(own, editor.email, "reset")
    return Scene(own, office, editor, invited, token)


def device() -> Device:
    return Device(f"token {next(_fresh)}", "A telephone", NOW)


def invites(scene: Scene) -> None:
    letter = Invited(scene.invited.email, Place(OWNER), lambda token: ("Come", token))
    invite(scene.product, scene.office.owner, scene.office.id, letter, NOW)


def asks_for_codes(scene: Scene) -> None:
    turn_codes_on(scene.product, scene.editor, "A" * 32, device(), TOLD)


def signs_in(scene: Scene) -> None:
    keep_sign_in.begin(scene.product, scene.editor, device(), None, "provider#1")


USE_CASES: Mapping[str, Callable[[Scene], object]] = {
    "invites": invites,
    "accepts": lambda s: accept(s.product, s.invited, s.token, NOW),
    "opens an account": lambda s: open_account(s.product, "confirm", "New", PASSWORD, TODAY),
    "resets a password": lambda s: reset_password(s.product, "reset", PASSWORD, TOLD),
    "changes a password": lambda s: change_password(
        s.product, s.editor, PASSWORD, device(), TOLD
    ),
    "asks for codes": asks_for_codes,
    "asks for no codes": lambda s: turn_codes_off(s.product, s.editor, TOLD),
    "signs in": signs_in,
    "signs out": lambda s: keep_sign_in.end_everywhere(s.product, s.editor),
    "makes an organisation": lambda s: make_organisation(
        s.product, s.editor, ("Another", Profile("charity", "england")), "r", (TODAY, NOW)
    ),
    "says it is another": lambda s: change_profile(
        s.product, s.office.owner, s.office.id, ("B", Profile("charity", "wales")), NOW
    ),
    "changes a role": lambda s: manage_people.change_place(
        s.product, s.office.owner, s.place, replace(s.place, role=VIEWER), NOW
    ),
    "lets someone go": lambda s: manage_people.let_go(s.product, s.office.owner, s.place, NOW),
    "confirms": lambda s: decide(
        s.product, s.editor, s.office.id, True, (TODAY, NOW), seen=seal_of(s.product, s.office.id)
    ),
    "wants messages": lambda s: tell_people.turn_on(s.product, s.editor, 1, TODAY),
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("name", USE_CASES)
def test_wherever_it_is_stopped_it_is_done_or_not_begun(scene: Scene, name: str) -> None:
    stops = stop_anywhere(scene.product.database, partial(USE_CASES[name], scene))
    assert stops > 2, "too few to come between its steps"


@pytest.mark.parametrize("name", USE_CASES)
def test_it_is_not_done_without_its_entry_in_the_log(
    scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off by the program instead of the database, wherever the entry is put."""
    before = list(scene.product.database.reading.iterdump())

    def stop(*_given: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ladder_assess.storage.people.audit.put", stop)
    with pytest.raises(KeyboardInterrupt):
        USE_CASES[name](scene)
    monkeypatch.undo()
    assert list(scene.product.database.reading.iterdump()) == before
