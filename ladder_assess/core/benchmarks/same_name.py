"""Tells when two names of organisations are the same but for how they are written.

Only to point something out to people: names that are the same may be of two organisations.
"""

import unicodedata

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
# Within a word nobody reads them as its end: C.I.C., St. Mary's.
WITHIN = "'’‘`.´"


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
    plain = unicodedata.normalize("NFKD", name).translate(LOOKS_LIKE).casefold()
    letters = unicodedata.normalize("NFKD", plain).replace("&", " and ")
    return "".join(map(_letter, letters)).split()


def _letter(of: str) -> str:
    """A letter or digit itself, nothing for what is not seen or stands within words, else a gap."""
    if of.isalnum():
        return of
    return "" if of in WITHIN or unicodedata.category(of) in ("Cf", "Mn", "Me", "Mc") else " "


def _without_form(words: list[str]) -> list[str]:
    for phrase in PHRASES:
        if len(words) > len(phrase) and tuple(words[-len(phrase) :]) == phrase:
            return words[: -len(phrase)]
    return words[:-1] if len(words) > 1 and words[-1] in FORMS else words
