"""Confirms that organisations are what they say, so that they count among peers.

The rules stand in method/benchmarks.md.

A local authority is by its entry in the register and an owner's address at its domain, where that
can be no other's and for as long as there is such an owner; every other by a site administrator,
who sees what there is to look at.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ladder_assess.core.benchmarks.authority_address import authority_at, domain_of, known_domains
from ladder_assess.core.benchmarks.newcomers import (
    Newcomer,
    Sudden,
    slow_groups,
    sudden_groups,
)
from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.remember_refusal import (
    authority_sign,
    forget_refusal,
    refusals_of,
    remember_refusal,
)
from ladder_assess.services.people.find_alike import Alike, FindAlike
from ladder_assess.storage.people import authorities, confirmations
from ladder_assess.storage.people.confirmations import ADDRESS, ADMINISTRATOR, Asked, Decision

EVENTS: Mapping[bool | None, str] = {
    True: "organisation_confirmed",
    False: "organisation_refused",
    None: "confirmation_taken_back",
}


class NotAsSeen(Exception):
    """An organisation has changed since the page was shown from which something was decided."""


@dataclass(frozen=True)
class Waiting:
    """An organisation with what a site administrator looks at: the domains of its owners'
    addresses, those of them at which none is proven, the local authority that these tell of, and
    what else has the same; `refused_before` is when one was refused that is erased by now.
    """

    asked: Asked
    domains: tuple[str, ...]
    unproven: tuple[str, ...]
    authority_told: str
    alike: tuple[Alike, ...]
    refused_before: date | None

    @property
    def seal(self) -> str:
        """What a decision is sent back with, so that it is about what was looked at."""
        return _seal(self.asked)


@dataclass(frozen=True)
class Queue:
    """What a site administrator has to decide, what was decided, and what came suddenly; `row` says
    of one of them what there is to look at.
    """

    waiting: tuple[Asked, ...]
    decided: tuple[Asked, ...]
    sudden: tuple[Sudden, ...]
    row: Callable[[Asked], Waiting] = field(compare=False)


def queue_of(product: Product) -> Queue:
    """The organisations of the site by whether anything is to be decided about them."""
    asked = confirmations.list_asked(product.database)
    known = known_domains(authorities.list_authorities(product.database))
    waits = {each.organisation.id for each in asked if _waits(each, known)}
    refusals = refusals_of(product)
    alike = FindAlike(asked, refusals)
    slow = slow_groups(map(_newcomer, asked))
    return Queue(
        tuple(each for each in asked if each.organisation.id in waits),
        tuple(each for each in asked if each.organisation.id not in waits),
        # What came slowly and is decided was looked at: much does over a year.
        (
            *sudden_groups(map(_newcomer, asked)),
            *(group for group in slow if not waits.isdisjoint(group.organisations)),
        ),
        lambda each: Waiting(
            each,
            _domains(each),
            _unproven(each),
            _told(each, known)[1],
            alike.others(each),
            refusals.of(each.organisation, (owner.account for owner in each.owners)),
        ),
    )


def find_waiting(product: Product, organisation: int) -> Waiting | None:
    """One organisation with what there is to look at."""
    queue = queue_of(product)
    rows = (*queue.waiting, *queue.decided)
    found = next((each for each in rows if each.organisation.id == organisation), None)
    return queue.row(found) if found else None


def confirm_by_address(product: Product, today: date, now: int) -> int:
    """Confirm each local authority of the register that an owner has an address of; returns how
    many. An address counts that was proven, by a message that was sent or by a provider of sign-in.

    One that was refused, or says that it is the same authority as one that was, waits; also where
    that one is erased by now.
    """
    decision = Decision(True, ADDRESS, today)
    event = Event(now, "organisation_confirmed", {"by": ADDRESS})
    # Within the transaction: what is refused or renamed meanwhile waits for its end.
    with product.database.writing() as connection:
        found = _told_by_address(product)
        return confirmations.confirm_undecided(connection, found, decision, event)


def _told_by_address(product: Product) -> list[int]:
    """Those of which nothing is decided, and that an owner's address confirms."""
    known = known_domains(authorities.list_authorities(product.database))
    asked = confirmations.list_asked(product.database)
    barred = refusals_of(product).barred() | {
        authority_sign(product.secret, each.organisation.profile.authority)
        for each in asked
        if each.decision is not None and not each.decision.confirmed
    }
    return [
        each.organisation.id
        for each in asked
        if each.decision is None
        and _is_told(each, known)
        and authority_sign(product.secret, each.organisation.profile.authority) not in barred
    ]


def drop_without_address(product: Product, now: int) -> int:
    """Let those wait again that an address confirmed which no owner has any more; returns how
    many.
    """
    with product.database.writing() as connection:
        known = known_domains(authorities.list_authorities(product.database))
        found = [
            each.organisation.id
            for each in confirmations.list_asked(product.database)
            if _has_lost_address(each, known)
        ]
        event = Event(now, "confirmation_taken_back", {"by": ADDRESS})
        confirmations.decide(connection, found, None, event)
    return len(found)


def decide(
    product: Product,
    by: Account,
    organisation: int,
    confirmed: bool | None,
    when: tuple[date, int],
    *,
    seen: str,
) -> None:
    """Say that an organisation is who it says it is, or is not; None: it waits again. `when` is the
    day and the second since 1970, `seen` the seal of what was looked at.

    Raises NotAsSeen where the organisation has changed since, and decides nothing then.
    """
    today, now = when
    decision = None if confirmed is None else Decision(confirmed, ADMINISTRATOR, today)
    event = Event(now, EVENTS[confirmed], {"by": ADMINISTRATOR}, by.id)
    with product.database.writing() as connection:
        rows = confirmations.list_asked(product.database)
        found = next((each for each in rows if each.organisation.id == organisation), None)
        if found is None or _seal(found) != seen:
            raise NotAsSeen
        confirmations.decide(connection, [organisation], decision, event)
        if confirmed is False:
            remember_refusal(product, connection, organisation, now)
        else:
            forget_refusal(product, connection, organisation)


def _seal(of: Asked) -> str:
    told = (of.organisation.name, of.organisation.profile, of.owners, of.decision)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _waits(of: Asked, known: Mapping[str, Authority]) -> bool:
    """Has a site administrator something to decide?"""
    if of.decision is None or of.decision.asked_again:
        return True
    return _has_lost_address(of, known)


def _has_lost_address(of: Asked, known: Mapping[str, Authority]) -> bool:
    decision = of.decision
    by_address = decision is not None and decision.confirmed and decision.how == ADDRESS
    return by_address and not _is_told(of, known)


def _domains(of: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(domain_of(owner.email) for owner in of.owners))


def _unproven(of: Asked) -> tuple[str, ...]:
    proven = {domain_of(owner.email) for owner in of.owners if owner.proven}
    return tuple(domain for domain in _domains(of) if domain not in proven)


def _told(of: Asked, known: Mapping[str, Authority]) -> tuple[str, str]:
    """Code and name of the authority at whose domain an owner has an address; or nothing."""
    found = (authority_at(owner.email, known) for owner in of.owners)
    return next(((authority.code, authority.name) for authority in found if authority), ("", ""))


def _is_told(of: Asked, known: Mapping[str, Authority]) -> bool:
    """Does the domain of an owner's proven address belong to the authority that it says it is?"""
    code = of.organisation.profile.authority
    found = (authority_at(owner.email, known) for owner in of.owners if owner.proven)
    return bool(code) and any(authority.code == code for authority in found if authority)


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
