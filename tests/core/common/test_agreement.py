"""How far raters agree, with an interval that behaves as one should."""

import tracemalloc
from itertools import combinations
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
from ladder_assess.core.common.reliability import Rated, krippendorff_alpha, rated

METRICS = pytest.mark.parametrize("metric", [ORDINAL, NOMINAL])
CASES = st.lists(st.lists(st.integers(0, 4), min_size=0, max_size=4), max_size=8)


def of(cases: list[list[int]], metric: str) -> RaterAgreement:
    return agreed(list(map(rated, cases)), metric, Random(7).randrange)


def noisy(noise: float, cases: int, seed: int = 1) -> list[list[int]]:
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
    few, many = of(noisy(0.3, 10), metric), of(noisy(0.3, 160), metric)
    for found in (few, many):
        assert found.alpha is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.alpha < found.high
    assert many.high - many.low < few.high - few.low  # type: ignore[operator]


@pytest.mark.thorough
def test_the_interval_holds_what_more_cases_show() -> None:
    """Of thirty samples of 25 cases, most have an interval with the alpha of 2,000 in it."""
    true = krippendorff_alpha(noisy(0.3, 2000, seed=99))
    assert true is not None
    samples = [of(noisy(0.3, 25, seed), ORDINAL) for seed in range(30)]
    held = [s.low <= true <= s.high for s in samples if s.low is not None and s.high is not None]
    assert len(held) == 30
    assert sum(held) >= 25


@METRICS
def test_it_is_the_same_each_time(metric: str) -> None:
    assert of(noisy(0.5, 12), metric) == of(noisy(0.5, 12), metric)


@given(st.lists(st.integers(0, 4), min_size=2, max_size=5))
def test_how_far_apart_runs_from_nothing_to_the_whole_scale(ranks: list[int]) -> None:
    for metric in (ORDINAL, NOMINAL):
        found = apart(rated(ranks), 4, metric)
        assert found is not None
        assert 0 <= found <= 1
        assert (found == 0) == (len(set(ranks)) == 1)
    unit = rated(ranks)
    assert apart(unit, 4, ORDINAL) <= apart(unit, 4, NOMINAL)  # type: ignore[operator]


def test_the_ends_of_a_scale_are_furthest_apart_and_one_rating_says_nothing() -> None:
    assert apart(rated([0, 4]), 4, ORDINAL) == 1
    assert apart(rated([0, 1]), 4, ORDINAL) == 0.25
    assert apart(rated([0, 1]), 4, NOMINAL) == 1
    assert apart(rated([3]), 4, ORDINAL) is None


@METRICS
@given(ranks=st.lists(st.integers(0, 16), max_size=40), widest=st.integers(0, 16))
def test_how_far_apart_is_what_every_two_raters_say(
    metric: str, ranks: list[int], widest: int
) -> None:
    pairs = list(combinations(ranks, 2))
    if metric == NOMINAL:
        said = sum(a != b for a, b in pairs) / len(pairs) if pairs else None
    else:
        far = sum(abs(a - b) for a, b in pairs)
        said = far / len(pairs) / max(widest, 1) if pairs else None
    assert apart(rated(ranks), widest, metric) == said


@pytest.mark.thorough
@METRICS
def test_a_hundred_thousand_raters_are_no_more_work_than_nine(metric: str) -> None:
    """The older tests had five raters: of each two a row was made, of 20,000 votes 13 GB."""
    few = [tuple((rank, 1 + rank) for rank in range(9)) for _ in range(20)]
    many = [tuple((rank, 11_000 * (1 + rank)) for rank in range(9)) for _ in range(20)]
    # What is made once in a process counts for neither.
    most_memory(few, metric)
    assert most_memory(many, metric) < 1.5 * most_memory(few, metric)


def most_memory(cases: list[Rated], metric: str) -> int:
    """The most bytes that all that is told of some cases holds at once."""
    tracemalloc.start()
    try:
        agreed(cases, metric, Random(7).randrange)
        assert all(apart(case, 8, metric) for case in cases)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_of_many_cases_fewer_samples_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a file of ten thousand takes seconds; never fewer than the ends of 95 % need."""
    monkeypatch.setattr(agreement, "MOST_DRAWN", 30_000)
    drawn, chance = [0], Random(1)

    def below(count: int) -> int:
        drawn[0] += 1
        return chance.randrange(count)

    for cases, samples in ((20, 1000), (100, 300), (600, agreement.FEWEST_DRAWS)):
        drawn[0] = 0
        found = agreed(list(map(rated, noisy(0.3, cases))), ORDINAL, below)
        assert drawn[0] == samples * cases
        assert found.low is not None
