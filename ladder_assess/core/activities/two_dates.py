"""A list of activities at two dates: where each stood then and stands now, and what that means.

Places are intervals, so that one may look higher because more is known. What is called a move is
certain: the two intervals share no rung.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.placement.placement import Interval

UP, PERHAPS_UP, PERHAPS_DOWN, DOWN = "up", "perhaps_up", "perhaps_down", "down"
CLEARER, LESS_CLEAR, KIND, LEVEL = "clearer", "less_clear", "kind", "level"
APPEARED, EMPTIED, SAME = "appeared", "emptied", "same"
# What only the rules changed: in practice it is as it was.
BY_RULES = "by_rules"
# In the order in which they are told.
MOVES = (
    UP, PERHAPS_UP, PERHAPS_DOWN, DOWN, CLEARER, LESS_CLEAR, LEVEL, KIND, APPEARED, EMPTIED,
    BY_RULES, SAME,
)  # fmt: skip


class Dated(NamedTuple):
    """One activity at two dates, each None where nothing had been said of it, or nothing any more.

    At least one of them is there. Where the rules that place it changed in between, `reread` is
    what was said at the first date, placed by the later ones: what lies between `then` and `reread`
    is the rules' doing, and what lies between `reread` and `now` is practice.
    """

    then: Listed | None
    now: Listed | None
    reread: Listed | None = None

    @property
    def latest(self) -> Listed:
        """What is known of it last."""
        found = self.now or self.then
        if found is None:
            raise ValueError("an activity at two dates was there at one of them")
        return found

    @property
    def first(self) -> Listed | None:
        """What was said at the first date, by the rules of the second."""
        return self.reread or self.then

    @property
    def move(self) -> str:
        """What became of it in practice, one of MOVES: both dates by the rules of the second."""
        return _between(self.first, self.now)

    @property
    def by_rules(self) -> str:
        """What the rules alone made of it, one of MOVES."""
        return SAME if self.reread is None else _between(self.then, self.reread)

    @property
    def outcome(self) -> str:
        """What became of it, one of MOVES: as in practice, but BY_RULES where they alone changed
        it.
        """
        return BY_RULES if self.move == SAME and self.by_rules != SAME else self.move


def _between(then: Listed | None, now: Listed | None) -> str:
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


class Causes(NamedTuple):
    """How many activities changed in practice, by the rules, by both or by neither."""

    practice: int
    rules: int
    both: int
    neither: int


def causes(activities: Iterable[Dated]) -> Causes:
    """How many changed for which reason; each counts once."""
    told = Counter((each.move != SAME, each.by_rules != SAME) for each in activities)
    return Causes(told[True, False], told[False, True], told[True, True], told[False, False])


def moves(activities: Iterable[Dated]) -> Mapping[str, tuple[int, int]]:
    """How many activities made each move, in the order of MOVES, without and with the rules having
    changed their place or kind; what none did is left out.
    """
    counted = Counter((each.outcome, each.by_rules != SAME) for each in activities)
    found = {name: (counted[name, False], counted[name, True]) for name in MOVES}
    return {name: counts for name, counts in found.items() if any(counts)}


def in_order(activities: Iterable[Dated]) -> list[Dated]:
    """Those that changed, in practice or by the rules, in the order of MOVES, each by number."""
    changed = [each for each in activities if each.outcome != SAME]
    return sorted(changed, key=lambda each: (MOVES.index(each.outcome), each.latest.number))
