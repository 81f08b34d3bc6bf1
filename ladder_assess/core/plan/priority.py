"""How urgent an action is, worked out from three stated parts: gap to intent, reach and effort.

Each part counts 1, 2 or 3, and the priority is read from their product, so that no part alone
decides. What is not known counts as the middle: it neither pushes an action up nor hides it. This
is an order to start from, not a measurement, and whoever owns the plan may set another.
"""

from typing import NamedTuple

LEVELS = ("low", "medium", "high")
MIDDLE = 2
# A product of at least this much. High takes two parts at the top and a third that is not at the
# bottom; 2 x 2 x 2, where nothing is known, is medium.
HIGH_FROM, MEDIUM_FROM = 18, 5
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

INTENDED, NOT_INTENDED, NO_LADDER, SCORE, NO_GAP = (
    "intended", "not_intended", "no_ladder", "score", "no_gap",
)  # fmt: skip
GAPS = (INTENDED, NOT_INTENDED, NO_LADDER, SCORE, NO_GAP)


class Gap(NamedTuple):
    """How far from what is intended. `kind` is one of GAPS; `size` is in rungs where a rung is
    intended, in points to 100 for a score, and None for the other kinds. Where what is not known
    leaves it open, `size` is the widest that it can be, and `unsure` by how much it may be less.
    """

    kind: str
    size: int | None = None
    unsure: int = 0

    @property
    def level(self) -> int:
        """1 to 3."""
        if self.size is None:
            return MIDDLE
        wide, some = (
            (WIDE_SCORE_GAP, SOME_SCORE_GAP) if self.kind == SCORE else (WIDE_GAP, SOME_GAP)
        )
        return _level(self.size, some, wide)


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
    """The three parts of a priority; `effort` is a key of EASE, or empty where nobody said."""

    gap: Gap
    reach: Reach
    effort: str = ""

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
        return LEVELS[_level(self.product, MEDIUM_FROM, HIGH_FROM) - 1]

    @property
    def order(self) -> tuple[int, ...]:
        """What comes first sorts first; what is alike stays in the order that it had."""
        return -self.product, -self.gap.level, -self.reach.level


def _level(size: int, some: int, much: int) -> int:
    return 1 + (size >= some) + (size >= much)
