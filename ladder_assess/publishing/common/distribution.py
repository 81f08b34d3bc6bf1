"""How many activities stand on each rung: a bar a rung, certain solid and possible hatched."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.activities.portfolio import (
    OnLadder,
    RungCount,
    distribution,
    median,
    not_placed,
)
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rung
from ladder_assess.publishing.common.shapes import Box, hatched

WIDTH = 320.0
TOP, PITCH, BAR = 14.0, 26.0, 15.0
LEFT, ROOM = 184.0, 92.0
WIDEST_UNIT = 23.0
# Beside a bar stand its numbers: the gap before them, and how wide a letter is, on the safe side.
GAP, LETTER = 7.0, 7.5
KEY_HEIGHT = 36.0


@dataclass(frozen=True)
class RungBar:
    """One rung's bar; a part of no length is left out."""

    rung: Rung
    count: RungCount
    y: float
    certain: Box | None
    possible: Box | None

    @property
    def end(self) -> float:
        """The x at which the bar ends and its numbers begin."""
        return max([LEFT, *(box.right for box in (self.certain, self.possible) if box)])


@dataclass(frozen=True)
class DistributionDrawing:
    """The bars, highest rung first, with the number of activities and their median; `not_placed`
    are so many more that nothing places, and `planned` so many that have not begun: no bar counts
    these. So many on one rung are there by usual answers that are `unconfirmed`: they are not
    called certain.
    """

    width: float
    height: float
    bars: tuple[RungBar, ...]
    activities: int
    median: Interval | None
    left: float = LEFT
    not_placed: int = 0
    planned: int = 0
    unconfirmed: int = 0


def distribution_drawing(
    questionnaire: Questionnaire,
    activities: Iterable[OnLadder],
    planned: int = 0,
    unconfirmed: int = 0,
) -> DistributionDrawing:
    """Draw the distribution of some activities over the rungs; those without a ladder are left out,
    and those that nothing places are counted apart. So many more are `planned`, and so many
    `unconfirmed`.
    """
    rungs = len(questionnaire.rungs)
    on_ladder = [activity for activity in activities if activity.has_ladder]
    placed = [activity for activity in on_ladder if not not_placed(activity, rungs)]
    counts = distribution(placed, rungs)
    longest = max((c.certain + c.possible for c in counts), default=0)
    room = min(ROOM, WIDTH - LEFT - GAP - LETTER * max((len(_said(c)) for c in counts), default=0))
    unit = min(WIDEST_UNIT, room / max(longest, 1))
    bars = tuple(
        _bar(rung, counts[rung.number], TOP + place * PITCH, unit)
        for place, rung in enumerate(reversed(questionnaire.rungs))
    )
    height = TOP + len(bars) * PITCH + KEY_HEIGHT
    return DistributionDrawing(
        WIDTH,
        height,
        bars,
        len(placed),
        median(placed),
        not_placed=len(on_ladder) - len(placed),
        planned=planned,
        unconfirmed=unconfirmed,
    )


def _said(count: RungCount) -> str:
    return " + ".join(str(number) for number in (count.certain, count.possible) if number)


def _bar(rung: Rung, count: RungCount, y: float, unit: float) -> RungBar:
    certain = Box(LEFT, y - BAR / 2, count.certain * unit, BAR)
    possible = Box(certain.right, y - BAR / 2, count.possible * unit, BAR)
    return RungBar(
        rung,
        count,
        y,
        certain if count.certain else None,
        hatched(possible) if count.possible else None,
    )
