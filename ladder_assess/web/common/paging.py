"""A long list, so many of it a page; which page it is stands in the address."""

from collections.abc import Sequence
from typing import TypeVar

from flask import Flask, request

from ladder_assess.core.common.page_of_rows import Paged, page_of
from ladder_assess.core.common.whole_number import whole_number

T = TypeVar("T")
A_PAGE = 50


def paged(rows: Sequence[T]) -> Paged[T]:
    """The page that the address asks for; the nearest that there is, whatever it asks."""
    return page_of(rows, whole_number(request.args.get("page")) or 1, A_PAGE)


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
