"""What a text of a register looks like, whatever column it stands in: a code, a day, words, or
nothing with letters.
"""

import re
from collections import Counter

from ladder_assess.core.register.days.asides import (
    CLOCK,
    LONGEST,
    OCLOCK,
    UNTIL,
)
from ladder_assess.core.register.days.spans import read_in_column
from ladder_assess.core.register.days.yearless import names_a_day

# Of a column, so many of its values.
MOST = 0.5
# What leads somewhere says nothing.
LEADS = ("://", "@", "www.")
# And so many words tell something, or signs of which each says as much.
WORDS_OF_A_TEXT, SIGNS_OF_A_TEXT = 12, 40
# Figures, dates and places on a map have no letters; yes and no, what a program keeps for itself
# and the name of a file or folder are words of nothing.
NO_TEXT = re.compile(
    r"[\W\d_]+|https?://\S+|www\.\S+|\S+@\S+\.\S+|true|false|yes|no|\{.*\}|\[.*\]"
    r"|[^\n]*\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|pptx?|csv|html?|zip|mp[34])|[\w .-]+[\\/]",
    re.IGNORECASE | re.DOTALL,
)
# Of letters that no list of months has, too.
LIKE_A_DAY = re.compile(
    r"\d{1,2}[. ]{1,2}\D{2,20} \d{4}|\D{2,20} \d{1,2},? \d{4}|\d{4}[. ]{1,2}\D{2,20} \d{1,2}"
)
CODE = re.compile(r"(?=[^\s@]*\d)[\w/#.:-]{1,40}")
WHOLE_DAY = re.compile(r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})")
DAY_AND_MONTH = re.compile(r"\d{1,2}\. ?\d{1,2}\.")
WORD = re.compile(r"[^\W\d_]{3,}")
# Also such as a spreadsheet cut short: 1.23E+10 stands for many numbers.
DECIMAL = re.compile(r"-?\d*[.,]\d+(?:[eE][+-]?\d+)?|\d+[eE]\+\d+")
CURRENCY = (
    r"(?:[£$€¥₹₩₺₽₴₪₫₱฿원円元]|(?<![^\W\d_])(?:gbp|eur|usd|chf|dkk|sek|nok|kr|zł|pln|kč|czk|ft|huf|lei"
    r"|ron|krw|jpy|cny|tl|руб|грн|лв)\b\.?)"
)
AMOUNT = re.compile(
    rf"{CURRENCY} ?-?[\d.,' ]*\d(?: ?[km]\b|[.,]-+)?|-?\d[\d.,' ]*(?:[.,]-+)? ?[만万]?{CURRENCY}",
    re.IGNORECASE,
)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
# Digits of a number that can be a code by itself.
CODE_DIGITS = 4
# An address or the name of a file says where something is found.
ADDRESS = re.compile(
    r"https?:|www\.|.*\.(?:pdf|docx?|xlsx?|csv|html?|jpe?g|png|zip)$", re.IGNORECASE
)
COUNTED = re.compile(r"([1-9]\d?)(?:\.([1-9]\d?))?")
# A time, from and to which something is, and several such; behind them a zone or a remark.
AN_HOUR = (
    r"(?:\d{1,2}(?: ?[:.h] ?\d{0,2}(?::\d\d)?)? ?(?:[ap]\.? ?m\.?|noon|hrs|horas?|heures|hs|hod\.?"
    r"|h\.?|uhr(?: \d\d)?|uur|m\.)?|noon|midday|midnight|midi|minuit|mittags?|mediodía|late)"
)
HOURS = (
    rf"(?:(?:{OCLOCK}):? |kl\.)?{AN_HOUR}(?: ?(?:[-–—]|{UNTIL}|h-) ?(?:(?:{OCLOCK}):? )?{AN_HOUR})?"
)
ZONE = (
    r"(?: ?\([^()]{1,30}\)| (?:[ecmpa]?[sd]?t|gmt|bst|utc|wet|cet|cest|eet|ist|aest|local time))?"
)
TIME_OF_DAY = re.compile(
    rf"{HOURS}{ZONE}(?:(?: ?[,;/&+|] ?| (?:or|ou|oder|o|u) ){HOURS}{ZONE}){{0,5}}"
)
# Two that are written with a point are times, where one may be a figure.
WITH_POINTS = re.compile(r"\d{1,2}\.\d\d[^\d]+\d{1,2}\.\d\d")


