"""What is a vote on several choices, in order or by parts, and what votes on paper can come to."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.workshops.ballot import LADDER, Ballot
from ladder_assess.core.workshops.tally import by_hand, tally

PARTS = Ballot(9, 3, (4, 3, 2))
ORDER = Ballot(4, 3)
PICKED = st.tuples(*(st.sampled_from(list(here)) for here in PARTS.ranges))


def test_each_part_is_answered_once() -> None:
    assert [list(here) for here in PARTS.ranges] == [[0, 1, 2, 3], [4, 5, 6], [7, 8]]
    assert PARTS.takes((0, 4, 7))
    assert not PARTS.takes((4, 0, 7))
    assert not PARTS.takes((0, 4))
    assert not PARTS.takes((0, 1, 7))
    assert not PARTS.takes((0, 4, 9))


@given(st.lists(PICKED, min_size=5, max_size=30))
def test_votes_counted_by_hand_are_those_of_phones(votes: list[tuple[int, ...]]) -> None:
    found = tally(votes, PARTS)
    assert found is not None
    assert found.votes == len(votes)
    assert by_hand(found.counts, PARTS) == found


@given(st.lists(st.permutations(range(4)), min_size=5, max_size=30))
def test_so_are_those_of_changes_in_order(orders: list[list[int]]) -> None:
    found = tally([order[:3] for order in orders], ORDER)
    assert found is not None
    assert by_hand(found.counts, ORDER) == found


def test_what_nobody_can_have_voted_does_not_add_up() -> None:
    assert not PARTS.adds_up([5, 0, 0, 0, 5, 0, 0, 4, 0])
    assert not ORDER.adds_up([6, 6, 6, 1])
    assert LADDER.adds_up([0, 1, 2, 3, 4, 5, 6, 7, 8])
