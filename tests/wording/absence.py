"""Every message that speaks of what is not there, and what it speaks of.

A sentence that says of answers that something does not hold has to be so however the rest would be
answered: such sentences are in `not_asked` and `not_asked_scores`, which say when each is true, and
are refuted there over random answers. Every other message that speaks of absence stands in
`absence.txt` under what it speaks of, or its whole folder does. Nothing is in neither.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.wording.messages import Message
from tests.wording.not_asked import SAYINGS
from tests.wording.not_asked_scores import SAYINGS_OF_SCORES

LISTED = Path(__file__).with_name("absence.txt")
ABSENCE = re.compile(
    r"\b(?:no|not|none|never|nobody|nothing|nowhere|neither|nor|without|lack\w*|fail\w*|missing"
    r"|absent|cannot|hardly|little|fewer|too few|off the ladder)\b|n[’']t\b",
    re.IGNORECASE,
)
# Under this heading stand folders and files, each with what all its messages speak of.
ROOMS = "Rooms that show no answers"
WHAT_TO_WRITE = """These messages speak of absence, and nobody has said of what:
{found}
Does one say of answers that something does not hold, which may not have been asked? Then describe
it in tests/wording/not_asked.py (activities) or tests/wording/not_asked_scores.py (questionnaires):
the words, and when they are true. Otherwise write it into tests/wording/absence.txt, under the
heading that says what it speaks of."""


class Declared(NamedTuple):
    """What `absence.txt` says: messages by heading, and rooms with what they speak of."""

    messages: dict[str, tuple[str, ...]]
    rooms: dict[str, str]


@cache
def declared() -> Declared:
    """What `absence.txt` says."""
    parts: dict[str, list[str]] = {}
    heading = ""
    for line in LISTED.read_text().splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
            parts[heading] = []
        elif line and not line.startswith("# "):
            parts[heading].append(line)
    rooms = dict(line.split(": ", 1) for line in parts.pop(ROOMS, []))
    return Declared({name: tuple(lines) for name, lines in parts.items()}, rooms)


def key(message: Message) -> str:
    """How a message is listed: a single word says too little, so its place stands before it."""
    text = message.one
    return text if len(text.split()) > 1 else f"{message.source}: {text}"


def speaks_of_absence(message: Message) -> bool:
    """Does it say, in either form, that something is not there?"""
    return bool(ABSENCE.search(f"{message.one} {message.more or ''}"))


def said_of_answers(message: Message) -> bool:
    """Is it described as a sentence about answers, which is refuted over random ones?"""
    of_activities = any(saying.says(message) for saying in SAYINGS)
    return of_activities or any(saying.says(message) for saying in SAYINGS_OF_SCORES)


def unaccounted(messages: Iterable[Message]) -> Iterator[Message]:
    """The messages that speak of absence, of which nobody has said of what."""
    listed = {line for lines in declared().messages.values() for line in lines}
    rooms = tuple(declared().rooms)
    for message in messages:
        placed = message.source.startswith(rooms) or key(message) in listed
        if speaks_of_absence(message) and not placed and not said_of_answers(message):
            yield message
