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
class TrialFile:
    """A file that a trial's figures can be worked out from, and what it holds."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial of the version `questions`: so many `readers`, who were `people` or language
    models, answered for so many `texts`. `means` says what follows from it, and what does not;
    `fitted_to` is a version that was changed because of these texts.
    """

    id: str
    title: str
    questions: str
    readers: int
    people: bool
    texts: int
    what: str
    figures: tuple[TrialFigure, ...]
    means: tuple[str, ...]
    read_again_by: str = ""
    fitted_to: str = ""
    items: tuple[TrialItem, ...] = ()
    files: tuple[TrialFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """All trials, and what has not been tried yet."""

    trials: tuple[Trial, ...] = ()
    not_tried: tuple[str, ...] = ()

    def has_file(self, name: str) -> bool:
        """Is this the name of a file of one of the trials?"""
        return any(file.name == name for trial in self.trials for file in trial.files)


def tried(data: Mapping[str, Any]) -> Tried:
    """What stands in a sound `trials.yaml`."""
    trials = tuple(_trial(entry) for entry in data["trials"])
    done = {trial.questions for trial in trials}
    left = (row["says"] for row in data["not_tried"] if row.get("until") not in done)
    return Tried(trials, tuple(left))


def _trial(data: Mapping[str, Any]) -> Trial:
    figures = tuple(TrialFigure(**row) for row in data["figures"])
    items = tuple(TrialItem(**row) for row in data.get("items", ()))
    files = tuple(TrialFile(**row) for row in data.get("files", ()))
    lists = {"figures": figures, "items": items, "files": files, "means": tuple(data["means"])}
    return Trial(**{**data, **lists})
