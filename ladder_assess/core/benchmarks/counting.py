"""Which organisations count among peers: confirmed, old enough, one an owner.

The rules stand in method/benchmarks.md.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ladder_assess.core.benchmarks.policy import Policy


@dataclass(frozen=True)
class Member:
    """An organisation that may count. `owners` are the accounts that own it now, `authority` its
    code in the register where it says that it is a local authority.
    """

    id: int
    made_on: date
    confirmed: bool
    owners: frozenset[int]
    authority: str = ""


def who_counts(members: Iterable[Member], today: date, policy: Policy | None) -> frozenset[int]:
    """The organisations that count today.

    Of those that have an owner in common, the one made first does, and of those that say that they
    are the same authority. One that nobody owns could be anybody's second, and does not count.
    """
    if policy is None:
        return frozenset()
    old = today - timedelta(days=policy.days_old)
    ready = [m for m in members if m.confirmed and m.owners and m.made_on <= old]
    taken: set[int | str] = set()
    found = set()
    for member in sorted(ready, key=lambda m: (m.made_on, m.id)):
        own: set[int | str] = {*member.owners, *filter(None, [member.authority])}
        if taken.isdisjoint(own):
            found.add(member.id)
        taken |= own
    return frozenset(found)
