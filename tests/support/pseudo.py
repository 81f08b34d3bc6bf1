"""A language made up for the tests: every text that was translated stands in brackets."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from babel.support import NullTranslations

from tests.support.page import UNSEEN, Element, Page

OPEN, CLOSE = "⟦", "⟧"
BRACKETS = re.compile(f"([{OPEN}{CLOSE}])")
SPOKEN = ("alt", "aria-label", "placeholder", "title", "aria-description", "aria-roledescription")
NEVER_TRANSLATED = re.compile(
    r"Ladder Assess|https?://\S+|\d{1,2} (?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December) \d{4}"
)
# Code is the same in every language.
UNREAD = {"textarea", "code", *UNSEEN} - {"head"}
LONG = 20
LETTERS = re.compile(r"[^\W\d_]")


def _marked(text: str) -> str:
    return f"{OPEN}{text}{CLOSE}" if text else text


class Pseudo(NullTranslations):
    """Translates everything into itself, in brackets."""

    def gettext(self, message: str) -> str:
        return _marked(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _marked(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return _marked(message)

    ugettext = gettext
    ungettext = ngettext
    upgettext = pgettext


def untranslated(page: Page, typed: Iterable[str]) -> list[str]:
    """What can be read or heard on a page in no brackets, but for what people `typed`."""
    known = _longest_first(tuple(typed))
    return [
        text
        for text in _plain(page)
        if LETTERS.search(text) and LETTERS.search(_without(text, known))
    ]


@lru_cache(maxsize=1)
def _longest_first(typed: tuple[str, ...]) -> list[str]:
    """What people typed, with single spaces: the same for each of many pages."""
    return sorted({" ".join(text.split()) for text in typed if text}, key=len, reverse=True)


def _without(text: str, known: list[str]) -> str:
    """What is left of a text that is nobody's to translate. Long words that people typed go first,
    because a citation may hold a date; short ones last, because they may stand inside of a name.
    """
    rest = _cut(" ".join(text.split()), [word for word in known if len(word) >= LONG])
    return _cut(NEVER_TRANSLATED.sub("", rest), known)


def _cut(text: str, words: list[str]) -> str:
    for word in words:
        text = text.replace(word, "")
    return text


def _plain(page: Page) -> Iterator[str]:
    """The texts outside of brackets, part by part; a bracket may close in another element."""
    depth = 0
    for element in page.root.inside:
        for text in _spoken(element):
            yield from _outside(text, 0)[1]
        if element.name == "#text" and element.words.strip() and _visible(element):
            depth, parts = _outside(element.words, depth)
            yield from parts


def _visible(text: Element) -> bool:
    return not any(element.name in UNREAD for element in text.above)


def _spoken(element: Element) -> Iterator[str]:
    yield from (element[name] for name in SPOKEN if name in element)
    yield from (v for k, v in element.attributes.items() if k.startswith("data-copy"))
    yield from (v for k, v in element.attributes.items() if k.startswith("data-i18n"))
    if element.name == "input" and element.get("type") in ("submit", "button", "reset"):
        yield element.get("value")


def _outside(text: str, depth: int) -> tuple[int, list[str]]:
    parts = []
    for part in BRACKETS.split(text):
        if part == OPEN:
            depth += 1
        elif part == CLOSE:
            depth -= 1
        elif depth == 0 and part.strip():
            parts.append(part)
    return depth, parts
