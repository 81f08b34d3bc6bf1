"""What is promised of benchmarks holds against whoever owns all others (method/benchmarks.md)."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.draw import QUARTERS, weights
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import RUNGS, SCORE_BANDS
from tests.core.benchmarks.attacks import chances, name_a_band, usual

TRIALS = 2_000
MOST, NARROW = Policy.odds / 100, Policy.narrow_odds / 100
# A group of ten with the draws of two years; one of twenty that is a kind, an area and a size too.
GROUPS = [(10, (MOST,) * 4), (20, (MOST,) * 4 + (NARROW,) * 8)]


@pytest.mark.thorough
@pytest.mark.parametrize(("organisations", "draws"), GROUPS)
@pytest.mark.parametrize(("bands", "most"), [(SCORE_BANDS, 0.33), (RUNGS, 0.50)])
def test_whoever_owns_all_others_seldom_names_the_right_band_and_is_hardly_ever_sure(
    organisations: int, draws: tuple[float, ...], bands: int, most: float
) -> None:
    found = name_a_band(organisations, bands, draws, np.random.default_rng(5), TRIALS)
    assert found.right <= most
    assert found.sure <= 0.01
    # It is an attack: the figures tell more than nothing.
    assert found.right > usual(bands).max()


def test_the_same_attack_breaks_what_has_less_chance_in_it() -> None:
    found = name_a_band(10, SCORE_BANDS, (20.0,) * 4, np.random.default_rng(5), 200)
    assert found.right > 0.8
    assert found.sure > 0.5


@given(
    st.lists(st.integers(0, 12), min_size=2, max_size=20).filter(any),
    st.integers(1, 200),
)
def test_the_attacker_knows_the_chances(counts: list[int], hundredths: int) -> None:
    known = chances(np.array(counts), hundredths / 100)
    for quarter, row in zip(QUARTERS, known, strict=True):
        parts = weights(counts, quarter, Fraction(hundredths, 100))
        assert np.allclose(row, [part / sum(parts) for part in parts], rtol=1e-9, atol=1e-12)


def test_without_figures_one_in_ten_scores_and_one_in_four_rungs_are_guessed() -> None:
    assert usual(SCORE_BANDS).max() == pytest.approx(0.1, abs=0.01)
    assert usual(RUNGS).max() == pytest.approx(0.25, abs=0.02)
