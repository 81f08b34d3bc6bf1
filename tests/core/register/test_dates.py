"""Days in all the ways that other systems write them."""

from datetime import date
from typing import Literal

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import (
    ASK,
    DAY_FIRST,
    MONTH_FIRST,
    ReadDay,
    is_far,
    is_no_such_day,
    is_open,
    order_of,
    read_day,
)
from ladder_assess.core.register.days.month_names import FARTHER, MORE, OTHERS

# Of some of their months: `ag.` is too short, and two words are none.
SOME_ARE_NOT = ("ca", "ga")
DAYS = st.dates(date(1970, 1, 1), date(2067, 12, 31))
BY_THEMSELVES = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT12:30:00",
    "%Y-%m-%dT12:30:00Z", "%Y-%m-%dT12:30:00.123+01:00", "%d %B %Y", "%d-%b-%y", "%d-%b-%Y",
    "%A %d %B %Y", "%a, %d %b %Y", "%B %d, %Y", "%b %d %Y", "%B %d, %Y - 5:02 PM",
    "%d %B %Y – 17:00",
)  # fmt: skip
BY_ORDER = (
    "{0}/{1}/%Y",
    "{0}-{1}-%Y",
    "{0}.{1}.%Y",
    "{0}/{1}/%y",
    "{0} {1} %Y",
    "{0}/{1}/%Y 00:00",
    "{0}/{1}/%Y - 17:00",
)


@given(DAYS, st.sampled_from(BY_THEMSELVES), st.sampled_from([DAY_FIRST, MONTH_FIRST]))
def test_what_reads_by_itself_reads_the_same_in_either_order(
    day: date, form: str, order: str
) -> None:
    assert read_day(day.strftime(form), order) == ReadDay(day)


@pytest.mark.parametrize("text", ["Mar 01 2000", "mar 1, 2000", "Mar. 1 2000", "March 1 2000"])
def test_a_month_that_is_also_a_weekday_is_a_month_where_it_makes_a_day(text: str) -> None:
    """Mardi, martes and martedì are cut to the same three letters."""
    assert read_day(text, DAY_FIRST) == ReadDay(date(2000, 3, 1))
    assert read_day("mar 24/04/2025", DAY_FIRST) == ReadDay(date(2025, 4, 24))


@given(DAYS, st.sampled_from(BY_ORDER))
def test_numbers_are_read_in_the_order_of_their_column(day: date, form: str) -> None:
    day_first = day.strftime(form.format("%d", "%m"))
    month_first = day.strftime(form.format("%m", "%d"))
    assert read_day(day_first, DAY_FIRST) == ReadDay(day)
    assert read_day(month_first, MONTH_FIRST) == ReadDay(day)


@given(st.lists(DAYS, min_size=1, max_size=30), st.booleans())
def test_a_column_is_read_rightly_or_asked_about(days: list[date], months: bool) -> None:
    form = "%m/%d/%Y" if months else "%d/%m/%Y"
    column = {day.strftime(form): 1 for day in days}
    order = order_of(column)
    assert (order == ASK) == (
        all(d.day <= 12 for d in days) and any(d.day != d.month for d in days)
    )
    if order not in (ASK, ""):
        assert [read_day(text, order) for text in column] == [
            ReadDay(day) for day in dict.fromkeys(days)
        ]
    else:
        assert any(map(is_open, column)) == (order == ASK)


def test_two_that_cannot_be_days_first_decide_for_the_others() -> None:
    column = {"6/23/2020": 1, "3/28/2020": 1, "1/2/2020": 1, "1/5/2020": 1}
    assert order_of(column) == MONTH_FIRST
    assert read_day("1/2/2020", MONTH_FIRST) == ReadDay(date(2020, 1, 2))


def test_where_some_speak_for_each_order_somebody_is_asked() -> None:
    assert order_of({"6/23/2020": 3, "23/6/2020": 3, "1/2/2020": 1}) == ASK
    assert order_of({"6/23/2020": 1, "23/6/2020": 100, "1/2/2020": 1}) == DAY_FIRST


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Jun-20", date(2020, 6, 1), date(2020, 6, 30)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2020-06", date(2020, 6, 1), date(2020, 6, 30)),
        ("06/2020", date(2020, 6, 1), date(2020, 6, 30)),
        ("Sept '21", date(2021, 9, 1), date(2021, 9, 30)),
    ],
)
def test_a_month_alone_is_said_to_be_one(text: str, first: date, last: date) -> None:
    assert read_day(text) == ReadDay(first, month_alone=True)
    assert read_day(text, last_of_month=True) == ReadDay(last, month_alone=True)


def test_a_midnight_of_summer_that_was_written_as_utc_is_the_day_after() -> None:
    assert read_day("2020-06-22T23:00:00Z") == ReadDay(date(2020, 6, 23))
    assert read_day("2020-01-22T23:00:00Z") == ReadDay(date(2020, 1, 22))
    assert read_day("2020-06-22T23:00:00+02:00") == ReadDay(date(2020, 6, 22))


