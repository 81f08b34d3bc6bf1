"""The course of a campaign: how far people have taken it, and whether it takes answers.

Instants are seconds since 1970; core.campaigns.moments makes them of days and times.
"""

from dataclasses import dataclass, replace

DRAFTED, OPENED, CLOSED, REPORTED, ARCHIVED = STATES = (
    "drafted",
    "opened",
    "closed",
    "reported",
    "archived",
)
# From each state to those that may follow; there is no way back.
ARROWS = {
    DRAFTED: (OPENED,),
    OPENED: (CLOSED,),
    CLOSED: (REPORTED, ARCHIVED),
    REPORTED: (ARCHIVED,),
    ARCHIVED: (),
}
NOT_YET, OPEN, OVER = "not_yet", "open", "over"
# Who has begun when a campaign closes may still send answers for so long. In words on pages too.
GRACE_MINUTES = 60


@dataclass(frozen=True)
class Course:
    """The `state` that somebody last took a campaign to, and from and until when it takes answers:
    the first instant, known once it is opened, and the first one after the last, if there is any.
    """

    state: str = DRAFTED
    opens_at: int | None = None
    closes_at: int | None = None


def standing(course: Course, now: float) -> str:
    """Where an instant lies: before the campaign takes answers, while it does, or after."""
    if course.state == DRAFTED:
        return NOT_YET
    if course.state != OPENED:
        return OVER
    if course.opens_at is not None and now < course.opens_at:
        return NOT_YET
    return OVER if course.closes_at is not None and now >= course.closes_at else OPEN


def state_at(course: Course, now: float) -> str:
    """The state at an instant: one that has run out is closed, whether or not anybody looks."""
    ran_out = course.state == OPENED and standing(course, now) == OVER
    return CLOSED if ran_out else course.state


def may_start(course: Course, now: float) -> bool:
    """May somebody start to answer?"""
    return standing(course, now) == OPEN


def may_send(course: Course, now: float) -> bool:
    """May somebody send answers who began in time? Also for a while after closing."""
    if may_start(course, now):
        return True
    ended = course.closes_at
    over = standing(course, now) == OVER
    return over and ended is not None and ended <= now < ended + GRACE_MINUTES * 60


def is_settled(course: Course, now: float) -> bool:
    """Can no answer come any more?"""
    ended = course.closes_at
    over = standing(course, now) == OVER
    return over and ended is not None and now >= ended + GRACE_MINUTES * 60


def following(course: Course, now: float) -> tuple[str, ...]:
    """The states that somebody may take a campaign to at an instant."""
    return ARROWS[state_at(course, now)]


def moved(course: Course, to: str, now: int) -> Course:
    """The campaign taken to another state. Opened without a day of its own, it takes answers from
    now; closed by hand, it takes none from now on. What does not follow raises ValueError.
    """
    if to not in following(course, now):
        raise ValueError(f"{to} does not follow {state_at(course, now)}")
    if to == OPENED:
        if course.closes_at is not None and course.closes_at <= max(now, course.opens_at or 0):
            raise ValueError("it would take no answers")
        return replace(course, state=to, opens_at=max(now, course.opens_at or 0))
    if to == CLOSED:
        return replace(course, state=to, closes_at=min(now, course.closes_at or now))
    return replace(course, state=to)
