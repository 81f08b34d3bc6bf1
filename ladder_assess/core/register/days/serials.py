"""Days as programs keep them inside, which one that knows nothing of formats writes into a text as
they are: spreadsheets as numbers from the end of 1899, others as seconds since 1970.
"""

import re
from datetime import date, timedelta

from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.register.days.dates import ReadDay

# From 1954 to 2064, with a time or without.
SERIAL = re.compile(r"([2-5]\d{4})(?:\.\d+)?")
FIRST = date(1899, 12, 30)
# From 2001 to 2033, in seconds or thousandths of one; others may be a year, month, day and hour.
SECONDS = re.compile(r"(1\d{9})(?:\.\d+|\d{3})?")
# The kinds of such days: see ReadDay.
BY_NUMBER, BY_SECONDS = "by number", "by seconds"


def serial_day(text: str) -> ReadDay | None:
    """The day that a number stands for; None for other texts."""
    found = SERIAL.fullmatch(text.strip())
    return ReadDay(FIRST + timedelta(days=int(found[1])), period=BY_NUMBER) if found else None


def day_by_seconds(text: str) -> ReadDay | None:
    """The day of so many seconds since 1970, in the UK; None for other texts."""
    found = SECONDS.fullmatch(text.strip())
    return ReadDay(uk_day(int(found[1])), period=BY_SECONDS) if found else None
