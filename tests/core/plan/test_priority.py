"""Priorities: three parts that each push one way only, and nothing unknown hides an action."""

from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.plan import EFFORTS, PRIORITIES
from ladder_assess.core.plan.priority import (
    EASE,
    FIRST,
    GAPS,
    INTENDED,
    LATER,
    NEXT,
    NO_GAP,
    SCORE,
    Gap,
    Reach,
    Weighed,
    level_at,
)

RUNGS = st.builds(Gap, st.just(INTENDED), st.integers(0, 8))
POINTS = st.builds(Gap, st.just(SCORE), st.integers(0, 100))
UNSIZED = st.builds(Gap, st.sampled_from([kind for kind in GAPS if kind not in (INTENDED, SCORE)]))
REACHES = st.builds(Reach, st.none() | st.integers(0, 10**8), st.booleans())
WEIGHED = st.builds(
    Weighed,
    RUNGS | POINTS | UNSIZED,
    REACHES,
    st.sampled_from(["", *EFFORTS]),
    st.just(()),
    st.just(""),
)
# One example of each level of each part.
GAP_OF = {1: Gap(INTENDED, 0), 2: Gap(INTENDED, 1), 3: Gap(INTENDED, 2)}
REACH_OF = {1: Reach(99), 2: Reach(100), 3: Reach(1000)}
EFFORT_OF = {ease: effort for effort, ease in EASE.items()}


@given(WEIGHED, st.sampled_from([INTENDED, SCORE]), st.data())
def test_a_wider_gap_is_never_less_urgent(weighed: Weighed, kind: str, data: st.DataObject) -> None:
    most = 8 if kind == INTENDED else 100
    small, wide = sorted(data.draw(st.tuples(st.integers(0, most), st.integers(0, most))))
    narrow, far = (weighed._replace(gap=Gap(kind, size)) for size in (small, wide))
    assert narrow.product <= far.product
    assert narrow.order >= far.order


@given(WEIGHED, st.integers(0, 10**8), st.integers(0, 10**8))
def test_more_people_are_never_less_urgent(weighed: Weighed, one: int, other: int) -> None:
    few, many = (weighed._replace(reach=Reach(people)) for people in sorted((one, other)))
    everyone = weighed._replace(reach=Reach(whole=True))
    assert few.product <= many.product <= everyone.product
    assert few.order >= many.order >= everyone.order


@given(WEIGHED)
def test_less_effort_is_never_less_urgent(weighed: Weighed) -> None:
    small, medium, large = (weighed._replace(effort=effort) for effort in EFFORTS)
    assert small.order <= medium.order <= large.order


@given(WEIGHED)
def test_what_is_not_known_counts_as_the_middle_and_hides_nothing(weighed: Weighed) -> None:
    unknown: dict[str, Any] = {"gap": Gap(NO_GAP), "reach": Reach(), "effort": ""}
    ends: dict[str, tuple[Any, Any]] = {
        "gap": (GAP_OF[1], GAP_OF[3]),
        "reach": (REACH_OF[1], REACH_OF[3]),
        "effort": (EFFORT_OF[1], EFFORT_OF[3]),
    }
    for part, nothing in unknown.items():
        least, most = (weighed._replace(**{part: end}).product for end in ends[part])
        assert least <= weighed._replace(**{part: nothing}).product <= most
    assert Weighed(Gap(NO_GAP), Reach()).product == 8


def test_every_part_counts_its_level() -> None:
    for levels in product((1, 2, 3), repeat=3):
        weighed = Weighed(GAP_OF[levels[0]], REACH_OF[levels[1]], EFFORT_OF[levels[2]])
        assert (weighed.gap.level, weighed.reach.level, weighed.ease) == levels
        assert weighed.product == levels[0] * levels[1] * levels[2]


@pytest.mark.parametrize("count", range(1, 100))
def test_at_most_a_third_comes_first_and_something_does(count: int) -> None:
    levels = [level_at(place, count) for place in range(count)]
    assert levels == sorted(levels, key=PRIORITIES.index), "first, next, later"
    assert levels.count(FIRST) == max(1, count // 3), "of one or two, one comes first"
    assert levels.count(LATER) == count // 3
    assert count == 1 or levels.count(NEXT) >= 1


@given(st.lists(WEIGHED))
def test_the_order_is_by_urgency(found: list[Weighed]) -> None:
    ordered = sorted(found, key=lambda weighed: weighed.order)
    for one, other in pairwise(ordered):
        assert one.product >= other.product
        alike = one[:1] == other[:1] and one.reach == other.reach
        assert not alike or one.ease >= other.ease


@given(WEIGHED)
def test_what_is_not_told_apart_is_in_the_middle(weighed: Weighed) -> None:
    assert weighed.priority == NEXT
