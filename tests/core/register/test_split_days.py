"""Days that stand in several columns are joined where there is no doubt, and else left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import read_day
from ladder_assess.core.register.days.month_names import ENGLISH
from ladder_assess.core.register.split_days import joined, split_days
from tests.core.drawn import among

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NAMES = {number: name for name, number in ENGLISH.items()}
TRIPLES = (
    ("Day", "Month", "Year"),
    ("Vernehmlassung_Day", "Vernehmlassung_Month", "Vernehmlassung_Year"),
    ("startDay", "startMonth", "startYear"),
    ("Day of start", "Month of start", "Year of start"),
    ("DD", "MM", "YYYY"),
    ("Date", "Month", "Year"),
    ("Event date", "Event month", "Event year"),
)


@given(st.lists(DAYS, min_size=1), st.sampled_from(TRIPLES), st.permutations(range(3)), st.data())
def test_what_was_split_is_joined_as_it_was(
    days: list[date], headings: tuple[str, ...], order: list[int], data: st.DataObject
) -> None:
    rows = []
    for day in days:
        month = data.draw(among(str(day.month), f"{day.month:02}", NAMES[day.month]))
        parts = (str(day.day), month, str(day.year))
        rows.append(["x", *(parts[at] for at in order), "y"])
    (split,) = split_days(["Title", *(headings[at] for at in order), "Cost"], rows)
    for row, day in zip(rows, days, strict=True):
        found = read_day(joined(split, row))
        assert found is not None
        assert found.day == day


def test_month_and_year_make_a_month() -> None:
    (split,) = split_days(["Month", "Year"], [["June", "2020"]])
    assert joined(split, ["June", "2020"]) == "2020-06"
    assert joined(split, ["", "2020"]) == joined(split, ["NA", "2020"]) == ""


@given(st.lists(DAYS, min_size=1), st.booleans())
def test_two_parts_in_one_column_are_joined_with_the_third(days: list[date], split: bool) -> None:
    """Only three columns were, or two without a day: `25 July` beside `2026` was left out."""
    rows = []
    for day in days:
        month, end = NAMES[day.month].title(), str(day.year)
        rows.append([f"{day.day} {month}", end] if split else [str(day.day), f"{month} {end}"])
    headings = ["Date", "Year"] if split else ["Date", "Month"]
    (found,) = split_days(headings, rows)
    texts = [joined(found, row) for row in rows]
    assert texts == [day.isoformat() for day in days]


@pytest.mark.parametrize("day", ["25", "25th", "Sat 25", "25-26", "25 & 26", "25.0"])
def test_the_first_of_several_days_is_when_it_began(day: str) -> None:
    (split,) = split_days(["Date", "Month", "Year"], [[day, "July", "2026"]])
    assert joined(split, [day, "July", "2026"]) == "2026-07-25"


def test_a_date_beside_its_month_and_year_is_a_date() -> None:
    """What other systems take from a date into columns of their own adds nothing to it."""
    rows = [["2024-05-06", "5", "2024"], ["2024-06-07", "6", "2024"]]
    assert [split.day for split in split_days(["Date", "Month", "Year"], rows)] == [-1]


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (("Day", "Month", "Year", "Year"), ("1", "2", "2020", "2021")),
        (("Day", "Month"), ("1", "2")),
        (("Start day", "Month", "End year"), ("1", "2", "2020")),
        (("Day", "Month", "Year"), ("Monday", "2", "2020")),
        (("Day", "Month", "Year"), ("1", "13", "2020")),
        (("Days a month", "Months a year"), ("1", "2")),
        (("Day", "Month", "Year"), ("", "", "")),
    ],
)
def test_where_there_is_a_doubt_nothing_is_joined(
    headings: tuple[str, ...], row: tuple[str, ...]
) -> None:
    assert split_days(headings, [row] * 9) == []
