"""Which organisations count among the peers (domain.md 4): confirmed, of some age, one an owner."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ladder_assess.core.benchmarks.policy import Policy


@dataclass(frozen=True)
class Member:
    """An organisation that may count. `owners` are the accounts that own it now."""

    id: int
    made_on: date
    confirmed: bool
    owners: frozenset[int]


def who_counts(members: Iterable[Member], today: date, policy: Policy | None) -> frozenset[int]:
    """The organisations that count today.

    Of those that have an owner in common, the one made first does. One that nobody owns could be
    anybody's second, and does not count.
    """
    if policy is None:
        return frozenset()
    old = today - timedelta(days=policy.days_old)
    ready = [m for m in members if m.confirmed and m.owners and m.made_on <= old]
    taken: set[int] = set()
    found = set()
    for member in sorted(ready, key=lambda m: (m.made_on, m.id)):
        if taken.isdisjoint(member.owners):
            found.add(member.id)
        taken |= member.owners
    return frozenset(found)
