"""What was tried on readers of the questions, and what was not: the product claims no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TrialFigure:
    """One figure as it is shown; `again` is what the same answers give by later rules."""

    says: str
    value: str
    again: str = ""


@dataclass(frozen=True, slots=True)
class TrialItem:
    """One question: how far readers agree on it, and how often they give the writer's answer."""

    item: str
    alpha: str = ""
    same: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of the version `questions`: so many `readers`, who were `people` or language
    models, answered for so many `texts`. `means` says what follows from it, and what does not.
    """

    id: str
    title: str
    questions: str
    readers: int
    people: bool
    texts: int
    what: str
    figures: tuple[TrialFigure, ...]
    means: str
    read_again_by: str = ""
    items: tuple[TrialItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """All trials, and what has not been tried yet."""

    trials: tuple[Trial, ...] = ()
    not_tried: tuple[str, ...] = ()


def tried(data: Mapping[str, Any]) -> Tried:
    """What stands in a sound `trials.yaml`."""
    trials = tuple(_trial(entry) for entry in data["trials"])
    done = {trial.questions for trial in trials}
    left = (row["says"] for row in data["not_tried"] if row.get("until") not in done)
    return Tried(trials, tuple(left))


def _trial(data: Mapping[str, Any]) -> Trial:
    figures = tuple(TrialFigure(**row) for row in data["figures"])
    items = tuple(TrialItem(**row) for row in data.get("items", ()))
    return Trial(**{**data, "figures": figures, "items": items})
