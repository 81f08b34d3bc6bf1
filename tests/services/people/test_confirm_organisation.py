"""Nobody becomes confirmed, or stays so, without right.

The older tests asked what a right address does. None made a parish's domain, changed anything
after a refusal or between page and decision, or let an owner go.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest
from flask import Flask

from ladder_assess.core.people.access import Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import (
    erase_account,
    erase_organisation,
)
from ladder_assess.services.data_protection.remember_refusal import REMEMBERED
from ladder_assess.services.people.confirm_organisation import (
    NotAsSeen,
    confirm_by_address,
    decide,
    drop_without_address,
    find_waiting,
    queue_of,
)
from ladder_assess.services.people.keep_organisation import (
    change_profile,
    make_organisation,
    profile_of,
)
from ladder_assess.storage.people import (
    accounts,
    audit,
    authorities,
    confirmations,
    organisations,
)
from ladder_assess.storage.people.confirmations import ADDRESS, Decision
from tests.support.filled import NOW
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.membership import CHARITY, People
from tests.support.people import make_person
from tests.support.site import TODAY, product_of

WHEN = (TODAY, NOW)


@pytest.fixture
def own(own_app: Flask) -> Product:
    return product_of(own_app)


@pytest.fixture
def admin(own: Product) -> Account:
    return make_person(own, "Admin")


def council(own: Product, owner: Account, name: str) -> int:
    """An organisation that says it is an authority of the register."""
    known = authorities.list_authorities(own.database)
    found = next(each for each in known if each.name == name)
    return make_organisation(own, owner, (name, profile_of(found, ())), f"r{name}", WHEN)


def rename(own: Product, by: Account, organisation: int, name: str) -> None:
    before = organisations.find_organisation(own.database, organisation)
    assert before is not None
    change_profile(own, by, before.id, (name, before.profile), NOW)


def choose(own: Product, admin: Account, organisation: int, confirmed: bool | None) -> None:
    row = find_waiting(own, organisation)
    assert row is not None
    decide(own, admin, organisation, confirmed, WHEN, seen=row.seal)


def waiting(own: Product) -> set[int]:
    return {each.organisation.id for each in queue_of(own).waiting}


def is_confirmed(own: Product, organisation: int) -> bool:
    found = confirmations.find_decision(own.database, organisation)
    return found is not None and found.confirmed


@pytest.mark.parametrize(
    ("email", "name", "confirmed"),
    [
        ("clerk@chichestercity.gov.uk", "Chichester District Council", 0),
        ("pupil@school.lambeth.gov.uk", "London Borough of Lambeth", 0),
        ("officer@lambeth.gov.uk", "London Borough of Southwark", 0),
        ("officer@lambeth.gov.uk", "London Borough of Lambeth", 1),
    ],
)
def test_only_a_domain_of_nobody_else_confirms(
    own: Product, email: str, name: str, confirmed: int
) -> None:
    council(own, make_person(own, "Someone", email), name)
    assert confirm_by_address(own, *WHEN) == confirmed


def test_a_refusal_stays_whatever_is_said_afterwards(own: Product, admin: Account) -> None:
    owner = make_person(own, "Temp", "temp@lambeth.gov.uk")
    organisation = council(own, owner, "London Borough of Lambeth")
    choose(own, admin, organisation, False)
    assert organisation not in waiting(own)
    rename(own, owner, organisation, "London Borough of Lambeth.")
    assert organisation in waiting(own)
    row = find_waiting(own, organisation)
    assert row is not None
    assert row.asked.decision is not None
    assert (row.asked.decision.confirmed, row.asked.decision.asked_again) == (False, True)
    assert confirm_by_address(own, *WHEN) == 0
    council(own, make_person(own, "Other", "other@lambeth.gov.uk"), "London Borough of Lambeth")
    assert confirm_by_address(own, *WHEN) == 0, "nor by another that says it is the same"
    choose(own, admin, organisation, True)
    assert organisation not in waiting(own)
    assert is_confirmed(own, organisation)
    rename(own, owner, organisation, "Lambeth")
    assert confirmations.find_decision(own.database, organisation) is None


@pytest.mark.parametrize("confirmed", [True, False, None])
def test_what_has_changed_since_it_was_seen_is_not_decided(
    own: Product, admin: Account, confirmed: bool | None
) -> None:
    owner = make_person(own, "M")
    organisation = make_organisation(own, owner, ("Age Care", CHARITY), "r", WHEN)
    row = find_waiting(own, organisation)
    assert row is not None
    before = organisations.find_organisation(own.database, organisation)
    assert before is not None
    police = replace(CHARITY, kind="police", size="")
    for said in ((before.name, police), ("Lambeth police", CHARITY)):
        change_profile(own, owner, before.id, said, NOW)
        with pytest.raises(NotAsSeen):
            decide(own, admin, organisation, confirmed, WHEN, seen=row.seal)
        changed = organisations.find_organisation(own.database, organisation)
        assert changed is not None
        change_profile(own, owner, changed.id, (before.name, before.profile), NOW)
    with own.database.writing() as connection:
        other = Membership(organisation, admin.id, "owner")
        organisations.set_membership(connection, other)
    with pytest.raises(NotAsSeen):
        decide(own, admin, organisation, confirmed, WHEN, seen=row.seal)
    assert confirmations.find_decision(own.database, organisation) is None


def test_confirmation_falls_with_the_address_it_rested_on(own: Product) -> None:
    owner = make_person(own, "Officer", "officer@lambeth.gov.uk")
    organisation = council(own, owner, "London Borough of Lambeth")
    confirm_by_address(own, *WHEN)
    found = confirmations.find_decision(own.database, organisation)
    assert found is not None
    assert (found.confirmed, found.how) == (True, ADDRESS)
    assert drop_without_address(own, NOW) == 0
    outsider = make_person(own, "Outsider", "x@mail.example")
    with own.database.writing() as connection:
        organisations.set_membership(connection, Membership(organisation, outsider.id, "owner"))
    assert drop_without_address(own, NOW) == 0
    with own.database.writing() as connection:
        organisations.end_membership(connection, organisation, owner.id)
    assert organisation in waiting(own)
    assert drop_without_address(own, NOW) == 1
    assert not is_confirmed(own, organisation)
    assert confirm_by_address(own, *WHEN) == 0


def test_the_page_shows_anew_what_has_changed(own_app: Flask, own: Product, admin: Account) -> None:
    people = People(own_app)
    with own.database.writing() as connection:
        accounts.set_administrator(connection, admin.id, True)
        accounts.set_codes(connection, admin.id, "A" * 32, [])
    signed_in = accounts.account_by_id(own.database, admin.id)
    assert signed_in is not None
    client = people.client(signed_in)
    owner = make_person(own, "M")
    organisation = make_organisation(own, owner, ("Age Care", CHARITY), "r", WHEN)
    page = client.get(f"/administration/peers/organisations/{organisation}")
    rename(own, owner, organisation, "Lambeth police")
    again = client.answer(page, decision="confirmed")
    assert "It has changed since you looked" in again.text
    assert "Lambeth police" in again.text
    assert confirmations.find_decision(own.database, organisation) is None
    client.answer(again, decision="confirmed")
    assert is_confirmed(own, organisation)


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "0" * 32}])
def test_a_decision_about_nothing_that_was_seen_is_not_taken(
    own_app: Flask, own: Product, admin: Account, sent: dict[str, str]
) -> None:
    """The older tests always sent the page's own hidden field; without it the form filled it in."""
    with own.database.writing() as connection:
        accounts.set_administrator(connection, admin.id, True)
        accounts.set_codes(connection, admin.id, "A" * 32, [])
    signed_in = accounts.account_by_id(own.database, admin.id)
    assert signed_in is not None
    client = People(own_app).client(signed_in)
    organisation = make_organisation(own, make_person(own, "M"), ("A", CHARITY), "r", WHEN)
    at = f"/administration/peers/organisations/{organisation}"
    fields = {each["name"]: each["value"] for each in client.get(at).named("input")[:1]}
    answer = client.browser.post(at, data={**fields, "decision": "confirmed", **sent})
    assert "It has changed since you looked" in answer.text
    assert confirmations.find_decision(own.database, organisation) is None


