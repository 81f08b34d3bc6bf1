"""What is shown of a group, against plain counting; and that nothing too small gets past."""

from itertools import chain, combinations
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.benchmark import (
    RUNG,
    SCORE,
    SCORE_BANDS,
    WIDTH,
    Band,
    Thresholds,
    benchmark,
    open_count,
    percentile_band,
    raised,
)
from ladder_assess.core.benchmarks.groups import (
    SECTORS,
    Cell,
    groups_of,
    level_of,
    parent_of,
    sector_of,
    with_parents,
)
from ladder_assess.core.benchmarks.indicators import Standing, of_activities
from ladder_assess.core.benchmarks.organisation import KINDS
from ladder_assess.core.benchmarks.suppression import Tally, small_cut, too_small

POLICY = Thresholds()
values = st.lists(st.floats(0, 100), max_size=60)


def counted(scores: list[float]) -> list[int]:
    places = [SCORE.band(score) for score in scores]
    return [places.count(place) for place in range(SCORE_BANDS)]


@given(values, st.booleans())
def test_a_group_shows_what_its_size_allows(scores: list[float], member: bool) -> None:
    found = benchmark(counted(scores), SCORE, POLICY, member=member)
    if len(scores) < 5 or (member and len(scores) < 6):
        assert found is None
        return
    assert found is not None
    assert found.organisations == len(scores) // 5 * 5
    assert (found.lower is None) == (found.upper is None) == (len(scores) < 10)


@given(values)
def test_the_median_lies_in_its_band(scores: list[float]) -> None:
    found = benchmark(counted(scores), SCORE, POLICY)
    if found is not None:
        low, high = SCORE.band(median_low(scores)), SCORE.band(median_high(scores))
        assert found.median == Band(SCORE.shown(low).low, SCORE.shown(high).high)
        if found.lower and found.upper:
            assert found.lower.low <= found.median.low <= found.upper.low
            below = sum(score < found.lower.low for score in scores)
            assert 4 * below <= len(scores)


@given(values, st.floats(0, 100))
def test_the_position_is_the_mid_rank_in_bands_of_five(scores: list[float], own: float) -> None:
    found = benchmark(counted(scores), SCORE, POLICY, own=own)
    if found is None:
        return
    place = SCORE.band(own)
    below = sum(SCORE.band(score) < place for score in scores)
    same = sum(SCORE.band(score) == place for score in scores)
    rank = 100 * (below + same / 2) / len(scores)
    assert found.position is not None
    assert found.position.low - 1e-9 <= rank <= found.position.high + 1 + 1e-9
    assert found.position.low % WIDTH == 0
    assert benchmark(counted(scores), SCORE, POLICY) != found


@given(values, st.integers(0, 19), st.integers(0, 19))
def test_a_higher_value_never_stands_lower(scores: list[float], one: int, other: int) -> None:
    if scores:
        low, high = sorted((one, other))
        counts = counted(scores)
        assert percentile_band(counts, low) <= percentile_band(counts, high)


def test_what_cannot_be_read_hides() -> None:
    counts = [10] * SCORE_BANDS
    assert benchmark(counts, SCORE, POLICY) is not None
    assert benchmark(counts, SCORE, None) is None
    assert benchmark(counts[1:], SCORE, POLICY) is None
    assert benchmark([*counts[1:], -1], SCORE, POLICY) is None
    assert open_count(50, None) is None


def test_bands_cover_the_scale() -> None:
    for scale in (SCORE, RUNG):
        shown = [scale.shown(place) for place in range(scale.bands)]
        covered = list(chain.from_iterable(range(band.low, band.high + 1) for band in shown))
        assert covered == list(range(scale.top + 1))
        assert all(
            scale.band(value) == place
            for place, band in enumerate(shown)
            for value in range(band.low, band.high + 1)
        )
        with pytest.raises(ValueError, match="expected 0 to"):
            scale.band(scale.top + 0.1)
    assert SCORE.shown(SCORE.band(64.99)) == (60, 64)


