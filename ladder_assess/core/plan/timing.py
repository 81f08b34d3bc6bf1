"""Whether an activity is over or has not begun, and which advice then comes at another time."""

from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import InPlan, not_placed
from ladder_assess.core.activities.status import FINISHED, NOT_BEGUN, STATUS, stage_of
from ladder_assess.core.common.part_dates import first_day, is_day, is_part, last_day
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    FIND_OUT,
    KEEP,
    TRAP,
    Trigger,
)

OVER, AHEAD = "over", "ahead"
# What is over is done otherwise the next time, and is looked up to learn from it alone; before it
# has begun there is nothing to look up but to settle, and what follows on it comes afterwards.
NEXT_TIME, LEARN, SETTLE, AFTERWARDS = "next_time", "learn", "settle", "afterwards"
# Otherwise done is what people met. What came of it can be told when it is over, and only then.
TO_LOOK_UP = (FIND_OUT, CONTRADICTION)
OF_ITS_COURSE = (CHANGE, CAUTION, TRAP, CROSSING)
TELLING = "response"


def phase(started: str, ended: str, today: date, status: str = "") -> str:
    """OVER, AHEAD or neither, by the days, months or years in which it starts and ends, and its
    status where these leave it open: what was planned for a day that has come has begun, while what
    is said to be over is.
    """
    stage = stage_of(status)
    if stage == FINISHED or (_is_date(ended) and last_day(ended) < today):
        return OVER
    if _is_date(started):
        return AHEAD if first_day(started) > today else ""
    return AHEAD if stage == NOT_BEGUN else ""


def phase_of(record: ActivityRecord, today: date) -> str:
    """The phase of an activity by what was said of its days and its status."""
    said = (str(record.values.get(key, "")) for key in ("start_date", "end_date", STATUS))
    started, ended, status = said
    return phase(started, ended, today, status)


def ends_later(ended: str, today: date) -> bool:
    """Is its end, where that is known, still to come?"""
    return _is_date(ended) and last_day(ended) > today


def is_ahead(activity: InPlan, today: date) -> bool:
    """Has it not begun, by what is known of it?"""
    return phase(activity.started, activity.ended, today, activity.status) == AHEAD


def is_planned(activity: InPlan, today: date) -> bool:
    """Has it a place on the ladder on which it does not stand yet, as it has not begun?"""
    return activity.has_ladder and not not_placed(activity) and is_ahead(activity, today)


def at_another_time(trigger: Trigger, when: str) -> str:
    """When advice for an activity of this phase comes, where that is not now; empty elsewhere."""
    tells = trigger.kind in (CHANGE, KEEP) and trigger.key.partition(" ")[0] == TELLING
    if when == OVER:
        learns = LEARN if trigger.kind in TO_LOOK_UP else ""
        return NEXT_TIME if trigger.kind in OF_ITS_COURSE and not tells else learns
    if when == AHEAD:
        return SETTLE if trigger.kind in TO_LOOK_UP else AFTERWARDS if tells else ""
    return ""


def _is_date(text: str) -> bool:
    return is_day(text) or is_part(text)
