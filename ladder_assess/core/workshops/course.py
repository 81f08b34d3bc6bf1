"""The course of a workshop: which exercise the room is at, and what is done with it.

An exercise is voted on unseen, by a rung or by its facts, then revealed, then explained by the
rules, and once more. What has
been revealed is never voted on again in the same round, so that nobody follows the others.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

READING, TALKING, VOTING, PAUSED, REVEALED, EXPLAINED = PHASES = (
    "reading",
    "talking",
    "voting",
    "paused",
    "revealed",
    "explained",
)
START, EXTEND, OPEN, FACTS, PAUSE, REVEAL, EXPLAIN, AGAIN, NEXT = MOVES = (
    "start",
    "extend",
    "open",
    "facts",
    "pause",
    "reveal",
    "explain",
    "again",
    "next",
)
# From each phase, the moves that may follow and where each leads.
ARROWS = {
    READING: {START: TALKING, OPEN: VOTING, FACTS: VOTING, NEXT: READING},
    TALKING: {NEXT: READING, EXTEND: TALKING},
    VOTING: {REVEAL: REVEALED, PAUSE: PAUSED, NEXT: READING},
    PAUSED: {OPEN: VOTING, REVEAL: REVEALED, NEXT: READING},
    REVEALED: {EXPLAIN: EXPLAINED, OPEN: VOTING, AGAIN: VOTING, FACTS: VOTING, NEXT: READING},
    EXPLAINED: {AGAIN: VOTING, FACTS: VOTING, NEXT: READING},
}
ROUNDS = 2
A_MINUTE, MINUTES_MORE = 60, 2


@dataclass(frozen=True)
class Course:
    """Where a workshop is: the number of its exercise from 1 (one more than there are once it is
    over), the round of votes on it from 1, and what is done just now. `ends` is when the room stops
    talking, in seconds since 1970; 0 where no clock runs. `by_facts` says how people vote in the
    round.
    """

    exercise: int = 1
    round: int = 1
    phase: str = READING
    ends: int = 0
    by_facts: bool = False


def is_over(course: Course, exercises: int) -> bool:
    """Has the workshop come to its end?"""
    return course.exercise > exercises


def moves(
    course: Course, exercises: int, leaves_out: Set[str] = frozenset(), *, too_few: bool = False
) -> tuple[str, ...]:
    """What the facilitator may do next, in the order in which it is mostly done. `leaves_out` are
    the moves that the exercise does not have. A round with `too_few` votes to show goes on where
    it is opened again, as nobody saw anything of it.
    """
    if is_over(course, exercises):
        return ()
    spent = leaves_out | ({AGAIN, FACTS} if course.round == ROUNDS else set())
    if course.phase == REVEALED and not too_few:
        spent |= {OPEN}
    return tuple(move for move in ARROWS[course.phase] if move not in spent)


def moved(
    course: Course,
    move: str,
    exercises: int,
    leaves_out: Set[str] = frozenset(),
    *,
    too_few: bool = False,
) -> Course:
    """The workshop after a move. Raises ValueError for one that does not follow."""
    if move not in moves(course, exercises, leaves_out, too_few=too_few):
        raise ValueError(f"{move} does not follow {course.phase} in round {course.round}")
    if move == NEXT:
        return Course(course.exercise + 1)
    to = ARROWS[course.phase][move]
    begins = to == VOTING and (move != OPEN or course.phase == READING)
    by_facts = move == FACTS if begins else course.by_facts
    number = course.round + (begins and course.phase != READING)
    return replace(course, round=number, phase=to, by_facts=by_facts)


def takes_paper(
    course: Course, exercises: int, leaves_out: Set[str] = frozenset(), *, way: str = OPEN
) -> bool:
    """May votes that people gave on paper be typed in now? `way` is how they vote: OPEN or FACTS,
    as the move is called by which phones begin.
    """
    unseen = course.phase in (READING, VOTING, PAUSED)
    return unseen and way not in leaves_out and not is_over(course, exercises)


def counted_by_hand(
    course: Course, exercises: int, leaves_out: Set[str] = frozenset(), *, way: str = OPEN
) -> Course:
    """The workshop after votes on paper were typed in: they are shown at once. Raises ValueError
    where they cannot be.
    """
    if not takes_paper(course, exercises, leaves_out, way=way):
        raise ValueError(f"no votes are typed in while it is {course.phase}")
    return replace(course, phase=REVEALED, by_facts=way == FACTS)


def timed(course: Course, move: str, minutes: int, now: int) -> Course:
    """The same with its clock set: to so many minutes from `now` where talk starts, and to some
    more where it goes on.
    """
    if move == START:
        return replace(course, ends=now + minutes * A_MINUTE)
    if move == EXTEND:
        return replace(course, ends=max(course.ends, now) + MINUTES_MORE * A_MINUTE)
    return course


def begins_anew(course: Course, exercises: int) -> bool:
    """May the votes of the round be thrown away, for everyone to vote again?"""
    return course.phase in (VOTING, PAUSED) and not is_over(course, exercises)


def takes_votes(course: Course, exercises: int) -> bool:
    """May people vote now?"""
    return course.phase == VOTING and not is_over(course, exercises)


def is_unseen(course: Course) -> bool:
    """Are the votes of this round hidden from everyone, their number too?"""
    return course.phase in (READING, TALKING, VOTING, PAUSED)


def knows_rules(course: Course) -> bool:
    """May the room see what the rules say of the exercise? Only while it is explained, after votes
    were shown: whoever votes again has them out of sight.
    """
    return course.phase == EXPLAINED
