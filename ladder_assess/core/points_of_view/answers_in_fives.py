"""What of a group's answers a figure may take in, so that no two looks at it tell of a few people.

Values come in batches (core.views): those of one batch that a figure could count, such as the
answers other than don't know.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS

T = TypeVar("T")


def chunks(batches: Iterable[Sequence[T]], fewest: int = FEWEST_ANSWERS) -> Iterator[list[T]]:
    """Batches joined until five more values have come, or more; what still waits is left out.
    Where a figure tells more, `fewest` is more than five.
    """
    waiting: list[T] = []
    for batch in batches:
        waiting += batch
        if len(waiting) >= fewest:
            yield waiting
            waiting = []


def in_fives(batches: Iterable[Sequence[T]], fewest: int = FEWEST_ANSWERS) -> list[T]:
    """What of some batches may be shown: all up to the last by which five more had come."""
    return list(chain.from_iterable(chunks(batches, fewest)))