@SQLITE_ALONE
@pytest.mark.parametrize("meanwhile", ["refused", "renamed"])
@pytest.mark.parametrize("before", ["list_authorities", "list_asked", "confirm_undecided"])
def test_nothing_comes_between_looking_and_confirming_by_address(
    own: Product, admin: Account, monkeypatch: pytest.MonkeyPatch, before: str, meanwhile: str
) -> None:
    """From another connection, before each thing that it reads or writes. The older tests did one
    thing after another.
    """
    owner = make_person(own, "Officer", "officer@lambeth.gov.uk")
    organisation = council(own, owner, "London Borough of Lambeth")
    module = authorities if before == "list_authorities" else confirmations
    real = getattr(module, before)
    other = sqlite3.connect(own.database.path, timeout=0, isolation_level=None)
    locked: list[str] = []

    def comes_between(*given: object) -> object:
        try:
            if meanwhile == "refused":
                other.execute(
                    "INSERT INTO confirmation (organisation_id, confirmed, how, decided_on) "
                    "VALUES (?, 0, 'administrator', '2026-01-01')",
                    (organisation,),
                )
            else:
                other.execute("UPDATE organisation SET document = '{}'")
        except sqlite3.OperationalError as error:
            locked.append(str(error))
        return real(*given)

    monkeypatch.setattr(module, before, comes_between)
    assert confirm_by_address(own, *WHEN) == 1
    other.close()
    assert locked == ["database is locked"]


