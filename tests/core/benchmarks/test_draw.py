"""Quartiles are drawn with the chances that the method says, and one member moves them little."""

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations_with_replacement
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.draw import (
    BITS,
    QUARTERS,
    _pick,
    distances,
    draw_quartiles,
    epsilon,
    weights,
)
from ladder_assess.core.benchmarks.policy import Policy

BANDS = 5
groups = st.lists(st.integers(0, 40), min_size=1, max_size=20).filter(any)


def counts_of(values: tuple[int, ...], bands: int = BANDS) -> list[int]:
    return [values.count(band) for band in range(bands)]


def chances(counts: list[int], quarter: int, odds: Fraction) -> list[Fraction]:
    parts = weights(counts, quarter, odds)
    return [Fraction(part, sum(parts)) for part in parts]


def power_of_e(exponent: Fraction) -> Fraction:
    """e to the `exponent`, not more than it is."""
    with localcontext() as context:
        context.prec = 50
        return Fraction((Decimal(exponent.numerator) / exponent.denominator).exp()) * Fraction(
            10**48 - 1, 10**48
        )


def all_groups() -> Iterator[tuple[int, list[list[Fraction]]]]:
    """Every group of 2 to 8 on 5 bands, but for one member: its chances by that member's band."""
    for size in range(2, 9):
        for others in combinations_with_replacement(range(BANDS), size - 1):
            for quarter in QUARTERS:
                yield (
                    size,
                    [chances(counts_of((*others, b)), quarter, Fraction(2)) for b in range(BANDS)],
                )


def test_no_member_changes_the_odds_of_a_quartile_by_more_than_e_to_the_epsilon() -> None:
    bound, worst = power_of_e(Fraction(2)), Fraction(0)
    for _, by_band in all_groups():
        for shown in zip(*by_band, strict=True):
            worst = max(worst, max(shown) / min(shown))
    assert worst <= bound, f"{float(worst)} of {float(bound)}"
    # The bound is near: a test that could not fail would find little here.
    assert worst > power_of_e(Fraction(3, 2))


@given(groups, st.sampled_from(QUARTERS), st.integers(1, 200), st.data())
def test_nor_in_any_group_on_any_scale(
    others: list[int], quarter: int, hundredths: int, data: st.DataObject
) -> None:
    odds = min(Fraction(hundredths, 100), Fraction(100, sum(others) + 1))
    # Weights are cut to whole numbers of at least 74 bits.
    bound = power_of_e(odds) * (1 + Fraction(1, 2**70))
    places = st.integers(0, len(others) - 1)
    by_band = []
    for band in (data.draw(places), data.draw(places)):
        counts = [*others]
        counts[band] += 1
        by_band.append(chances(counts, quarter, odds))
    for one, other in zip(*by_band, strict=True):
        assert one <= other * bound
        assert one > 0


@given(groups, st.sampled_from(QUARTERS), st.integers(1, 200))
def test_the_weight_of_a_band_is_the_formula_of_the_domain(
    counts: list[int], quarter: int, hundredths: int
) -> None:
    organisations, odds = sum(counts), hundredths / 100
    rank, below = quarter * organisations / 4, 0
    for band, weight in enumerate(weights(counts, quarter, Fraction(hundredths, 100))):
        upto = below + counts[band]
        far = max(0, below - rank, rank - upto)
        assert distances(counts, quarter)[band] == 4 * far
        assert weight / 2**BITS == pytest.approx(exp(-odds * far / 2), rel=1e-9)
        below = upto


@given(st.integers(1, 5000), st.booleans())
def test_the_larger_a_group_the_less_one_member_can_change(size: int, narrow: bool) -> None:
    found = epsilon(size, Policy(), narrow=narrow)
    assert found == min(Fraction(1 if narrow else 2), Fraction(100, size))


@given(st.lists(st.integers(0, 6), min_size=1, max_size=6).filter(any))
def test_a_number_below_the_sum_of_weights_picks_each_band_as_often_as_it_weighs(
    parts: list[int],
) -> None:
    picked = Counter(_pick(parts, lambda below, n=number: n) for number in range(sum(parts)))  # type: ignore[misc]
    assert [picked[place] for place in range(len(parts))] == parts


TRIED = (
    ([1, 3, 2, 3, 1], False),
    ([10, 0, 0, 0, 0], False),
    ([0, 5, 0, 5, 0, 0, 0, 0, 5], False),
    ([2, 3, 4, 5, 6], True),
    ([1] * 20, True),
    ([30, 40, 80, 120, 60, 40, 20], False),
)


@pytest.mark.thorough
@pytest.mark.parametrize(("counts", "narrow"), TRIED)
def test_draws_come_as_often_as_the_weights_say(counts: list[int], narrow: bool) -> None:
    # Not above: importing it takes a second, in each worker that only collects this file.
    from scipy.stats import chi2

    draws, policy = 20_000, Policy()
    odds = epsilon(sum(counts), policy, narrow=narrow)
    # As drawn, three independent quartiles, before they are put in order.
    drawn: list[Counter[int]] = [Counter(), Counter(), Counter()]
    source = random.Random(11).randrange
    parts = [weights(counts, quarter, odds) for quarter in QUARTERS]
    for _ in range(draws):
        for tally, weighing in zip(drawn, parts, strict=True):
            tally[_pick(weighing, source)] += 1
    for tally, quarter in zip(drawn, QUARTERS, strict=True):
        expected = [draws * float(chance) for chance in chances(counts, quarter, odds)]
        often = [band for band, number in enumerate(expected) if number >= 5]
        rare = max(0.0, draws - sum(expected[band] for band in often))
        off = sum((tally[band] - expected[band]) ** 2 / expected[band] for band in often)
        assert off < chi2.ppf(0.999, max(len(often) - 1, 1)), (counts, quarter)
        assert draws - sum(tally[band] for band in often) <= rare + 5 * rare**0.5 + 5


def test_the_three_are_put_in_order_and_each_takes_one_number() -> None:
    asked: list[int] = []

    def source(below: int) -> int:
        asked.append(below)
        # The lower quartile high and the upper low.
        return below - 1 if len(asked) == 1 else 0

    drawn = draw_quartiles([2, 2, 2, 2, 2], Policy(), source, narrow=False)
    assert drawn is not None
    assert list(drawn) == sorted(drawn)
    assert drawn.upper == 4
    assert len(asked) == 3


@given(st.lists(st.integers(0, 3), min_size=9, max_size=20), st.booleans())
def test_a_group_is_drawn_from_ten_organisations_on_and_a_narrow_one_from_twenty(
    counts: list[int], narrow: bool
) -> None:
    drawn = draw_quartiles(counts, Policy(), random.Random(1).randrange, narrow=narrow)
    assert (drawn is not None) == (sum(counts) >= (20 if narrow else 10))
