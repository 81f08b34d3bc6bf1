"""Thresholds can be changed towards more protection alone; without them there is nothing."""

from dataclasses import asdict, fields
from datetime import date
from secrets import randbelow
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.counting import Member, who_counts
from ladder_assess.core.benchmarks.draw import draw_quartiles
from ladder_assess.core.benchmarks.figures import Contribution, next_figures
from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.policy import MORE, TOWARDS, Policy, read_policy
from ladder_assess.core.benchmarks.schedule import Step, is_shown, next_step

TODAY = date(2026, 5, 1)
NAMES = [field.name for field in fields(Policy)]


def test_the_policy_is_that_of_the_domain() -> None:
    assert asdict(Policy()) == {
        "group": 10,
        "narrow_group": 20,
        "outside": 10,
        "activities": 3,
        "questions": 4,
        "odds": 200,
        "narrow_odds": 100,
        "spread": 100,
        "months_between": 6,
        "draws_of_answer": 4,
        "months_of_answer": 24,
        "months_shown": 12,
        "days_old": 30,
        "open_data": 10,
    }
    assert list(TOWARDS) == NAMES


@given(st.sampled_from(NAMES), st.integers(1, 400))
def test_a_threshold_may_protect_more_and_never_less(name: str, by: int) -> None:
    policy = getattr(Policy, name)
    more, less = (policy + by, policy - by) if TOWARDS[name] == MORE else (policy - by, policy + by)
    assert read_policy({name: less}) is None
    with pytest.raises(ValueError, match=name):
        Policy(**{name: less})
    kept = read_policy({name: more})
    assert kept == Policy(**{name: more}) if more >= 1 else kept is None


@given(
    st.sampled_from(NAMES),
    st.sampled_from([None, "", "10", "ten", 10.0, float("nan"), True, [], {}, b"10"]),
)
def test_what_cannot_be_read_is_no_policy(name: str, said: Any) -> None:
    assert read_policy({name: said}) is None
    assert read_policy({"a_threshold_that_nobody_knows": 10}) is None
    assert read_policy(None) is None


def test_without_a_policy_nothing_counts_is_drawn_or_shown() -> None:
    many = {
        number: Contribution(number % 20, PeerCell("charity", "london")) for number in range(500)
    }
    assert not list(next_figures(many, {}, 20, TODAY, None, randbelow))
    assert draw_quartiles([50] * 20, None, randbelow, narrow=False) is None
    assert next_step(None, 500, TODAY, None, narrow=False) is Step.WAIT
    assert not is_shown(TODAY, TODAY, None)
    old = Member(1, date(2020, 1, 1), confirmed=True, owners=frozenset({1}))
    assert not who_counts([old], TODAY, None)
    assert who_counts([old], TODAY, Policy())
