"""Dates that give only a quarter, a half, a season or a year, at the fineness that they have."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import read_day
from ladder_assess.core.register.days.periods import (
    FINANCIAL,
    PART,
    WINTER,
    YEAR,
    Period,
    are_financial,
    period_of,
)
from ladder_assess.core.register.days.spans import read_in_column, year_alone

YEARS = st.integers(1901, 2098)
A_DAY = timedelta(1)


def written_over_two(year: int) -> list[str]:
    short = f"{(year + 1) % 100:02}"
    return [f"FY{year}-{short}", f"fy {year}/{year + 1}", f"FY {year}–{short}"]


@given(YEARS, st.integers(1, 4))
def test_quarters_follow_each_other_through_a_year(year: int, number: int) -> None:
    texts = (
        f"{year} Q{number}", f"Q{number} {year}", f"q{number}-{year}", f"{year}Q{number}",
        f"{year}-Q{number}", f"T{number} {year}", f"{number}T{year}", f"Quarter {number}, {year}",
        f"Q{number} of {year}", f"{number}º trimestre de {year}", f"{number}. Quartal {year}",
        f"{['I', 'II', 'III', 'IV'][number - 1]} kwartał {year}",
        f"{['first', 'second', 'third', 'fourth'][number - 1]} quarter {year}",
    )  # fmt: skip
    for text in texts:
        found = period_of(text)
        assert found is not None, text
        assert found.kind == PART
        assert found.first == date(year, 3 * number - 2, 1), text
        following = found.last + A_DAY
        assert following == date(year + number // 4, 3 * number % 12 + 1, 1), text


@given(YEARS, st.integers(1, 4))
def test_quarters_of_a_financial_year_begin_in_april(year: int, number: int) -> None:
    whole = Period(date(year, 4, 1), date(year + 1, 3, 31), FINANCIAL)
    for years in written_over_two(year):
        assert period_of(years) == whole, years
        found = period_of(f"Q{number} {years}")
        assert found == period_of(f"{years} Q{number}")
        assert found is not None, years
        assert whole.first <= found.first < found.last <= whole.last
        assert (found.first == whole.first, found.last == whole.last) == (number == 1, number == 4)
        assert period_of(f"Q{number} {years.lower().removeprefix('fy').strip()}") == found


@given(YEARS)
def test_halves_and_seasons(year: int) -> None:
    assert period_of(f"H1 {year}") == Period(date(year, 1, 1), date(year, 6, 30), PART)
    second = Period(date(year, 7, 1), date(year, 12, 31), PART)
    for text in (f"2nd half of {year}", f"{year} H2", f"2º semestre {year}"):
        assert period_of(text) == second, text
    autumn = Period(date(year, 9, 1), date(year, 11, 30), PART)
    for text in (f"Autumn {year}", f"{year}, Fall", f"automne {year}", f"Herbst {year}"):
        assert period_of(text) == autumn, text
    # That of one year alone is before it or after it: no more than the year is clear.
    assert period_of(f"Winter {year}") == Period(date(year, 1, 1), date(year, 12, 31), WINTER)
    winter = period_of(f"Winter {year}/{(year + 1) % 100:02}")
    assert winter is not None
    assert (winter.first, winter.last + A_DAY) == (date(year, 12, 1), date(year + 1, 3, 1))


@given(st.dates(date(1950, 1, 1), date(2060, 12, 31)))
def test_no_day_or_month_is_taken_for_a_period(day: date) -> None:
    forms = ("%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%B %Y", "%b-%y", "%Y-%m", "%m/%Y", "%Y%m%d")
    for form in forms:
        assert period_of(day.strftime(form)) is None, day.strftime(form)


@pytest.mark.parametrize(
    "text",
    [
        "FY2021", "Q5 2020", "H3 2020", "Room 4 2020", "1 2020", "Spring 2019/20", "Q1",
        "Q1 2018-21", "2020-19", "2010-11", "Spring term 2020", "Q2 budget 2020", "2019-2012",
        "Q3 1899", "T 2020", "20", "'20", "1/2020", "2020-05", "2019-95", "third 2020",
    ],
)  # fmt: skip
def test_what_is_not_clear_is_none(text: str) -> None:
    assert period_of(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-21", "2019-01-01", "2021-12-31"),
        ("2016 to 2019", "2016-01-01", "2019-12-31"),
        ("2019/2020", "2019-01-01", "2020-12-31"),
        ("1999-00", "1999-04-01", "2000-03-31"),
        ("early 2020", "2020-01-01", "2020-12-31"),
        ("2018 (TBC)", "2018-01-01", "2018-12-31"),
    ],
)
def test_years(text: str, first: str, last: str) -> None:
    assert read_in_column(text, "day") is None
    both = [year_alone(text, last_of_year=of_year) for of_year in (False, True)]
    assert [read.day.isoformat() for read in both if read] == [first, last]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Q1–Q2 2020", "2020-01-01", "2020-06-30"),
        ("Spring – Autumn 2021", "2021-03-01", "2021-11-30"),
        ("Q3 2019 - Q1 2020", "2019-07-01", "2020-03-31"),
        ("Summer 2020 to March 2021", "2020-06-01", "2021-03-31"),
        ("March 2020 - Autumn 2020", "2020-03-01", "2020-11-30"),
    ],
)
def test_spans_of_them_are_read_as_spans(text: str, first: str, last: str) -> None:
    both = [read_in_column(text, "day", last_of_month=end) for end in (False, True)]
    assert [(read.day.isoformat(), read.is_span) for read in both if read] == [
        (first, True),
        (last, True),
    ]


@given(st.sets(st.integers(2000, 2030), min_size=2, max_size=8))
def test_a_column_says_whether_2010_11_is_a_month(years: set[int]) -> None:
    pairs = Counter(f"{year}-{(year + 1) % 100:02}" for year in years)
    assert are_financial(pairs)
    assert not are_financial(pairs + Counter(["2011-05"]))
    found = read_in_column("2010-11", FINANCIAL, last_of_month=True)
    assert found is not None
    assert (found.day, found.period) == (date(2011, 3, 31), FINANCIAL)
    assert read_day("2010-11") is not None


def test_one_value_that_may_be_a_month_is_one() -> None:
    assert not are_financial(Counter({"2010-11": 9}))
    assert not are_financial(Counter({"Panel": 9, "2012-13": 1}))
    assert are_financial(Counter({"2012-13": 9}))
    assert year_alone("2012") == year_alone(" 2012 ")
    found = year_alone("2012")
    assert found is not None
    assert found.period == YEAR
