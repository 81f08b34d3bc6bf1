"""Hypothesis strategies: answers to the real questionnaire, whole or with gaps."""

from hypothesis import strategies as st

from tests.core import naive
from tests.core.naive import Answer

Drawn = st.SearchStrategy[dict[str, Answer]]


def known(*items: str) -> Drawn:
    """An answer to each of some items."""
    return st.fixed_dictionaries({item: st.sampled_from(naive.possible(item)) for item in items})


def with_gaps(*items: str) -> Drawn:
    """Some items, each answered or not."""
    return st.fixed_dictionaries(
        {}, optional={item: st.sampled_from(naive.possible(item)) for item in items}
    )


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
