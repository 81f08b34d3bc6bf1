"""Tries are counted as by who writes each down, and a flood of keys makes counting no slower."""

import sys
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.storage.common.tries import Tries

WINDOW = 10
STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 8), st.booleans()), max_size=40)


@given(STEPS)
def test_each_window_counts_by_itself_and_is_forgotten_once_it_is_over(
    steps: list[tuple[str, int, bool]],
) -> None:
    tries, noted, now = Tries(), list[tuple[str, int]](), 0
    for key, later, forgets in steps:
        now += later
        if forgets:
            tries.forget(key)
            noted = [(known, end) for known, end in noted if known != key]
        until = (now // WINDOW + 1) * WINDOW
        noted = [(known, end) for known, end in noted if end > now] + [(key, until)]
        assert tries.count(key, until, now) == noted.count((key, until))
        assert len(tries) == len(set(noted))


def lines_of_one_more_try(keys: int) -> int:
    """How many lines are gone through to count one, where so many keys are held."""
    tries, passed = Tries(), 0
    for number in range(keys):
        tries.count(f"made-up {number}", WINDOW, 0)

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal passed
        passed += event == "line"
        return trace

    # Whoever counts branches traces too.
    before = sys.gettrace()
    sys.settrace(trace)
    try:
        tries.count("one more", WINDOW, 0)
    finally:
        sys.settrace(before)
    return passed


def test_whoever_makes_up_addresses_makes_no_try_slower() -> None:
    """Each try once went through all keys that were held."""
    assert lines_of_one_more_try(2000) == lines_of_one_more_try(2) > 0
