"""Texts that are much like another, as difflib finds them but in an eighth of the time.

Most texts of a list cannot be near: they are too long or too short, or lack too many letters of
the other, which is seen in one step for each; or they have too few of them in the same order. Only
the rest is compared part by part.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

# Letters are told apart by their place in so many, and counted up to so often.
PLACES, OFTEN = 32, 3
# What rounding may take off: it leaves none out that is just near enough.
ROUNDED = 1e-9


class NearTexts:
    """Some texts to look among: those that share `alike` of their letters, in order, are near."""

    def __init__(self, texts: Iterable[str], alike: float) -> None:
        self._texts = sorted(texts, key=len)
        self._sizes = [len(text) for text in self._texts]
        self._letters = [_letters(text) for text in self._texts]
        # So many letters of each, and as many of a text beside it, are in both where they are near.
        self._least = [alike * size - ROUNDED for size in self._sizes]
        self._alike = alike

    def to(self, text: str, most: int) -> list[str]:
        """The nearest of them, the most alike first, as `difflib.get_close_matches` has them."""
        size, letters = len(text), _letters(text)
        least = size * self._alike
        shortest = size * self._alike / (2 - self._alike) - ROUNDED
        longest = size * (2 - self._alike) / self._alike + ROUNDED
        first, end = bisect_left(self._sizes, shortest), bisect_right(self._sizes, longest)
        maybe = [
            at
            for at in range(first, end)
            if 2 * (size - (letters & ~self._letters[at]).bit_count()) >= least + self._least[at]
        ]
        places = _places(text)
        nearer = [
            self._texts[at]
            for at in maybe
            if 2 * _in_order(places, size, self._texts[at]) >= least + self._least[at]
        ]
        return get_close_matches(text, nearer, most, self._alike)


def _letters(text: str) -> int:
    """Which letters there are and how often, each a bit. Where two letters have the same place,
    fewer seem to be missing than are: none is passed over that is near.
    """
    found = 0
    for place, often in Counter(ord(letter) % PLACES for letter in text).items():
        for time in range(min(often, OFTEN)):
            found |= 1 << place + PLACES * time
    return found


def _places(text: str) -> dict[str, int]:
    """Where each letter of a text stands, each place a bit."""
    found: dict[str, int] = {}
    for at, letter in enumerate(text):
        found[letter] = found.get(letter, 0) | 1 << at
    return found


def _in_order(places: dict[str, int], size: int, other: str) -> int:
    """How many letters two texts have in the same order, whatever stands between them: no part that
    is the same in both can add to it. One step a letter (H. Hyyrö, 2004).
    """
    every = (1 << size) - 1
    left = every
    for letter in other:
        taken = left & places.get(letter, 0)
        left = (left + taken) | (left - taken)
    return size - (left & every).bit_count()
