"""A long list, so many of it a page; which page it is stands in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

from flask import Flask, request

T = TypeVar("T")
A_PAGE = 50


@dataclass(frozen=True)
class Paged(Generic[T]):
    """What stands on page `at` of `of`, from 1; `first` and `last` are places in the whole list."""

    rows: Sequence[T]
    at: int
    of: int
    first: int
    total: int

    @property
    def last(self) -> int:
        """The place of the last one on this page."""
        return self.first + len(self.rows) - 1


def paged(rows: Sequence[T]) -> Paged[T]:
    """The page that the address asks for; the nearest that there is, whatever it asks."""
    of = max(1, ceil(len(rows) / A_PAGE))
    asked = request.args.get("page", 1, type=int)
    at = min(max(asked, 1), of)
    start = (at - 1) * A_PAGE
    return Paged(rows[start : start + A_PAGE], at, of, start + 1, len(rows))


def page_numbers(at: int, of: int) -> list[int | None]:
    """The pages to offer: the first, the last and those beside this one; None for a gap."""
    wanted = sorted({1, of, *range(max(1, at - 1), min(of, at + 1) + 1)})
    found: list[int | None] = []
    for number in wanted:
        if found and found[-1] is not None and number - found[-1] > 1:
            found.append(None)
        found.append(number)
    return found


def init_app(app: Flask) -> None:
    """Let templates offer pages."""
    app.jinja_env.globals.update(page_numbers=page_numbers)
