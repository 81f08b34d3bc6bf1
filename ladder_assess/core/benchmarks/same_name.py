"""Tells when two names of organisations are the same but for how they are written.

Only to point something out to people: names that are the same may be of two organisations.
"""

import unicodedata

from ladder_assess.core.common.finding import plain_words

# What says of which form in law an organisation is, at the end of its name.
FORMS = frozenset(
    {"ltd", "limited", "plc", "llp", "lp", "inc", "incorporated", "company", "co"}
    | {"cic", "cio", "scio", "cbs", "charity", "charities", "charitable", "registered"}
)
PHRASES = (
    ("community", "interest", "company"),
    ("charitable", "incorporated", "organisation"),
    ("limited", "by", "guarantee"),
    ("ltd", "by", "guarantee"),
)
# Cyrillic and Greek letters that look like Latin ones.
LOOKS_LIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
    "ABESIJKMHOPCTYXaesijopcyxhdlABEZHIKMNOPTYXovi",
)


def name_key(name: str) -> str:
    """What two names have in common that are the same: their letters and digits, without accents,
    case, punctuation, a leading "the" and forms in law. Never empty where the name is not.
    """
    words = _words(name)
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while (shorter := _without_form(words)) != words:
        words = shorter
    return "".join(words) or name.strip().casefold()


def _words(name: str) -> list[str]:
    return plain_words(unicodedata.normalize("NFKD", name).translate(LOOKS_LIKE))


def _without_form(words: list[str]) -> list[str]:
    for phrase in PHRASES:
        if len(words) > len(phrase) and tuple(words[-len(phrase) :]) == phrase:
            return words[: -len(phrase)]
    return words[:-1] if len(words) > 1 and words[-1] in FORMS else words
