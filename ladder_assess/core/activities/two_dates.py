"""A list of activities at two dates: where each stood then and stands now, and what that means.

Places are intervals, so that one may look higher because more is known. What is called a move is
certain: the two intervals share no rung.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.placement.placement import Interval

UP, PERHAPS_UP, PERHAPS_DOWN, DOWN = "up", "perhaps_up", "perhaps_down", "down"
CLEARER, LESS_CLEAR, KIND, LEVEL = "clearer", "less_clear", "kind", "level"
APPEARED, EMPTIED, SAME = "appeared", "emptied", "same"
# What was changed by the move to other questions alone: in practice it is as it was.
BY_RULES, BY_READING, BY_BOTH = BY_THE_MOVE = "by_rules", "by_reading", "by_both"
# In the order in which they are told.
MOVES = (
    UP, PERHAPS_UP, PERHAPS_DOWN, DOWN, CLEARER, LESS_CLEAR, LEVEL, KIND, APPEARED, EMPTIED,
    BY_RULES, BY_READING, BY_BOTH, SAME,
)  # fmt: skip
# What changes an activity: other rules for the same answers, answers that somebody read anew while
# it was moved to these rules, and answers that were changed at any other time.
RULES, READING, PRACTICE = CAUSES = "rules", "reading", "practice"


class Dated(NamedTuple):
    """One activity at two dates, each None where nothing had been said of it, or nothing any more.

    At least one of them is there. Where it was moved to other rules in between, `by_later` is what
    was said at the first date, placed by the later rules, and `read_anew` the same with the answers
    that were read anew while it was moved, None where none was: also where it was moved before the
    first date, and somebody sent a page of the move after it.
    """

    then: Listed | None
    now: Listed | None
    by_later: Listed | None = None
    read_anew: Listed | None = None

    @property
    def latest(self) -> Listed:
        """What is known of it last."""
        found = self.now or self.then
        if found is None:
            raise ValueError("an activity at two dates was there at one of them")
        return found

    @property
    def stages(self) -> tuple[Listed | None, Listed | None, Listed | None, Listed | None]:
        """Where it stood, where the rules alone put it, where the answers read anew put it, and
        where it stands: from each to the next only one thing changed.
        """
        placed = self.by_later or self.then
        return self.then, placed, self.read_anew or placed, self.now

    @property
    def parts(self) -> Mapping[str, str]:
        """What RULES, READING and PRACTICE made of it, each one of MOVES: one after the other they
        make the whole change.
        """
        then, placed, read, now = self.stages
        return {
            RULES: _between(then, placed),
            READING: _between(placed, read),
            PRACTICE: _between(read, now),
        }

    @property
    def causes(self) -> tuple[str, ...]:
        """What changed it, any of CAUSES."""
        return tuple(cause for cause, became in self.parts.items() if became != SAME)

    def causes_of(self, what: Callable[[Listed], object]) -> tuple[str, ...]:
        """What changed one thing about it, such as its kind: any of CAUSES. Nothing where it was
        not there at both dates.
        """
        seen = [what(stage) for stage in self.stages if stage]
        steps = zip(CAUSES, pairwise(seen), strict=False) if self.then and self.now else ()
        return tuple(cause for cause, (before, after) in steps if before != after)

    @property
    def was_moved(self) -> bool:
        """Was it moved to other rules in between?"""
        return self.by_later is not None

    @property
    def outcome(self) -> str:
        """What became of it, one of MOVES: as in practice, but what the move to other rules did
        where only that changed it.
        """
        found = self.parts
        if found[PRACTICE] != SAME:
            return found[PRACTICE]
        alone = {(RULES,): BY_RULES, (READING,): BY_READING, (RULES, READING): BY_BOTH}
        return alone.get(self.causes, SAME)


class TwoDates(NamedTuple):
    """The activities that were there on one of two days."""

    first: date
    second: date
    activities: tuple[Dated, ...]

    @property
    def more_than_practice(self) -> bool:
        """Was any of them moved to other rules in between, or read anew for such a move?"""
        return any(each.was_moved or each.read_anew for each in self.activities)


def _between(then: Listed | None, now: Listed | None) -> str:
    if then is now:
        return SAME
    if then is None:
        return APPEARED
    if now is None:
        return EMPTIED
    if then.has_ladder != now.has_ladder:
        return LEVEL
    if now.has_ladder:
        moved = move(then.placement.interval, now.placement.interval)
        if moved != SAME:
            return moved
    return SAME if then.kind == now.kind else KIND


def move(then: Interval, now: Interval) -> str:
    """How one interval of rungs lies to an earlier one: exactly one of UP to LESS_CLEAR, or SAME.

    The one that moved shares no rung with the other; the clearer one lies within it.
    """
    if now == then:
        return SAME
    if now.low > then.high:
        return UP
    if now.high < then.low:
        return DOWN
    if then.low <= now.low and now.high <= then.high:
        return CLEARER
    if now.low <= then.low and then.high <= now.high:
        return LESS_CLEAR
    return PERHAPS_UP if now.low > then.low else PERHAPS_DOWN


def causes(activities: Iterable[Dated]) -> Mapping[tuple[str, ...], int]:
    """How many activities were changed by what: by one thing alone first, then by several, and by
    nothing last. Each counts once; what changed none is left out.
    """
    counted = Counter(each.causes for each in activities)
    alone = (RULES,), (READING,), (PRACTICE,)
    several = (RULES, READING), (RULES, PRACTICE), (READING, PRACTICE), (RULES, READING, PRACTICE)
    return {by: counted[by] for by in (*alone, *several, ()) if counted[by]}


def moves(activities: Iterable[Dated]) -> Mapping[str, int]:
    """How many activities made each move, in the order of MOVES; what none did is left out."""
    counted = Counter(each.outcome for each in activities)
    return {name: counted[name] for name in MOVES if counted[name]}


def in_order(activities: Iterable[Dated]) -> list[Dated]:
    """Those that changed, by whatever, in the order of MOVES, each by number."""
    changed = [each for each in activities if each.outcome != SAME]
    return sorted(changed, key=lambda each: (MOVES.index(each.outcome), each.latest.number))
