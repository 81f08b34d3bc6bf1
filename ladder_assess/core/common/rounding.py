"""How figures are rounded where they are shown: halves upwards, the same everywhere."""

from math import floor

# Sums of shares miss a half by less than this, and no figure of answers comes as near to one.
DIGITS = 9


def whole(value: float) -> int:
    """A figure as it is shown: a whole number, halves upwards, also where the sum that it came from
    lost the last bit: 42.49999999999999 is 43, as is the 42.5 that it stands for.
    """
    return floor(round(value, DIGITS) + 0.5)
