"""Each table against the rules: nothing is told of fewer than five, nor can it be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.workshops.tables import count_tables, over_tables
from ladder_assess.core.workshops.tally import RUNGS, TableCount, Tally

RUNG = st.sampled_from(list(RUNGS))
PLACED = st.tuples(RUNG, RUNG).map(lambda ends: Interval(min(ends), max(ends)))
# What each voter picked, and where they sit; 0 for nowhere.
ROOM = st.lists(st.tuples(RUNG, st.integers(0, 4)), max_size=40)


@given(ROOM, PLACED)
def test_no_group_below_five_is_told_or_left(room: list[tuple[int, int]], placed: Interval) -> None:
    picked = {str(voter): rung for voter, (rung, _) in enumerate(room)}
    seated = {str(voter): table for voter, (_, table) in enumerate(room) if table}
    counts = count_tables(picked, seated, placed)
    left = len(room) - sum(each.votes for each in counts)
    assert all(each.votes >= FEWEST_ANSWERS for each in counts)
    assert not counts or left == 0 or left >= FEWEST_ANSWERS
    for each in counts:
        rungs = [rung for rung, table in room if table == each.table]
        assert each.votes == len(rungs)
        whole = Tally(tuple(map(rungs.count, RUNGS)))
        assert each.above == round(whole.generosity(placed) * each.votes)


def test_the_smallest_table_is_left_out_where_the_rest_would_be_few() -> None:
    seats = [1] * 7 + [2] * 5 + [3] * 2
    picked = {str(voter): 4 for voter, _ in enumerate(seats)}
    seated = {str(voter): table for voter, table in enumerate(seats)}
    assert [each.table for each in count_tables(picked, seated, Interval(2, 2))] == [1]


def test_figures_are_of_two_exercises_or_more() -> None:
    none = (0,) * 9
    one, two = TableCount(1, 5, 10), TableCount(1, 6, -10)
    assert over_tables([Tally(none, tables=(one,))]) == ()
    (found,) = over_tables(
        [Tally(none, tables=(one, TableCount(2, 5, 1))), Tally(none, tables=(two,))]
    )
    assert (found.table, found.exercises, found.votes, found.generosity) == (1, 2, 11, 0)
