"""Names in one line stay what they are: nothing that can be seen is lost or cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.legible import CONTROLS, TURNS
from ladder_assess.publishing.common.words import printable, shortened
from tests.publishing.scripts import NAMES

# Joined by what cannot be seen, which is all that tells them from their parts.
JOINED = ("👩🏽‍🦽", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👍🏽", "ọ́", "کوشش‌ها", "क्‍ष")
UNITS = (*JOINED[:5], "a")


@pytest.mark.parametrize("name", [*NAMES.values(), *JOINED])
def test_a_name_in_any_script_stays(name: str) -> None:
    assert printable(name) == name


@given(st.text(st.characters(exclude_categories=[])))
def test_a_title_is_one_line_that_a_file_can_hold(text: str) -> None:
    made = printable(text)
    assert len(made.splitlines()) <= 1
    assert not CONTROLS.search(made)
    assert not TURNS.search(made)


def test_a_space_of_any_kind_stays_a_space() -> None:
    assert printable("Ward\u00a0panel\nnorth\u2028east") == "Ward panel north east"


@given(st.lists(st.sampled_from(UNITS), max_size=30), st.integers(2, 40))
def test_a_cut_goes_between_what_the_eye_takes_for_one(units: list[str], most: int) -> None:
    name = "".join(units)
    made = shortened(name, most)
    assert len(made) <= most
    if made != name:
        kept = made.removesuffix("…")
        assert kept in {"".join(units[:number]) for number in range(len(units))}
