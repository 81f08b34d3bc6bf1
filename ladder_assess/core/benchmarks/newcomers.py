"""Points out organisations that came suddenly and together: they may be somebody's inventions."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

KIND, DOMAIN, OWNER = "kind", "domain", "owner"
# How many in so many days of the same kind and area, of owners at one domain, of one owner.
DAYS = 30
MANY: Mapping[str, int] = {KIND: 5, DOMAIN: 3, OWNER: 2}


@dataclass(frozen=True)
class Newcomer:
    """An organisation as the site administrator knows it: `domains` are those of its owners'
    addresses, `owners` their accounts.
    """

    id: int
    made_on: date
    kind: str
    area: str
    domains: frozenset[str]
    owners: frozenset[int]


@dataclass(frozen=True)
class Sudden:
    """Organisations that came within DAYS of each other and have something in common: what, one of
    MANY, and which.
    """

    what: str
    common: tuple[str, ...]
    organisations: tuple[int, ...]


def sudden_groups(newcomers: Iterable[Newcomer]) -> list[Sudden]:
    """What is worth a look, the largest first; each longest run of its kind once."""
    found: list[Sudden] = []
    same: dict[tuple[str, Hashable], list[Newcomer]] = {}
    for each in sorted(newcomers, key=lambda n: (n.made_on, n.id)):
        for key in _in_common(each):
            same.setdefault(key, []).append(each)
    for (what, common), together in same.items():
        longest = _longest_run(together)
        if len(longest) >= MANY[what]:
            names = common if isinstance(common, tuple) else (str(common),)
            found.append(Sudden(what, names, tuple(each.id for each in longest)))
    return sorted(found, key=lambda s: (-len(s.organisations), s.what, s.common))


def _in_common(of: Newcomer) -> Iterable[tuple[str, Hashable]]:
    yield KIND, (of.kind, of.area)
    yield from ((DOMAIN, domain) for domain in sorted(of.domains))
    yield from ((OWNER, owner) for owner in sorted(of.owners))


def _longest_run(together: list[Newcomer]) -> list[Newcomer]:
    """The most of them that came within DAYS; they come in the order of their days."""
    days = [each.made_on for each in together]
    ends = [bisect_right(days, day + timedelta(days=DAYS)) for day in days]
    start = max(range(len(days)), key=lambda at: ends[at] - at)
    return together[start : ends[start]]