def is_like_a_day(text: str) -> bool:
    """Does a text have a number, a word and a year, in whichever order and language?"""
    return bool(LIKE_A_DAY.fullmatch(" ".join(text.split())))


def is_code(text: str) -> bool:
    """Is a text one word with a figure in it, and no address and no 24.12.?"""
    other = ADDRESS.match(text) or DAY_AND_MONTH.fullmatch(text)
    return bool(CODE.fullmatch(text)) and not other


def are_figures(values: Counter[str]) -> bool:
    """Are values plain numbers that do not count the rows and are not all as long as each other, as
    codes are: votes and visits?
    """
    texts = [text for text in values if text.isascii() and text.isdigit()]
    if len(texts) < MOST * len(values):
        return False
    if len({len(text) for text in texts}) == 1 and len(texts[0]) >= CODE_DIGITS:
        return False
    numbers = [int(text) for text in texts]
    return min(numbers) > 1 or max(numbers) - min(numbers) >= 2 * len(values)


def are_counted(values: Counter[str]) -> bool:
    """Are values numbered in parts, 1, 1.1, 1.2 and 2.1, each once and without many left out?"""
    last: Counter[str] = Counter()
    whole = 0
    for text, times in values.items():
        found = COUNTED.fullmatch(text)
        if times > 1 or not found:
            return False
        whole += not found[2]
        last[found[1]] = max(last[found[1]], int(found[2] or 0))
    return len(values) >= MOST * (last.total() + whole)


def is_words(text: str) -> bool:
    """Has a text several words?"""
    return len(WORD.findall(text)) > 1


def is_day(text: str) -> bool:
    """Is a text a day, read either way?"""
    return any(read_in_column(text, order) is not None for order in ("day", "month"))


def is_whole_day(text: str) -> bool:
    """Is a text a day with its month and year in figures, and so no code?"""
    return bool(WHOLE_DAY.fullmatch(text)) and is_day(text)


def is_no_text(text: str) -> bool:
    """Is a text figures, money, an address, a day or a time, and so no name of anything?"""
    if NO_TEXT.fullmatch(text) or is_amount(text):
        return True
    return is_day(text) or is_time(text) or names_a_day(text)


def is_decimal(text: str) -> bool:
    """Is a text a figure with a part behind the point? 51,397 has a mark between thousands."""
    return bool(DECIMAL.fullmatch(text)) and not THOUSANDS.fullmatch(text)


def is_amount(text: str) -> bool:
    """Is a text money, as in £1,500 and 1.500,00 €?"""
    return bool(AMOUNT.fullmatch(text))


def tells(text: str) -> bool:
    """Does a text tell something in sentences, and is it no list of names, which have capitals?"""
    parts = (part for part in text.split() if not any(sign in part for sign in LEADS))
    words = WORD.findall(" ".join(parts))
    small = sum(not word[0].isupper() for word in words)
    signs = sum(letter > "\u2fff" for letter in text)
    return signs >= SIGNS_OF_A_TEXT or (len(words) >= WORDS_OF_A_TEXT and small > MOST * len(words))


def has_a_word(text: str) -> bool:
    """Is there a word of three letters or more in a text?"""
    return bool(WORD.search(text))


def is_time(text: str) -> bool:
    """Is a text a time of day or several, as in 10:30, 14h and 10.30am to 12pm (BST)?"""
    plain = " ".join(text.casefold().split())
    if len(plain) > LONGEST or not TIME_OF_DAY.fullmatch(plain):
        return False
    return bool(CLOCK.search(plain) or WITH_POINTS.match(plain))
