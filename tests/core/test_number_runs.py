"""Numbers in runs: what is written is read again, and what is not is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.number_runs import as_runs, read_runs

NUMBERS = st.frozensets(st.integers(0, 300))


def test_what_they_look_like() -> None:
    assert as_runs([7, 1, 3, 2, 2]) == "1-3.7"
    assert as_runs([5]) == "5"


@given(NUMBERS, NUMBERS)
def test_what_is_written_is_read_again(numbers: frozenset[int], others: frozenset[int]) -> None:
    if numbers:
        assert read_runs(as_runs(numbers), numbers | others) == tuple(sorted(numbers))


@given(NUMBERS)
def test_a_run_of_a_billion_takes_no_longer(known: frozenset[int]) -> None:
    assert read_runs("0-1000000000", known) == tuple(sorted(known))


@pytest.mark.parametrize("text", ["", "-", "1-", "a", "1..2", "1.x"])
def test_what_is_no_run_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="int"):
        read_runs(text, [1, 2])
