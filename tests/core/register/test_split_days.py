"""Days that stand in several columns are joined where there is no doubt, and else left alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import DAY_FIRST, read_day
from ladder_assess.core.register.days.month_names import ENGLISH
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.split_days import (
    carried_down,
    joined,
    split_days,
    written_once,
)
from tests.core.drawn import among

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NAMES = {number: name for name, number in ENGLISH.items()}
TRIPLES = (
    ("Day", "Month", "Year"),
    ("Vernehmlassung_Day", "Vernehmlassung_Month", "Vernehmlassung_Year"),
    ("startDay", "startMonth", "startYear"),
    ("Day of start", "Month of start", "Year of start"),
    ("DD", "MM", "YYYY"),
    ("Jour", "Mois", "Année"),
    ("Día", "Mes", "Año"),
    ("Tag", "Monat", "Jahr"),
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


@pytest.mark.parametrize("day", ["25", "25th", "Sat 25", "25.0", "25º"])
def test_a_day_of_a_month_is_read_however_it_is_written(day: str) -> None:
    (split,) = split_days(["Date", "Month", "Year"], [[day, "July", "2026"]])
    assert joined(split, [day, "July", "2026"]) == "2026-07-25"


@pytest.mark.parametrize(
    "days", ["25-26", "25 & 26", "25th--26th", "du 25 au 26", "25 au 26", "Sat 25 and Sun 26"]
)
def test_of_several_days_both_ends_are_known(days: str) -> None:
    """Of `10 au 25` beside a month only the first was."""
    (split,) = split_days(["Dates", "Mois", "Année"], [[days, "juillet", "2026"]])
    text = joined(split, [days, "juillet", "2026"])
    first, last = (read_in_column(text, DAY_FIRST, last_of_month=end) for end in (False, True))
    assert first
    assert last
    assert (first.day, last.day) == (date(2026, 7, 25), date(2026, 7, 26))


def test_days_that_stand_with_their_month_are_joined_with_the_year() -> None:
    """`14th-16th September` beside `2015` was left out, and the year asked about."""
    rows = [["14th-16th September", "2015"], ["October", "2014"], ["18th--19th June", "2013"]]
    (split,) = split_days(["month", "year"], rows)
    texts = [joined(split, row) for row in rows]
    assert texts == ["2015-09-14 - 2015-09-16", "2014-10", "2013-06-18 - 2013-06-19"]


def test_a_start_and_an_end_share_what_stands_once() -> None:
    """Of `startday`, `startmonth`, `endday`, `endmonth` and `year` the year alone was asked about,
    as it is of neither.
    """
    headings = ["startday", "startmonth", "endday", "endmonth", "year"]
    rows = [["8", "September", "11", "", "2025"], ["30", "June", "2", "July", "2024"]]
    start, end = split_days(headings, rows)
    assert [joined(start, row) for row in rows] == ["2025-09-08", "2024-06-30"]
    assert [joined(end, row) for row in rows] == ["2025-09-11", "2024-07-02"]
    assert joined(end, ["8", "September", "", "", "2025"]) == ""


def test_a_month_that_stands_once_above_its_days_is_theirs() -> None:
    """In a calendar `Janvier 2026` stands beside the first day of that month alone."""
    rows = [["Janvier 2026", "31 janvier"], ["Mars 2026", "7 mars"]]
    rows[1:1] = [["", "1er janvier"], ["", "11 - 12 janvier"], ["", "Sam. 17 janvier"]]
    (split,) = split_days(["Mois", "Date"], rows)
    once = written_once(split, rows)
    texts = [joined(split, row) for row in carried_down(rows, once)]
    dated = ["2026-01-31", "2026-01-01", "2026-01-11 - 2026-01-12", "2026-01-17"]
    assert texts == [*dated, "2026-03-07"]
    sparse = [["Janvier 2026", "31 janvier"], ["Mars 2026", "7 mars"], ["", "8 mars"]]
    assert written_once(split, sparse) == frozenset()


def test_numbers_beside_a_year_are_left_in_their_order() -> None:
    """The whole column decides whether `5/1` is in January."""
    (split,) = split_days(["Date", "Year"], [["5/1", "2026"], ["20/1", "2026"]])
    assert joined(split, ["5/1", "2026"]) == "5/1/2026"


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
