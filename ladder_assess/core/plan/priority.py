"""How urgent an action is beside the others of its list, from gap to intent, reach and effort.

Each part counts 1, 2 or 3, and a list is put in order by their product, so that no part alone
decides. What is not known counts as the middle: it neither pushes an action up nor hides it. A list
is told apart by thirds, as a list in which all is urgent says nothing; what nothing tells apart
comes alike. This is an order to start from, not a measurement, and whoever owns the plan may set
another.
"""

from collections.abc import Mapping
from typing import NamedTuple

# What comes later, next and first.
LEVELS = ("low", "medium", "high")
LATER, NEXT, FIRST = LEVELS
MIDDLE = 2
# At most one in so many comes first, and as many at the end come later.
PARTS = 3
# Rungs below the one intended: one rung is a change or two of the way of working, more is another
# arrangement.
WIDE_GAP, SOME_GAP = 2, 1
# What is missing to a score of 100, in thirds of the scale.
WIDE_SCORE_GAP, SOME_SCORE_GAP = 67, 34
# People: a street or a group, a ward or a large service, and beyond. Steps of ten, because the
# questionnaire asks for a rough number.
MANY_PEOPLE, SOME_PEOPLE = 1000, 100
# The less it takes, the sooner it is worth doing.
EASE = {"small": 3, "medium": 2, "large": 1}
# The widest gaps: from rung 0 to 8, and from a score of 0 to 100.
RUNGS, POINTS = 8, 100

INTENDED, NOT_INTENDED, NO_LADDER, SCORE, NO_GAP = (
    "intended", "not_intended", "no_ladder", "score", "no_gap",
)  # fmt: skip
GAPS = (INTENDED, NOT_INTENDED, NO_LADDER, SCORE, NO_GAP)


class Gap(NamedTuple):
    """How far from what is intended. `kind` is one of GAPS; `size` is in rungs where a rung is
    intended, in points to 100 for a score, and None for the other kinds. Where what is not known
    leaves it open, `size` is the widest that it can be, and `unsure` by how much it may be less.
    `single` says that it rests on a single answer, `lowest` that no score is lower. Of several
    activities, so many are below what was intended for them: `below` of them, for certain where the
    widest gap is certain. Where it is not, `exact` of these stand exactly `exact_size` rungs below,
    or fewer.
    """

    kind: str
    size: int | None = None
    unsure: int = 0
    single: bool = False
    lowest: bool = False
    below: int = 0
    exact: int = 0
    exact_size: int = 0

    @property
    def level(self) -> int:
        """1 to 3."""
        if self.size is None:
            return MIDDLE
        wide, some = (
            (WIDE_SCORE_GAP, SOME_SCORE_GAP) if self.kind == SCORE else (WIDE_GAP, SOME_GAP)
        )
        return _level(self.size, some, wide)

    @property
    def share(self) -> float:
        """0 to 1: how much of the widest gap it is; what is not known is half of it."""
        if self.size is None:
            return 0.5
        return self.size / (POINTS if self.kind == SCORE else RUNGS)


class Reach(NamedTuple):
    """Whom it affects: so many people, as far as is known, or the `whole` organisation.

    Of an action for several activities, `told` of them say how many people they affect.
    """

    people: int | None = None
    whole: bool = False
    activities: int = 1
    told: int = 1

    @property
    def level(self) -> int:
        """1 to 3."""
        if self.whole:
            return len(LEVELS)
        return MIDDLE if self.people is None else _level(self.people, SOME_PEOPLE, MANY_PEOPLE)


class Weighed(NamedTuple):
    """The three parts of a priority; `effort` is a key of EASE, or empty where nobody said.

    `turn` is the order of what it comes with in its list: its own, or that of something more urgent
    that needs it first. `level` is one of LEVELS, empty where it has not been told apart from
    others; `rests` is how many others of its list rest on it.
    """

    gap: Gap
    reach: Reach
    effort: str = ""
    turn: tuple[float, ...] = ()
    level: str = ""
    rests: int = 0

    @property
    def product(self) -> int:
        """1 to 27."""
        return self.gap.level * self.reach.level * self.ease

    @property
    def ease(self) -> int:
        """1 to 3, the most for what takes least."""
        return EASE.get(self.effort, MIDDLE)

    @property
    def priority(self) -> str:
        """One of LEVELS."""
        return self.level or NEXT

    @property
    def order(self) -> tuple[float, ...]:
        """What comes first sorts first. What the three parts leave alike is told apart by how wide
        the gap is, how many people there are and how many activities.
        """
        people = -(self.reach.people or 0)
        return (
            -self.product, -self.gap.level, -self.reach.level, -self.gap.share,
            not self.reach.whole, people, -self.reach.activities,
        )  # fmt: skip

    @property
    def rank(self) -> tuple[float, ...]:
        """The same within its list, where what others rest on comes before what is else alike."""
        return (*(self.turn or self.order), -self.rests)


def level_at(place: int, count: int) -> str:
    """What comes at a place, from 0, in a list of `count` that is in order.

    At most a third comes first, but one does: also of one or of two, as whoever reads a list wants
    to know where to start. As many as a third come later; the others are next.
    """
    part = count // PARTS
    if place < max(1, part):
        return FIRST
    return LATER if place >= count - part else NEXT


def levels_of(ranks: Mapping[tuple[float, ...], int]) -> dict[tuple[float, ...], str]:
    """What each of a list comes as, in which each rank stands so many times: what is alike comes
    alike, so that none of it is first or later where not all of it can be.
    """
    found, before, count = {}, 0, sum(ranks.values())
    for rank in sorted(ranks):
        last = before + ranks[rank] - 1
        ends = {level_at(place, count) for place in (before, last)}
        found[rank] = ends.pop() if len(ends) == 1 else NEXT
        before = last + 1
    return found


def _level(size: int, some: int, much: int) -> int:
    return 1 + (size >= some) + (size >= much)
