"""Vignettes: short invented activities that people place for themselves before the rules do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.questionnaire.answers import Answer


@dataclass(frozen=True, slots=True)
class Shown:
    """A sentence of a text, word for word, and the items whose answers it shows."""

    items: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Vignette:
    """One text of several `paragraphs` about a `theme`, and the `answers` that it gives.

    `shows` are the sentences that decide. `rung` is where they place it, None where it is about one
    person's own service, which has no ladder; `trap`, `kind` and `cell` are what else follows.
    `looks_like` is the rung that it may be taken for in haste, and `notice` what there is to learn.
    """

    id: str
    title: str
    theme: str
    paragraphs: tuple[str, ...]
    answers: Mapping[str, Answer]
    shows: tuple[Shown, ...]
    kind: str
    cell: str
    notice: str
    rung: int | None = None
    trap: str | None = None
    looks_like: int | None = None

    @property
    def record(self) -> dict[str, Any]:
        """The activity in the format of method/files.md, ready for `read_activity`."""
        answers = {k: v if isinstance(v, str) else list(v) for k, v in self.answers.items()}
        return {"id": self.id, "name": self.title, "answers": answers}


def build_vignettes(data: Mapping[str, Any]) -> tuple[Vignette, ...]:
    """The vignettes of a checked file, in its order."""
    return tuple(_vignette(entry) for entry in data["vignettes"])


def _vignette(data: Mapping[str, Any]) -> Vignette:
    expected = data["expected"]
    return Vignette(
        **{key: data[key] for key in ("id", "title", "theme", "notice")},
        paragraphs=tuple(filter(None, data["text"].split("\n"))),
        answers={k: v if isinstance(v, str) else tuple(v) for k, v in data["answers"].items()},
        shows=tuple(Shown(tuple(row["items"]), row["says"]) for row in data["shows"]),
        kind=expected["kind"],
        cell=expected["cell"],
        rung=expected.get("low"),
        trap=expected.get("trap"),
        looks_like=data.get("looks_like"),
    )
