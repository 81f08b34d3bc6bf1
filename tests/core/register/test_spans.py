"""Dates that name several days, and months in other languages."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    ReadDay,
    order_of,
    read_day,
)
from ladder_assess.core.register.days.month_names import OTHERS
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.rows import RowReader
from tests.core.register.test_guessing import COLUMNS, QUESTIONNAIRE

DAYS = st.dates(date(1970, 1, 1), date(2060, 12, 31))
APART = st.sampled_from(["-", " - ", "–", " to ", " until ", " & ", " and "])


def both(text: str, order: str = DAY_FIRST) -> tuple[date | None, date | None]:
    found = (read_in_column(text, order, last_of_month=last) for last in (False, True))
    first, last = (read.day if read else None for read in found)
    return first, last


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


@given(DAYS, st.integers(0, 90), APART)
def test_a_span_is_its_first_day_or_its_last(first: date, long: int, apart: str) -> None:
    last = first + timedelta(long)
    texts = [f"{in_words(first)}{apart}{in_words(last)}"]
    if len(apart) > 1:
        texts.append(f"{first.isoformat()}{apart}{last.isoformat()}")
        texts.append(f"from {first:%d/%m/%Y}{apart}{last:%d/%m/%Y}")
    if first.year == last.year:
        texts.append(f"{first.day} {first:%B}{apart}{in_words(last)}")
        texts.append(f"{first:%A} {first.day} {first:%b}{apart}{last:%A} {in_words(last)}")
        texts.append(f"{first:%Y/%m/%d}{apart}{last:%m/%d}")
    if (first.year, first.month) == (last.year, last.month):
        texts.append(f"{first.day}{apart}{in_words(last)}")
        texts.append(f"{first:%B} {first.day}{apart}{last.day}, {last.year}")
        texts.append(f"{first:%Y.%m.%d}{apart}{last.day:02}")
    for text in texts:
        assert both(text) == (first, last), text


@pytest.mark.parametrize(
    "text",
    [
        "12-14 Market Street", "2023-24", "16-15 March 2024", "1-2/2024", "Meeting 12 March 2024",
        "31/02/2024", "40/02/2024", "1-31 February 2024", "Forum and 12 March 2024",
    ],
)  # fmt: skip
def test_what_is_no_span_is_none(text: str) -> None:
    assert both(text) == (None, None)


@pytest.mark.parametrize("text", ["3, 4 y 5 de mayo de 2024", "3, 4 and 5 May 2024"])
def test_of_days_in_a_row_the_first_and_the_last_are_taken(text: str) -> None:
    assert both(text) == (date(2024, 5, 3), date(2024, 5, 5))


def test_a_span_with_its_year_once_tells_which_comes_first() -> None:
    """`3/21-3/23/19` was asked about beside `5/2-5/4/19`, and seven such rows were wrong."""
    assert order_of({"3/21-3/23/19": 1, "5/2-5/4/19": 3}) == MONTH_FIRST
    assert order_of({"6/24-7/5/19": 1}) == MONTH_FIRST
    assert both("3/21-3/23/19", MONTH_FIRST) == (date(2019, 3, 21), date(2019, 3, 23))


@pytest.mark.parametrize("text", ["mayo de 2024", "May 2024", "2024 May", "2024-may"])
def test_a_month_is_read_however_it_stands_beside_its_year(text: str) -> None:
    assert both(text) == (date(2024, 5, 1), date(2024, 5, 31))


def test_spaces_between_the_numbers_of_a_day_are_as_hyphens() -> None:
    assert both("2008 05 01") == (date(2008, 5, 1), date(2008, 5, 1))


@given(DAYS, st.sampled_from(OTHERS))
def test_a_day_in_words_is_read_in_any_of_the_languages(day: date, language: str) -> None:
    """Only English months were known: in a Welsh list no date was one."""
    for style in ("long", "full"):
        text = format_date(day, style, language)
        found = read_day(text) or read_day(text, MONTH_FIRST)
        assert found is not None, text
        assert found.day == day, text


@given(DAYS)
def test_what_stands_beside_a_day_is_passed_over(day: date) -> None:
    """Lists of events have times with their days, and words for how sure these are."""
    for text in (
        f"{in_words(day)}, 7pm", f"{in_words(day)} 10:30-12:00", f"{day:%d/%m/%Y} at 7.30pm",
        f"{day:%A} {in_words(day)} 10am to 4pm", f"w/c {day:%d/%m/%Y}", f"from {in_words(day)}",
        f"{in_words(day)} (TBC)", f"{in_words(day)} onwards", f"{day:%d.%m.%Y}, 19h30",
    ):  # fmt: skip
        assert both(text) == (day, day), text


@pytest.mark.parametrize("text", ["2024", "7pm", "12 at 10am", "early", "mid-2024", "(TBC)"])
def test_without_a_day_there_is_none(text: str) -> None:
    assert both(text) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["1.3.-5.3.2024", "1/3 - 5/3/2024", "1/3/2024; 5/3/2024", "1/3/2024, 5/3/2024",
     "1/3/2024\n5/3/2024", "01.03.2024 05.03.2024"],
)  # fmt: skip
def test_several_days_in_numbers_are_read_by_their_first_and_last(text: str) -> None:
    first, last = (read_in_column(text, DAY_FIRST, last_of_month=end) for end in (False, True))
    assert first == ReadDay(date(2024, 3, 1), is_span=True)
    assert last == ReadDay(date(2024, 3, 5), is_span=True)
    assert read_in_column("28.12.-4.1.2024", DAY_FIRST) is None


def test_a_word_that_says_more_than_the_day_is_noted() -> None:
    """Such dates were read as the day alone without a word."""
    headings = ["name", "start_date"]
    columns = [COLUMNS[heading] for heading in headings]
    reader = RowReader(QUESTIONNAIRE, headings, columns, id_from_name=True)
    told = ["28/04/2025 onwards", "from 3 May 2024", "3 May 2024 (planned)", "c. 3 May 2024"]
    for text in told:
        assert "start_date" in reader.read(["Panel", text], {}).facts, text
    assert reader.met.about == len(told)
    for text in ["28/04/2025", "on 3 May 2024", "3 May 2024, 6pm", "from 3 to 5 May 2024"]:
        assert "start_date" in reader.read(["Panel", text], {}).facts, text
    assert reader.met.about == len(told)
