"""Numbers in runs: what is written is read again, and what is not is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.number_runs import (
    BITS,
    as_runs,
    in_few_letters,
    numbers_in,
    read_runs,
)

NUMBERS = st.frozensets(st.integers(0, 300))


def test_what_they_look_like() -> None:
    assert as_runs([7, 1, 3, 2, 2]) == "1-3.7"
    assert as_runs([5]) == "5"


@given(NUMBERS, NUMBERS)
def test_what_is_written_is_read_again(numbers: frozenset[int], others: frozenset[int]) -> None:
    if numbers:
        assert read_runs(as_runs(numbers), sorted(numbers | others)) == tuple(sorted(numbers))
    assert numbers_in(as_runs(numbers)) == numbers


@given(NUMBERS)
def test_a_run_of_a_billion_takes_no_longer(known: frozenset[int]) -> None:
    assert read_runs("0-1000000000", sorted(known)) == tuple(sorted(known))


@given(NUMBERS, NUMBERS)
def test_in_few_letters_they_are_read_again(
    numbers: frozenset[int], others: frozenset[int]
) -> None:
    if numbers:
        assert read_runs(in_few_letters(numbers), sorted(numbers | others)) == tuple(
            sorted(numbers)
        )
        assert len(in_few_letters(numbers)) <= max(len(as_runs(numbers)), 300 // 6 + 8)


def test_ten_thousand_single_ones_stay_short() -> None:
    numbers = frozenset(range(1, 20_000, 2))
    text = in_few_letters(numbers)
    assert text.startswith(BITS)
    assert len(text) < 3400
    assert read_runs(text, range(20_001)) == tuple(sorted(numbers))


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1), NUMBERS)
def test_runs_in_any_order_give_each_once(
    ends: list[tuple[int, int]], known: frozenset[int]
) -> None:
    text = ".".join(f"{first}-{last}" for first, last in ends)
    meant = {n for n in known for first, last in ends if first <= n <= last}
    assert read_runs(text, sorted(known)) == tuple(sorted(meant))


def test_many_long_runs_come_to_an_end() -> None:
    """Gone through one by one, twenty thousand times twenty thousand would take minutes."""
    known = range(20_000)
    assert read_runs(".".join(["0-19999"] * 20_000), known) == tuple(known)


@pytest.mark.parametrize("text", ["bA", "b!", "b A", "b\u00e9", "bAAAAA"])
def test_what_is_no_bits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)base64|padding|ascii"):
        read_runs(text, [1, 2])


@pytest.mark.parametrize("text", ["", "-", "1-", "a", "1..2", "1.x"])
def test_what_is_no_run_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="int"):
        read_runs(text, [1, 2])
