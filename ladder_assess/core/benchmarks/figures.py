"""Draws what is due of one indicator, in every group that it is due in (method/benchmarks.md).

A sector or everyone that is nearly the same as a kind in it is not drawn: the same few would be
drawn two and three times as often, and whoever owns all others of ten would name the right band in
47 of 100 cases where 33 are promised.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ladder_assess.core.benchmarks.draw import Quartiles, Source, draw_quartiles
from ladder_assess.core.benchmarks.groups import PeerCell, groups_of, is_narrow, wider_than
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import Step, next_step
from ladder_assess.core.benchmarks.shown import in_fives


class Contribution(NamedTuple):
    """What an organisation contributes: the band of its value, and the cell that it counts in."""

    band: int
    cell: PeerCell


@dataclass(frozen=True)
class Outcome:
    """What became of a figure that was due: drawn anew, or withdrawn (without `quartiles`).

    `organisations` is rounded down to a five, 0 for one that is withdrawn.
    """

    group: str
    organisations: int
    quartiles: Quartiles | None


def next_figures(
    contributed: Mapping[int, Contribution],
    last: Mapping[str, date],
    bands: int,
    today: date,
    policy: Policy | None,
    source: Source,
    only: Callable[[str], bool] = lambda group: True,
) -> Iterator[Outcome]:
    """Draw or withdraw, group by group, what is due today of an indicator on a scale of `bands`.

    `contributed` goes by organisation, `last` says when each group was last drawn, and `only` which
    groups to look at.
    """
    counted = _counted(contributed, bands)
    same = _nearly_the_same(counted, policy) if policy else frozenset()
    for group in sorted(counted.keys() | last.keys()):
        if policy is None or not only(group):
            continue
        counts, narrow = counted.get(group, [0] * bands), is_narrow(group)
        organisations = 0 if group in same else sum(counts)
        step = next_step(last.get(group), organisations, today, policy, narrow=narrow)
        if step is Step.WITHDRAW:
            yield Outcome(group, 0, None)
        elif step is Step.DRAW:
            drawn = draw_quartiles(counts, policy, source, narrow=narrow)
            yield Outcome(group, in_fives(sum(counts)), drawn)


def _counted(contributed: Mapping[int, Contribution], bands: int) -> dict[str, list[int]]:
    """How many organisations of each group have their value in each band."""
    found: dict[str, list[int]] = {}
    for band, cell in contributed.values():
        for group in groups_of(cell):
            found.setdefault(group, [0] * bands)[band] += 1
    return found


def _nearly_the_same(counted: Mapping[str, list[int]], policy: Policy) -> frozenset[str]:
    """The wide groups that have too few organisations beside those of a sector or kind in them."""
    sizes = {group: sum(counts) for group, counts in counted.items() if not is_narrow(group)}
    return frozenset(
        wide
        for group, size in sizes.items()
        if size >= policy.least(narrow=False)
        for wide in wider_than(group)
        if sizes[wide] - size < policy.outside
    )