def test_what_was_decided_meanwhile_is_not_overwritten(own: Product, admin: Account) -> None:
    """Also where somebody asks for it who has looked before."""
    organisation = council(own, make_person(own, "Officer"), "London Borough of Lambeth")
    choose(own, admin, organisation, False)
    decision, event = Decision(True, ADDRESS, TODAY), Event(NOW, "organisation_confirmed", {})
    with own.database.writing() as connection:
        assert confirmations.confirm_undecided(connection, [organisation], decision, event) == 0
    assert not is_confirmed(own, organisation)


def test_a_refusal_is_not_washed_off_by_erasing_what_was_refused(
    own: Product, admin: Account
) -> None:
    """The older tests changed what was refused, and never erased it."""
    owner = make_person(own, "Temp", "temp@lambeth.gov.uk")
    refused = council(own, owner, "London Borough of Lambeth")
    choose(own, admin, refused, False)
    beside = make_organisation(own, owner, ("Something else", CHARITY), "beside", WHEN)
    row = find_waiting(own, beside)
    assert row is not None
    assert [each.refused for each in row.alike] == [True]
    assert row.refused_before is None
    erase_organisation(own, refused, *WHEN)
    other = make_person(own, "Other", "other@lambeth.gov.uk")
    for again in (
        council(own, other, "London Borough of Lambeth"),
        make_organisation(own, other, ("LONDON borough of Lambeth!", CHARITY), "name", WHEN),
        make_organisation(own, owner, ("Under another name", CHARITY), "owner", WHEN),
    ):
        row = find_waiting(own, again)
        assert row is not None
        assert row.refused_before == TODAY
    new = make_organisation(own, other, ("Nothing to do with it", CHARITY), "new", WHEN)
    row = find_waiting(own, new)
    assert row is not None
    assert row.refused_before is None
    assert confirm_by_address(own, *WHEN) == 0, "nor by the address of another"


def another_kind(own: Product, by: Account, organisation: int) -> None:
    before = organisations.find_organisation(own.database, organisation)
    assert before is not None
    change_profile(own, by, before.id, (before.name, CHARITY), NOW)


def another_owner(own: Product, by: Account, organisation: int) -> None:
    other = make_person(own, "Straw man")
    with own.database.writing() as connection:
        organisations.set_membership(connection, Membership(organisation, other.id, "owner"))
        organisations.end_membership(connection, organisation, by.id)


STEPS: dict[str, Callable[[Product, Account, int], object]] = {
    "rename": lambda own, by, organisation: rename(own, by, organisation, "Zebra"),
    "kind": another_kind,
    "owner": another_owner,
    "erase": lambda own, _by, organisation: erase_organisation(own, organisation, *WHEN),
}
# Nothing comes after it is erased.
ORDERS = [
    order
    for length in range(5)
    for order in permutations(STEPS, length)
    if "erase" not in order[:-1]
]


