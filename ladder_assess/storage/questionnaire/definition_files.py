"""The files in `questionnaires/` as data, with what is wrong with each of them.

Two passes over each file, all problems at once: its shape (JSON Schema) and its meaning. The third,
which goes through all answers (`core.exactness`), is left to `services.lint_definitions`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as File
from typing import NamedTuple

from ladder_assess.core.checks.advice import advice_problems
from ladder_assess.core.checks.arrangements import arrangement_problems
from ladder_assess.core.checks.consent import consent_problems
from ladder_assess.core.checks.instruments.instrument import instrument_problems
from ladder_assess.core.checks.library import library_problems, source_problems, unanswered
from ladder_assess.core.checks.meaning import questionnaire_problems
from ladder_assess.core.checks.order import order_problems
from ladder_assess.core.checks.problems import Name, Problem, entries
from ladder_assess.core.checks.trials import trial_problems
from ladder_assess.core.checks.vignettes import vignette_problems
from ladder_assess.storage.common.versioned import misnamed
from ladder_assess.storage.common.yaml_source import Document, read_yaml
from ladder_assess.storage.questionnaire.case_files import (
    case_problems,
    case_text_problems,
    read_cases,
)
from ladder_assess.storage.questionnaire.definition_names import (
    ACTIVITY,
    newest,
    read_instruments,
    same_version,
    versions,
)
from ladder_assess.storage.questionnaire.once_a_file import rules_of, shape_of

SCHEMAS = {
    "questionnaire": "schema.json",
    "recommendations": "recommendations.schema.json",
    "advice": "organisation-recommendations.schema.json",
    "sources": "sources.schema.json",
    "consent": "consent.schema.json",
    "arrangements": "arrangements.schema.json",
    "wording": "wording.schema.json",
    "trials": "trials.schema.json",
    "vignettes": "vignettes.schema.json",
    "case_texts": "case-texts.schema.json",
}
ADVICE = "organisation-recommendations"
CASE_TEXTS = "case-texts"
# The kinds of file of which one version belongs to one version of the rules.
RULES = ("questionnaire", "recommendations", "arrangements")
BESIDE_THE_RULES = (
    Name.UNKNOWN_SOURCE,
    Name.UNKNOWN_CASE,
    Name.UNKNOWN_TRIGGER,
    Name.DUPLICATE_TRIGGER,
    Name.MISSING_RECOMMENDATION,
    Name.BAD_CASE,
)


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
    """The files that are read together, as data. `root` holds the schemas. `instruments` go by the
    kind of file that each of them is: see `instrument_kind`.
    """

    root: File
    questionnaire: Document
    instruments: dict[str, Document]
    sources: Document
    recommendations: Document
    advice: Document
    cases: Document
    consent: Document
    arrangements: Document
    wording: Document
    trials: Document
    vignettes: Document
    case_texts: Document
    found: dict[str, list[Problem]] = field(default_factory=dict)

    def check(self) -> None:
        """Both passes over every file; what they find is kept in `found` by kind of file."""
        sources = self.source_keys
        cases = {str(entry.get("id")) for _, entry in entries(self.cases.data, "cases")}
        questionnaire, library = self.questionnaire.data, self.recommendations.data
        self.found = {
            "questionnaire": [
                *self.shape("questionnaire", self.questionnaire),
                *questionnaire_problems(questionnaire, sources),
                *(unanswered(questionnaire, library) if library is not None else ()),
            ],
            **{kind: self.instrument_problems(kind, sources) for kind in self.instruments},
            "sources": [*self.shape("sources", self.sources), *source_problems(self.sources.data)],
            "recommendations": [
                *self.shape("recommendations", self.recommendations),
                *library_problems(library, questionnaire, sources, cases),
            ],
        }
        instruments = [document.data for document in self.instruments.values()]
        self.found["advice"] = [
            *self.shape("advice", self.advice),
            *advice_problems(self.advice.data, instruments, library, sources, cases),
            *misnamed(self.advice),
        ]
        self.found["consent"] = [
            *self.shape("consent", self.consent),
            *consent_problems(self.consent.data, sources),
            *misnamed(self.consent),
        ]
        self.found["arrangements"] = self.arrangement_problems(sources)
        self.found["wording"] = self.shape("wording", self.wording)
        self.found["trials"] = [
            *self.shape("trials", self.trials),
            *trial_problems(self.trials.data, questionnaire, self.stamps),
        ]
        self.found["vignettes"] = self.vignette_problems()
        self.found["case_texts"] = [
            *self.shape("case_texts", self.case_texts),
            *case_text_problems(self.case_texts.data, self.cases.data),
            *misnamed(self.case_texts),
        ]
        self.found["cases"] = [*self.cases.problems, *self.case_problems(sources)]
        for kind, known in (("recommendations", questionnaire), ("advice", None)):
            if not self.found[kind] and self.document(kind).data is not None:
                self.found[kind] += order_problems(self.document(kind).data, known)
        self._forgive_what_was_not_read()

    def instrument_problems(self, kind: str, sources: set[str]) -> list[Problem]:
        """Both passes over one instrument."""
        document = self.instruments[kind]
        return [
            *self.shape(kind, document),
            *instrument_problems(document.data, sources),
            *misnamed(document),
        ]

    def arrangement_problems(self, sources: set[str]) -> list[Problem]:
        """Both passes over the arrangements, with their answers where the rules can be built."""
        questionnaire = rules_of(self.questionnaire) if self.rules_are_sound else None
        return [
            *self.shape("arrangements", self.arrangements),
            *arrangement_problems(self.arrangements.data, questionnaire, sources),
            *misnamed(self.arrangements),
        ]

    def vignette_problems(self) -> list[Problem]:
        """Both passes over the vignettes, with their answers where the rules can be built."""
        questionnaire = rules_of(self.questionnaire) if self.rules_are_sound else None
        return [
            *self.shape("vignettes", self.vignettes),
            *vignette_problems(self.vignettes.data, questionnaire),
            *misnamed(self.vignettes),
        ]

    def case_problems(self, sources: set[str]) -> Iterator[Problem]:
        """The second pass over the worked cases, with the facts where the rules can be built."""
        questionnaire = rules_of(self.questionnaire) if self.rules_are_sound else None
        return case_problems(self.cases.data, questionnaire, sources)

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

    def shape(self, kind: str, document: Document) -> list[Problem]:
        """The first pass over one file, with what is wrong with it as a file."""
        if document.data is None:
            return document.problems
        name = SCHEMAS.get(kind, SCHEMAS["questionnaire"])
        schema = (self.root / name).read_text("utf-8")
        found = shape_of(schema, document, instrument=kind in self.instruments)
        return [*document.problems, *found]

    @property
    def stamps(self) -> set[str]:
        """The versions of the rules that there are."""
        data = self.questionnaire.data
        own = (
            {f"{ACTIVITY}-v{data['version']}"}
            if isinstance(data, dict) and "version" in data
            else set()
        )
        return own | {file.stem for file in versions(self.root, ACTIVITY)}

    @property
    def source_keys(self) -> set[str]:
        """What may be cited."""
        return {str(entry.get("key")) for _, entry in entries(self.sources.data, "sources")}

    def refuse_problems(self) -> None:
        """Raise InvalidDefinition with everything found, if anything was."""
        problems = tuple(self.located())
        if problems:
            raise InvalidDefinition(problems)

    def document(self, kind: str) -> Document:
        """The file of a kind. Raises AttributeError when there is no such kind."""
        if kind in self.instruments:
            return self.instruments[kind]
        found: Document = getattr(self, kind)
        return found

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of file that is read, in the order in which they are reported on."""
        first, *others = SCHEMAS
        return (first, *self.instruments, *others, "cases")

    @property
    def rules_are_sound(self) -> bool:
        """Can the questionnaire be built, so far as has been checked?"""
        found = self.found["questionnaire"]
        return not [problem for problem in found if problem.name not in BESIDE_THE_RULES]

    def located(self, *kinds: str) -> Iterator[Located]:
        """The problems of some kinds of file, by line."""
        for kind in kinds or tuple(self.found):
            document = self.document(kind)
            lines = [(document.line(path), name, text) for name, path, text in self.found[kind]]
            for line, name, text in sorted(dict.fromkeys(lines)):
                yield Located(str(document.file), line, str(name), text)


