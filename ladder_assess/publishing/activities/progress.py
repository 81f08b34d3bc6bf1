"""How far a plan is: a bar for each status, what is late hatched."""

from dataclasses import dataclass

from ladder_assess.core.plan.plan import DONE, DROPPED, NOT_STARTED, UNDER_WAY
from ladder_assess.core.plan.public_page import Counts
from ladder_assess.publishing.common.shapes import Box, hatched

WIDTH = 320.0
TOP, PITCH, BAR = 14.0, 28.0, 16.0
LEFT, ROOM = 92.0, 132.0
WIDEST_UNIT = 24.0
KEY_HEIGHT = 34.0
ORDER = (DONE, UNDER_WAY, NOT_STARTED, DROPPED)


@dataclass(frozen=True)
class StatusBar:
    """One status' bar: those that are not late solid, the late ones after them."""

    status: str
    count: int
    late: int
    y: float
    solid: Box | None
    hatched: Box | None

    @property
    def end(self) -> float:
        """The x at which the bar ends and its numbers begin."""
        return max([LEFT, *(box.right for box in (self.solid, self.hatched) if box)])


@dataclass(frozen=True)
class ProgressDrawing:
    """The bars from top to bottom, with how many actions they stand for."""

    width: float
    height: float
    bars: tuple[StatusBar, ...]
    actions: int
    left: float = LEFT


def progress_drawing(counts: Counts) -> ProgressDrawing:
    """Draw how many actions there are of each status, and how many of them are late."""
    unit = min(WIDEST_UNIT, ROOM / max([1, *counts.by_status.values()]))
    bars = tuple(
        _bar(status, counts.by_status[status], counts.late[status], TOP + place * PITCH, unit)
        for place, status in enumerate(ORDER)
    )
    return ProgressDrawing(WIDTH, TOP + len(bars) * PITCH + KEY_HEIGHT - 6, bars, counts.all)


def _bar(status: str, count: int, late: int, y: float, unit: float) -> StatusBar:
    solid = Box(LEFT, y - BAR / 2, (count - late) * unit, BAR)
    rest = Box(solid.right, y - BAR / 2, late * unit, BAR)
    return StatusBar(
        status,
        count,
        late,
        y,
        solid if count > late else None,
        hatched(rest) if late else None,
    )
