"""What a list of activities adds up to: who works without a say, who takes part, how collectively.

Counts alone; nothing is averaged into one number (domain.md 1.5).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ladder_assess.core.indicators import CO_PRODUCTION
from ladder_assess.core.portfolio import AssessedActivity

LABOUR_WITHOUT_POWER = "labour_without_power"


class Standing(NamedTuple):
    """How many activities stand in one cell certainly, possibly, and with people who put in labour
    without power (only where that is certain).
    """

    certain: int
    possible: int
    marked: int


class Taking(NamedTuple):
    """How many people one activity affects and how many took part."""

    activity: AssessedActivity
    affected: int
    took_part: int


def works_without_power(activity: AssessedActivity) -> bool:
    """Do people certainly put in labour and have little say (`apse-tuc-2013`)?"""
    found = activity.explanation.crossings
    return any(each.id == LABOUR_WITHOUT_POWER and each.certain for each in found)


def standing(activities: Iterable[AssessedActivity]) -> dict[tuple[int, str], Standing]:
    """The counts for each rung, of every one that an activity may stand on, and kind."""
    grid: dict[tuple[int, str], Standing] = {}
    for activity in activities:
        assessment = activity.assessment
        if not assessment.has_ladder:
            continue
        placement, marked = assessment.placement, int(works_without_power(activity))
        sure = int(placement.low == placement.high)
        for rung in range(placement.low, placement.high + 1):
            key = (rung, assessment.type.kind)
            was = grid.get(key, Standing(0, 0, 0))
            grid[key] = Standing(was.certain + sure, was.possible + 1 - sure, was.marked + marked)
    return grid


def who_took_part(activities: Iterable[AssessedActivity]) -> list[Taking]:
    """The activities that say both how many people they affect and how many took part."""
    found = []
    for activity in activities:
        numbers = [activity.about.get(item, "") for item in ("people_affected", "people_took_part")]
        if all(number.isdigit() for number in numbers):
            found.append(Taking(activity, int(numbers[0]), int(numbers[1])))
    return found


def levels_of_co_production(
    activities: Iterable[AssessedActivity], levels: Sequence[str]
) -> Mapping[str, int]:
    """How many activities that are co-production are for each level, such as one person or a whole
    community; under an empty text, those that do not say.
    """
    found = (a.assessment for a in activities if a.assessment.type.kind == CO_PRODUCTION)
    counted = Counter(str(each.activity.answers.get("level", "")) for each in found)
    return {level: counted[level] for level in (*levels, "")}
