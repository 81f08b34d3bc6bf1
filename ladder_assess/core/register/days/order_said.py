"""Which of day and month comes first where no number of a column decides it: by what its heading
says, and by how its other dates are written.
"""

import re
from collections.abc import Iterable

from ladder_assess.core.register.days.asides import LONGEST
from ladder_assess.core.register.days.dates import (
    DAY_FIRST,
    IN_WORDS,
    MONTH_FIRST,
    MONTH_FIRST_IN_WORDS,
    without_weekday,
)

# In several languages, as in dd/mm/yyyy, JJ.MM.AAAA and mm-dd-yy.
DAY_AND_MONTH = re.compile(r"\b(?:d{1,2}|j{1,2}|t{1,2}|g{1,2})[./ -]?m{1,2}[./ -]?[yajr]", re.I)
MONTH_AND_DAY = re.compile(r"\bm{1,2}[./ -]?d{1,2}[./ -]?y", re.I)
# Nobody puts a month before a day with a point behind it.
POINTS = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?\d{2,4}\b.*")
A_DAY = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")


def by_heading(heading: str) -> str:
    """What a heading says; nothing where it says neither."""
    if DAY_AND_MONTH.search(heading):
        return DAY_FIRST
    return MONTH_FIRST if MONTH_AND_DAY.search(heading) else ""


def by_writing(values: Iterable[str]) -> str:
    """What the other dates of a column say, with the month in letters or points behind numbers;
    nothing where they say neither or both.
    """
    found = {order for text in values if (order := _order_of(" ".join(text.casefold().split())))}
    return found.pop() if len(found) == 1 else ""


def _order_of(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    if POINTS.fullmatch(text):
        return DAY_FIRST
    if A_DAY.match(text):
        return ""
    plain = without_weekday(text)
    if MONTH_FIRST_IN_WORDS.fullmatch(plain):
        return MONTH_FIRST
    return DAY_FIRST if IN_WORDS.fullmatch(plain) else ""
