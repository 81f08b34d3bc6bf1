"""Activities that are described in part, at random, and ways to answer all the rest."""

import random
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.core import naive
from tests.wording.truths import VERSIONS, Case, strongest, weakest

COMPLETIONS = 40
# How many of several answers are given at once.
SAID = 0.3


def _answer(item: str) -> st.SearchStrategy[Any]:
    options = {**naive.EVIDENCE, **naive.TYPOLOGY}[item]
    known = [o for o in options if o not in ("neither", "company")]
    if item in naive.MANY:
        chosen = st.sets(st.sampled_from(known))
        return chosen.map(lambda some: tuple(o for o in known if o in some))
    return st.sampled_from(known)


ITEMS = [*naive.EVIDENCE, *naive.TYPOLOGY]
CASES = st.builds(
    Case,
    st.sampled_from(VERSIONS),
    st.fixed_dictionaries({}, optional={item: _answer(item) for item in ITEMS}),
    st.none() | st.integers(0, 8),
    st.none() | st.integers(0, 8),
)


def completions(case: Case) -> Iterator[dict[str, Any]]:
    """Ways to answer all that is not known."""
    source = random.Random(repr(sorted(case.known.items())))
    yield from ({**ends, **case.known} for ends in (weakest(), strongest()))
    for _way in range(COMPLETIONS):
        rest: dict[str, Any] = {
            item: source.choice(options)
            if item not in naive.MANY
            else tuple(option for option in options if source.random() < SAID)
            for item, options in {**naive.EVIDENCE, **naive.TYPOLOGY}.items()
        }
        yield {**rest, **case.known}
