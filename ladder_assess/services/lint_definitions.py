"""Check definitions: both passes, and the proof that the ladder does what it should."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as File

from ladder_assess.core.definition import build
from ladder_assess.core.exactness import exact_problems
from ladder_assess.core.proof import classes_to_prove
from ladder_assess.storage.definitions import (
    DefinitionFiles,
    Located,
    newest,
    read_cases,
    read_files,
)
from ladder_assess.storage.yaml_source import Document, read_yaml

PROVED = (
    "monotone: a stronger option never lowers the rung nor brings a trap about",
    "reachable: every rung has answers that lead to it",
    "live: every gate, and every alternative of one, decides at least one placement",
)

KINDS = ("questionnaire", "voice", "sources", "recommendations", "cases")


@dataclass(frozen=True)
class LintReport:
    """What checking found. `classes` of answers were gone through, one by one and exactly, to prove
    what `proved` says; both are empty where problems stood in the way or no rules were checked.
    """

    problems: tuple[Located, ...]
    checked: tuple[str, ...]
    classes: int = 0
    proved: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """What was found, in a line or a few."""
        count = len(self.problems)
        if count:
            return f"{count} problem{'s' if count > 1 else ''} found."
        lines = [f"No problems in {', '.join(self.checked)}."]
        if self.proved:
            lines.append(f"Proved over all {self.classes:,} classes of answers that the ladder is:")
        return "\n".join([*lines, *(f"- {statement}" for statement in self.proved)])


def lint(paths: Iterable[File], root: File) -> LintReport:
    """Check the named files, or all in `root` when none is named.

    What a named file refers to is read from beside it, otherwise from `root`. Raises OSError when
    a file cannot be opened.
    """
    named = tuple(paths)
    if not named:
        return check_files(read_files(root), KINDS)
    reports = [check_files(*_with_context(path, root)) for path in named]
    return LintReport(
        problems=tuple(dict.fromkeys(p for report in reports for p in report.problems)),
        checked=tuple(file for report in reports for file in report.checked),
        classes=max(report.classes for report in reports),
        proved=next((report.proved for report in reports if report.proved), ()),
    )


def check_files(files: DefinitionFiles, kinds: tuple[str, ...]) -> LintReport:
    """All checks on files that are already read; `kinds` are those to report on."""
    files.check()
    proving = "questionnaire" in kinds and files.rules_are_sound
    if proving:
        files.found["questionnaire"] += exact_problems(files.questionnaire.data)
    unread = [kind for kind in files.found if getattr(files, kind).problems]
    problems = tuple(files.located(*dict.fromkeys((*kinds, *unread))))
    checked = tuple(str(getattr(files, kind).file) for kind in kinds)
    if problems or not proving:
        return LintReport(problems, checked)
    return LintReport((), checked, classes_to_prove(build(files.questionnaire.data)), PROVED)


def _with_context(path: File, root: File) -> tuple[DefinitionFiles, tuple[str, ...]]:
    """A file, and with it what it refers to."""
    files = DefinitionFiles(
        root=root,
        questionnaire=_beside(path, root, "activity"),
        voice=_beside(path, root, "participant-voice"),
        sources=read_yaml(_near(path, root, "sources.yaml")),
        recommendations=_beside(path, root, "recommendations"),
        cases=read_cases(_near(path, root, "worked-cases.json")),
    )
    if path.suffix == ".json":
        files.cases = read_cases(path)
        return files, ("cases",)
    document = read_yaml(path)
    kind = kind_of(document)
    setattr(files, kind, document)
    return files, (kind,)


def kind_of(document: Document) -> str:
    """What a file is: sources, recommendations, what people who took part are asked, otherwise a
    questionnaire with rules.
    """
    data = document.data if isinstance(document.data, dict) else {}
    if "sources" in data:
        return "sources"
    if data.get("id") == "recommendations" or "recommendations" in data:
        return "recommendations"
    if data.get("id") == "participant-voice" or "scales" in data:
        return "voice"
    return "questionnaire"


def _near(path: File, root: File, name: str) -> File:
    beside = path.parent / name
    return beside if beside.is_file() else root / name


def _beside(path: File, root: File, name: str) -> Document:
    try:
        return read_yaml(newest(path.parent, name))
    except FileNotFoundError:
        return read_yaml(newest(root, name))
