"""Figures grow by five: none tells of fewer by taking it from another."""

from itertools import combinations
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.points_of_view.fives import (
    GivenPage,
    answers_in_chunks,
    chunks,
    in_fives,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

FEWEST = 5


@given(st.lists(st.lists(st.integers(), max_size=5)))
def test_in_fives_takes_whole_batches_in_order(batches: list[list[int]]) -> None:
    found = in_fives(batches)
    everything = [each for batch in batches for each in batch]
    assert found == everything[: len(found)] == [v for chunk in chunks(batches) for v in chunk]
    assert len(found) == 0 or len(found) >= FEWEST
    assert len(everything) - len(found) < FEWEST
    assert all(len(chunk) >= FEWEST for chunk in chunks(batches))


@given(st.lists(st.booleans(), max_size=60))
def test_no_look_can_be_taken_from_a_later_one_to_tell_of_fewer_than_five(
    answers: list[bool],
) -> None:
    """Each respondent has a value for the figure or has not; someone looks after every one."""
    looks = set()
    for number in range(len(answers) + 1):
        full = range(0, number // FEWEST * FEWEST, FEWEST)
        batches = [[n for n in range(at, at + FEWEST) if answers[n]] for at in full]
        looks.add(frozenset(in_fives(batches)))
    for one, other in combinations(looks, 2):
        assert len(one ^ other) >= FEWEST


def test_four_times_as_many_who_do_not_know_take_four_times_as_long() -> None:
    """While nobody knew the answer, each five copied all that had come: of 30,000 people one page
    took the processor for 77 seconds. Tests had a handful of people who all answered.
    """

    def seconds(batches: int) -> float:
        page = GivenPage("", "provider", "p", 0, {"item": UNKNOWN})
        many, taken = [[page] * FEWEST] * batches, []
        for _ in range(3):
            before = process_time()
            assert answers_in_chunks(many, "item") == []
            taken.append(process_time() - before)
        return min(taken)

    assert seconds(8_000) < 10 * seconds(2_000)
