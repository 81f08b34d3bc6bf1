"""Messages to many: texts with places to be filled, such as {name}, as plain text and as HTML."""

import html
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ladder_assess.core.campaigns.contacts import FILLED_IN, NAME

LINK, CLOSES, ORGANISATION = "link", "closes", "organisation"
assert set(FILLED_IN) == {LINK, CLOSES, ORGANISATION, NAME}
PLACE = re.compile(r"\{([^{}\n]{0,80})\}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
PARAGRAPHS = re.compile(r"\n\s*\n")
LONGEST_SUBJECT, LONGEST_BODY = 150, 5000


@dataclass(frozen=True)
class Draft:
    """A message as it was written."""

    subject: str
    body: str


@dataclass(frozen=True)
class Letter:
    """A message as one person gets it: plain text, and the same as HTML."""

    subject: str
    text: str
    html: str


def place_name(written: str) -> str:
    """What a place is called, however it was written between its brackets."""
    return "_".join(written.casefold().split())


def places(draft: Draft) -> list[str]:
    """The places in a message, each once, in the order in which they stand."""
    found = PLACE.findall(f"{draft.subject}\n{draft.body}")
    return list(dict.fromkeys(place_name(each) for each in found))


def unknown_places(draft: Draft, known: Collection[str]) -> list[str]:
    """The places that nothing fills."""
    return [place for place in places(draft) if place not in known]


def letter(draft: Draft, words: Mapping[str, str], below: Iterable[str]) -> Letter:
    """The message with its places filled, and some lines `below` it. What is filled in is text: in
    HTML it is shown as it is, and no place in it is filled again.
    """
    body = _filled(draft.body.strip(), words)
    lines = list(below)
    text = "\n".join([body, "", "-- ", *lines, ""])
    parts = [*PARAGRAPHS.split(body), *lines]
    shown = "\n".join(f"<p>{_as_html(part)}</p>" for part in parts)
    subject = _line(draft.subject, words)
    head = f'<head><meta charset="utf-8"><title>{html.escape(subject)}</title></head>'
    page = f'<!doctype html>\n<html lang="en">\n{head}\n<body>\n{shown}\n</body>\n</html>\n'
    return Letter(subject, text, page)


def _line(text: str, words: Mapping[str, str]) -> str:
    return " ".join(_filled(text, words).split())


def _filled(text: str, words: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: words.get(place_name(found[1]), ""), text)


def _as_html(text: str) -> str:
    """A text as HTML: its line breaks stay, and addresses in it can be followed."""
    made, at = [], 0
    for found in ADDRESS.finditer(text):
        there = html.escape(found[0])
        made += [html.escape(text[at : found.start()]), f'<a href="{there}">{there}</a>']
        at = found.end()
    made.append(html.escape(text[at:]))
    return "".join(made).replace("\n", "<br>\n")
