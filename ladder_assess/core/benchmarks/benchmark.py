"""What is shown of a peer group: how many, median, quartiles, one's own place.

The rule stands in method/benchmarks.md.

Figures are read from the counts of a release and from nothing else. Values are counted in bands and
shown as bands: a value on its own could be somebody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import accumulate
from typing import NamedTuple

HUNDRED, RUNGS = 100, 9
WIDTH = 5
SCORE_BANDS = HUNDRED // WIDTH


@dataclass(frozen=True)
class Thresholds:
    """How many it takes. Policy: each may be raised, never lowered.

    `group`: organisations in a group, and in any difference of groups; `change`: organisations that
    change between two releases, one more, since one of them may know its own; `others`: beside the
    one that looks; `quartiles`: for more than the median; `open_data`: in a published count;
    `respondents`: in a group of respondents.
    """

    group: int = 5
    change: int = 6
    others: int = 5
    quartiles: int = 10
    open_data: int = 10
    respondents: int = 5

    def __post_init__(self) -> None:
        for threshold in fields(self):
            value, policy = getattr(self, threshold.name), getattr(Thresholds, threshold.name)
            if type(value) is not int or value < policy:
                raise ValueError(f"{threshold.name}: expected {policy} or more, found {value!r}")


def raised(group: int, quartiles: int) -> Thresholds:
    """The thresholds where it takes `group` organisations to show a group, and `quartiles` for
    quartiles. Raises ValueError for what is less than the policy.
    """
    return Thresholds(
        group=group, change=group + 1, others=group, quartiles=quartiles, respondents=group
    )


class Band(NamedTuple):
    """From `low` to `high`, both included; of a rung, the two are the same."""

    low: int
    high: int


@dataclass(frozen=True)
class Scale:
    """What values an indicator has: 0 to 100 in bands of five, or a rung from 0 to 8."""

    bands: int
    width: int
    top: int

    def band(self, value: float) -> int:
        """The place of the band that a value lies in. Raises ValueError outside the scale."""
        if not 0 <= value <= self.top:
            raise ValueError(f"expected 0 to {self.top}, found {value}")
        return min(int(value // self.width), self.bands - 1)

    def shown(self, place: int) -> Band:
        """A band by its place, as it is shown."""
        low = place * self.width
        return Band(low, self.top if place == self.bands - 1 else low + self.width - 1)


SCORE = Scale(SCORE_BANDS, WIDTH, HUNDRED)
RUNG = Scale(RUNGS, 1, RUNGS - 1)


@dataclass(frozen=True)
class Benchmark:
    """What may be shown of a group. `organisations` is rounded down to a multiple of five; the
    bands are those in which the median and the quartiles lie, these None where too few count.
    `position` is the band of the percentile of one's own value, None where it has none.
    """

    organisations: int
    median: Band
    lower: Band | None
    upper: Band | None
    position: Band | None


def benchmark(
    counts: Sequence[int],
    scale: Scale,
    thresholds: Thresholds | None,
    *,
    own: float | None = None,
    member: bool = True,
) -> Benchmark | None:
    """The figures of a group from its counts by band; None where they may not be shown.

    `member`: whoever looks counts in the group, or may; then it takes so many others beside them.
    """
    if thresholds is None or len(counts) != scale.bands or min(counts) < 0:
        return None
    total = sum(counts)
    if total < thresholds.group or total - member < thresholds.others:
        return None
    quartiles = total >= thresholds.quartiles
    return Benchmark(
        organisations=total - total % WIDTH,
        median=_quantile(counts, scale, 2),
        lower=_quantile(counts, scale, 1) if quartiles else None,
        upper=_quantile(counts, scale, 3) if quartiles else None,
        position=None if own is None else percentile_band(counts, scale.band(own)),
    )


def _quantile(counts: Sequence[int], scale: Scale, quarter: int) -> Band:
    """The band in which a quarter, a half or three quarters of the organisations are reached; from
    one band to another where the mark falls between the two.
    """
    reached = list(accumulate(counts))
    total = reached[-1]
    low = next(place for place, sum_ in enumerate(reached) if 4 * sum_ >= quarter * total)
    high = next(place for place, sum_ in enumerate(reached) if 4 * sum_ > quarter * total)
    return Band(scale.shown(low).low, scale.shown(high).high)


def percentile_band(counts: Sequence[int], place: int) -> Band:
    """The mid-rank percentile of a value in the band at `place`, in bands of five: all that lie
    below it and half of those in the same band.
    """
    total = sum(counts)
    # Twice the mid-rank, so that whole numbers decide the band.
    rank = 2 * sum(counts[:place]) + counts[place]
    return SCORE.shown(min(rank * HUNDRED // (2 * total) // WIDTH, SCORE_BANDS - 1))


def open_count(count: int, thresholds: Thresholds | None) -> int | None:
    """A count as it stands in published open data: rounded to five, None where it is hidden."""
    if thresholds is None or count < thresholds.open_data:
        return None
    return WIDTH * round(count / WIDTH)