def alone(
    root: File,
    *,
    questionnaire: Document | None = None,
    instruments: dict[str, Document] | None = None,
    consent: Document | None = None,
) -> DefinitionFiles:
    """One file with the list of sources and nothing else, for those who need no more.

    Raises FileNotFoundError when there is no list of sources.
    """
    return DefinitionFiles(
        root=root,
        questionnaire=questionnaire or Document(root),
        instruments=instruments or {},
        sources=read_yaml(root / "sources.yaml"),
        recommendations=Document(root),
        advice=Document(root),
        cases=Document(root),
        consent=consent or Document(root),
        arrangements=Document(root),
        wording=Document(root),
        trials=Document(root),
        vignettes=Document(root),
        case_texts=Document(root),
    )


def read_files(root: File) -> DefinitionFiles:
    """Read the newest version of each file in a directory. Raises OSError when one is missing."""
    return DefinitionFiles(
        root=root,
        questionnaire=read_yaml(newest(root, ACTIVITY)),
        instruments=read_instruments(root),
        sources=read_yaml(root / "sources.yaml"),
        recommendations=read_yaml(newest(root, "recommendations")),
        advice=read_yaml(newest(root, ADVICE)),
        cases=read_cases(root / "worked-cases.json"),
        consent=read_yaml(newest(root, "consent")),
        arrangements=read_yaml(newest(root, "arrangements")),
        wording=read_yaml(root / "wording.yaml"),
        trials=read_yaml(root / "trials.yaml"),
        vignettes=read_yaml(newest(root, "vignettes")),
        case_texts=read_yaml(newest(root, CASE_TEXTS)),
    )


def earlier_files(files: DefinitionFiles) -> list[DefinitionFiles]:
    """Each earlier version of the rules with its own recommendations and arrangements, or the
    newest where it has none; the earliest version first.
    """
    root = files.root
    return [
        replace(
            files,
            questionnaire=read_yaml(file),
            instruments={},
            advice=Document(root),
            found={},
            recommendations=same_version(file, "recommendations") or files.recommendations,
            arrangements=same_version(file, "arrangements") or files.arrangements,
        )
        for file in versions(root, ACTIVITY)[:-1]
    ]
