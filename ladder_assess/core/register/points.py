"""Whether points part thousands in a column of numbers, as in 1.234, or what is behind them."""

import re
from collections.abc import Iterable

from ladder_assess.core.register.cells import tidy, without_points

POINT = re.compile(r"[0-9]\.[0-9]")


def part_thousands(texts: Iterable[str], *, elsewhere: bool) -> bool:
    """Does each number with a point have three digits behind it, where others have none or the list
    is in a language that writes thousands so (`elsewhere`)? A program that writes what is behind
    the point does so in all.
    """
    found = {plain for text in texts if (plain := tidy(text))}
    pointed = {text for text in found if POINT.search(text)}
    if not pointed or any(POINT.search(without_points(text)) for text in pointed):
        return False
    return elsewhere or any(text.isdigit() for text in found - pointed)
