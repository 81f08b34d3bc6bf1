"""Confirms that organisations are what they say, so that they count among peers.

The rules stand in method/benchmarks.md.

A local authority is by its entry in the register and an owner's address at its domain; every other
by a site administrator, who sees what there is to look at.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.authority_address import authority_at, domain_of
from ladder_assess.core.benchmarks.newcomers import Newcomer, Sudden, sudden_groups
from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import authorities, confirmations
from ladder_assess.storage.people.confirmations import ADDRESS, ADMINISTRATOR, Asked, Decision

EVENTS: Mapping[bool | None, str] = {
    True: "organisation_confirmed",
    False: "organisation_refused",
    None: "confirmation_taken_back",
}


@dataclass(frozen=True)
class Waiting:
    """An organisation with what a site administrator looks at: the domains of its owners'
    addresses, the local authority that these tell of, and what else has the same.
    """

    asked: Asked
    domains: tuple[str, ...]
    authority_told: str
    alike: tuple[str, ...]


@dataclass(frozen=True)
class Queue:
    """What a site administrator has to decide, what was decided, and what came suddenly."""

    waiting: tuple[Waiting, ...]
    decided: tuple[Waiting, ...]
    sudden: tuple[Sudden, ...]


def queue_of(product: Product) -> Queue:
    """The organisations of the site by whether anything was decided about them."""
    asked = confirmations.list_asked(product.database)
    known = authorities.list_authorities(product.database)
    told = {each.organisation.id: _told(each, known) for each in asked}
    rows = [
        Waiting(each, _domains(each), told[each.organisation.id], _alike(each, asked))
        for each in asked
    ]
    return Queue(
        tuple(row for row in rows if row.asked.decision is None),
        tuple(row for row in rows if row.asked.decision is not None),
        tuple(sudden_groups(map(_newcomer, asked))),
    )


def confirm_by_address(product: Product, today: date, now: int) -> int:
    """Confirm each local authority of the register that an owner has an address of; returns how
    many. Only where addresses are proven: by a message that an account was opened from.
    """
    known = authorities.list_authorities(product.database)
    by_code = {authority.code: authority.name for authority in known}
    found = [
        each.organisation.id
        for each in confirmations.list_asked(product.database)
        if each.decision is None
        and each.organisation.profile.authority in by_code
        and _told(each, known) == by_code[each.organisation.profile.authority]
    ]
    if found:
        decision = Decision(True, ADDRESS, today)
        event = Event(now, "organisation_confirmed", {"by": ADDRESS})
        with product.database.writing() as connection:
            confirmations.decide(connection, found, decision, event)
    return len(found)


def decide(
    product: Product,
    by: Account,
    organisation: int,
    confirmed: bool | None,
    when: tuple[date, int],
) -> None:
    """Say that an organisation is who it says it is, or is not; None: it waits again. `when` is the
    day and the second since 1970.
    """
    today, now = when
    decision = None if confirmed is None else Decision(confirmed, ADMINISTRATOR, today)
    event = Event(now, EVENTS[confirmed], {"by": ADMINISTRATOR}, by.id)
    with product.database.writing() as connection:
        confirmations.decide(connection, [organisation], decision, event)


def _domains(of: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(domain_of(owner.email) for owner in of.owners))


def _told(of: Asked, known: Sequence[Authority]) -> str:
    """The name of the authority at whose domain one of the owners has an address; or nothing."""
    found = (authority_at(owner.email, known) for owner in of.owners)
    return next((authority.name for authority in found if authority), "")


def _alike(of: Asked, among: Iterable[Asked]) -> tuple[str, ...]:
    """The names of the others that have the same name, register entry or an owner in common."""
    return tuple(
        other.organisation.name
        for other in among
        if other.organisation.id != of.organisation.id and _have_in_common(of, other)
    )


def _have_in_common(one: Asked, other: Asked) -> bool:
    authority = one.organisation.profile.authority
    owners = {owner.account for owner in one.owners}
    return (
        one.organisation.name.casefold() == other.organisation.name.casefold()
        or bool(authority and authority == other.organisation.profile.authority)
        or not owners.isdisjoint(owner.account for owner in other.owners)
    )


def _newcomer(of: Asked) -> Newcomer:
    profile = of.organisation.profile
    return Newcomer(
        of.organisation.id,
        of.made_on,
        profile.kind,
        profile.region or profile.nation,
        frozenset(_domains(of)),
        frozenset(owner.account for owner in of.owners),
    )
