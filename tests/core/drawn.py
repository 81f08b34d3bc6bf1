"""Hypothesis strategies: answers to the real questionnaire, whole or with gaps.

All answers of an activity are one draw of bytes: a draw for each took longer than what is tested.
"""

from collections.abc import Hashable
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from tests.core import naive
from tests.core.naive import Answer

T = TypeVar("T", bound=Hashable)
Drawn = st.SearchStrategy[dict[str, Answer]]


# An item has at most so many answers.
WAYS = 128
# Of 256 draws so many leave no gap; in the others any share of the items is left out.
WHOLE = 64


@cache
def among(*things: T) -> st.SearchStrategy[T]:
    """One of some things, as `sampled_from`. For what is drawn of within a test: Hypothesis looks
    through each strategy that it has not met, which took longer than to draw.
    """
    return st.sampled_from(things)


@cache
def some_of(*things: T, most: int | None = None) -> st.SearchStrategy[set[T]]:
    """Any of some things, in the same way."""
    return st.sets(among(*things), max_size=most)


def known(*items: str) -> Drawn:
    """An answer to each of some items."""
    size = len(items)
    return st.binary(min_size=size, max_size=size).map(
        lambda drawn: {
            item: _answer(item, byte % WAYS) for item, byte in zip(items, drawn, strict=True)
        }
    )


def with_gaps(*items: str) -> Drawn:
    """Some items, each answered or not: few of them, many, or all."""
    size = len(items)
    each = st.binary(min_size=2 * size + 1, max_size=2 * size + 1)
    return each.map(lambda drawn: _with_gaps(items, drawn))


def _with_gaps(items: tuple[str, ...], drawn: bytes) -> dict[str, Answer]:
    gaps, *rest = drawn
    size = len(items)
    ways = zip(items, rest[:size], rest[size:], strict=True)
    return {item: _answer(item, way % WAYS) for item, left, way in ways if left >= gaps - WHOLE}


def _answer(item: str, way: int) -> Answer:
    """One of the item's answers, all as likely; the first for nought."""
    answers = _possible(item)
    assert len(answers) <= WAYS
    return answers[way * len(answers) // WAYS]


_possible = cache(naive.possible)


ALL_EVIDENCE = tuple(naive.EVIDENCE)
ALL_TYPOLOGY = tuple(naive.TYPOLOGY)
EVERYTHING = (*ALL_EVIDENCE, *ALL_TYPOLOGY)


@st.composite
def few_unknown(draw: st.DrawFn, most: int = 3) -> dict[str, Answer]:
    """Evidence with at most a few items not known, so that all completions can be gone through."""
    answers = draw(known(*ALL_EVIDENCE))
    for item in draw(st.lists(st.sampled_from(ALL_EVIDENCE), max_size=most, unique=True)):
        del answers[item]
    return answers