@given(st.integers(0, 500))
def test_open_counts_hide_what_is_small_and_round_the_rest(count: int) -> None:
    shown = open_count(count, POLICY)
    assert (shown is None) == (count < 10)
    if shown is not None:
        assert shown % 5 == 0
        assert abs(shown - count) <= 2


def test_thresholds_are_raised_together() -> None:
    assert raised(5, 10) == POLICY
    assert raised(8, 20) == Thresholds(8, 9, 8, 20, 10, 8)


def test_every_kind_has_a_sector_and_groups_nest() -> None:
    assert {sector_of(kind) for kind in KINDS} == set(SECTORS)
    for kind in KINDS:
        groups = groups_of(Cell(kind, "wales", "income_0"))
        assert [level_of(group) for group in groups] == [
            "everyone",
            "sector",
            "kind",
            "area",
            "size",
        ]
        assert [parent_of(group) for group in groups] == ["", *groups[:3], groups[2]]
        assert with_parents(groups[-1:]) == {*groups[:3], groups[-1]}
    assert groups_of(Cell("charity")) == ("everyone", "sector.civil_society", "kind.charity")


edges = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(0, 8), max_size=12
)


@given(edges, st.integers(1, 9))
def test_a_small_cut_is_found_wherever_there_is_one(
    weights: dict[tuple[str, str], int], least: int
) -> None:
    side = small_cut(weights, least)
    vertices = sorted({end for edge in weights for end in edge})
    parts = chain.from_iterable(combinations(vertices, n) for n in range(len(vertices) + 1))
    there = [part for part in parts if is_small(weights, set(part), least)]
    assert bool(side) == bool(there)
    if side:
        assert is_small(weights, set(side), least)


def is_small(weights: dict[tuple[str, str], int], part: set[str], least: int) -> bool:
    crossing = [n for (a, b), n in weights.items() if (a in part) != (b in part)]
    return bool(crossing) and sum(crossing) < least


cells = st.lists(
    st.builds(
        Cell,
        st.sampled_from(("charity", "union")),
        st.sampled_from(("", "wales", "london")),
        st.sampled_from(("", "small", "large")),
    ),
    max_size=40,
)


@given(cells, st.sets(st.integers(0, 20)), st.integers(1, 8))
def test_every_difference_that_is_too_small_is_found(
    organisations: list[Cell], chosen: set[int], least: int
) -> None:
    """All that areas and size bands of a kind, the kind, its sector and everyone leave over."""
    tally = Tally()
    for cell in organisations:
        tally.add(cell, 1, 1)
    groups = sorted({group for cell in organisations for group in groups_of(cell)})
    family = with_parents(groups[n] for n in chosen if n < len(groups))
    sets = {g: {n for n, c in enumerate(organisations) if g in groups_of(c)} for g in family}
    sizes = [len(left) for left in differences(sets)]
    assert bool(too_small(tally, family, least)) == any(0 < size < least for size in sizes)


def differences(sets: dict[str, set[int]]) -> list[set[int]]:
    found = list(sets.values())
    for group, whole in sets.items():
        children = [g for g in sets if parent_of(g) == group]
        if level_of(group) != "kind":
            found.append(whole.difference(*(sets[g] for g in children)))
            continue
        # Each choice of areas and of size bands tells who is in one of them but not in the other.
        for some in chain.from_iterable(
            combinations(children, n) for n in range(len(children) + 1)
        ):
            left: set[int] = set()
            for child in some:
                left ^= sets[child]
            found += [left, whole - left]
    return found


def test_activities_come_to_shares_a_median_and_what_is_collective() -> None:
    bands = {1: "low", 2: "low", 3: "middle", 8: "high"}
    rows = [
        Standing(1, "participation_only", ""),
        Standing(3, "co_production", "collective"),
        Standing(8, "co_production", "group"),
        Standing(0, "co_production", ""),
        Standing(None, "co_production", "individual"),
    ]
    assert of_activities(rows, bands) == {
        "activity.low": 25.0,
        "activity.middle": 25.0,
        "activity.high": 25.0,
        "activity.median_rung": 1,
        "activity.collective": pytest.approx(100 / 3),
    }
    assert of_activities([], bands) == {}
    assert of_activities(rows[-1:], bands) == {"activity.collective": 0}
