"""Claimed, own, documented and agreed placement of one activity, and each group's, in one picture.

How much say people had is drawn beside the ladder and in a shape of its own: it is no placement.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.views import (
    GROUPS,
    POLICYMAKER,
    PROVIDER,
    SERVICE_USER,
    GroupView,
    Spread,
)
from ladder_assess.core.points_of_view.what_views_say import rests_on
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.shapes import Box
from ladder_assess.publishing.placement import ladder
from ladder_assess.publishing.placement.ladder import Frame

# Letters stand on the bars of the groups and in the key, so that the drawing needs no colour.
LETTERS = {PROVIDER: "A", POLICYMAKER: "B", SERVICE_USER: "C"}
OWN, CLAIMED, DOCUMENTED, AGREED = "own", "claimed", "documented", "agreed"
# The words of the key are as long however few the bars are.
NARROWEST_RAIL = 138.0
SAY_WIDTH, SAY_ROW, SAY_BAR, SAY_TOP = 340.0, 42.0, 12.0, 14.0
SAY_LONGEST = 290.0


def group_names(speech: Speech) -> dict[str, str]:
    """What each group of people is called, in their order."""
    _ = speech.gettext
    return {
        PROVIDER: _("People who provide it"),
        POLICYMAKER: _("People who make policy"),
        SERVICE_USER: _("People who took part"),
    }


@dataclass(frozen=True)
class ViewMark:
    """One view on the ladder: whose it is (own, claimed, documented, agreed or a group), its
    letter where it is a group's, its rungs, its bar, and where its line of the key stands.
    `answers` is how many it rests on, from the question that fewest know to the one that most do.
    """

    name: str
    letter: str
    rungs: Interval
    box: Box
    key_y: float
    answers: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class ViewsDrawing:
    """Where an activity stands in each view that there is, side by side from the left."""

    frame: Frame
    name: str
    marks: tuple[ViewMark, ...]


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
    groups: Mapping[str, GroupView],
) -> ViewsDrawing:
    """Draw the views of one activity: what is claimed, placed and documented by `own`, where each
    of the groups places it, and what was agreed on. What is not there is left out.
    """
    places = _places(own, agreed, groups)
    lanes = len(places) * ladder.LANE
    right = max(NARROWEST_RAIL, ladder.LEFT_RAIL + 2 * ladder.LANE_MARGIN + lanes)
    start = (ladder.LEFT_RAIL + right - lanes) / 2 + ladder.LANE / 2
    marks = tuple(
        ViewMark(
            name,
            LETTERS.get(name, ""),
            rungs,
            ladder.bar(start + place * ladder.LANE, _width(name), rungs),
            ladder.height_of(0) + ladder.KEY_GAP + place * ladder.KEY_PITCH,
            rests_on(groups[name]) if name in groups else (0, 0),
        )
        for place, (name, rungs) in enumerate(places.items())
    )
    low, high = own.placement.interval
    here = set(range(low, high + 1))
    frame = ladder.frame(questionnaire, here, right, rows=len(marks))
    return ViewsDrawing(frame, own.activity.name, marks)


def _places(
    own: Assessment, agreed: Assessment | None, groups: Mapping[str, GroupView]
) -> dict[str, Interval]:
    claimed = own.activity.claimed
    places = {
        CLAIMED: None if claimed is None else Interval(claimed, claimed),
        OWN: own.placement.interval,
        DOCUMENTED: own.documented if own.activity.documented else None,
        **{group: groups[group].placement for group in GROUPS if group in groups},
        AGREED: agreed and agreed.placement.interval,
    }
    return {name: rungs for name, rungs in places.items() if rungs is not None}


def _width(name: str) -> float:
    if name == CLAIMED:
        return 2 * ladder.CLAIMED_RADIUS
    return ladder.DOCUMENTED_WIDTH if name == DOCUMENTED else ladder.DISC


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
