"""Dates that name several days, and months in other languages."""

from datetime import date, timedelta
from itertools import product

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.register.days.dates import (
    DAY_FIRST,
    MONTH_FIRST,
    ReadDay,
    order_of,
    read_day,
)
from ladder_assess.core.register.days.month_names import MORE, OTHERS
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.rows.facts import RowRules
from ladder_assess.core.register.rows.reader import RowReader
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


def test_an_article_before_days_is_passed_over() -> None:
    assert both("des 1er et 2 mars 2024") == (date(2024, 3, 1), date(2024, 3, 2))
    assert both("des 5/3/2024 - 6/3/2024") == (date(2024, 3, 5), date(2024, 3, 6))


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
    reader = RowReader(QUESTIONNAIRE, headings, columns, RowRules(id_from_name=True))
    told = ["28/04/2025 onwards", "from 3 May 2024", "3 May 2024 (planned)", "c. 3 May 2024"]
    for text in told:
        assert "start_date" in reader.read(["Panel", text], {}).facts, text
    assert reader.met.about == len(told)
    for text in ["28/04/2025", "on 3 May 2024", "3 May 2024, 6pm", "from 3 to 5 May 2024"]:
        assert "start_date" in reader.read(["Panel", text], {}).facts, text
    assert reader.met.about == len(told)


AUGUST, JULY, JUNE = date(2024, 8, 24), date(2024, 7, 29), date(2024, 6, 21)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Aug. 24 - Sept. 28, 2024", AUGUST, date(2024, 9, 28)),
        ("August 24 through September 28, 2024", AUGUST, date(2024, 9, 28)),
        ("Saturday, August 24 until Saturday, September 28, 2024", AUGUST, date(2024, 9, 28)),
        ("August 24, 2024 - September 28", AUGUST, date(2024, 9, 28)),
        ("agosto 24 a septiembre 28 de 2024", AUGUST, date(2024, 9, 28)),
        ("del 24 de agosto al 28 de septiembre de 2024", AUGUST, date(2024, 9, 28)),
        ("24-Aug-23-Sep-2024", AUGUST, date(2024, 9, 23)),
        ("July 29 - August 2, 2024", JULY, date(2024, 8, 2)),
        ("Mon., Jul. 29 – Fri., Aug. 2, 2024", JULY, date(2024, 8, 2)),
        ("Mondays, Jul. 29 - Aug. 26, 2024", JULY, date(2024, 8, 26)),
        ("Mondays and Fridays, July 29 - August 2, 2024", JULY, date(2024, 8, 2)),
        ("du 29 juil. au 2 août 2024", JULY, date(2024, 8, 2)),
        ("29. Juli bis 2. Aug. 2024", JULY, date(2024, 8, 2)),
        ("Oct 1 - Dec 6, 2023 (Beta Test)", date(2023, 10, 1), date(2023, 12, 6)),
        ("29 janv. - 2 févr. 2024", date(2024, 1, 29), date(2024, 2, 2)),
        ("24. Sept. - 28. Okt. 2024", date(2024, 9, 24), date(2024, 10, 28)),
        ("Jul. 15 - 19, 2024", date(2024, 7, 15), date(2024, 7, 19)),
        ("Jun. 21 & 28, 2024", JUNE, date(2024, 6, 28)),
        ("Jun. 7, 14 & 21, 2024", date(2024, 6, 7), JUNE),
        ("June 21, 28 & July 5, 2024", JUNE, date(2024, 7, 5)),
        ("Mar 3 - Apr 5, 2024", date(2024, 3, 3), date(2024, 4, 5)),
        ("mar. 2 - ven. 5 avril 2024", date(2024, 4, 2), date(2024, 4, 5)),
        ("Jul-21 - Sep-23", date(2021, 7, 1), date(2023, 9, 30)),
    ],
)
def test_a_span_begins_in_the_month_that_stands_with_its_first_day(
    text: str, first: date, last: date
) -> None:
    """`Aug. 24 - Sept. 28, 2024` began on 24 September: August was taken for a day of the week."""
    assert both(text) == (first, last)
    assert both(text, MONTH_FIRST) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["Aug 24 - Sep 23", "Mar 3 - 5 April 2024", "Room 3 - 12 March 2024", "Feb 30 - Mar 2, 2034",
     "des 1-2000 - des 10", "Mar 1-2000 - Mar 10", "December 30 - January 2, 2024"],
)  # fmt: skip
def test_where_nothing_tells_which_days_are_meant_none_is_read(text: str) -> None:
    assert both(text) == (None, None)


