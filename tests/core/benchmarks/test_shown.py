"""What is shown of a drawn figure follows from three bands and one's own value alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import RUNG, SCORE, Scale
from ladder_assess.core.benchmarks.shown import (
    Figure,
    QuarterPlace,
    about_the_same,
    in_fives,
    is_large_enough,
    peer_figure,
    place_of,
)

DAY = date(2026, 7, 1)


def drawn(scale: Scale) -> st.SearchStrategy[Quartiles]:
    places = st.integers(0, scale.bands - 1)
    return st.tuples(places, places, places).map(lambda three: Quartiles(*sorted(three)))


scales = st.sampled_from([SCORE, RUNG])
ORDER = list(QuarterPlace)


@given(scales.flatmap(lambda s: st.tuples(st.just(s), drawn(s), st.integers(0, s.bands - 1))))
def test_a_place_is_a_quarter_or_the_band_of_a_quartile(
    tried: tuple[Scale, Quartiles, int],
) -> None:
    _, quartiles, own = tried
    place = place_of(quartiles, own)
    if own in quartiles:
        at = {QuarterPlace.AT_LOWER: 0, QuarterPlace.AT_MEDIAN: 1, QuarterPlace.AT_UPPER: 2}[place]
        assert quartiles[at] == own
    else:
        below = sum(band < own for band in quartiles)
        assert (
            place
            is (QuarterPlace.LOWEST, QuarterPlace.SECOND, QuarterPlace.THIRD, QuarterPlace.HIGHEST)[
                below
            ]
        )


@given(drawn(SCORE))
def test_a_higher_value_never_has_a_lower_place(quartiles: Quartiles) -> None:
    places = [ORDER.index(place_of(quartiles, own)) for own in range(SCORE.bands)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("own", "organisations", "alike"),
    [(40.1, 25, True), (40.0, 25, False), (45.0, 25, True), (49.99, 25, True), (53.9, 25, True),
     (54.0, 25, False), (54.0, 15, True), (58.9, 15, True), (59.0, 15, False), (35.1, 15, True),
     (35.0, 15, False)],
)  # fmt: skip
def test_less_than_a_band_apart_is_about_the_same(
    own: float, organisations: int, alike: bool
) -> None:
    assert about_the_same(own, SCORE.shown(9), organisations, SCORE) == alike


def test_of_rungs_the_same_one_is_and_in_a_small_group_the_next() -> None:
    for own in range(9):
        assert about_the_same(own, RUNG.shown(4), 25, RUNG) == (own == 4)
        assert about_the_same(own, RUNG.shown(4), 15, RUNG) == (abs(own - 4) < 2)


@given(st.integers(10, 5000))
def test_numbers_of_organisations_are_rounded_down_to_fives(number: int) -> None:
    assert in_fives(number) == 5 * (number // 5)


def test_without_an_own_value_there_is_no_place() -> None:
    shown = peer_figure(Figure(10, Quartiles(7, 9, 12), DAY), SCORE, None)
    assert shown.place is None
    assert not shown.alike
    assert (shown.lower, shown.median, shown.upper) == ((35, 39), (45, 49), (60, 64))
    assert SCORE.shown(19) == (95, 100)
    for place in (-1, 20):
        with pytest.raises(ValueError, match="expected a band"):
            SCORE.shown(place)


@given(st.floats(0, 100) | st.integers(0, 100))
def test_a_value_lies_in_the_band_that_is_shown(value: float) -> None:
    band = SCORE.shown(SCORE.band(value))
    assert band.low <= value
    assert value < band.high + 1
    for outside in (-0.1, 100.1, float("nan")):
        with pytest.raises(ValueError, match="expected 0 to 100"):
            SCORE.band(outside)


@pytest.mark.parametrize("narrow", [False, True])
def test_no_figure_is_shown_of_fewer_than_it_takes_by_now(narrow: bool) -> None:
    """It may have been drawn when it took fewer; then it had to wait for its next draw to go. No
    older test changed how many a figure takes between its draw and a look at it.
    """
    for organisations in range(10, 120):
        figure = Figure(in_fives(organisations), Quartiles(1, 2, 3), DAY)
        assert not is_large_enough(figure, None, narrow=narrow)
        for least in range(20, 120):
            policy = Policy(group=least, narrow_group=least)
            shown = is_large_enough(figure, policy, narrow=narrow)
            assert not shown or organisations >= least
            assert shown or in_fives(organisations) < least, "no more is hidden than may be too few"
