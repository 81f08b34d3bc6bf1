"""What a list of activities adds up to: who works without a say, who takes part, how collectively.

Counts alone; nothing is averaged into one number (method/ladder.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.benchmarks.indicators import CO_PRODUCTION


class CellCount(NamedTuple):
    """How many activities stand in one cell certainly, possibly, and with people who put in labour
    without power (only where that is certain).
    """

    certain: int
    possible: int
    marked: int


class Taking(NamedTuple):
    """How many people one activity affects and how many took part."""

    activity: Listed
    affected: int
    took_part: int


def standing(activities: Iterable[Listed]) -> dict[tuple[int, str], CellCount]:
    """The counts for each rung, of every one that an activity may stand on, and kind."""
    alike = Counter(
        (a.placement.interval, a.kind, a.without_power) for a in activities if a.has_ladder
    )
    grid: dict[tuple[int, str], CellCount] = {}
    for (interval, kind, without_power), count in alike.items():
        sure = 0 if interval.width else count
        for rung in range(interval.low, interval.high + 1):
            was = grid.get((rung, kind), CellCount(0, 0, 0))
            grid[rung, kind] = CellCount(
                was.certain + sure,
                was.possible + count - sure,
                was.marked + count * without_power,
            )
    return grid


def believed(activities: Iterable[Listed]) -> Mapping[int, int]:
    """How many activities are believed to be on each rung, of those of which somebody said it."""
    return Counter(a.claimed for a in activities if a.has_ladder and a.claimed is not None)


def by_rung_and_kind(activities: Iterable[Listed]) -> dict[tuple[int, str], list[Listed]]:
    """The activities for each rung, every one that they may stand on, and kind."""
    grid: dict[tuple[int, str], list[Listed]] = {}
    for activity in activities:
        if activity.has_ladder:
            for rung in range(activity.placement.low, activity.placement.high + 1):
                grid.setdefault((rung, activity.kind), []).append(activity)
    return grid


def who_took_part(activities: Iterable[Listed]) -> list[Taking]:
    """The activities that say both how many people they affect and how many took part: those that
    affect most people first.
    """
    found = [
        Taking(activity, activity.affected, activity.took_part)
        for activity in activities
        if activity.affected is not None and activity.took_part is not None
    ]
    return sorted(found, key=lambda taking: (-taking.affected, taking.activity.number))


def levels_of_co_production(
    activities: Iterable[Listed], levels: Sequence[str]
) -> Mapping[str, int]:
    """How many activities that are co-production are for each level, such as one person or a whole
    community; under an empty text, those that do not say.
    """
    counted = Counter(each.level for each in activities if each.kind == CO_PRODUCTION)
    return {level: counted[level] for level in (*levels, "")}


def cautions_among(activities: Iterable[Listed], cautions: Iterable[str]) -> Mapping[str, int]:
    """How many activities each caution holds for, in the order of `cautions`; those that hold for
    none are left out.
    """
    counted = Counter(caution for each in activities for caution in each.cautions)
    return {caution: counted[caution] for caution in cautions if counted[caution]}


def traps_among(activities: Iterable[Listed], traps: Iterable[str]) -> Mapping[str, int]:
    """How many activities certainly are in each trap, in the order of `traps`; those that
    none is in are left out.
    """
    counted = Counter(each.placement.trap for each in activities if each.has_ladder)
    return {trap: counted[trap] for trap in traps if counted[trap]}
