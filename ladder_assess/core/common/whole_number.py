"""Whole numbers from texts that anyone may have made up: the one place where they are read."""

# The database can hold any number of so many digits, and what is longer is no number of ours.
MOST_DIGITS = 15


def whole_number(text: str | None) -> int | None:
    """The number that a text is, in digits from 0 to 9; None for everything else, such as a sign,
    the digits of another script, or more of them than MOST_DIGITS. Never raises.
    """
    if not text or len(text) > MOST_DIGITS or not (text.isascii() and text.isdecimal()):
        return None
    return int(text)
