"""Votes are counted whole or not at all, and set beside the rules."""

from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.agreement import Below
from ladder_assess.core.common.reliability import krippendorff_alpha, rated
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.workshops.ballot import NO_RUNG, Ballot
from ladder_assess.core.workshops.tally import (
    RUNGS,
    Tally,
    Voted,
    before_and_after,
    by_hand,
    furthest_apart,
    tally,
    together,
)

RUNG = st.sampled_from(list(RUNGS))
VOTES = st.lists(RUNG, min_size=5, max_size=60)
PLACED = st.tuples(RUNG, RUNG).map(lambda ends: Interval(min(ends), max(ends)))


def drawing() -> Below:
    """What draws the exercises of a bootstrap."""
    return Random(1).randrange


def counted(rungs: list[int]) -> Tally:
    """The tally of votes that are enough."""
    found = tally([(rung,) for rung in rungs])
    assert found is not None
    return found


@given(st.lists(RUNG, max_size=4))
def test_fewer_than_five_votes_are_not_counted(rungs: list[int]) -> None:
    assert tally([(rung,) for rung in rungs]) is None


@given(VOTES, PLACED, st.randoms())
def test_a_tally_says_what_the_votes_say(rungs: list[int], placed: Interval, any_order) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(rungs)
    any_order.shuffle(shuffled)
    found = counted(shuffled)
    assert found == counted(rungs)
    assert found.rated == rated(rungs)
    assert found.votes == len(rungs)
    assert found.within(placed) == sum(placed.low <= rung <= placed.high for rung in rungs)


@given(VOTES, PLACED)
def test_generosity_is_how_far_people_stand_from_the_rules(
    rungs: list[int], placed: Interval
) -> None:
    found = counted(rungs).generosity(placed)
    nearest = [min(max(r, placed.low), placed.high) for r in rungs]
    assert found == pytest.approx(mean(r - n for r, n in zip(rungs, nearest, strict=True)))
    if counted(rungs).within(placed) == len(rungs):
        assert found == 0


def test_those_above_and_below_do_not_make_up_for_each_other() -> None:
    """7, 7, 5, 5, 3 and 3 round rung 5, then six times 5: on the mean they stand where they did."""
    placed = Interval(5, 5)
    before, after = counted([7, 7, 5, 5, 3, 3]), counted([5] * 6)
    assert before.generosity(placed) == after.generosity(placed) == 0
    assert before.distance(placed) == pytest.approx(4 / 3)
    assert after.distance(placed) == 0
    found = together([(before, placed), (after, placed)], drawing())
    assert found
    assert found.distance == pytest.approx(2 / 3)


@given(VOTES, PLACED)
def test_nobody_is_nearer_than_the_mean_says(rungs: list[int], placed: Interval) -> None:
    found = counted(rungs)
    assert found.distance(placed) >= abs(found.generosity(placed)) - 1e-9
    assert (found.distance(placed) == 0) == (found.within(placed) == len(rungs))


@given(st.lists(st.tuples(VOTES, PLACED), max_size=7))
def test_a_room_over_several_exercises(exercises: list[tuple[list[int], Interval]]) -> None:
    found = together([(counted(rungs), placed) for rungs, placed in exercises], drawing())
    if len(exercises) < 2:
        assert found is None
        return
    assert found is not None
    every = [(rung, placed) for rungs, placed in exercises for rung in rungs]
    assert found.votes == len(every)
    assert found.within == sum(placed.low <= rung <= placed.high for rung, placed in every)
    assert (found.agreement is None) == (len(exercises) < FEWEST_ACTIVITIES)
    if found.agreement:
        assert found.agreement.alpha == krippendorff_alpha([rungs for rungs, _ in exercises])
        assert found.agreement.cases == len(exercises)


@given(st.lists(st.tuples(VOTES, VOTES | st.none(), PLACED), max_size=5))
def test_before_and_after_are_about_the_same_exercises(
    exercises: list[tuple[list[int], list[int] | None, Interval]],
) -> None:
    voted = [
        Voted((counted(one), counted(two) if two else None), placed)
        for one, two, placed in exercises
    ]
    before, after = before_and_after(voted, drawing())
    twice = sum(two is not None for _, two, _ in exercises)
    assert (before is None, after is None) == (twice < 2, twice < 2)
    if before and after:
        assert before.exercises == after.exercises == twice


def test_what_is_no_rung_is_refused() -> None:
    with pytest.raises(ValueError, match="no vote"):
        tally([(rung,) for rung in (1, 2, 3, 4, 10)])


def test_who_says_that_it_has_no_rung_stands_nowhere() -> None:
    came = tally([(rung,) for rung in (3, 3, 5, NO_RUNG, NO_RUNG)])
    assert came is not None
    assert (came.votes, came.on_rungs, came.beside) == (5, 3, 2)
    assert came.rated == ((3, 2), (5, 1))
    placed = Interval(4, 4)
    assert came.distance(placed) == pytest.approx(1)
    assert came.generosity(placed) == pytest.approx(-1 / 3)
    assert came.within(placed) == 0
    summed = together([(came, placed)] * 2, drawing())
    assert summed is not None
    assert summed.votes == 10
    assert summed.distance == pytest.approx(1)


BALLOTS = st.builds(Ballot, st.integers(3, 8), st.integers(1, 3))


@given(BALLOTS, st.integers(0, 30), st.randoms(use_true_random=False))
def test_every_ballot_is_counted_in_the_same_way(
    ballot: Ballot, people: int, drawn: Random
) -> None:
    votes = [drawn.sample(range(ballot.choices), ballot.picks) for _ in range(people)]
    assert all(map(ballot.takes, votes))
    found = tally(votes, ballot)
    assert (found is None) == (people < 5)
    if found:
        assert found.votes == people
        assert sum(found.counts) == people * ballot.points
        first = [sum(vote[0] == choice for vote in votes) for choice in range(ballot.choices)]
        assert all(c >= ballot.picks * f for c, f in zip(found.counts, first, strict=True))


@given(BALLOTS, st.lists(st.integers(-2, 10), max_size=4))
def test_no_other_votes_are_taken(ballot: Ballot, picked: list[int]) -> None:
    right = len(picked) == ballot.picks == len(set(picked))
    assert ballot.takes(picked) == (right and set(picked) <= set(range(ballot.choices)))


@given(VOTES, VOTES)
def test_whoever_all_pick_one_rung_are_nearest(one: list[int], other: list[int]) -> None:
    apart = furthest_apart(counted(one))
    assert 0 <= apart <= 1
    assert (apart == 0) == (len(set(one)) == 1)
    assert furthest_apart(counted([0] * len(other))) <= apart


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9))
def test_votes_counted_by_hand_are_a_tally_like_any(counts: list[int]) -> None:
    found = by_hand(counts)
    assert (found is None) == (sum(counts) < 5)
    if found:
        assert (found.counts, found.votes) == (tuple(counts), sum(counts))


def test_no_fewer_than_none_picked_it() -> None:
    with pytest.raises(ValueError, match="below zero"):
        by_hand([7, -1])