@pytest.mark.parametrize(
    "text",
    ["31/2/2020", "2020-13-01", "13/13/2020", "soon", "2020", "1", "May", "12:30", "1/2", "0/0/0",
     "23 Junk 2020", "1899-12-31", "2101-01-01", "99/99/9999", "٢٠٢٠-٠١-٣٢"],
)  # fmt: skip
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.text(max_size=40))
def test_nothing_that_is_typed_fails(text: str) -> None:
    read_day(text)
    order_of({text: 1})


@pytest.mark.parametrize(
    ("text", "far"),
    [("1868", True), ("27/3/1868", True), ("March 2150", True), ("27/3/2024", False), ("9", False),
     ("Room 1868", False)],
)  # fmt: skip
def test_a_day_in_a_year_that_is_not_kept_is_told_from_what_is_no_day(text: str, far: bool) -> None:
    """“1868” was no date that can be read, type it as day/month/year: which did not help."""
    assert is_far(text) is far


@pytest.mark.parametrize(
    ("text", "there_is_none"),
    [("31/02/2025", True), ("2025-02-30", True), ("31 June 2025", True), ("29.2.2023", True),
     ("29/2/2024", False), ("12/31/2024", False), ("31/13/2025", False), ("31", False),
     ("31 apples 2025", False), ("Room 31", False)],
)  # fmt: skip
def test_a_day_that_its_month_lacks_is_told_from_what_is_no_day(
    text: str, there_is_none: bool
) -> None:
    """“31/02/2025” was to be typed as day/month/year, as it is."""
    assert is_no_such_day(text) is there_is_none


@pytest.mark.parametrize(
    "text",
    [
        "5th of March 2024", "the 5th March 2024", "the 5th of March, 2024", "2024-Mar-05",
        "2024 March 5", "20240305T100000", "2024. 3. 5.", "2024.03.05.", "5. 3. 2024.",
        "2024年3月5日", "2024年03月05日(火) 18:00", "2024年3月5日星期二", "2024년 3월 5일 화요일",
        "令和6年3月5日", "平成36年3月5日",
        "Tue Mar 05 2024 10:00:00 GMT+0000 (Coordinated Universal Time)",
    ],
)  # fmt: skip
def test_days_are_read_as_people_and_programs_write_them(text: str) -> None:
    assert read_day(text, DAY_FIRST) == ReadDay(date(2024, 3, 5))


@pytest.mark.parametrize(
    "text",
    [
        "2024 meetings 5",
        "2024 March 32",
        "2024. 5 March 5",
        "2024年13月5日",
        "令和6年",
        "17. listopada 2024.",
        "of March 2024",
    ],
)
def test_what_only_looks_like_such_is_no_day(text: str) -> None:
    assert read_day(text, DAY_FIRST) is None


@given(DAYS, st.sampled_from([*OTHERS, *MORE]), st.sampled_from(["long", "medium"]))
def test_long_dates_are_read_in_each_language(
    day: date, language: str, form: Literal["long", "medium"]
) -> None:
    """Of a list in Russian or Hungarian each date was refused. What one language writes in words
    or letters that another has for other months is refused still, and never another day.
    """
    text = format_date(day, form, language)
    found = read_day(text, DAY_FIRST)
    assert found == ReadDay(day) or (found is None and language in SOME_ARE_NOT), text


@given(DAYS, st.sampled_from(FARTHER), st.sampled_from(["format", "stand-alone"]))
def test_months_of_farther_languages_are_read_or_refused(
    day: date, language: str, form: Literal["format", "stand-alone"]
) -> None:
    """Of a list in Arabic each date was refused; what another language has for another month is."""
    name = get_month_names("wide", form, language)[day.month]
    assert read_day(f"{day.day} {name} {day.year}", DAY_FIRST) in (ReadDay(day), None)


@pytest.mark.parametrize(
    "text",
    [
        "3 أبريل 2024",
        "3 ابريل 2024م",
        "٣ أبريل ٢٠٢٤",
        "3 نيسان 2024",
        "الأربعاء 3 أبريل 2024",
        "3 אפריל 2024",
        "3 באפריל 2024",
        "3 เมษายน 2567",
        "3 เมษายน 2024",
        "3 अप्रैल 2024",
        "3 აპრილი 2024",
        "3 Απριλίου 2024",
        "3 ΑΠΡΙΛΙΟΥ 2024",
    ],
)
def test_months_of_other_letters_are_read(text: str) -> None:
    assert read_day(text) == ReadDay(date(2024, 4, 3))


@pytest.mark.parametrize("text", ["27 Μαΐου 2024", "27 ΜΑΪΟΥ 2024", "27 Μαιου 2024", "27 Μάι 2024"])
def test_may_is_read_in_greek(text: str) -> None:
    """Its letters come apart where they are made small."""
    assert read_day(text) == ReadDay(date(2024, 5, 27))
