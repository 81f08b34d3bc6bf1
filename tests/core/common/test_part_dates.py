"""A month or a year alone: it is told from a day, and has a first and a last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.part_dates import (
    first_day,
    is_day,
    is_part,
    last_day,
    of_month,
    of_year,
)
from ladder_assess.core.register.days.periods import named_part
from ladder_assess.core.register.importing import reads_as

A_DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025-autumn", "2025-09-01", "2025-11-30"), ("2025-spring", "2025-03-01", "2025-05-31"),
        ("2025-winter", "2025-01-01", "2025-12-31"), ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
    ],
)  # fmt: skip
def test_a_season_stays_one_and_has_its_days(text: str, first: str, last: str) -> None:
    """“Autumn 2025” was kept, and shown, as 30 November."""
    assert is_part(text)
    assert [first_day(text).isoformat(), last_day(text).isoformat()] == [first, last]
    assert named_part(text) == text, "an export reads as what it was"
    assert reads_as(first, text)
    assert reads_as(last, text), "what was kept as a day before is no change"
    assert not reads_as("2026-12-31", text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Autumn 2025", "2025-autumn"), ("herbst 2025", "2025-autumn"), ("Q3 2025", "2025-Q3"),
     ("2nd half of 2025", "2025-H2"), ("Winter 2025", "2025-winter"), ("Winter 2024/25", ""),
     ("March 2025", ""), ("2025", "")],
)  # fmt: skip
def test_it_is_kept_as_it_was_written(written: str, kept: str) -> None:
    assert named_part(written) == kept


@given(DAYS)
def test_a_part_holds_its_days_and_no_other(day: date) -> None:
    text = day.isoformat()
    month, year = of_month(text), of_year(text)
    assert [is_part(each) for each in (text, month, year)] == [False, True, True]
    assert [is_day(each) for each in (text, month, year)] == [True, False, False]
    assert first_day(text) == last_day(text) == day
    for part, of in ((month, of_month), (year, of_year)):
        first, last = first_day(part), last_day(part)
        assert first <= day <= last
        assert of(first.isoformat()) == of(last.isoformat()) == part
        assert of((last + A_DAY).isoformat()) != part != of((first - A_DAY).isoformat())
        # What was kept as a day of it before is no change.
        assert reads_as(text, part)
        assert not reads_as(part, text)
