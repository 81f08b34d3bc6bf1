"""Agreement over activities: what is published of them and no more, from five activities on."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.agreement_on_views import (
    FEWEST_ACTIVITIES,
    activity_spread,
    agreement_on_views,
)
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.points_of_view.views import (
    PROVIDER,
    SERVICE_USER,
    Comparison,
    GroupView,
    Spread,
)
from tests.support.command import rules

ITEMS = rules().newest.questionnaire.evidence
SEATS = next(item for item in ITEMS if item.id == "seats")


def chance() -> Random:
    return Random(1)


def view(group: str, rung: int | Interval | None, counts: tuple[int, ...]) -> GroupView:
    placed = Interval(rung, rung) if isinstance(rung, int) else rung
    spreads = {SEATS.id: Spread(SEATS, group, counts)} if sum(counts[:-1]) else {}
    return GroupView(group, sum(counts), placed, spreads)


def comparison(*views: GroupView) -> Comparison:
    return Comparison({each.group: each for each in views}, {}, ())


COUNTS = st.lists(
    st.integers(0, 6), min_size=len(SEATS.options) + 1, max_size=len(SEATS.options) + 1
).map(tuple)
RUNGS = st.none() | st.integers(1, 8)
COMPARISONS = st.lists(
    st.builds(
        lambda a, b, one, other: comparison(view(PROVIDER, a, one), view(SERVICE_USER, b, other)),
        RUNGS, RUNGS, COUNTS, COUNTS,
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25)
@given(COMPARISONS)
def test_nothing_is_said_of_fewer_than_five_activities(found: list[Comparison]) -> None:
    said = agreement_on_views(found, ITEMS, lambda: chance().randrange)
    known = [sum(g.spreads[SEATS.id].known for g in c.groups.values() if g.spreads) for c in found]
    enough = sum(number >= FEWEST_ANSWERS for number in known) >= FEWEST_ACTIVITIES
    assert [each.item for each in said.items] == ([SEATS] if enough else [])
    placed = [sum(g.placement is not None for g in c.groups.values()) for c in found]
    assert (said.placement is not None) == (
        sum(number > 1 for number in placed) >= FEWEST_ACTIVITIES
    )
    for one, other in pairwise(said.items):
        assert one.apart >= other.apart


@pytest.mark.parametrize(("other", "far"), [(3, 0.0), (8, 5 / 8)])
def test_how_far_groups_stand_apart_is_a_share_of_the_ladder(other: int, far: float) -> None:
    counts = (5, *[0] * len(SEATS.options))
    alike = [
        comparison(view(PROVIDER, 3, counts), view(SERVICE_USER, other, counts)) for _ in range(5)
    ]
    said = agreement_on_views(alike, ITEMS, lambda: chance().randrange)
    assert said.placement is not None
    assert said.placement.apart == pytest.approx(far)
    assert said.items[0].apart == 0


def test_of_a_range_of_rungs_the_middle_counts_and_all_of_them_is_no_placement() -> None:
    """Only groups on one rung counted: with a question open, as is usual, nothing was shown."""
    counts = (5, *[0] * len(SEATS.options))
    between = [
        comparison(view(PROVIDER, Interval(3, 6), counts), view(SERVICE_USER, 5, counts))
        for _ in range(FEWEST_ACTIVITIES)
    ]
    said = agreement_on_views(between, ITEMS, lambda: chance().randrange)
    assert said.placement is not None
    assert said.placement.apart == pytest.approx(0.5 / 8)
    everything = [
        comparison(view(PROVIDER, Interval(0, 8), counts), view(SERVICE_USER, 5, counts))
        for _ in range(FEWEST_ACTIVITIES)
    ]
    assert agreement_on_views(everything, ITEMS, lambda: chance().randrange).placement is None


def test_the_questions_that_all_answered_alike_stand_apart() -> None:
    apart, alike = (4, 1, *[0] * (len(SEATS.options) - 1)), (5, *[0] * len(SEATS.options))
    for counts, differ in ((apart, True), (alike, False)):
        found = [comparison(view(PROVIDER, 3, counts)) for _ in range(FEWEST_ACTIVITIES)]
        said = agreement_on_views(found, ITEMS, lambda: chance().randrange)
        assert [on.item for on in said.differ] == ([SEATS] if differ else [])
        assert [on.item for on in said.alike] == ([] if differ else [SEATS])


@settings(max_examples=50)
@given(COMPARISONS)
def test_an_activity_is_told_of_from_five_answers_on(found: list[Comparison]) -> None:
    for each in found:
        spread = activity_spread(each, ITEMS)
        known = sum(g.spreads[SEATS.id].known for g in each.groups.values() if g.spreads)
        assert (spread is None) == (known < FEWEST_ANSWERS)
        if spread is None:
            continue
        alike = len({r for r, n in enumerate(_together(each)) if n}) == 1
        assert (spread.questions, spread.answers) == (1, known)
        assert (spread.apart == 0) == alike
        assert spread.widest == (None if alike else SEATS)
        assert 0 <= spread.apart <= 1
        placed = [g.placement for g in each.groups.values() if g.placement]
        assert (spread.rungs is None) == (not placed)
        if spread.rungs:
            assert all(spread.rungs.low <= p.low <= p.high <= spread.rungs.high for p in placed)


def _together(compared: Comparison) -> list[int]:
    """How many gave each known answer, in all groups."""
    given = (g.spreads[SEATS.id].counts[:-1] for g in compared.groups.values() if g.spreads)
    return [sum(counts) for counts in zip(*given, strict=True)]
