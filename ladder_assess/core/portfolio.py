"""Several activities side by side: never one number, but a distribution (domain.md 1, 1.5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median_high, median_low
from typing import NamedTuple

from ladder_assess.core.assessment import Assessment, Explanation
from ladder_assess.core.placement import Interval


@dataclass(frozen=True)
class Backing:
    """What stands behind one answer: its strength, a note, a link (empty where not given)."""

    strength: str = "asserted"
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class AssessedActivity:
    """An activity with everything said about it. `about` holds the texts, numbers and dates that
    gate nothing, by item; `sample` marks demonstration data; `stamp` names definition and version;
    `unconfirmed` are the items with a usual answer that nobody has confirmed.
    """

    number: int
    assessment: Assessment
    explanation: Explanation
    about: Mapping[str, str] = field(default_factory=dict)
    backing: Mapping[str, Backing] = field(default_factory=dict)
    sample: bool = False
    stamp: str = ""
    unconfirmed: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the activity is called."""
        return self.assessment.activity.name


class RungCount(NamedTuple):
    """Activities that certainly stand on a rung, and those that possibly do."""

    rung: int
    certain: int
    possible: int


def distribution(assessments: Iterable[Assessment], rungs: int = 9) -> tuple[RungCount, ...]:
    """How many activities stand on each rung, lowest first; those without a ladder are left out."""
    placed = [a.placement.interval for a in assessments if a.has_ladder]
    return tuple(_count(rung, placed) for rung in range(rungs))


def _count(rung: int, placed: list[Interval]) -> RungCount:
    on = [i for i in placed if i.low <= rung <= i.high]
    certain = sum(1 for i in on if not i.width)
    return RungCount(rung, certain, len(on) - certain)


def median(assessments: Iterable[Assessment]) -> Interval | None:
    """The median rung, as an interval where placements are in doubt; None without activities."""
    placed = [a.placement.interval for a in assessments if a.has_ladder]
    if not placed:
        return None
    return Interval(median_low(i.low for i in placed), median_high(i.high for i in placed))


def rung_by_kind(
    assessments: Iterable[Assessment],
) -> dict[tuple[int, str], tuple[Assessment, ...]]:
    """The activities for each rung (every one they may stand on) and kind."""
    grid: dict[tuple[int, str], tuple[Assessment, ...]] = {}
    for assessment in assessments:
        if not assessment.has_ladder:
            continue
        for rung in range(assessment.placement.low, assessment.placement.high + 1):
            key = (rung, assessment.type.kind)
            grid[key] = (*grid.get(key, ()), assessment)
    return grid
