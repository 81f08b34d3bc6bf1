"""Priorities: three parts that each push one way only, and nothing unknown hides an action."""

from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.plan import EFFORTS, PRIORITIES
from ladder_assess.core.plan.priority import (
    EASE,
    GAPS,
    INTENDED,
    LEVELS,
    MIDDLE,
    NO_GAP,
    SCORE,
    Gap,
    Reach,
    Weighed,
)

RUNGS = st.builds(Gap, st.just(INTENDED), st.integers(0, 8))
POINTS = st.builds(Gap, st.just(SCORE), st.integers(0, 100))
UNSIZED = st.builds(Gap, st.sampled_from([kind for kind in GAPS if kind not in (INTENDED, SCORE)]))
REACHES = st.builds(Reach, st.none() | st.integers(0, 10**8), st.booleans())
WEIGHED = st.builds(Weighed, RUNGS | POINTS | UNSIZED, REACHES, st.sampled_from(["", *EFFORTS]))
# One example of each level of each part.
GAP_OF = {1: Gap(INTENDED, 0), 2: Gap(INTENDED, 1), 3: Gap(INTENDED, 2)}
REACH_OF = {1: Reach(99), 2: Reach(100), 3: Reach(1000)}
EFFORT_OF = {ease: effort for effort, ease in EASE.items()}


def rank(weighed: Weighed) -> int:
    return LEVELS.index(weighed.priority)


@given(WEIGHED, st.sampled_from([INTENDED, SCORE]), st.data())
def test_a_wider_gap_is_never_less_urgent(weighed: Weighed, kind: str, data: st.DataObject) -> None:
    most = 8 if kind == INTENDED else 100
    small, wide = sorted(data.draw(st.tuples(st.integers(0, most), st.integers(0, most))))
    narrow, far = (weighed._replace(gap=Gap(kind, size)) for size in (small, wide))
    assert rank(narrow) <= rank(far)
    assert narrow.order >= far.order


@given(WEIGHED, st.integers(0, 10**8), st.integers(0, 10**8))
def test_more_people_are_never_less_urgent(weighed: Weighed, one: int, other: int) -> None:
    few, many = (weighed._replace(reach=Reach(people)) for people in sorted((one, other)))
    everyone = weighed._replace(reach=Reach(whole=True))
    assert rank(few) <= rank(many) <= rank(everyone)
    assert few.order >= many.order >= everyone.order


@given(WEIGHED)
def test_less_effort_is_never_less_urgent(weighed: Weighed) -> None:
    small, medium, large = (weighed._replace(effort=effort) for effort in EFFORTS)
    assert rank(small) >= rank(medium) >= rank(large)
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
        least, most = (rank(weighed._replace(**{part: end})) for end in ends[part])
        assert least <= rank(weighed._replace(**{part: nothing})) <= most
    assert Weighed(Gap(NO_GAP), Reach()).priority == LEVELS[MIDDLE - 1]


def test_every_priority_is_reached_and_every_part_can_decide() -> None:
    every = {
        levels: Weighed(GAP_OF[levels[0]], REACH_OF[levels[1]], EFFORT_OF[levels[2]])
        for levels in product((1, 2, 3), repeat=3)
    }
    for levels, weighed in every.items():
        assert (weighed.gap.level, weighed.reach.level, weighed.ease) == levels
    assert {weighed.priority for weighed in every.values()} == set(PRIORITIES)
    for part in range(3):
        others = {tuple(x for place, x in enumerate(key) if place != part) for key in every}
        decided = [
            other
            for other in others
            if len({w.priority for key, w in every.items()
                    if tuple(x for place, x in enumerate(key) if place != part) == other}) > 1
        ]  # fmt: skip
        assert decided, f"part {part} never decides"


@pytest.mark.parametrize("priority", PRIORITIES)
def test_no_priority_is_left_for_one_case_alone(priority: str) -> None:
    """Of the 27 ways in which three levels meet, each priority has a fair part."""
    ways = product((1, 2, 3), repeat=3)
    found = [Weighed(GAP_OF[a], REACH_OF[b], EFFORT_OF[c]).priority for a, b, c in ways]
    assert 4 <= found.count(priority) <= 13


@given(st.lists(WEIGHED))
def test_the_order_is_by_priority_and_stable(found: list[Weighed]) -> None:
    ordered = sorted(enumerate(found), key=lambda pair: pair[1].order)
    ranks = [rank(weighed) for _place, weighed in ordered]
    assert ranks == sorted(ranks, reverse=True)
    for (before, one), (after, other) in pairwise(ordered):
        assert one.order < other.order or before < after
    assert sorted(place for place, _weighed in ordered) == list(range(len(found)))
