"""The definitions in `questionnaires/`, read and checked once at start.

Two passes over each file, all problems at once: its shape (JSON Schema) and its meaning. The third,
which goes through all answers (`core.exactness`), is left to `services.lint_definitions`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any, NamedTuple

from ladder_assess.core.activity import BadActivity, read_activity
from ladder_assess.core.definition import build
from ladder_assess.core.plan import Library, Recommendation, Trigger
from ladder_assess.core.practice import Source, WorkedCase, worked_case
from ladder_assess.core.problems import Name, Problem, entries, perhaps
from ladder_assess.core.questionnaire import Questionnaire
from ladder_assess.core.shape import shape_problems
from ladder_assess.core.validation import duplicates, questionnaire_problems
from ladder_assess.core.validation_instrument import instrument_problems
from ladder_assess.core.validation_library import library_problems, source_problems, unanswered
from ladder_assess.storage.yaml_source import Document, read_yaml

SCHEMAS = {
    "questionnaire": "schema.json",
    "voice": "schema.json",
    "recommendations": "recommendations.schema.json",
    "sources": "sources.schema.json",
}
BESIDE_THE_RULES = (
    Name.UNKNOWN_SOURCE,
    Name.UNKNOWN_CASE,
    Name.UNKNOWN_TRIGGER,
    Name.DUPLICATE_TRIGGER,
    Name.MISSING_RECOMMENDATION,
    Name.BAD_CASE,
)


@dataclass(frozen=True)
class Definitions:
    """Everything in `questionnaires/`: the newest version of each file."""

    questionnaire: Questionnaire
    voice: Questionnaire
    sources: Mapping[str, Source]
    library: Library
    cases: tuple[WorkedCase, ...]


class Located(NamedTuple):
    """A problem with the file and the line (from 1) on which it stands."""

    file: str
    line: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}: {self.message}"


class InvalidDefinition(ValueError):
    """Definitions could not be used; `problems` holds everything wrong, with file and line."""

    def __init__(self, problems: Iterable[Located]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass
class DefinitionFiles:
    """The files that are read together, as data. `root` holds the schemas."""

    root: File
    questionnaire: Document
    voice: Document
    sources: Document
    recommendations: Document
    cases: Document
    found: dict[str, list[Problem]] = field(default_factory=dict)

    def check(self) -> None:
        """Both passes over every file; what they find is kept in `found` by kind of file."""
        sources = {str(entry.get("key")) for _, entry in entries(self.sources.data, "sources")}
        cases = {str(entry.get("id")) for _, entry in entries(self.cases.data, "cases")}
        questionnaire, library = self.questionnaire.data, self.recommendations.data
        self.found = {
            "questionnaire": [
                *self._shape("questionnaire", self.questionnaire),
                *questionnaire_problems(questionnaire, sources),
                *(unanswered(questionnaire, library) if library is not None else ()),
            ],
            "voice": [
                *self._shape("voice", self.voice),
                *instrument_problems(self.voice.data, sources),
            ],
            "sources": [*self._shape("sources", self.sources), *source_problems(self.sources.data)],
            "recommendations": [
                *self._shape("recommendations", self.recommendations),
                *library_problems(library, questionnaire, sources, cases),
            ],
        }
        self.found["cases"] = [*self.cases.problems, *_case_problems(self, sources)]
        self._forgive_what_was_not_read()

    def _forgive_what_was_not_read(self) -> None:
        """Nothing can be said of references to a file that could not be read."""
        for name, document in (
            (Name.UNKNOWN_SOURCE, self.sources),
            (Name.UNKNOWN_CASE, self.cases),
            (Name.UNKNOWN_TRIGGER, self.questionnaire),
        ):
            if not isinstance(document.data, Mapping):
                for kind, problems in self.found.items():
                    self.found[kind] = [problem for problem in problems if problem.name != name]

    def _shape(self, kind: str, document: Document) -> list[Problem]:
        if document.data is None:
            return document.problems
        schema = json.loads((self.root / SCHEMAS[kind]).read_text("utf-8"))
        if kind == "voice":
            schema = {"$ref": "#/$defs/instrument", "$defs": schema["$defs"]}
        return [*document.problems, *shape_problems(schema, document.data)]

    @property
    def rules_are_sound(self) -> bool:
        """Can the questionnaire be built, so far as has been checked?"""
        found = self.found["questionnaire"]
        return not [problem for problem in found if problem.name not in BESIDE_THE_RULES]

    def located(self, *kinds: str) -> Iterator[Located]:
        """The problems of some kinds of file, by line."""
        for kind in kinds or tuple(self.found):
            document: Document = getattr(self, kind)
            lines = [(document.line(path), name, text) for name, path, text in self.found[kind]]
            for line, name, text in sorted(dict.fromkeys(lines)):
                yield Located(str(document.file), line, str(name), text)


def load(root: File) -> Definitions:
    """Read and check the definitions in a directory.

    Raises InvalidDefinition with every problem, and OSError when a file is missing.
    """
    files = read_files(root)
    files.check()
    problems = tuple(files.located())
    if problems:
        raise InvalidDefinition(problems)
    return Definitions(
        questionnaire=build(files.questionnaire.data),
        voice=build(files.voice.data),
        sources={entry["key"]: Source(**entry) for entry in files.sources.data["sources"]},
        library=_library(files.recommendations.data),
        cases=tuple(worked_case(case) for case in files.cases.data["cases"]),
    )


def load_questionnaire(root: File) -> Questionnaire:
    """Read and check the activity questionnaire alone, for those who need nothing else.

    Raises InvalidDefinition with every problem, and OSError when a file is missing.
    """
    document, sources = read_yaml(newest(root, "activity")), read_yaml(root / "sources.yaml")
    keys = {str(entry.get("key")) for _, entry in entries(sources.data, "sources")}
    nothing = Document(root)
    files = DefinitionFiles(root, document, nothing, sources, nothing, nothing)
    files.found = {
        "questionnaire": [
            *files._shape("questionnaire", document),
            *questionnaire_problems(document.data, keys),
        ]
    }
    problems = tuple(files.located())
    if problems:
        raise InvalidDefinition(problems)
    return build(document.data)


def read_files(root: File) -> DefinitionFiles:
    """Read the newest version of each file in a directory. Raises OSError when one is missing."""
    return DefinitionFiles(
        root=root,
        questionnaire=read_yaml(newest(root, "activity")),
        voice=read_yaml(newest(root, "participant-voice")),
        sources=read_yaml(root / "sources.yaml"),
        recommendations=read_yaml(newest(root, "recommendations")),
        cases=read_cases(root / "worked-cases.json"),
    )


def newest(root: File, name: str) -> File:
    """The file `<name>-v<n>.yaml` with the highest version. Raises FileNotFoundError."""
    versions = {
        int(number): file
        for file in root.glob(f"{name}-v*.yaml")
        if (number := file.stem.removeprefix(f"{name}-v")).isdecimal()
    }
    if not versions:
        raise FileNotFoundError(f"no {name}-v<n>.yaml in {root}")
    return versions[max(versions)]


def read_cases(file: File) -> Document:
    """Read the worked cases. Raises OSError when the file cannot be opened."""
    document = Document(file)
    try:
        text = file.read_text("utf-8")
        document.data = json.loads(text)
    except UnicodeDecodeError:
        document.refuse(Name.NOT_UTF_8, 1, "expected text in UTF-8")
    except json.JSONDecodeError as error:
        document.refuse(Name.NOT_JSON, error.lineno, f"could not be read as JSON: {error.msg}")
    else:
        lines = text.split("\n")
        for path, case in entries(document.data, "cases"):
            start = f'"id": {json.dumps(case.get("id"))}'
            found = (number for number, line in enumerate(lines, 1) if start in line)
            document.lines[path] = next(found, 1)
    return document


def _case_problems(files: DefinitionFiles, sources: set[str]) -> Iterator[Problem]:
    """Worked cases that cite an unknown source, or whose facts the questionnaire cannot hold."""
    questionnaire = build(files.questionnaire.data) if files.rules_are_sound else None
    yield from duplicates(files.cases.data, "cases")
    for path, data in entries(files.cases.data, "cases"):
        try:
            case = worked_case(data)
        except ValueError as error:
            yield Problem(Name.BAD_CASE, path, str(error))
            continue
        if case.source not in sources:
            message = f"no source has the key `{case.source}`{perhaps(case.source, sources)}"
            yield Problem(Name.UNKNOWN_SOURCE, path, message)
        if questionnaire is None:
            continue
        try:
            read_activity(questionnaire, dict(case.record))
        except BadActivity as error:
            for item, expected in error.problems:
                yield Problem(Name.BAD_CASE, path, f"{item}: {expected}")


def _library(data: Mapping[str, Any]) -> Library:
    found = [_recommendation(entry) for entry in data["recommendations"]]
    return Library(data["version"], {entry.answers: entry for entry in found})


def _recommendation(data: Mapping[str, Any]) -> Recommendation:
    ((kind, key),) = data["answers"].items()
    return Recommendation(**{**data, "answers": Trigger(kind, key)})
