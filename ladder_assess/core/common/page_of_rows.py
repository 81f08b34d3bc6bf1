"""A long list, so many of it a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Paged(Generic[T]):
    """What stands on page `at` of `of`, from 1; `first` and `last` are places in the whole list, of
    which there are `total`.
    """

    rows: Sequence[T]
    at: int
    of: int
    first: int
    total: int

    @property
    def last(self) -> int:
        """The place of the last one on this page."""
        return self.first + len(self.rows) - 1


def page_of(rows: Sequence[T], at: int, most: int) -> Paged[T]:
    """The page `at` of a list with at most so many on each; the nearest that there is."""
    of = max(1, -(-len(rows) // most))
    at = min(max(at, 1), of)
    start = (at - 1) * most
    return Paged(rows[start : start + most], at, of, start + 1, len(rows))
