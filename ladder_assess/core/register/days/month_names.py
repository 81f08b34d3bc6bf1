"""The names of months in English, Welsh and the other languages that registers come in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal
from unicodedata import combining, normalize

# By how many letters of it stand there: jan, janu, and so on.
ENGLISH = {
    name[:size]: at + 1
    for at, name in enumerate(
        (
            "january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december",
        )
    )
    for size in range(3, 10)
}  # fmt: skip
# Those of which also short names of the days of the week are known, and more. Croatian is none of
# them: its tenth month is called as the eleventh in Polish.
OTHERS = ("cy", "fr", "es", "it", "de", "pt", "nl", "pl", "ca", "sv", "nb", "cs", "fi")
MORE = (
    "da", "sk", "hu", "ro", "sl", "sr", "lt", "lv", "et", "el", "uk", "ru", "bg", "tr", "id",
    "is", "ga", "gl",
)  # fmt: skip
# Whose months are known by their whole names alone, by such as none of the others has: Arabic has
# others in Syria, Algeria and Morocco, and Greek has capitals without marks.
FARTHER = (
    "ar", "ar_SY", "ar_DZ", "ar_MA", "he", "th", "fa", "ur", "ps", "hi", "bn", "gu", "mr", "pa",
    "ta", "te", "kn", "ml", "ne", "si", "lo", "km", "ka", "hy", "az", "kk", "ky", "uz", "be", "mk",
    "sq", "bs", "eu", "lb", "mt", "fo", "ms", "fil", "sw", "am", "el",
)  # fmt: skip
# What stands before a month in Hebrew, as part of it: in.
IN_HEBREW = "ב"
# In Thai, years are counted from so many before ours.
BUDDHIST, THAI = 543, re.compile("[\u0e00-\u0e7f]")
WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")


def month_of(name: str) -> int:
    """The month of a name in small letters, from 1; 0 for none."""
    if name in ENGLISH:
        return ENGLISH[name]
    if len(name) <= 2:
        return 0
    # Greek letters come apart where they are made small, and lack some marks where all are large.
    known = _elsewhere()
    return known.get(normalize("NFC", name)) or known.get(_bare(name), 0)


def our_year(year: int, month: str) -> int:
    """The year that is meant beside the name of a month: of the Buddha's era in Thai."""
    far = year >= 2000 + BUDDHIST - 100 and THAI.search(month)
    return year - BUDDHIST if far else year


@cache
def weekday_before() -> re.Pattern[str]:
    """The name of a day of the week in small letters, in any of these languages, and a space before
    the number of a day or the name of a month.
    """
    return re.compile(rf"^(?:{_weekdays()})[.,]{{0,2}} (?=\d|[^\W\d_]{{3,}}[. ]*\d)")


@cache
def weekdays_before() -> re.Pattern[str]:
    """The same, one or several, and such as come again, as in `Mondays, Jun. 10 - Jul. 15`."""
    again = _any_of(f"{name}s" for name in _wide_weekdays())
    name = rf"(?:{again}|{_weekdays()})[.,]{{0,2}} "
    more = rf"(?:(?:and|y|et|und|e|&) {name})*"
    return re.compile(rf"^{name}{more}(?=\d|[^\W\d_]{{3,}}[. ]*\d)")


@cache
def weekday_behind() -> re.Pattern[str]:
    """The same behind a day, in brackets or without."""
    return re.compile(rf"(?<=\d),? (?:\((?:{_weekdays()})\.?\)|(?:{_weekdays()})\.?)$")


@cache
def _weekdays() -> str:
    names = _wide_weekdays() | {
        name
        for context in CONTEXTS
        for language in (*OTHERS, "en")
        for name in _days("abbreviated", context, language)
    }
    # As people type them who write all in capitals, or have no such key.
    names |= {_bare(name) for name in names} | {"tues", "thur", "thurs", "weds"}
    return _any_of(names)


def _wide_weekdays() -> set[str]:
    whole = {name for language in (*MORE, "ar", "he") for name in _days("wide", "format", language)}
    return whole | {
        name
        for context in CONTEXTS
        for language in (*OTHERS, "en")
        for name in _days("wide", context, language)
    }


def _days(
    width: Literal["wide", "abbreviated"], context: Literal["format", "stand-alone"], language: str
) -> Iterator[str]:
    from babel.dates import get_day_names

    names = get_day_names(width, context, language).values()
    return (name.casefold().rstrip(".") for name in names)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len)[::-1])


def _bare(name: str) -> str:
    """A name without the marks on its letters."""
    return "".join(c for c in normalize("NFD", name) if not combining(c))


@cache
def _elsewhere() -> dict[str, int]:
    """The names of months in other languages, those alone that mean one month in all of them."""
    # Imported here: it loads all that it knows of each language.
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in (*OTHERS, *MORE):
        for context in CONTEXTS:
            for width in ("wide", "abbreviated"):
                for month, name in get_month_names(width, context, language).items():
                    plain = name.casefold().rstrip(".").removeprefix("de ").removeprefix("d’")
                    found.setdefault(normalize("NFC", plain), set()).add(month)
    farther = {name: months for name, months in _farther().items() if name not in found}
    return _sure(farther) | _sure(found)


def _farther() -> dict[str, set[int]]:
    """The whole names of months in farther languages, with and without marks on their letters."""
    from babel.dates import get_month_names

    found: dict[str, set[int]] = {}
    for language in FARTHER:
        for context in CONTEXTS:
            for month, name in get_month_names("wide", context, language).items():
                plain = name.casefold()
                whole = (plain, _bare(plain), f"{IN_HEBREW}{plain}" if language == "he" else plain)
                for text in whole:
                    found.setdefault(normalize("NFC", text), set()).add(month)
    return found


def _sure(found: Mapping[str, set[int]]) -> dict[str, int]:
    """Those names alone that mean one month."""
    return {name: min(months) for name, months in found.items() if len(months) == 1}
