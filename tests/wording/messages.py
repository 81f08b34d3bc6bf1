"""Every message that the product says with something put into it, for 0, 1, 2 and many."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from typing import NamedTuple

from babel.messages.extract import extract_from_dir

from ladder_assess.settings import CHECKOUT

COUNTS = (0, 1, 2, 40)
PLACE = re.compile(r"%\((\w+)\)[sd]")
SAYS = {
    "_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)
}  # fmt: skip
SOURCES = ("ladder_assess", "templates")

# What may stand in a place that does not hold a number. Every other place holds one.
TEXTS = {
    "about": "the score", "action": "Write down who decides", "answer": "Yes", "ask": "Who plans?",
    "before": "rung 3", "after": "rung 6", "between": "on rung 3", "browser": "Firefox",
    "by": "Northshire Council", "cause": "because the facts changed", "cell": "column Plans",
    "claimed": "rung 6", "contact": "help@example.org", "date": "4 May 2026", "day": "4 May 2026",
    "domain": "example.org", "email": "ann@example.org", "encoding": "Windows-1252",
    "first": "“Seats”", "last": "“Budget”", "second": "“Dialogue”", "others": "“Budget”",
    "form": "a citizens’ assembly", "found": "A1:C1", "group": "People who took part",
    "hint": "In a few words.", "how": "Ask whoever sends the papers.", "intended": "rung 6",
    "invited": "ann@example.org", "kind": "Co-design", "known": "Bus panel",
    "letter": "A", "line": "People and staff plan together.", "link": "https://example.org/x",
    "meant": "rung 6", "month": "June 2026", "name": "Bus panel", "names": "“Seats” and “Budget”",
    "new": "Bus panel", "now": "rung 6", "numbers": "3, 5 and 8",
    "off": "https://example.org/off", "operator": "Northshire Council", "option": "Yes",
    "organisation": "Northshire Council", "other": "Officers", "one": "People who took part",
    "owner": "Ann", "part": "Bus panel", "period": "24 months", "place": "rung 6",
    "plain": "Shared decisions", "pole": "open", "problem": "the address is not known",
    "purpose": "Anonymous answers", "question": "Who plans it?", "reference": "answers-4",
    "reset": "https://example.org/reset", "role": "Editor", "rules": "seats decide",
    "sheet": "Register", "sign_in": "https://example.org/sign-in", "source": "Office register",
    "stamp": "activity-v2", "stamps": "activity-v1 and activity-v2", "system": "Linux",
    "texts": "“yes” and “no”", "then": "rung 3", "title": "Engagement process", "topic": "Staff",
    "trial": "First trial", "two": "after", "typed": "North", "version": "2", "what": "It moved",
    "when": "4 May 2026", "where": "rung 6", "who": "officers", "why": "little work",
    "word": "weak", "words": "Start date", "worst": "“Budget”", "best": "“Seats”",
    "actions": "“Write down who decides”", "columns": "Day, Month", "people": "Ann and Ben",
    "set": "High", "worked_out": "Medium", "share": "40", "alpha": "0.81",
}  # fmt: skip


class Message(NamedTuple):
    """A message: where it is said, and its text for one and, where that differs, for more."""

    source: str
    one: str
    more: str | None

    @property
    def places(self) -> tuple[str, ...]:
        """The names of what is put into it."""
        return tuple(dict.fromkeys(PLACE.findall(f"{self.one} {self.more or ''}")))

    def said(self, count: int) -> str:
        """As it is said of so many."""
        spoken = NullTranslations()
        text = self.one if self.more is None else spoken.ngettext(self.one, self.more, count)
        held = {name: TEXTS.get(name, count) for name in self.places}
        return text % held if held else text


@cache
def messages() -> tuple[Message, ...]:
    """All messages of code and templates, each once a file, in the order of files."""
    mappings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {pattern: {"trimmed": "true"} for pattern, _ in methods}
    found = {
        Message(source, *_texts(text)): None
        for source, _line, text, _comments, _context in extract_from_dir(
            CHECKOUT, method_map=methods, options_map=options, keywords=SAYS
        )
        if source.split("/")[0] in SOURCES and not source.endswith(".md")
    }
    return tuple(sorted(found))


def _texts(text: str | tuple[str, ...]) -> tuple[str, str | None]:
    """One line each."""
    texts = (text,) if isinstance(text, str) else text
    one, more = (" ".join(each.split()) for each in (*texts, "")[:2])
    return one, more or None


def filled_in() -> Iterator[str]:
    """A line for each message and number, and one for each that holds texts alone."""
    source = ""
    for message in messages():
        if not message.places:
            continue
        if message.source != source:
            source = message.source
            yield from ("", source)
        counted = message.more is not None or any(name not in TEXTS for name in message.places)
        for count in COUNTS if counted else COUNTS[-1:]:
            number = f"{count:>2}" if counted else " ·"
            yield f"  {number}  {message.said(count)}"
