"""One rounding for every figure that is shown."""

import re
from fractions import Fraction
from math import floor

from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.common.rounding import whole
from ladder_assess.settings import CHECKOUT

POINTS = st.lists(st.lists(st.integers(1, 5), min_size=5, max_size=40), min_size=1, max_size=6)


@given(POINTS)
@example([[4, 4, 3, 3, 4], [2] * 5, [1, 2, 2, 1, 2], [4, 4, 3, 3, 4]])
def test_a_figure_is_what_fractions_make_of_it(answers: list[list[int]]) -> None:
    """The example is 42.49999999999999 in floating point."""
    means = [sum(own) / len(own) for own in answers]
    exact = [Fraction(sum(own), len(own)) for own in answers]
    shown = whole(25 * (sum(means) / len(means) - 1))
    assert shown == floor(25 * (sum(exact) / len(exact) - 1) + Fraction(1, 2))


@given(st.integers(0, 2000), st.integers(1, 2000))
def test_a_share_is_too(count: int, people: int) -> None:
    assert whole(100 * (count / people)) == floor(Fraction(100 * count, people) + Fraction(1, 2))


def test_no_template_rounds_by_itself() -> None:
    """Python and Jinja round halves to the even neighbour, so 42.5 was 42 here and 43 there."""
    pages = [*(CHECKOUT / "templates").rglob("*.*")]
    assert len(pages) > 100
    assert not [page.name for page in pages if re.search(r"\|\s*round\s*\|", page.read_text())]
