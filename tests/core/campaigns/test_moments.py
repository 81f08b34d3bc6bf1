"""A day and a time are one instant, on the days on which clocks are put forward and back too."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.moments import (
    UK,
    ZONES,
    clock_time,
    instant,
    local,
    typed_time,
)

FORWARD, BACK = date(2027, 3, 28), date(2026, 10, 25)
MINUTES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(DAYS, MINUTES, st.sampled_from(ZONES), st.booleans())
def test_clocks_show_at_the_instant_what_was_asked_for(
    day: date, at: time, name: str, last: bool
) -> None:
    found = instant(day, at, name, last=last)
    if found is None:
        # An hour of one day a year: clocks do show the time before and the one after.
        assert instant(day - timedelta(days=1), at, name) is not None
        hour_later = datetime.combine(day, at) + timedelta(hours=1)
        assert instant(hour_later.date(), hour_later.time(), name) is not None
        return
    shown = local(found, name)
    assert (shown.date(), shown.time()) == (day, at)


@given(st.integers(0, 2**32), st.sampled_from(ZONES))
def test_every_instant_is_a_day_and_a_time(moment: int, name: str) -> None:
    shown = local(moment, name)
    assert moment in {
        instant(shown.date(), shown.time(), name, last=last) for last in (False, True)
    }


def test_an_hour_that_is_left_out_is_no_time() -> None:
    assert instant(FORWARD, time(1, 30)) is None
    assert instant(FORWARD, time(1, 30), "UTC") is not None


def test_a_time_that_comes_twice_is_the_first_or_the_last() -> None:
    first, last = (instant(BACK, time(1, 30), last=later) for later in (False, True))
    assert first is not None
    assert last == first + 60 * 60


@pytest.mark.parametrize("name", ZONES)
def test_midnight_can_be_chosen_on_the_days_of_change(name: str) -> None:
    assert all(instant(day, time(0, 0), name) is not None for day in (FORWARD, BACK))


def test_the_uk_is_the_first_choice() -> None:
    assert ZONES[0] == UK


@given(MINUTES)
def test_a_time_is_read_as_it_is_shown(at: time) -> None:
    assert clock_time(typed_time(at)) == at
    assert clock_time(f"{at:%H:%M}") == at


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9am", time(9)), (" 5.30 PM ", time(17, 30)), ("12am", time(0)), ("12pm", time(12)),
        ("midday", time(12)), ("Noon", time(12)), ("Midnight", time(0)), ("9:05", time(9, 5)),
    ],
)  # fmt: skip
def test_times_are_read_as_people_type_them(typed: str, at: time) -> None:
    assert clock_time(typed) == at


@pytest.mark.parametrize("typed", ["", "9", "25:00", "12:60", "13pm", "0am", "soon", "9amm", "٩am"])
def test_what_is_no_time_is_none(typed: str) -> None:
    assert clock_time(typed) is None