@pytest.mark.thorough
def test_nothing_that_an_owner_does_washes_a_refusal_off(own: Product, admin: Account) -> None:
    """Whatever is done, in whatever order: the older tests erased what was as it had been refused.
    A name alone, an authority alone and an owner alone tell of it.
    """
    for at, order in enumerate(ORDERS):
        name = f"Refused {at}"
        owner = make_person(own, f"Owner {at}", f"o{at}@lambeth.gov.uk")
        refused = council(own, owner, "London Borough of Lambeth")
        rename(own, owner, refused, name)
        choose(own, admin, refused, False)
        for step in order:
            STEPS[step](own, owner, refused)
        other = make_person(own, f"Other {at}", f"other{at}@lambeth.gov.uk")
        named = make_organisation(own, other, (f"The REFUSED {at}. Ltd", CHARITY), "n", WHEN)
        owned = make_organisation(own, owner, (f"Owned {at}", CHARITY), "o", WHEN)
        for again in (named, owned):
            row = find_waiting(own, again)
            assert row is not None
            told = row.refused_before == TODAY or any(each.refused for each in row.alike)
            assert told, f"{order}: {row.asked.organisation.name}"
        same = council(own, other, "London Borough of Lambeth")
        assert confirm_by_address(own, *WHEN) == 0, order
        # So that the next order stands alone.
        for left in (same, named, owned, *([] if "erase" in order else [refused])):
            erase_organisation(own, left, *WHEN)
        with own.database.writing() as connection:
            connection.execute("DELETE FROM refused_before")


def test_who_was_refused_as_one_and_confirmed_as_another_stays_refused_as_the_first(
    own: Product, admin: Account
) -> None:
    owner = make_person(own, "Temp", "temp@lambeth.gov.uk")
    refused = council(own, owner, "London Borough of Lambeth")
    before = organisations.find_organisation(own.database, refused)
    assert before is not None
    choose(own, admin, refused, False)
    change_profile(own, owner, before.id, ("Zebra", CHARITY), NOW)
    choose(own, admin, refused, True)
    zebra = organisations.find_organisation(own.database, refused)
    assert zebra is not None
    change_profile(own, owner, zebra.id, (before.name, before.profile), NOW)
    assert confirm_by_address(own, *WHEN) == 0
    choose(own, admin, refused, True)
    choose(own, admin, refused, None)
    assert confirm_by_address(own, *WHEN) == 1, "what an administrator has taken back is"


def test_what_is_remembered_of_a_refusal_names_nobody_and_goes(
    own: Product, admin: Account
) -> None:
    owner = make_person(own, "Temp")
    for name, said in (("Refused Ltd", False), ("Waiting Ltd", None), ("Confirmed Ltd", True)):
        made = make_organisation(own, owner, (name, CHARITY), name, WHEN)
        if said is not None:
            choose(own, admin, made, said)
        erase_organisation(own, made, *WHEN)

    def kept() -> list[tuple[object, ...]]:
        rows = own.database.reading.execute("SELECT * FROM refused_before")
        return [tuple(row) for row in rows]

    assert len(kept()) == 2, "a digest of the name, and who owned it"
    assert not [value for row in kept() for value in row if "efused" in str(value)]
    apply_retention(own, {}, TODAY, NOW + REMEMBERED - 1)
    assert len(kept()) == 2
    erase_account(own, owner, *WHEN)
    assert len(kept()) == 1, "who owned it goes with them"
    apply_retention(own, {}, TODAY, NOW + REMEMBERED)
    assert not kept()


def test_no_number_is_given_again(own: Product) -> None:
    """What remembers an account by its number, as a browser does, never takes another for it."""
    given: list[tuple[int, int]] = []
    for again in range(4):
        owner = make_person(own, f"O{again}")
        organisation = make_organisation(own, owner, ("A", CHARITY), "r", WHEN)
        given.append((owner.id, organisation))
        erase_organisation(own, organisation, *WHEN)
        erase_account(own, owner, *WHEN)
    assert [len(set(numbers)) for numbers in zip(*given, strict=True)] == [4, 4]


def test_what_is_said_from_an_older_page_is_a_change_of_what_is_there_by_now(own: Product) -> None:
    """Until now what had been there as a request began decided. Whoever changed the kind meanwhile,
    and had it confirmed, was made another kind again, which still counted as confirmed.
    """
    owner, admin = make_person(own, "M"), make_person(own, "Admin")
    organisation = make_organisation(own, owner, ("Age Care", CHARITY), "r", WHEN)
    before = organisations.find_organisation(own.database, organisation)
    assert before is not None
    police = replace(CHARITY, kind="police", size="")
    change_profile(own, owner, organisation, (before.name, police), NOW)
    choose(own, admin, organisation, True)
    said = replace(before.profile, services=("housing",))
    change_profile(own, owner, before.id, (before.name, said), NOW)
    assert confirmations.find_decision(own.database, organisation) is None
    (last,) = audit.of_organisation(own.database, organisation, newest=1)
    assert last.details["changed"] == ["kind", "services", "size"]
