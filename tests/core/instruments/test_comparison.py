"""Intervals and corrections against published figures, and what the printed words allow."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.instruments.comparison import (
    FEWER,
    MORE,
    NOT_CLEAR,
    SURVEYED_2013,
    Share,
    compare,
    holm,
    newcombe,
    p_value,
    published_range,
    wilson,
)
from ladder_assess.settings import CHECKOUT

SURVEY = CHECKOUT.parent / "shared" / "data" / "apse-tuc-2013.json"
counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("count", "people", "low", "high"),
    [
        # Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_published_intervals(count: int, people: int, low: float, high: float) -> None:
    found = Share(count, people).interval
    assert found == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe (1998), "Interval estimation for the difference between independent proportions",
        # table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_published_intervals_of_differences(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(one[0] / one[1], one[1], other[0] / other[1], other[1])
    assert found == pytest.approx((low, high), abs=5e-5)


def test_the_published_correction() -> None:
    """Holm's steps on the p-values of a common textbook example."""
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_correction_keeps_the_order_and_never_helps(values: list[float]) -> None:
    found = holm(values)
    assert all(was <= now <= 1 for was, now in zip(values, found, strict=True))
    ordered = [now for _, now in sorted(zip(values, found, strict=True))]
    assert all(a <= b for a, b in pairwise(ordered))


@given(counts)
def test_an_interval_holds_its_share_and_mirrors(given: tuple[int, int]) -> None:
    count, people = given
    low, high = wilson(count / people, people)
    assert 0 <= low <= count / people <= high <= 1
    other = wilson((people - count) / people, people)
    assert (1 - high, 1 - low) == pytest.approx(other, abs=1e-12)


@pytest.mark.parametrize(
    ("percent", "word", "low", "high"),
    [
        (88, "", 0.875, 0.885),
        (62, "almost", 0.61, 0.62),
        (6, "just under", 0.05, 0.06),
        (73, "more than", 0.73, 0.74),
        (20, "over", 0.2, 0.21),
        (25, "over a quarter", 0.25, 0.3),
        (33.3, "less than", 0.283, 0.333),
        (50, "some", 0.45, 0.55),
        (0, "", 0.0, 0.005),
        (48.5, "", 0.4845, 0.4855),
        (48.25, "", 0.48245, 0.48255),
        (100, "", 0.995, 1.0),
    ],
)
def test_printed_words_are_respected(percent: float, word: str, low: float, high: float) -> None:
    assert published_range(percent, word) == pytest.approx((low, high))


@given(st.integers(1, SURVEYED_2013 - 1), st.integers(0, 2))
def test_a_figure_without_a_word_holds_what_it_was_printed_for(count: int, decimals: int) -> None:
    """And nothing that would have been printed as another: 48.5 was taken for all from 48 to 49,
    which no test saw, as each asked about whole figures alone.
    """
    share = 100 * count / SURVEYED_2013
    printed = round(share, decimals)
    low, high = published_range(printed)
    assert low <= share / 100 + 1e-9
    assert share / 100 - 1e-9 <= high
    kept = len(f"{printed:.10g}".partition(".")[2])
    assert high - low == pytest.approx(0.01 / 10**kept) or printed in (0, 100)


@pytest.mark.skipif(not Path(SURVEY).exists(), reason="the published figures are not here")
def test_every_printed_word_of_the_survey_is_known() -> None:
    survey = json.loads(SURVEY.read_text("utf-8"))
    assert survey["n"] == SURVEYED_2013
    for row in survey["items"]:
        low, high = published_range(row["percent"], row.get("qualifier", ""))
        assert low <= row["percent"] / 100 <= high
        assert high - low <= 0.0501


def test_a_plain_statement() -> None:
    more, fewer, alike = compare(
        [(Share(190, 200), 73, "more than"), (Share(40, 200), 73, "more than"),
         (Share(147, 200), 73, "more than")]
    )  # fmt: skip
    assert more is not None
    assert fewer is not None
    assert alike is not None
    assert [row.statement for row in (more, fewer, alike)] == [MORE, FEWER, NOT_CLEAR]
    assert more.low > 0
    assert fewer.high < 0
    assert alike.low < 0 < alike.high


def test_a_few_answers_are_never_shown_and_correct_nothing() -> None:
    enough = (Share(190, 200), 73.0, "more than")
    alone = compare([enough])
    assert compare([(Share(4, 4), 8.0, ""), enough]) == [None, *alone]
    assert compare([(Share(5, 5), 8.0, "")]) != [None]


@given(counts, st.integers(0, 100), st.sampled_from(("", "almost", "over", "less than")))
def test_a_statement_is_made_only_where_all_that_was_printed_leaves_no_doubt(
    given: tuple[int, int], percent: int, word: str
) -> None:
    (found,) = compare([(Share(*given), percent, word)])
    if found is None:
        assert given[1] < 5
        return
    assert found.low <= found.difference.low + 1e-12
    assert found.high >= found.difference.high - 1e-12
    for then in found.published:
        alone = p_value(found.share.value, given[1], then, SURVEYED_2013)
        if found.statement != NOT_CLEAR:
            assert alone < 0.05
            assert (found.share.value > then) == (found.statement == MORE)


@given(counts, st.integers(1, 99), st.integers(2, 30))
def test_more_comparisons_never_make_more_certain(
    given: tuple[int, int], percent: int, many: int
) -> None:
    row = (Share(*given), float(percent), "")
    alone, together = compare([row])[0], compare([row] * many)[0]
    if alone is not None and together is not None and alone.statement == NOT_CLEAR:
        assert together.statement == NOT_CLEAR
