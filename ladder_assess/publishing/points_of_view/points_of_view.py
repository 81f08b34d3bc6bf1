"""Claimed, agreed, documented and participants' view of one activity in one picture.

How much say people had is drawn beside the ladder and in a shape of its own: it is no placement.
"""

from dataclasses import dataclass

from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.views import Spread
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.common.shapes import Box, Point, hatched
from ladder_assess.publishing.placement import ladder
from ladder_assess.publishing.placement.ladder import Frame

RIGHT_RAIL = 138.0
TAKING_PART_X, TAKING_PART_WIDTH = 119.0, 16.0
SAY_WIDTH, SAY_ROW, SAY_BAR, SAY_TOP = 340.0, 42.0, 12.0, 14.0
SAY_LONGEST = 290.0


@dataclass(frozen=True)
class ViewsDrawing:
    """Where an activity stands in each view; a view there is not is None. `places` says it in
    rungs, by the same names as the key.
    """

    frame: Frame
    name: str
    agreed: Box | None
    documented: Box
    taking_part: Box | None
    claimed: Point | None
    key: tuple[tuple[str, float], ...]
    places: dict[str, Interval]


@dataclass(frozen=True)
class SayRow:
    """One answer to how much say people had: its words, how many gave it, its bar."""

    text: str
    count: int
    y: float
    bar: Box


@dataclass(frozen=True)
class SayDrawing:
    """How much say people say they had, the most at the top as on the ladder."""

    width: float
    height: float
    rows: tuple[SayRow, ...]
    known: int


def views_drawing(
    questionnaire: Questionnaire,
    own: Assessment,
    agreed: Assessment | None,
    taking_part: Interval | None,
) -> ViewsDrawing:
    """Draw the views of one activity: what is claimed and documented by `own`, what was agreed on,
    and what the facts say that those who took part gave.
    """
    claimed = own.activity.claimed
    places = {
        "agreed": agreed and agreed.placement.interval,
        "documented": own.documented,
        "taking_part": taking_part,
        "claimed": None if claimed is None else Interval(claimed, claimed),
    }
    shown = {name: interval for name, interval in places.items() if interval is not None}
    here = set(range(agreed.placement.low, agreed.placement.high + 1)) if agreed else set()
    bar = taking_part and ladder.bar(TAKING_PART_X, TAKING_PART_WIDTH, taking_part)
    return ViewsDrawing(
        frame=ladder.frame(questionnaire, here, RIGHT_RAIL, rows=len(shown)),
        name=own.activity.name,
        agreed=agreed
        and ladder.bar(ladder.PLACED_X, ladder.PLACED_WIDTH, agreed.placement.interval),
        documented=ladder.bar(ladder.DOCUMENTED_X, ladder.DOCUMENTED_WIDTH, own.documented),
        taking_part=bar and hatched(bar, rounded=True),
        claimed=None if claimed is None else Point(ladder.CLAIMED_X, ladder.height_of(claimed)),
        key=tuple(
            (name, ladder.height_of(0) + ladder.KEY_GAP + row * ladder.KEY_PITCH)
            for row, name in enumerate(shown)
        ),
        places=shown,
    )


def say_drawing(spread: Spread) -> SayDrawing:
    """Draw how much say people say they had."""
    options = list(zip(spread.item.options, spread.counts, spread.shares, strict=False))
    rows = [
        SayRow(
            option.text,
            count,
            SAY_TOP + place * SAY_ROW,
            Box(0, SAY_TOP + place * SAY_ROW + 8, max(share * SAY_LONGEST, 1.5), SAY_BAR),
        )
        for place, (option, count, share) in enumerate(reversed(options))
    ]
    return SayDrawing(SAY_WIDTH, SAY_TOP + len(rows) * SAY_ROW, tuple(rows), spread.known)
