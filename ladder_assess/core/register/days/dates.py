"""Days as other systems write them, and which of day and month comes first in a column.

`2020-06-23`, with a time or without, reads by itself, and so does a month in letters. `1/2/2020`
does not: whether the day comes first is decided for a whole column, by those of its values that can
be read in one way alone (`23/6/2020`), or else by the other dates of the file, and asked where
neither decides.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.register.days.asides import APART, LONGEST, without_asides
from ladder_assess.core.register.days.month_names import (
    month_of,
    our_year,
    weekday_before,
    weekday_behind,
)
from ladder_assess.core.register.days.other_scripts import in_words_read

FIRST_YEAR, LAST_YEAR = 1900, 2100
DAY_FIRST, MONTH_FIRST, ASK = "day", "month", "ask"
# So many times more values have to speak for one order where some speak against it.
OUTWEIGHS = 20
CLOCK = (
    r"(?:(?:[T ,]+| ?[-–—] | [-–—] ?)"
    r"(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|(?:GMT)?[+-]\d{2}:?\d{2}|GMT)?(?: \([^()]*\))?)?"
)
YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ]) ?(\d{{1,2}})\2 ?(\d{{1,2}})\.?{CLOCK}", re.IGNORECASE)
RUN_TOGETHER = re.compile(rf"((?:19|20)\d\d)()(\d\d)(\d\d)(?:T\d{{4,6}}|{CLOCK})", re.IGNORECASE)
# In Chinese, Japanese and Korean; in Japan years are counted from the first of an era, too.
IN_SIGNS = re.compile(
    r"(\d{4}|(?P<era>令和|平成|昭和) ?(?P<of_era>\d{1,2}|元)) ?[年년] ?(\d{1,2}) ?[月월]"
    rf" ?(\d{{1,2}}) ?[日일号號]?"
    rf"(?: ?(?:[(（][^()（）]{{1,4}}[)）]|[^\W\d_](?:曜日|요일)|(?:星期|周)[^\W\d_]))?{CLOCK}",
    re.IGNORECASE,
)
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
YEAR_LAST = re.compile(rf"(\d{{1,2}})(\. |[-/. ])(\d{{1,2}})\2(\d{{4}}|\d\d){CLOCK}", re.IGNORECASE)
DAY_AND_MONTH = re.compile(r"\d{1,2}([-/.])\d{1,2}")
# Of a month, in whichever language, with what some put before it, and the marks on its letters.
MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0970-\u109f\u1780-\u17d3"
LETTERS = rf"(?:de |d['’])?(?:[^\W\d_]|(?!\d)[{MARKS}]){{3,12}}"
IN_WORDS = re.compile(
    rf"(?:the )?(\d{{1,2}})(?:st|nd|rd|th|er|º)?(?: of)?[-/. ]*({LETTERS})"
    rf"[-/., ]*(?:(?<= )del? )?['’]?(\d{{4}}|\d\d){CLOCK}",
    re.IGNORECASE,
)
MONTH_FIRST_IN_WORDS = re.compile(
    rf"({LETTERS})[. ]*(\d{{1,2}})(?:st|nd|rd|th)?,? +(?:del? )?(\d{{4}}){CLOCK}",
    re.IGNORECASE,
)
YEAR_FIRST_IN_WORDS = re.compile(
    rf"(\d{{4}})[-/., ]+(?:m\. |gada )?(?:(\d{{1,2}})\. )?({LETTERS})(?:[-/. ]+(\d{{1,2}}))?"
    rf"\.?(?: d\.)?{CLOCK}"
)
MONTH_ALONE = re.compile(rf"({LETTERS})[-/.,' ]*(?:(?<= )del? )?(\d{{4}}|\d\d)")
YEAR_AND_MONTH = re.compile(rf"(\d{{4}})[-/., ]+({LETTERS})\.?")
MONTH_NUMBER = re.compile(r"(?:(\d{4})[-/](\d{1,2})|(\d{1,2})[-/](\d{4}))")
A_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
# What closes a date behind its year, in some languages as a word. In Latin letters it is Croatian,
# where `listopada` is another month than in Polish.
BEHIND_YEAR = re.compile(r"^([^a-zß-ɏ]*\d)(?:\.| ?[гр]\.| ?م\.?)$")
PREFIX = re.compile("^(?:de |d['’])")


class ReadDay(NamedTuple):
    """A day that was read; `month_alone` says that only its month was written, `is_span` that it is
    one end of several days, and `period` which kind of period alone was (see periods).
    """

    day: date
    month_alone: bool = False
    is_span: bool = False
    period: str = ""


def read_day(text: str, order: str = DAY_FIRST, *, last_of_month: bool = False) -> ReadDay | None:
    """The day that a text names, from 1900 to 2100; None where it names none.

    `order` decides where the text does not. A month alone stands for its first day, or its last.
    """
    text = " ".join(in_words_read(" ".join(text.casefold().split())).split())
    text = BEHIND_YEAR.sub(r"\1", text)
    try:
        found = _exact(text, order) or _month(text, last_of_month=last_of_month)
    except ValueError:
        return None
    return found if found and FIRST_YEAR <= found.day.year <= LAST_YEAR else None


def is_far(text: str) -> bool:
    """Would a text be a day, were its year not before 1900 or after 2100?"""
    if len(text) > LONGEST:
        return False
    for year in A_YEAR.findall(text):
        near = text.replace(year, str(LAST_YEAR - 100), 1)
        if not FIRST_YEAR <= int(year) <= LAST_YEAR and (near.isdigit() or read_day(near)):
            return True
    return False


def is_no_such_day(text: str) -> bool:
    """Is a text written as a day that its month does not have, such as 31/2/2025?"""
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST:
        return False
    for number in ("29", "30", "31"):
        for found in re.finditer(rf"(?<!\d){number}(?!\d)", plain):
            beyond = f"{plain[: found.start()]}28{plain[found.end() :]}"
            if read_day(beyond) and not (read_day(plain) or read_day(plain, MONTH_FIRST)):
                return True
    return False


def order_of(values: Mapping[str, int]) -> str:
    """Which comes first in a column, by its values and how often each stands there: DAY_FIRST or
    MONTH_FIRST, ASK where nothing decides, and nothing where it makes no difference.
    """
    day = month = open_ones = 0
    for value, times in values.items():
        found = _numbers(value)
        if found is None:
            continue
        first, second = found
        if first > 12:
            day += times
        elif second > 12:
            month += times
        elif first != second:
            open_ones += times
    if day and month:
        more, less = max(day, month), min(day, month)
        if more < OUTWEIGHS * less:
            return ASK
        return DAY_FIRST if day > month else MONTH_FIRST
    if day or month:
        return DAY_FIRST if day else MONTH_FIRST
    return ASK if open_ones else ""


def leaning_of(values: Mapping[str, int]) -> str:
    """Which order more values of a column speak for; nothing where none does, ASK for as many."""
    orders: Counter[str] = Counter()
    for value, times in values.items():
        first, second = _numbers(value) or (0, 0)
        if max(first, second) > 12:
            orders[DAY_FIRST if first > 12 else MONTH_FIRST] += times
    day, month = orders[DAY_FIRST], orders[MONTH_FIRST]
    if day == month:
        return ASK if day else ""
    return DAY_FIRST if day > month else MONTH_FIRST


def is_open(text: str) -> bool:
    """Can a text be read as two days?"""
    found = _numbers(text)
    return found is not None and max(found) <= 12 and found[0] != found[1]


def _numbers(text: str) -> tuple[int, int] | None:
    """The first two numbers of a day that is written in numbers, where they may be day and month;
    of two days those that decide more. A time and the like beside them say nothing.
    """
    plain, before = " ".join(text.casefold().split()), ""
    while plain != before and len(plain) <= LONGEST:
        if pairs := [pair for one in _days_of(plain) if (pair := _pair(one))]:
            return max(pairs, key=max)
        before, plain = plain, without_asides(plain)
    return None


def _days_of(text: str) -> Iterator[str]:
    """A text, and both ends of several days that it may name."""
    yield text
    for apart in APART.finditer(text):
        first, last = text[: apart.start()], text[apart.end() :]
        if YEAR_LAST.fullmatch(without_weekday(first)):
            yield from (first, last)
        elif (begun := DAY_AND_MONTH.fullmatch(first)) and (end := YEAR_LAST.fullmatch(last)):
            # In 3/21-3/23/19 the year stands once, behind both.
            yield from (f"{first}{begun[1]}{end[4]}", last)


def _pair(text: str) -> tuple[int, int] | None:
    found = YEAR_LAST.fullmatch(without_weekday(text))
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    within = 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12
    return (first, second) if within else None


def month_in(name: str) -> int:
    """The month of a name in small letters, as it stands in a day; 0 for none."""
    return month_of(PREFIX.sub("", name))


def _exact(text: str, order: str) -> ReadDay | None:
    text = without_weekday(text)
    if found := YEAR_FIRST.fullmatch(text) or RUN_TOGETHER.fullmatch(text):
        return _in_zone(date(int(found[1]), int(found[3]), int(found[4])), found)
    if found := YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        day, month = (second, first) if order == MONTH_FIRST else (first, second)
        return _in_zone(date(_year(found[4]), month, day), found)
    if found := IN_WORDS.fullmatch(text):
        day, name = int(found[1]), found[2]
    elif found := MONTH_FIRST_IN_WORDS.fullmatch(text):
        day, name = int(found[2]), found[1]
    else:
        return _year_first(text)
    return _in_zone(date(our_year(_year(found[3]), name), month_in(name), day), found)


def _year_first(text: str) -> ReadDay | None:
    """A day whose year stands first, and whose month in letters or signs."""
    if found := IN_SIGNS.fullmatch(text):
        of_era = 1 if found["of_era"] == "元" else int(found["of_era"] or 0)
        year = ERAS[found["era"]] + of_era if found["era"] else int(found[1])
        return _in_zone(date(year, int(found[4]), int(found[5])), found)
    found = YEAR_FIRST_IN_WORDS.fullmatch(text)
    if not found or bool(found[2]) == bool(found[4]):
        return None
    return _in_zone(date(int(found[1]), month_in(found[3]), int(found[2] or found[4])), found)


def without_weekday(text: str) -> str:
    """A text in small letters without the day of the week before or behind a day."""
    if text[:1].isdigit():
        return weekday_behind().sub("", text) if text[-1:].isalpha() or text[-1:] == ")" else text
    # "Mar" is a Tuesday in some languages, but not before what a month lacks to be a day.
    if not text[:1].isalpha() or MONTH_FIRST_IN_WORDS.fullmatch(text):
        return text
    return weekday_before().sub("", text, count=1)


def _month(text: str, *, last_of_month: bool) -> ReadDay | None:
    if found := MONTH_ALONE.fullmatch(text):
        year, month = our_year(_year(found[2]), found[1]), month_in(found[1])
    elif found := YEAR_AND_MONTH.fullmatch(text):
        year, month = int(found[1]), month_in(found[2])
    elif found := MONTH_NUMBER.fullmatch(text):
        year, month = int(found[1] or found[4]), int(found[2] or found[3])
    else:
        return None
    first = date(year, month, 1)
    day = first.replace(day=monthrange(year, month)[1]) if last_of_month else first
    return ReadDay(day, month_alone=True)


def _year(text: str) -> int:
    """A year; of two digits, as everybody reads them: 69 is 1969, and 68 is 2068."""
    number = int(text)
    return number if len(text) > 2 else number + (1900 if number > 68 else 2000)


def _in_zone(day: date, found: re.Match[str]) -> ReadDay:
    """The day that it was in the UK: systems write a midnight of summer as 23:00 of the day before.

    Where another zone is named, the day is the one that was written.
    """
    clock, zone = found["clock"], found["zone"]
    if not clock or zone not in ("z", "utc"):
        return ReadDay(day)
    hours, minutes = (int(part) for part in clock.split(":")[:2])
    moment = datetime(day.year, day.month, day.day, hours, minutes, tzinfo=UTC)
    return ReadDay(uk_day(moment.timestamp()))
