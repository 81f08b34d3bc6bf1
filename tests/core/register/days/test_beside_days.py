"""Days with the day of the week and a time beside them, in the languages that registers come in."""

from datetime import date
from unicodedata import combining, normalize

import pytest
from babel.dates import get_day_names
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.days.asides import is_unended, says_more
from ladder_assess.core.register.days.dates import (
    ASK,
    DAY_FIRST,
    MONTH_FIRST,
    ReadDay,
    is_open,
    order_of,
    read_day,
)
from ladder_assess.core.register.days.month_names import OTHERS, WIDTHS
from ladder_assess.core.register.days.spans import is_no_day, read_in_column, year_alone

DAYS = st.dates(date(1970, 1, 1), date(2067, 12, 31))
LANGUAGES = ("en", *OTHERS)
NUMBERS = ("{0}/{1}/%Y", "{0}.{1}.%Y", "{0}-{1}-%y")
IN_WORDS = ("%B %d, %Y", "%b. %d, %Y", "%b %d %Y", "%d %B %Y", "%d-%b-%Y")
BEHIND = (
    "", " 1:00PM", " at 18:00", ", 18:30", " HORA 1:00PM", "\nHORA: 4:00 PM", " a las 18:00",
    " um 18 Uhr", ", 18:00 Uhr", " à 18h", " à 18h30", " ore 18:00", " godz. 18:00", " klo 18",
    " kl. 18.00", " om 20.00 uur", " 18:00-20:00", ", 6pm - 8pm", " 10h", " 18 hs", " onwards",
    " de 10h à 19h", " de 10:00 a 19:00", " van 10:00 tot 19:00", " dalle 10:00 alle 19:00",
    ", das 10h às 19h", " von 10 bis 19 Uhr", " od 10:00 do 19:00", " from 10am to 7pm",
    " (cancelled)", "*",
)  # fmt: skip


@st.composite
def weekdays(draw: st.DrawFn) -> str:
    """The name of a day of the week, as somebody types it."""
    width = draw(st.sampled_from(WIDTHS))
    names = get_day_names(width, "format", draw(st.sampled_from(LANGUAGES)))
    name = str(draw(st.sampled_from([*names.values()]))).rstrip(".")
    bare = "".join(c for c in normalize("NFD", name) if not combining(c))
    return draw(st.sampled_from([name, name.upper(), bare, f"{name},", f"{name}."]))


@given(DAYS, weekdays(), st.sampled_from(NUMBERS), st.sampled_from(BEHIND))
def test_a_weekday_and_a_time_change_no_day(day: date, name: str, form: str, behind: str) -> None:
    """`Thursday 24/04/2025` was no date, nor `JUEVES 24/04/2025 HORA 1:00PM` in a city's list."""
    for order, places in ((DAY_FIRST, ("%d", "%m")), (MONTH_FIRST, ("%m", "%d"))):
        plain = day.strftime(form.format(*places))
        for text in (
            f"{name} {plain}{behind}",
            f"{plain}{behind}",
            f"{plain} ({name.rstrip(',.')})",
        ):
            assert read_in_column(text, order) == ReadDay(day), text


@given(DAYS, weekdays(), st.sampled_from(IN_WORDS), st.sampled_from(BEHIND))
def test_nor_do_they_beside_a_month_in_letters(
    day: date, name: str, form: str, behind: str
) -> None:
    """`Thursday, March 1, 2018 at 6:00 PM` was no date, as days of the week were tried before
    numbers alone.
    """
    text = f"{name} {day.strftime(form)}{behind}"
    for order in (DAY_FIRST, MONTH_FIRST):
        assert read_in_column(text, order) == ReadDay(day), text


@pytest.mark.parametrize(
    "text", ["Feb. 15, 4:00 PM", "May 15 @ 7pm", "Feb. 16, 12:30 - 4:30", "Jun-20, 18:30"]
)
def test_what_has_a_time_is_no_month_of_a_year(text: str) -> None:
    """The fifteenth of a month, without its year, was read as February 2015."""
    assert read_in_column(text, MONTH_FIRST) is None
    assert read_in_column("Feb. 2015, 4:00 PM", MONTH_FIRST) == ReadDay(date(2015, 2, 1), True)


@given(st.lists(DAYS, min_size=1, max_size=20), weekdays(), st.sampled_from(BEHIND), st.booleans())
def test_they_say_nothing_of_which_comes_first_and_hide_nothing_of_it(
    days: list[date], name: str, behind: str, months: bool
) -> None:
    """Of dates with a time in words nobody was asked: they were read with the day first."""
    form = "%m/%d/%Y" if months else "%d/%m/%Y"
    plain = [day.strftime(form) for day in days]
    wanted = order_of(dict.fromkeys(plain, 1))
    assert order_of({f"{name} {text}{behind}": 1 for text in plain}) == wanted
    assert order_of({f"{text}{behind}": 1 for text in plain}) == wanted


@given(DAYS, DAYS, st.sampled_from([" - ", "–", " to ", " bis ", " al "]), st.booleans())
def test_of_several_days_either_tells_which_comes_first(
    one: date, other: date, apart: str, months: bool
) -> None:
    form = "%m/%d/%Y" if months else "%d/%m/%Y"
    text = apart.join(day.strftime(form) for day in sorted((one, other)))
    decides = max(one.day, other.day) > 12
    if decides:
        assert order_of({text: 1}) == (MONTH_FIRST if months else DAY_FIRST)
    elif one.day != one.month and other.day != other.month:
        assert (order_of({text: 1}), is_open(text)) == (ASK, True)


@given(DAYS, st.sampled_from(["%d %B %Y", "%d/%m/%Y", "%A %d %B %Y"]))
def test_what_stands_before_a_day_changes_none(day: date, form: str) -> None:
    """`Le samedi 24 février 2024` was no date, nor `6pm, 24 February 2024`."""
    plain = day.strftime(form)
    for before in ("le ", "Am ", "on ", "el ", "6pm, ", "10h - 12h, ", "18:30 - ", "10.30am "):
        assert read_in_column(f"{before}{plain}", DAY_FIRST) == ReadDay(day), before + plain


@given(
    DAYS, st.sampled_from([" - ongoing", "-present", " to date", " –", " - heute", " (en cours)"])
)
def test_what_goes_on_begins_and_has_no_end(day: date, behind: str) -> None:
    """`2019 - present` was no date."""
    for plain in (f"{day:%d %B %Y}", day.isoformat(), f"{day:%Y}"):
        found = read_in_column(plain + behind, DAY_FIRST) or year_alone(plain + behind)
        assert found
        assert found.day in (day, date(day.year, 1, 1))
        assert is_unended(plain + behind)
        assert says_more(plain + behind)
        assert not is_unended(plain)


def test_several_words_for_no_day_are_none() -> None:
    assert is_no_day("Anytime, ongoing")


@pytest.mark.parametrize(
    "text", ["Brak", "keine Angabe", "Aucune", "No aplica", "нет", "N.v.t.", "n/d", "Žádné", "없음"]
)
def test_words_for_none_in_other_languages_are_no_days(text: str) -> None:
    """“Brak” was said to be wrong in 22 rows, and was asked about again at each sending."""
    assert is_no_day(text)
    assert is_no_day("TBA / various")
    assert not is_no_day("Ongoing, 3 May 2024")


@pytest.mark.parametrize(
    "text", ["Monday", "Mon 12", "do 3", "Thursday March", "so 2024", "Ne 5/6", "at 18:00", "sun"]
)
def test_a_weekday_alone_is_no_day(text: str) -> None:
    assert read_day(text) is None
    assert read_in_column(text, DAY_FIRST) is None
