"""The definitions in `questionnaires/`, read and checked once at start."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path as File
from typing import Any

from ladder_assess.core.activities.arrangement import Arrangement, build_arrangements
from ladder_assess.core.activities.practice import Source, WorkedCase, worked_case
from ladder_assess.core.activities.trials import Tried, tried
from ladder_assess.core.activities.vignettes import Vignette, build_vignettes
from ladder_assess.core.checks.meaning import questionnaire_problems
from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.people.consent_texts import ConsentTexts, consent_texts
from ladder_assess.core.plan.of_scores import Advice, advice_by_dimension
from ladder_assess.core.plan.order import closed, named, settling
from ladder_assess.core.plan.plan import KEEP, Library, Recommendation, Trigger
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definition_files import (
    InvalidDefinition,
    alone,
    read_files,
)
from ladder_assess.storage.questionnaire.definition_names import (
    ACTIVITY,
    VOICE,
    instrument_ids,
    instrument_kind,
    newest,
    versions,
)

__all__ = [
    "Definitions",
    "InvalidDefinition",
    "instrument_ids",
    "load",
    "load_instrument",
    "load_questionnaire",
    "newest",
    "versions_of_rules",
]


@dataclass(frozen=True)
class Definitions:
    """Everything in `questionnaires/`: the newest version of each file. `earlier` holds the older
    versions of instruments by their stamp, to score old answers as they were scored, and
    `earlier_rules` those of the questions on activities, to place old answers as they were placed.
    """

    questionnaire: Questionnaire
    voice: Questionnaire
    instruments: Mapping[str, Instrument]
    sources: Mapping[str, Source]
    library: Library
    advice: Advice
    cases: tuple[WorkedCase, ...]
    arrangements: Mapping[str, Arrangement]
    consent: ConsentTexts
    earlier: Mapping[str, Instrument] = field(default_factory=dict)
    earlier_rules: Mapping[str, Questionnaire] = field(default_factory=dict)
    tried: Tried = field(default_factory=Tried)
    vignettes: Mapping[str, Vignette] = field(default_factory=dict)


def load(root: File) -> Definitions:
    """Read and check the definitions in a directory: once in a process for the same bytes.

    Raises InvalidDefinition with every problem, and OSError when a file is missing.
    """
    return _load(root, _contents(root))


def _contents(root: File) -> tuple[tuple[str, bytes], ...]:
    """Every file that definitions are read from, by name, with a digest of its bytes."""
    files = sorted(file for file in root.iterdir() if file.suffix in (".yaml", ".json"))
    return tuple((file.name, sha256(file.read_bytes()).digest()) for file in files)


@lru_cache(4)
def _load(root: File, _contents: tuple[tuple[str, bytes], ...]) -> Definitions:
    files = read_files(root)
    files.check()
    files.refuse_problems()
    newest_rules = build(files.questionnaire.data)
    earlier_rules = {found.stamp: found for found in _earlier_rules(root)}
    told = {entry["id"]: entry["text"] for entry in files.case_texts.data["texts"]}
    return Definitions(
        questionnaire=newest_rules,
        voice=build(files.instruments[instrument_kind(VOICE)].data),
        instruments={
            document.data["id"]: build_instrument(document.data)
            for document in files.instruments.values()
        },
        sources={entry["key"]: Source(**entry) for entry in files.sources.data["sources"]},
        library=_library(files.recommendations.data, [newest_rules, *earlier_rules.values()]),
        advice=advice_by_dimension(_recommendations(files.advice.data)),
        cases=tuple(worked_case(case, told[case["id"]]) for case in files.cases.data["cases"]),
        arrangements={each.id: each for each in build_arrangements(files.arrangements.data)},
        consent=consent_texts(files.consent.data),
        earlier={found.stamp: found for found in _earlier(root)},
        earlier_rules=earlier_rules,
        tried=tried(files.trials.data),
        vignettes={each.id: each for each in build_vignettes(files.vignettes.data)},
    )


def load_questionnaire(root: File, stamp: str = "") -> Questionnaire:
    """Read and check the questions on activities alone, for those who need nothing else: the newest
    version, or the one that `stamp` names, such as activity-v1.

    Raises InvalidDefinition with every problem, and OSError when a file is missing.
    """
    return _questionnaire(root, root / f"{stamp}.yaml" if stamp else newest(root, ACTIVITY))


def versions_of_rules(root: File) -> tuple[str, ...]:
    """The stamps of every version of the questions on activities, the newest first."""
    return tuple(file.stem for file in reversed(versions(root, ACTIVITY)))


def _earlier_rules(root: File) -> Iterator[Questionnaire]:
    for file in versions(root, ACTIVITY)[:-1]:
        yield _questionnaire(root, file)


def _questionnaire(root: File, file: File) -> Questionnaire:
    files = alone(root, questionnaire=read_yaml(file))
    document = files.questionnaire
    files.found["questionnaire"] = [
        *files.shape("questionnaire", document),
        *questionnaire_problems(document.data, files.source_keys),
    ]
    files.refuse_problems()
    return build(document.data)


def load_instrument(root: File, identity: str) -> Instrument:
    """Read and check one instrument alone, for those who need nothing else.

    Raises InvalidDefinition with every problem, and OSError when a file is missing.
    """
    return _instrument(root, identity, newest(root, identity))


def _earlier(root: File) -> Iterator[Instrument]:
    """Every version of each instrument but the newest."""
    for identity in instrument_ids(root):
        for file in versions(root, identity)[:-1]:
            yield _instrument(root, identity, file)


def _instrument(root: File, identity: str, file: File) -> Instrument:
    kind = instrument_kind(identity)
    files = alone(root, instruments={kind: read_yaml(file)})
    files.found[kind] = files.instrument_problems(kind, files.source_keys)
    files.refuse_problems()
    return build_instrument(files.instruments[kind].data)


def _library(data: Mapping[str, Any], rules: Sequence[Questionnaire]) -> Library:
    found = _recommendations(data, rules)
    return Library(data["version"], {entry.answers: entry for entry in found})


def _recommendations(
    data: Mapping[str, Any], rules: Sequence[Questionnaire] = ()
) -> list[Recommendation]:
    """Each with all that comes before it. `rules` are those that say which answers contradict each
    other.
    """
    found = [_recommendation(entry) for entry in data["recommendations"]]
    contradicted = {row.id: row.items for each in rules for row in each.contradictions}
    asked = settling(((each.id, *each.answers) for each in found), contradicted)
    after = {entry["id"]: named(entry.get("after", ()), asked) for entry in data["recommendations"]}
    every = closed(after)
    met = {each.id: frozenset(_met_by(each, rules)) for each in found if each.answers.kind == KEEP}
    return [
        replace(each, after=every[each.id], met_by=met.get(each.id, frozenset())) for each in found
    ]


def _met_by(keep: Recommendation, rules: Iterable[Questionnaire]) -> Iterator[str]:
    """The options with which a fact to be kept up is so, in any version of the rules."""
    item, _, option = keep.answers.key.partition(" >= ")
    for each in rules:
        asked = each.coded.get(item)
        if asked and option in asked.rank:
            yield from (o for o in asked.option_ids if asked.rank[o] >= asked.rank[option])


def _recommendation(data: Mapping[str, Any]) -> Recommendation:
    ((kind, key),) = data["answers"].items()
    own = {name: said for name, said in data.items() if name != "after"}
    return Recommendation(**{**own, "answers": Trigger(kind, key)})
