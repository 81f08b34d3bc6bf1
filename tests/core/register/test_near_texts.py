"""What is passed over at once is never what would have been found."""

from difflib import get_close_matches

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.headings.near_texts import NearTexts

TEXTS = st.text("abcde ñé1\U0001f600", max_size=12)


@given(st.lists(TEXTS, max_size=12), TEXTS, st.sampled_from([0.5, 0.72, 0.9, 1.0]))
def test_they_are_those_that_difflib_finds(texts: list[str], text: str, alike: float) -> None:
    assert NearTexts(texts, alike).to(text, 3) == get_close_matches(text, texts, 3, alike)
