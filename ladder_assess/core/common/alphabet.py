"""The one order in which names are listed: where whoever looks for one expects it."""

import re

from ladder_assess.core.common.finding import plain_words

PARTS = re.compile(r"\d+|\D+")

Place = tuple[bool, tuple[tuple[bool, int, str], ...], str]


def in_alphabet(text: str) -> Place:
    """Where a text stands in the alphabet, whatever its case, its accents and the marks around it,
    and figures by how large they are; what is not said stands last.
    """
    words = " ".join(plain_words(text))
    return not text, tuple(map(_part, PARTS.findall(words))), text.casefold()


def _part(part: str) -> tuple[bool, int, str]:
    """Figures before letters. Their length says how large they are, however many there are."""
    if not part.isdecimal():
        return True, 0, part
    figures = part.lstrip("0")
    return False, len(figures), figures
