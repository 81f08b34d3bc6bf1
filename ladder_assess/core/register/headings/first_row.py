"""Whether the row that stands where a heading does is one, or the first activity of a list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.days.yearless import names_a_day
from ladder_assess.core.register.headings.column_names import BY_ITS_END, EXACT
from ladder_assess.core.register.headings.values_say import ValuesSay
from ladder_assess.core.register.looks import is_code, is_day, is_no_text

HEADING, ACTIVITY, OPEN = "heading", "activity", "open"
# Signs of one kind can be chance; a day above days is none.
ENOUGH = 2
# So many numbers that follow each other are no chance.
RUN = 3
MOSTLY, NEARLY_ALL = 0.5, 0.9
# Values of a column that are looked at: a register can have as many as rows.
LOOKED_AT = 100
SHORT, LONG = 40, 80
DIGITS, LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
YEAR = re.compile(r"(?:19|20)\d\d")


def what_first_row_is(headings: Sequence[str], known: Headings, evidence: ValuesSay) -> str:
    """HEADING where a name of a column is known or guessed for certain, ACTIVITY where its texts
    are like those below them, OPEN where nothing says either.
    """
    if known.count(headings) or any(_is_sure(heading, known) for heading in headings):
        return HEADING
    if any(is_day(text) and evidence.has_days(place) for place, text in enumerate(headings)):
        return ACTIVITY
    without_year = (at for at, text in enumerate(headings) if names_a_day(text))
    if any(evidence.has_yearless_days(at) for at in without_year):
        return ACTIVITY
    if any(_numbers_rows(text, evidence.values(at)) for at, text in enumerate(headings)):
        return HEADING
    signs = len(set(_signs(headings, evidence)))
    if any(_is_likely(text, known) for text in headings):
        return OPEN if signs else HEADING
    if signs >= ENOUGH:
        return ACTIVITY
    unlike = sum(_is_unlike(text, evidence.values(at)) for at, text in enumerate(headings))
    return HEADING if unlike > signs else OPEN


def _is_sure(heading: str, known: Headings) -> bool:
    return any(close == EXACT for _, close in known.guesses(heading))


def _is_likely(heading: str, known: Headings) -> bool:
    """Does a heading come near to a column, and not as any text may?"""
    return any(close >= BY_ITS_END for _, close in known.guesses(heading))


def _signs(headings: Sequence[str], evidence: ValuesSay) -> Iterator[int]:
    """The places whose heading looks like what stands below it."""
    numbers = [at for at, text in enumerate(headings) if text.isdecimal()]
    for place, text in enumerate(headings):
        values = evidence.values(place)
        if not text or not values:
            continue
        # What is ticked has its own name beneath it, and nothing else.
        again = text in values and len(values) > 1
        some = list(islice(values, LOOKED_AT))
        same = sum(_shape(value) == _shape(text) for value in some) >= MOSTLY * len(some)
        figures = all(value.isdecimal() for value in some)
        # Years, months and weeks are headings in a row.
        figure = numbers == [place] and figures and not YEAR.fullmatch(text)
        if again or (is_code(text) and not text.isdecimal() and same) or figure:
            yield place


def _is_unlike(heading: str, values: Mapping[str, int]) -> bool:
    """Is a heading words above figures, days or codes, or few above long texts?"""
    if not heading or not values or is_no_text(heading) or is_code(heading):
        return False
    some = list(islice(values, LOOKED_AT))
    figures = sum(is_no_text(value) or is_code(value) for value in some)
    long = sum(len(value) > LONG for value in some)
    return max(figures, long if len(heading) <= SHORT else 0) >= NEARLY_ALL * len(some)


def _numbers_rows(heading: str, values: Mapping[str, int]) -> bool:
    """Do values run on from 1 below a word? An activity would have a number of its own there."""
    run = {str(number) for number in range(1, len(values) + 1)}
    return len(values) >= RUN and run == {*values} and bool(LETTERS.search(heading))


def _shape(text: str) -> str:
    """What codes of a kind have in common: A-017 and B-2."""
    return LETTERS.sub("a", DIGITS.sub("9", text))
