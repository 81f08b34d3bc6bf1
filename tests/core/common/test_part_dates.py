"""A month or a year alone: it is told from a day, and has a first and a last day."""

from datetime import date, timedelta

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
from ladder_assess.core.register.importing import reads_as

A_DAY = timedelta(days=1)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


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
