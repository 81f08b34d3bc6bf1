"""Room codes, six characters that people read off a screen and type on a phone; and seats, 24 by
which a phone is known to be the same voter as another one.

A seat is never kept, and the votes of one phone are known by another digest in each round. Whoever
has the files could try all seats of twelve characters (52 bits), and join the votes; of twenty
there are more than 2^87. Four more say that the room gave it, as somebody could make up others.
"""

import re
import unicodedata
from collections.abc import Callable

# Nothing that looks like something else on a screen far away (0 O, 1 I L, 5 S, 8 B, 2 Z), and no
# vowels, so that no code is a word. 21 characters give 85 million codes.
LETTERS = "CDFGHJKMNPQRTVWXY3467"
LENGTH, DRAWN_LENGTH, CHECK_LENGTH = 6, 20, 4
SEAT_LENGTH = DRAWN_LENGTH + CHECK_LENGTH
PART, SEAT_PART = 3, 4
# The code in the address that phones are led to, for whoever pastes that.
IN_ADDRESS = re.compile(r"(?<=/w/)[^/?#]+", re.IGNORECASE)
# What is longer is no code and no address of a room, and nobody looks through it.
LONGEST_TYPED = 500


def new_code(below: Callable[[int], int]) -> str:
    """A code drawn by chance. `below` gives a whole number from 0 that is below the one given."""
    return _drawn(LENGTH, below)


def new_seat(below: Callable[[int], int]) -> str:
    """What of a seat is drawn, as a code is; the rest follows from it."""
    return _drawn(DRAWN_LENGTH, below)


def _drawn(length: int, below: Callable[[int], int]) -> str:
    return "".join(LETTERS[below(len(LETTERS))] for _ in range(length))


def read_code(typed: str) -> str:
    """The code that somebody means, in whatever case and width, with spaces or hyphens, or in the
    address of its room; empty for what can be none.
    """
    found: list[str] = IN_ADDRESS.findall(typed[:LONGEST_TYPED])
    return _read(found[-1] if found else typed, LENGTH)


def read_seat(typed: str) -> str:
    """The seat that somebody means, in the same way."""
    return _read(typed, SEAT_LENGTH)


def _read(typed: str, length: int) -> str:
    if len(typed) > LONGEST_TYPED:
        return ""
    plain = unicodedata.normalize("NFKC", typed).upper()
    found = "".join(c for c in plain if c.isalnum())
    return found if len(found) == length and set(found) <= set(LETTERS) else ""


def spoken(code: str) -> str:
    """A code in threes or a seat in fours, as it is shown and said."""
    part = PART if len(code) == LENGTH else SEAT_PART
    return " ".join(code[at : at + part] for at in range(0, len(code), part))