PARTS = st.sampled_from(["-", " - ", "–", " – ", "—", " to ", " until ", " through ", " & ", " a "])
SPOKEN = ("en", *OTHERS, *MORE)
# How a day is written: with its day first or its month, and what stands between.
DAY_THEN_MONTH = ("{day} {month}", "{day}. {month}", "{day}-{month}", "{day} de {month}")
MONTH_THEN_DAY = ("{month} {day}", "{month} {day}th", "{month}. {day}", "{month}-{day}")


def written(shape: str, day: date, language: str, width: str, weekday: str) -> str:
    month = format_date(day, "MMMM" if width == "wide" else "MMM", language)
    text = shape.format(day=day.day, month=month.rstrip(".") if width == "bare" else month)
    return (format_date(day, weekday, language) + " " if weekday else "") + text


@pytest.mark.thorough
@settings(max_examples=1500)
@given(
    st.tuples(DAYS, st.integers(1, 365)),
    st.sampled_from(SPOKEN),
    st.sampled_from(DAY_THEN_MONTH + MONTH_THEN_DAY),
    st.sampled_from(["wide", "abbreviated", "bare"]),
    st.sampled_from(["", "", "EEEE", "EEE", "EEE,", "EEEE,"]),
    PARTS,
    st.sampled_from([" ", ", ", " de ", "-"]),
    st.sampled_from(["last", "first", "twice"]),
)
def test_a_span_is_read_right_or_not_at_all(
    days: tuple[date, int], language: str, shape: str, width: str, weekday: str, apart: str,
    before_year: str, years: str,
) -> None:  # fmt: skip
    first, last = days[0], days[0] + timedelta(days[1])
    if first.year != last.year:
        first = last.replace(month=1, day=1)
    begin, end = (written(shape, day, language, width, weekday) for day in (first, last))
    year = f"{before_year}{first.year}"
    begin += year if years != "last" else ""
    end += year if years != "first" else ""
    text = f"{begin}{apart}{end}"
    for order in (DAY_FIRST, MONTH_FIRST):
        assert both(text, order) in ((first, last), (None, None)), text


@pytest.mark.parametrize("language", SPOKEN)
def test_a_day_before_its_year_is_a_month_of_it_in_no_language(language: str) -> None:
    """The first word of `des 1-2000` went for an article, and that of `mar 1-2000` for a Tuesday:
    drawn by chance, they were found months apart.
    """
    for month, shape, width in product(range(1, 13), MONTH_THEN_DAY, ("abbreviated", "bare")):
        first, last = date(2004, month, 5), date(2004, month, 12)
        begin, end = (written(shape, day, language, width, "") for day in (first, last))
        text = f"{begin}-2004 - {end}"
        assert both(text) in ((first, last), (None, None)), text


@given(
    st.tuples(DAYS, st.integers(1, 365)),
    st.sampled_from(["{day} {month}", "{month} {day}", "{month}. {day}", "{day}. {month}."]),
    st.sampled_from(["%B", "%b"]),
    st.sampled_from(["", "%A ", "%a ", "%a, "]),
    st.sampled_from([" - ", "–", " – ", " to ", " until ", " through ", " & ", " and "]),
)
def test_a_span_of_english_months_is_always_read(
    days: tuple[date, int], shape: str, month: str, weekday: str, apart: str
) -> None:
    first, last = days[0], days[0] + timedelta(days[1])
    if first.year != last.year:
        return
    begin, end = (
        f"{day:{weekday}}" * bool(weekday) + shape.format(day=day.day, month=f"{day:{month}}")
        for day in (first, last)
    )
    text = f"{begin}{apart}{end}{', ' if shape.endswith('{day}') else ' '}{last.year}"
    assert both(text) == (first, last), text
