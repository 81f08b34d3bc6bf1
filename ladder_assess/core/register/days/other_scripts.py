"""Days as Thai and Vietnamese write them, with the month short or as a number, in words that are
read here; and days of the week in the signs of China, Japan and Korea.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from unicodedata import normalize

THAI = re.compile(r"(?P<month>[ก-ฮ][ิ-ู]?\.? ?[ก-ฮ]\.|เม\.? ?ย\.) ?(?P<year>\d{2}(?!\d))?")
VIETNAMESE = re.compile(
    r"(?:ngày )?(?:(?P<day>\d{1,2})[ /,]{1,2})?tháng (?P<month>\d{1,2})(?:,? năm|[,/-])? ?"
    r"(?P<year>\d{4})"
)
BEFORE_A_DAY = re.compile(r"^ngày (?=\d)")
WEEKDAY_SIGN = re.compile(
    r"(?<=[\d日号號일]) ?[(（][月火水木金土日祝월화수목금토일一二三四五六][^()（）\d]{0,6}[)）]"
)


def in_words_read(text: str) -> str:
    """A text in small letters with its Thai month whole and its Vietnamese one in figures."""
    if text.isascii():
        return text
    plain = BEFORE_A_DAY.sub("", VIETNAMESE.sub(_in_figures, normalize("NFC", text)))
    return THAI.sub(_whole, plain)


def without_weekday_sign(text: str) -> str:
    """A text without a day of the week in brackets, in signs: 7/23(木)."""
    return text if text.isascii() else WEEKDAY_SIGN.sub("", text)


def _in_figures(found: re.Match[str]) -> str:
    month = f"{found['year']}-{int(found['month']):02}"
    return f"{month}-{int(found['day']):02}" if found["day"] else month


def _whole(found: re.Match[str]) -> str:
    """The whole name of a month, with its year in full, which are counted from the Buddha's."""
    name = _short_months().get(found["month"].replace(" ", "").replace(".", ""))
    if name is None:
        return found[0]
    year = f"25{found['year']}" if found["year"] else ""
    return f"{name} {year}"


@cache
def _short_months() -> Mapping[str, str]:
    # Imported here: it loads all that it knows of the language.
    from babel.dates import get_month_names

    short, whole = (get_month_names(width, "format", "th") for width in ("abbreviated", "wide"))
    return MappingProxyType({short[at].replace(".", ""): whole[at] for at in short})
