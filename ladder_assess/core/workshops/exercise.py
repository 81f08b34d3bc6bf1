"""What a room does together: its kind, and what it is about.

What is in the library is named by its id; what whoever runs the workshop has typed stands whole in
the exercise. So every exercise is one line of text, for forms and for the database.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from ladder_assess.core.workshops.course import (
    AGAIN,
    EXPLAIN,
    EXTEND,
    FACTS,
    OPEN,
    PAUSE,
    REVEAL,
    START,
)

# To place: an account that was made up for it, a published case, an activity of the room's own. To
# answer: a question of a dimension, all of them, one of one's own. To put in order: changes. To
# talk about.
VIGNETTE, CASE, OWN, QUESTION, DIMENSION, POLL, RANK, TALK = KINDS = (
    "vignette",
    "case",
    "own",
    "question",
    "dimension",
    "poll",
    "rank",
    "talk",
)
ON_THE_LADDER = frozenset((VIGNETTE, CASE, OWN))
BY_THE_RULES = frozenset((VIGNETTE, CASE))
TYPED = frozenset((OWN, POLL, RANK, TALK))
LONGEST_TITLE, LONGEST_TEXT, LONGEST_CHOICE = 200, 2000, 200
FEWEST_CHOICES, MOST_CHOICES = 2, 8
MOST_MINUTES = 60


@dataclass(frozen=True)
class Typed:
    """What was typed: the name of an activity, a question or a matter to talk about; a text to read
    first; what there is to choose from; and for how many minutes the room talks. Of an activity
    that was picked from the organisation's list, name and text as they were, and its `number`.
    """

    title: str
    text: str = ""
    choices: tuple[str, ...] = ()
    minutes: int = 0
    number: int = 0

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as it is read."""
        return tuple(filter(None, map(str.strip, self.text.splitlines())))


@dataclass(frozen=True)
class Exercise:
    """Something that the room does: its kind, and its id among those of the kind or what was
    typed.
    """

    kind: str
    id: str = ""
    typed: Typed | None = None

    @property
    def key(self) -> str:
        """All of it in one line of text."""
        about = json.dumps(asdict(self.typed)) if self.typed else self.id
        return f"{self.kind}:{about}"

    @property
    def leaves_out(self) -> frozenset[str]:
        """The moves that nothing follows from: rules say nothing of what is not placed by them, and
        nobody votes on what is only talked about.
        """
        if self.kind == TALK:
            return frozenset((OPEN, FACTS, PAUSE, REVEAL, EXPLAIN, AGAIN))
        placed = frozenset() if self.kind in ON_THE_LADDER else frozenset((FACTS,))
        told = frozenset() if self.kind in BY_THE_RULES else frozenset((EXPLAIN,))
        return frozenset((START, EXTEND)) | placed | told


def read_exercise(key: str) -> Exercise:
    """The exercise that a line of text names. Raises ValueError where it names none."""
    kind, _, about = key.partition(":")
    if kind not in KINDS or not about:
        raise ValueError(f"{key} names no exercise")
    if kind not in TYPED:
        return Exercise(kind, about)
    return Exercise(kind, typed=_typed(json.loads(about)))


def _typed(found: Any) -> Typed:
    # Of a workshop that began before there was a number, there is none.
    if not isinstance(found, dict) or {*found, "number"} != set(Typed.__dataclass_fields__):
        raise ValueError("what was typed has other parts")
    return Typed(**{**found, "choices": tuple(found["choices"])})
