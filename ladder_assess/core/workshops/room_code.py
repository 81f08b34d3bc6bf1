"""Room codes: six characters that people read off a screen and type on a phone."""

from collections.abc import Callable

# Nothing that looks like something else on a screen far away (0 O, 1 I L, 5 S, 8 B, 2 Z), and no
# vowels, so that no code is a word. 21 characters give 85 million codes.
LETTERS = "CDFGHJKMNPQRTVWXY3467"
LENGTH = 6


def new_code(below: Callable[[int], int]) -> str:
    """A code drawn by chance. `below` gives a whole number from 0 that is below the one given."""
    return "".join(LETTERS[below(len(LETTERS))] for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """The code that somebody means, in whatever case and with spaces or hyphens; empty for what can
    be none.
    """
    code = "".join(c for c in typed.upper() if c.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def spoken(code: str) -> str:
    """The code in two halves, as it is shown and said."""
    return f"{code[:3]} {code[3:]}"
