"""What became of activities between two dates: each case has one name, and names are honest."""

from itertools import product

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import (
    APPEARED,
    CLEARER,
    DOWN,
    EMPTIED,
    KIND,
    LESS_CLEAR,
    LEVEL,
    MOVES,
    PERHAPS_DOWN,
    PERHAPS_UP,
    SAME,
    UP,
    Dated,
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
    assert Dated(None, here).move == APPEARED
    assert Dated(here, None).move == EMPTIED
    assert Dated(here, alone).move == Dated(alone, here).move == LEVEL
    assert Dated(here, other).move == KIND
    assert Dated(here, here).move == SAME
    elsewhere = one(1, Interval(6, 6), level="individual")
    assert Dated(alone, elsewhere).move == SAME, "one without a ladder has no rung to move on"


def test_counts_add_up_and_what_stayed_is_not_told() -> None:
    every = [
        Dated(one(n, then), one(n, now)) for n, (then, now) in
        enumerate(product(INTERVALS[::7], repeat=2))
    ]  # fmt: skip
    counted = moves(every)
    assert list(counted) == [name for name in MOVES if name in counted]
    assert sum(map(sum, counted.values())) == len(every)
    told = in_order(every)
    assert len(told) == len(every) - sum(counted[SAME])
    places = [(MOVES.index(each.move), each.latest.number) for each in told]
    assert places == sorted(places)
