"""Krippendorff's alpha, against published figures and an independent implementation."""

import warnings
from typing import Literal

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.reliability import krippendorff_alpha

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability": four observers, twelve units.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
UNITS = [
    [int(v) for v in unit if v != "."] for unit in zip(*map(str.split, OBSERVERS), strict=True)
]


def test_the_published_example() -> None:
    assert krippendorff_alpha(UNITS) == pytest.approx(0.815, abs=0.001)


def test_full_agreement_is_one_and_no_difference_is_undefined() -> None:
    assert krippendorff_alpha([[1, 1], [2, 2], [3, 3, 3]]) == 1
    assert krippendorff_alpha([[4, 4], [4, 4]]) is None
    assert krippendorff_alpha([]) is None
    assert krippendorff_alpha([[1], [2], []]) is None


def test_a_unit_rated_once_changes_nothing() -> None:
    assert krippendorff_alpha([*UNITS, [1], [5], []]) == krippendorff_alpha(UNITS)


def test_only_the_order_of_ranks_counts() -> None:
    stretched = [[rank**3 for rank in unit] for unit in UNITS]
    assert krippendorff_alpha(stretched) == pytest.approx(krippendorff_alpha(UNITS))


RATING = st.one_of(st.none(), st.integers(0, 8))


Level = Literal["ordinal", "nominal"]


@pytest.mark.parametrize("level", ["ordinal", "nominal"])
@given(units=st.lists(st.lists(RATING, min_size=4, max_size=4), min_size=2, max_size=12))
def test_as_an_independent_implementation_has_it(
    level: Level, units: list[list[int | None]]
) -> None:
    rated = [[rank for rank in unit if rank is not None] for unit in units]
    ours = krippendorff_alpha(rated, nominal=level == "nominal")
    if ours is None:
        return
    table = np.array([[np.nan if r is None else r for r in unit] for unit in units], dtype=float).T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)
