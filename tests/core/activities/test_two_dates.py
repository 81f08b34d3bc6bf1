"""What became of activities between two dates: each case has one name, and names are honest."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product

import pytest

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import (
    APPEARED,
    BY_BOTH,
    BY_READING,
    BY_RULES,
    CLEARER,
    DOWN,
    EMPTIED,
    KIND,
    LESS_CLEAR,
    LEVEL,
    MOVES,
    PERHAPS_DOWN,
    PERHAPS_UP,
    PRACTICE,
    READING,
    RULES,
    SAME,
    UP,
    Dated,
    TwoDates,
    causes,
    in_order,
    move,
    moves,
)
from ladder_assess.core.placement.placement import Interval, Placement

INTERVALS = [Interval(low, high) for low in range(9) for high in range(low, 9)]
BACK = {
    UP: DOWN, PERHAPS_UP: PERHAPS_DOWN, CLEARER: LESS_CLEAR, SAME: SAME,
    DOWN: UP, PERHAPS_DOWN: PERHAPS_UP, LESS_CLEAR: CLEARER,
}  # fmt: skip


def one(number: int, interval: Interval, kind: str = "co_production", level: str = "") -> Listed:
    return Listed(number, "", Placement(*interval, None, (), interval), kind, level=level)


def rungs(interval: Interval) -> set[int]:
    return set(range(interval.low, interval.high + 1))


def test_a_move_is_certain_in_every_case() -> None:
    for then, now in product(INTERVALS, repeat=2):
        found, was, is_now = move(then, now), rungs(then), rungs(now)
        assert (found == UP) == all(a < b for a, b in product(was, is_now))
        assert (found == DOWN) == all(a > b for a, b in product(was, is_now))
        assert (found == SAME) == (was == is_now)
        assert (found == CLEARER) == (is_now < was)
        assert (found == LESS_CLEAR) == (was < is_now)
        if found == PERHAPS_UP:
            assert min(is_now) > min(was)
            assert max(is_now) > max(was)
        assert found in BACK


def test_looking_from_the_other_date_turns_a_move_around() -> None:
    for then, now in product(INTERVALS, repeat=2):
        assert move(now, then) == BACK[move(then, now)]


def test_what_is_no_move_has_a_name_too() -> None:
    place = Interval(4, 4)
    here, other = one(1, place), one(1, place, "participation_only")
    alone = one(1, place, level="individual")
    assert Dated(None, here).outcome == APPEARED
    assert Dated(here, None).outcome == EMPTIED
    assert Dated(here, alone).outcome == Dated(alone, here).outcome == LEVEL
    assert Dated(here, other).outcome == KIND
    assert Dated(here, here).outcome == SAME
    elsewhere = one(1, Interval(6, 6), level="individual")
    assert Dated(alone, elsewhere).outcome == SAME, "one without a ladder has no rung to move on"


def test_counts_add_up_and_what_stayed_is_not_told() -> None:
    every = [
        Dated(one(n, then), one(n, now)) for n, (then, now) in
        enumerate(product(INTERVALS[::7], repeat=2))
    ]  # fmt: skip
    counted = moves(every)
    assert list(counted) == [name for name in MOVES if name in counted]
    assert sum(counted.values()) == len(every)
    told = in_order(every)
    assert len(told) == len(every) - counted[SAME]
    places = [(MOVES.index(each.outcome), each.latest.number) for each in told]
    assert places == sorted(places)


PLACES = [one(1, Interval(low, high)) for low in range(5) for high in range(low, 5)]
PLACES += [one(1, Interval(4, 4), "participation_only"), one(1, Interval(4, 4), level="individual")]


def every() -> Iterator[Dated]:
    """An activity at two dates in every way, those that were moved in between among them."""
    for then, now in product(PLACES, repeat=2):
        yield Dated(then, now)
        yield from (Dated(then, now, placed) for placed in PLACES)
        yield from (Dated(then, now, *between) for between in product(PLACES, repeat=2))


@pytest.mark.thorough
def test_the_three_parts_add_up_to_the_whole_change() -> None:
    for each in every():
        stages = [stage for stage in each.stages if stage]
        assert (stages[0], stages[-1]) == (each.then, each.now)
        steps = list(pairwise(stages))
        for end in ("low", "high"):
            at = [getattr(stage.placement, end) for stage in stages]
            assert sum(b - a for a, b in pairwise(at)) == at[-1] - at[0]
        by_hand = [Dated(was, became).outcome for was, became in steps]
        assert list(each.parts.values()) == by_hand, "each part is a change like any other"
        if Dated(each.then, each.now).outcome != SAME:
            assert each.causes, "what changed was changed by something"
        if not each.causes:
            assert Dated(each.then, each.now).outcome == SAME


def test_two_days_tell_whether_anything_was_moved_between_them() -> None:
    here, there = PLACES[0], PLACES[1]
    both = date(2026, 1, 1), date(2026, 2, 1)
    assert not TwoDates(*both, (Dated(here, there), Dated(None, here))).more_than_practice
    assert TwoDates(*both, (Dated(here, there), Dated(here, here, here))).more_than_practice
    assert TwoDates(*both, (Dated(here, there, None, there),)).more_than_practice
    with pytest.raises(ValueError, match="there at one of them"):
        _ = Dated(None, None).latest


def test_what_was_never_moved_was_changed_by_practice_alone() -> None:
    for then, now in product([*PLACES, None], repeat=2):
        if then or now:
            each = Dated(then, now)
            assert (each.parts[RULES], each.parts[READING]) == (SAME, SAME)
            assert set(each.causes) <= {PRACTICE}


@pytest.mark.thorough
def test_what_only_the_move_changed_is_no_change_in_practice() -> None:
    for each in every():
        alone = each.parts[PRACTICE] == SAME and bool(each.causes)
        assert alone == (each.outcome in (BY_RULES, BY_READING, BY_BOTH))
        if alone:
            assert (READING in each.causes) == (each.outcome != BY_RULES)
            assert (RULES in each.causes) == (each.outcome != BY_READING)


def test_each_counts_once_by_what_changed_it() -> None:
    found = list(every())
    counted = causes(found)
    assert sum(counted.values()) == len(found)
    assert len(counted) == 8, "each way in which three things can come together"
    assert list(counted)[-1] == ()
    assert [len(by) for by in counted][:-1] == [1, 1, 1, 2, 2, 2, 3]
    assert causes([]) == {}
