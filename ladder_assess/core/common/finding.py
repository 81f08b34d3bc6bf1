"""Finding by words: the one way in which every search of the product compares what is typed."""

import re
import unicodedata
from functools import lru_cache

# The longest search.
MOST_LETTERS = 100
# Texts of people use fewer different characters.
MOST_LETTERS_KNOWN = 5000
# Within a word nobody reads them as its end: C.I.C., St. Mary's.
WITHIN = "'’‘`.´"
# Letters that are no other letter with a mark, and are typed without theirs all the same.
WITHOUT_MARK = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)
UNSEEN = ("Cf", "Mn", "Me", "Mc")
# Some write co-design, others codesign, and whoever searches types either.
HYPHENS = re.compile(r"(?<=\S)[-\u2010\u2011](?=\S)")


def plain_words(text: str) -> list[str]:
    """The words of a text without what people type differently: case, accents, punctuation, and
    “&” as the word it stands for.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    spoken = letters.translate(WITHOUT_MARK).replace("&", " and ")
    return spoken.translate(LETTERS).split()


class Letters(dict[int, str]):
    """A letter or digit itself, nothing for what is not seen or stands within words, else a gap:
    worked out once for each of as many characters as texts use.
    """

    def __missing__(self, code: int) -> str:
        of = chr(code)
        if of.isalnum():
            found = of
        else:
            found = "" if of in WITHIN or unicodedata.category(of) in UNSEEN else " "
        if len(self) < MOST_LETTERS_KNOWN:
            self[code] = found
        return found


LETTERS = Letters()


def finds(wanted: str, *texts: str) -> bool:
    """Does every word that is `wanted` stand in one of these texts, as a word or a part of one, its
    parts joined or with a hyphen between? No word at all is found everywhere.
    """
    words = _wanted(wanted)
    if not words:
        return True
    text = " ".join(texts)
    joined = HYPHENS.sub("", text)
    said = " ".join(plain_words(text if joined == text else f"{text} {joined}"))
    return all(word in said for word in words)


@lru_cache(64)
def _wanted(typed: str) -> tuple[str, ...]:
    return tuple(plain_words(typed[:MOST_LETTERS]))
