"""How far raters agree, with an interval that behaves as one should."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common import agreement
from ladder_assess.core.common.agreement import (
    FEWEST_CASES,
    NOMINAL,
    ORDINAL,
    RaterAgreement,
    agreed,
    apart,
)
from ladder_assess.core.common.reliability import krippendorff_alpha

METRICS = pytest.mark.parametrize("metric", [ORDINAL, NOMINAL])
CASES = st.lists(st.lists(st.integers(0, 4), min_size=0, max_size=4), max_size=8)


def of(cases: list[list[int]], metric: str) -> RaterAgreement:
    return agreed(cases, metric, Random(7).randrange)


def rated(noise: float, cases: int, seed: int = 1) -> list[list[int]]:
    """Cases rated by three, who each go wrong so often."""
    chance = Random(seed)
    truth = [chance.randint(0, 8) for _ in range(cases)]
    return [
        [chance.randint(0, 8) if chance.random() < noise else right for _ in range(3)]
        for right in truth
    ]


@METRICS
@given(cases=CASES)
def test_alpha_is_over_the_cases_that_two_rated(metric: str, cases: list[list[int]]) -> None:
    found = of(cases, metric)
    paired = [case for case in cases if len(case) > 1]
    assert found.alpha == krippendorff_alpha(paired, nominal=metric == NOMINAL)
    assert (found.cases, found.ratings) == (len(paired), sum(map(len, paired)))
    assert (found.low is None) == (found.high is None)
    if found.alpha is None or found.cases < FEWEST_CASES:
        assert found.low is None
    elif found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1


@METRICS
def test_the_interval_holds_alpha_and_narrows_with_more_cases(metric: str) -> None:
    few, many = of(rated(0.3, 10), metric), of(rated(0.3, 160), metric)
    for found in (few, many):
        assert found.alpha is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.alpha < found.high
    assert many.high - many.low < few.high - few.low  # type: ignore[operator]


@pytest.mark.thorough
def test_the_interval_holds_what_more_cases_show() -> None:
    """Of thirty samples of 25 cases, most have an interval with the alpha of 2,000 in it."""
    true = krippendorff_alpha(rated(0.3, 2000, seed=99))
    assert true is not None
    samples = [of(rated(0.3, 25, seed), ORDINAL) for seed in range(30)]
    held = [s.low <= true <= s.high for s in samples if s.low is not None and s.high is not None]
    assert len(held) == 30
    assert sum(held) >= 25


@METRICS
def test_it_is_the_same_each_time(metric: str) -> None:
    assert of(rated(0.5, 12), metric) == of(rated(0.5, 12), metric)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=5))
def test_how_far_apart_runs_from_nothing_to_the_whole_scale(ranks: list[int]) -> None:
    for metric in (ORDINAL, NOMINAL):
        found = apart(ranks, 4, metric)
        assert found is not None
        assert 0 <= found <= 1
        assert (found == 0) == (len(set(ranks)) == 1)
    assert apart(ranks, 4, ORDINAL) <= apart(ranks, 4, NOMINAL)  # type: ignore[operator]


def test_the_ends_of_a_scale_are_furthest_apart_and_one_rating_says_nothing() -> None:
    assert apart([0, 4], 4, ORDINAL) == 1
    assert apart([0, 1], 4, ORDINAL) == 0.25
    assert apart([0, 1], 4, NOMINAL) == 1
    assert apart([3], 4, ORDINAL) is None


def test_of_many_cases_fewer_samples_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a file of ten thousand takes seconds; never fewer than the ends of 95 % need."""
    monkeypatch.setattr(agreement, "MOST_DRAWN", 30_000)
    drawn, chance = [0], Random(1)

    def below(count: int) -> int:
        drawn[0] += 1
        return chance.randrange(count)

    for cases, samples in ((20, 1000), (100, 300), (600, agreement.FEWEST_DRAWS)):
        drawn[0] = 0
        found = agreed(rated(0.3, cases), ORDINAL, below)
        assert drawn[0] == samples * cases
        assert found.low is not None
