"""The activities that two pages name: those that matter most first, and as many as have room."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.common.words import width_of
from ladder_assess.publishing.placement.activity_view import NOT_REACHED, UNSURE, ActivityView

# Rows that the first page names at most. It has room for so many of one line, and so many fewer
# above what has changed and for each thing said of activities besides; another line takes as much.
MOST_NAMED, ROOM, ROOM_OF_CHANGES, ROOM_OF_A_NOTE, ANOTHER_LINE = 16, 18.7, 10.2, 2.0, 0.7
# So wide are columns in hundredths of the page: of numbers, of what was meant, of what was believed
# and of where it stands, with a word on answers that nobody has confirmed or without.
NUMBER, MEANT, BELIEVED, STANDS, STANDS_BY_USUAL = 6, 14, 14, 16, 20
# A code takes what its letters need, however wide those are.
LONGEST_CODE, CODE_LETTER, CODE_EDGE = 24, 1.25, 1.5
# A line of a name holds so many letters for each hundredth of its column. Where a name would have
# less than this, what was believed is left out.
NAME_LETTERS, LEAST_NAME = 0.74, 40


class NamedActivities(NamedTuple):
    """The rows of a table, with how wide its columns are in hundredths of the page. `left` more
    have no row, of whom so many are `waiting`; `believed` says whether there is room for what was
    believed. A code has at most `code` letters, 0 where no row
    has any, and a name so many in a line.
    """

    rows: tuple[ActivityView, ...]
    left: int
    waiting: int
    widths: tuple[int, ...]
    believed: bool
    code: int
    line: int
    wraps: bool


def named_activities(
    activities: Sequence[ActivityView],
    document: PlanDocument,
    *,
    meant: bool,
    notes: int = 0,
    fewer: int = 0,
) -> NamedActivities:
    """What has room of some activities beside `notes` about them, in `fewer` rows than that;
    `meant` says whether any says what it was meant for. Those that wait for answers have no row
    unless an action is for them or all wait.
    """
    acted = {number for action in document.actions if action.open for number in action.activities}
    placed = [v for v in activities if v.assessed.number not in document.waiting - acted]
    every = sorted(placed or activities, key=lambda view: _order(view, acted))
    room = ROOM - ROOM_OF_CHANGES * bool(document.since) - ROOM_OF_A_NOTE * notes - fewer
    code = min(LONGEST_CODE, ceil(max((width_of(v.assessed.code) for v in every), default=0)))
    stands = STANDS_BY_USUAL if any(view.assessed.unconfirmed for view in every) else STANDS
    codes = (ceil(code * CODE_LETTER + CODE_EDGE),) if code else ()
    others = (*codes, stands, *(MEANT,) * meant)
    name = 100 - NUMBER - sum(others) - BELIEVED
    believed = name >= LEAST_NAME
    name += 0 if believed else BELIEVED
    line = int(name * NAME_LETTERS)
    whole = _with_whole_names(every, line, room)
    wraps = whole >= min(len(every), MOST_NAMED, sum(_matters(view, acted) for view in every))
    rows = tuple(every[: whole if wraps else min(MOST_NAMED, max(0, int(room)))])
    shown = {view.assessed.number for view in rows}
    return NamedActivities(
        rows,
        len(document.activities) - len(rows),
        len(document.waiting - shown),
        (NUMBER, name, *others, *(BELIEVED,) * believed),
        believed,
        code,
        line,
        wraps,
    )


def _with_whole_names(views: Iterable[ActivityView], line: int, room: float) -> int:
    """How many have room with names of up to two lines."""
    count = 0
    for view in views:
        room -= 1 + ANOTHER_LINE * (width_of(view.assessed.name.strip()) > line)
        if room < 0 or count == MOST_NAMED:
            break
        count += 1
    return count


def _order(view: ActivityView, acted: set[int]) -> tuple[int, int, int]:
    """First what an action is for, then what a trap holds or is below what it was meant for, the
    furthest first, then what matters otherwise; by number.
    """
    below = below_aim(view)
    if view.assessed.number in acted:
        return 0, -below, view.assessed.number
    presses = below or view.assessment.placement.trap
    return (1 if presses else 2 if _matters(view, acted) else 3), -below, view.assessed.number


def _matters(view: ActivityView, acted: set[int]) -> bool:
    """Is an action for it, is it not known to be what it was meant to be, or is there a trap or a
    caution?
    """
    watched = view.cautions or view.assessment.placement.trap
    return view.assessed.number in acted or view.fit in (NOT_REACHED, UNSURE) or bool(watched)


def below_aim(view: ActivityView) -> int:
    """By how many rungs it certainly is below what it was meant for."""
    intended = view.assessment.activity.intended
    on_ladder = view.ladder and intended is not None
    return max(0, (intended or 0) - view.assessment.placement.high) if on_ladder else 0
