"""Points out organisations that came suddenly and together: they may be somebody's inventions."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

KIND, DOMAIN, OWNER = "kind", "domain", "owner"
# How many in so many days of the same kind and area, of owners at one domain, of one owner.
DAYS = 30
MANY: Mapping[str, int] = {KIND: 5, DOMAIN: 3, OWNER: 2}
# And slowly: nine false members are all others of the smallest group.
A_YEAR = 365
MANY_IN_A_YEAR: Mapping[str, int] = {KIND: 9, DOMAIN: 4, OWNER: 3}


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
    """Organisations that came within so many `days` of each other and have something in common:
    what, one of MANY, and which.
    """

    what: str
    common: tuple[str, ...]
    organisations: tuple[int, ...]
    days: int = DAYS


def sudden_groups(newcomers: Iterable[Newcomer]) -> list[Sudden]:
    """What is worth a look, the largest first: of what has something in common, as few runs as hold
    each organisation that came with many others.
    """
    return _groups(newcomers, DAYS, MANY)


def slow_groups(newcomers: Iterable[Newcomer]) -> list[Sudden]:
    """The same over a year, but for what came within DAYS: one a week makes no sudden group."""
    came = list(newcomers)
    made_on = {each.id: each.made_on for each in came}
    found = _groups(came, A_YEAR, MANY_IN_A_YEAR)
    return [each for each in found if _span(each, made_on) > timedelta(days=DAYS)]


def _span(of: Sudden, made_on: Mapping[int, date]) -> timedelta:
    days = [made_on[number] for number in of.organisations]
    return max(days) - min(days)


def _groups(newcomers: Iterable[Newcomer], days: int, many: Mapping[str, int]) -> list[Sudden]:
    found: list[Sudden] = []
    same: dict[tuple[str, Hashable], list[Newcomer]] = {}
    for each in sorted(newcomers, key=lambda n: (n.made_on, n.id)):
        for key in _in_common(each):
            same.setdefault(key, []).append(each)
    for (what, common), together in same.items():
        names = common if isinstance(common, tuple) else (str(common),)
        found.extend(
            Sudden(what, names, tuple(together[at].id for at in run), days)
            for run in _runs([each.made_on for each in together], days, many[what])
        )
    return sorted(found, key=lambda s: (-len(s.organisations), s.what, s.common, s.organisations))


def _in_common(of: Newcomer) -> Iterable[tuple[str, Hashable]]:
    yield KIND, (of.kind, of.area)
    yield from ((DOMAIN, domain) for domain in sorted(of.domains))
    yield from ((OWNER, owner) for owner in sorted(of.owners))


def _runs(came: list[date], days: int, many: int) -> Iterator[range]:
    """Runs of `many` or more within so many days, as places in a list in the order of days: the
    longest, then each time the one that adds most, until all that are in any are in one.
    """
    ends = [bisect_right(came, day + timedelta(days=days)) for day in came]
    runs = [range(at, end) for at, end in enumerate(ends) if end - at >= many]
    new = [1] * len(came)
    while runs:
        before = [0, *accumulate(new)]
        adds = [before[run.stop] - before[run.start] for run in runs]
        best = max(adds)
        if not best:
            return
        told = runs[adds.index(best)]
        yield told
        new[told.start : told.stop] = [0] * len(told)
