"""Makes an organisation and keeps what is said about it."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, timedelta

from ladder_assess.core.benchmarks.organisation import Authority
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation, Profile
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.remember_refusal import remember_refusal
from ladder_assess.storage.people import audit, confirmations, organisations

# Nobody works for more: many at once are mistakes, or made to be counted among peers.
MOST_MADE, MADE_IN = 5, 30
# What tells which organisation it is, beside what it provides.
IDENTITY = frozenset({"name", "kind", "nation", "region", "size", "authority"})


class TooManyMade(Exception):
    """An account has made as many organisations as it may: `most` in so many `days`."""

    most, days = MOST_MADE, MADE_IN


def profile_of(authority: Authority, services: Iterable[str]) -> Profile:
    """What the register knows about an authority, with the services that it says it provides."""
    return Profile(
        kind=authority.kind,
        nation=authority.nation_id,
        region=authority.region_id,
        size=authority.size,
        services=tuple(services),
        authority=authority.code,
    )


def make_organisation(
    product: Product,
    owner: Account,
    said: tuple[str, Profile],
    request: str,
    made: tuple[date, int],
) -> int:
    """Make an organisation, of the name and profile `said`, and return its id.

    The same `request` again makes nothing. `made` is the day and the second since 1970. Raises
    TooManyMade when this account has made many lately.
    """
    name, profile = said
    day, now = made
    earliest = day - timedelta(days=MADE_IN)
    with product.database.writing() as connection:
        # Within the transaction: of many that are made at once each sees those before it.
        if confirmations.made_lately(connection, owner, request, earliest) >= MOST_MADE:
            raise TooManyMade(owner.id)
        organisation = organisations.make_organisation(
            connection, name, profile, owner, request, day
        )
        if not audit.of_organisation(product.database, organisation, newest=1):
            audit.put(connection, organisation, Event(now, "organisation_made", {}, owner.id))
    return organisation


def change_profile(
    product: Product, by: Account, organisation: int, said: tuple[str, Profile], now: int
) -> None:
    """Replace an organisation's name and profile; the log says which of them changed.

    Where it says now that it is another, it waits to be confirmed again (method/benchmarks.md).
    """
    name, profile = said
    # What is there within the transaction decides, and not what a page was made from: somebody may
    # have changed it, or confirmed what it was, in between.
    with product.database.writing() as connection:
        before = organisations.find_organisation(product.database, organisation)
        changed = _changed(before, name, profile) if before else []
        if not changed:
            return
        anew = not IDENTITY.isdisjoint(changed)
        # Where it was refused before that was remembered on the day.
        if anew and not _asked_again(product, organisation):
            remember_refusal(product, connection, organisation, now)
        organisations.update_organisation(connection, organisation, name, profile, anew=anew)
        event = Event(now, "profile_changed", {"changed": changed}, by.id)
        audit.put(connection, organisation, event)


def _changed(before: Organisation, name: str, profile: Profile) -> list[str]:
    """What is said otherwise, by the names of its fields."""
    found = [
        field.name
        for field in fields(Profile)
        if getattr(before.profile, field.name) != getattr(profile, field.name)
    ]
    return sorted([*found, "name"] if before.name != name else found)


def _asked_again(product: Product, organisation: int) -> bool:
    decision = confirmations.find_decision(product.database, organisation)
    return decision is not None and decision.asked_again


def belongs_to(product: Product, organisation: int, account: int) -> bool:
    """Does an account belong to an organisation, in whatever role?"""
    return organisations.find_membership(product.database, organisation, account) is not None
