"""Days as spreadsheets keep them inside: numbers from the end of 1899, which a program that knows
nothing of formats writes into a text as they are.
"""

import re
from datetime import date, timedelta

from ladder_assess.core.register.days.dates import ReadDay

# From 1954 to 2064, with a time or without.
SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d+)?")
FIRST = date(1899, 12, 30)
# The kind of such days: see ReadDay.
BY_NUMBER = "by number"


def serial_day(text: str) -> ReadDay | None:
    """The day that a number stands for; None for other texts."""
    found = SERIAL.fullmatch(text.strip())
    return ReadDay(FIRST + timedelta(days=int(found[1])), period=BY_NUMBER) if found else None
