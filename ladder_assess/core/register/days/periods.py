"""Dates that give only a part of a year, or a year: quarters, halves, seasons, financial years.

What is clear is read, at the fineness that it has. A year that is written over two, as in 2019/20,
is a financial year, which begins in April in the UK. Seasons are those of its half of the world.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from ladder_assess.core.register.days.dates import FIRST_YEAR, LAST_YEAR

# What is given: a quarter, half or season; a winter, of which one year alone does not say which;
# a year or several; a financial year. The first two are told from other texts by their words.
PART, WINTER, YEAR, FINANCIAL = "part", "winter", "year", "financial"
NAMED = frozenset((PART, WINTER))
APRIL, DECEMBER = 4, 12
# So many different values make a column one of financial years where each could be a month.
FEW = 2
LONGEST = 40
# Where none of so many values is one, none is: a register has as many as rows.
LOOKED_AT = 300
SEASONS = {
    "spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": DECEMBER,
    "printemps": 3, "été": 6, "automne": 9, "hiver": DECEMBER,
    "frühjahr": 3, "frühling": 3, "sommer": 6, "herbst": 9,
}  # fmt: skip
ORDER = {
    "1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
NUMBER = rf"(?P<number>{'|'.join(sorted(ORDER, key=len)[::-1])})"
NTH = NUMBER + r"(?:st|nd|rd|th|er|e|ère|ème|º|°|ª|\.)?"
OF_FOUR = r"(?P<four>quarter|qtr|trimestre|trimester|trim|quartal|kwartał|kwartaal|chwarter)\.?"
OF_TWO = r"(?P<two>half|half[ -]year|semestre|halbjahr)"
PARTS = tuple(
    re.compile(part)
    for part in (
        rf"(?P<four>[qt]) ?{NUMBER}", rf"{NUMBER} ?(?P<four>[qt])", rf"(?P<two>h) ?{NUMBER}",
        rf"{NTH}[ -]?{OF_FOUR}", rf"{OF_FOUR} ?{NTH}", rf"{NTH}[ -]?{OF_TWO}", rf"{OF_TWO} ?{NTH}",
        rf"(?P<season>{'|'.join(SEASONS)})",
    )
)  # fmt: skip
TWO_YEARS = r"(?P<fy>fy ?)?(?P<begin>\d{4})(?: ?[-–—/] ?| to )(?P<end>\d{4}|\d\d)"
SHORT_YEARS = r"fy ?(?P<short>\d\d) ?[-–—/] ?(?P<after>\d\d)"
YEARS = rf"(?:{TWO_YEARS}|{SHORT_YEARS}|(?P<one>\d{{4}})|['’](?P<brief>\d\d))"
BEHIND = re.compile(rf"(?P<rest>.*?)(?<!\d){YEARS}")
BEFORE = re.compile(rf"{YEARS}(?!\d)(?P<rest>.*)")
BETWEEN = re.compile(r"^(?:of|in|de|du|del|do) |[ ,](?:of|in|de|du|del|do)$")
AROUND = " ,.-–—/()"
# Nobody writes a span of more years as 2019-45.
FAR = 20
MONTH_OR_YEARS = re.compile(r"(\d{4}) ?[-–—/] ?(\d\d)")


class Period(NamedTuple):
    """A part of a year, a year or several, from the first day to the last."""

    first: date
    last: date
    kind: str


def period_of(text: str, *, financial: bool = False) -> Period | None:
    """The period that a text names; None where it names none, or not clearly. 2010-11 is a month,
    unless a column is known to be of `financial` years.
    """
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST:
        return None
    for pattern in (BEHIND, BEFORE):
        if found := pattern.fullmatch(plain):
            period = _of_parts(found, financial=financial)
            if period and FIRST_YEAR <= period.first.year <= period.last.year <= LAST_YEAR:
                return period
    return None


def named_part(text: str) -> str:
    """A season, quarter or half of one year as it is kept, 2025-autumn; empty for other texts."""
    plain = " ".join(text.casefold().split())
    for pattern in (BEHIND, BEFORE) if len(plain) <= LONGEST else ():
        found = pattern.fullmatch(plain)
        if found is None:
            continue
        begin, end = _years(found)
        rest = BETWEEN.sub("", found["rest"].strip(AROUND)).strip(AROUND)
        part = next((m for each in PARTS if (m := each.fullmatch(rest))), None)
        if part and begin and begin == end:
            return f"{begin}-{_name_of(part.groupdict())}"
    return ""


def _name_of(names: Mapping[str, str]) -> str:
    if season := names.get("season"):
        return {3: "spring", 6: "summer", 9: "autumn", DECEMBER: "winter"}[SEASONS[season]]
    return f"{'Q' if names.get('four') else 'H'}{ORDER[names['number']]}"


def are_financial(values: Counter[str]) -> bool:
    """Are the values of a column written as financial years, and none a month: 2009-10, 2012-13?"""
    if not any(MONTH_OR_YEARS.fullmatch(text) for text in islice(values, LOOKED_AT)):
        return False
    found = {text: MONTH_OR_YEARS.fullmatch(" ".join(text.split())) for text in values}
    pairs = [match for match in found.values() if match]
    times = sum(values[text] for text, match in found.items() if match)
    follows = all((int(begin) + 1) % 100 == int(end) for begin, end in (m.groups() for m in pairs))
    # A month has no number beyond these; several that follow so by chance are no months either.
    sure = any(not 1 <= int(m[2]) <= DECEMBER for m in pairs) or len(pairs) >= FEW
    return bool(pairs) and follows and sure and 2 * times >= values.total()


def _of_parts(found: re.Match[str], *, financial: bool) -> Period | None:
    begin, end = _years(found)
    rest = BETWEEN.sub("", found["rest"].strip(AROUND)).strip(AROUND)
    follows, named = end == begin + 1, found["fy"] or found["short"]
    if rest or not begin:
        whole = begin and (end == begin or follows)
        return _part(rest, begin, written_over_two=follows) if whole else None
    if follows and (named or len(found["end"]) == 2):
        sure = named or financial or end % 100 == 0 or end % 100 > DECEMBER
        return _months(begin, APRIL, 12, FINANCIAL) if sure else None
    if found["brief"] or (found["end"] and len(found["end"]) == 2 and end % 100 <= DECEMBER):
        return None
    return Period(date(begin, 1, 1), date(end, 12, 31), YEAR)


def _years(found: re.Match[str]) -> tuple[int, int]:
    """The years that are written, the same twice for one alone; 0 for such as cannot be meant."""
    if one := found["one"] or found["brief"]:
        year = int(one) + (0 if found["one"] else 2000)
        return year, year
    begin = int(found["begin"] or f"20{found['short']}")
    last = found["end"] or found["after"]
    end = int(last) if len(last) > 2 else begin // 100 * 100 + int(last)
    end += 100 if end < begin and len(last) == 2 else 0
    good = begin <= end <= begin + FAR and (found["begin"] or end == begin + 1)
    return (begin, end) if good else (0, 0)


def _part(rest: str, year: int, *, written_over_two: bool) -> Period | None:
    """A quarter, half or season of a year, or of a financial year, which is written over two."""
    found = next((m for part in PARTS if (m := part.fullmatch(rest))), None)
    if found is None:
        return None
    names = found.groupdict()
    if season := names.get("season"):
        month = SEASONS[season]
        if month == DECEMBER and not written_over_two:
            return Period(date(year, 1, 1), date(year, 12, 31), WINTER)
        # The spring of 2019/20 is that of either.
        fits = month == DECEMBER or not written_over_two
        return _months(year, month, 3, PART) if fits else None
    long = 3 if names.get("four") else 6
    number = ORDER[names["number"]]
    first = (APRIL if written_over_two else 1) + long * (number - 1)
    return _months(year, first, long, PART) if number * long <= DECEMBER else None


def _months(year: int, month: int, count: int, kind: str) -> Period:
    """So many months from one on, which may lie in the year that follows."""
    last = month + count - 2
    ends, month_of_end = year + last // 12, last % 12 + 1
    begins = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return Period(begins, date(ends, month_of_end, monthrange(ends, month_of_end)[1]), kind)
