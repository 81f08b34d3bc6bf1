"""How long somebody took for a survey, in a few broad classes: no more is kept, and that of five
people at a time. They go by the time that a survey is reckoned to take.
"""

from collections.abc import Mapping
from math import ceil

from ladder_assess.core.instruments.wave import minutes

# Who is in the first class is told apart as hasty, and counts all the same.
HASTY = 0
PACES = range(5)
A_MINUTE = 60


def ends(questions: int) -> tuple[int, ...]:
    """Where classes end, in whole minutes: at about one, two, four and eight thirds of the time
    that is reckoned for so many questions. The last one has no end.
    """
    reckoned = minutes(questions)
    return max(1, reckoned // 3), *(ceil(reckoned * thirds / 3) for thirds in (2, 4, 8))


def pace(seconds: float, questions: int) -> int:
    """The class of somebody who took so long."""
    return sum(seconds >= end * A_MINUTE for end in ends(questions))


def span(of: int, questions: int) -> tuple[int, int | None]:
    """From and to how many minutes a class goes; None where it has no end."""
    found = ends(questions)
    return found[of - 1] if of else 0, found[of] if of < len(found) else None


def middle(people: Mapping[int, int]) -> int | None:
    """The class of the one in the middle, the lower one of two; None where there is nobody."""
    half, so_far = (sum(people.values()) + 1) // 2, 0
    for of in sorted(people):
        so_far += people[of]
        if so_far >= half > 0:
            return of
    return None
