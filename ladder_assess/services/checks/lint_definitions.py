"""Check definitions: both passes, the wording, and the proof that the ladder does as it should."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path as File

from ladder_assess.core.checks.arrangements import placement_problems
from ladder_assess.core.checks.contradictions import (
    ARRANGEMENT,
    CASE,
    exceptions,
    unexplained,
)
from ladder_assess.core.checks.library import unanswered
from ladder_assess.core.checks.problems import Name, entries
from ladder_assess.core.checks.proof import classes_to_prove
from ladder_assess.core.checks.reachability import unreachable
from ladder_assess.core.checks.vignettes import real_names, vignette_proof
from ladder_assess.core.checks.wording import passed_over, unused_exceptions, wording_problems
from ladder_assess.storage.common.yaml_source import Document, read_yaml
from ladder_assess.storage.people.authorities import FILE as AUTHORITIES
from ladder_assess.storage.people.authorities import read_authorities
from ladder_assess.storage.questionnaire.case_files import read_cases
from ladder_assess.storage.questionnaire.definition_files import (
    ADVICE,
    CASE_TEXTS,
    RULES,
    DefinitionFiles,
    Located,
    earlier_files,
    read_files,
)
from ladder_assess.storage.questionnaire.definition_names import (
    ACTIVITY,
    instrument_kind,
    newest,
    read_instruments,
)
from ladder_assess.storage.questionnaire.once_a_file import exact_problems_of, rules_of
from ladder_assess.storage.questionnaire.source_check_files import SOURCE_CHECKS, unread_claims

INSTRUMENT = "instrument"
# What kind of file something is.
BY_ID = {ADVICE: "advice", "recommendations": "recommendations", "consent": "consent"}
BY_KEY = {
    "sources": "sources",
    "recommendations": "recommendations",
    "purposes": "consent",
    "arrangements": "arrangements",
    "familiar": "wording",
    "one_idea": "wording",
    "trials": "trials",
    "vignettes": "vignettes",
    "texts": "case_texts",
    "scales": INSTRUMENT,
    "dimensions": INSTRUMENT,
}
PROVED = (
    "monotone: a stronger option never lowers the rung nor brings a trap about",
    "reachable: every rung has answers that lead to it",
    "live: every gate, and every alternative of one, decides at least one placement",
    "sound and minimal: what would move an activity up does so, and nothing less of it does",
    "interval: whatever is not known, all placements lie between those that are shown",
)
CONTRADICTIONS = (
    "contradictions: each pair of answers can be given, and none stands in a published case or a "
    "common form without a reason"
)
ANSWERED = (
    "answered: every gate, trap, caution and finding has a recommendation, and there is none that "
    "no answers bring about"
)
ORDERED = (
    "in order: what a proposal needs comes before it in every list, whatever else is in it, and no "
    "proposal needs itself"
)
VIGNETTES = (
    "vignettes: the sentences that each quotes place it exactly where it says and none of them can "
    "be spared, no word gives it away, and every rung, trap, kind and cell has one"
)


@dataclass(frozen=True)
class LintReport:
    """What checking found. `classes` of answers were gone through, one by one and exactly, to prove
    what `proved` says; both are empty where problems stood in the way or no rules were checked.
    `earlier` are the reports on earlier versions of the rules; their problems are among `problems`.
    """

    problems: tuple[Located, ...]
    checked: tuple[str, ...]
    classes: int = 0
    proved: tuple[str, ...] = ()
    earlier: tuple["LintReport", ...] = ()

    @property
    def summary(self) -> str:
        """What was found, in a line or a few."""
        count = len(self.problems)
        if count:
            return f"{count} problem{'s' if count > 1 else ''} found."
        lines = [f"No problems in {', '.join(self.checked)}."]
        if self.proved:
            lines.append(f"Proved over all {self.classes:,} classes of answers that the ladder is:")
        lines += [f"- {statement}" for statement in self.proved]
        return "\n".join([*lines, *(report.summary for report in self.earlier)])


def lint(paths: Iterable[File], root: File) -> LintReport:
    """Check the named files, or all in `root` when none is named.

    What a named file refers to is read from beside it, otherwise from `root`. Raises OSError when
    a file cannot be opened.
    """
    named = tuple(paths)
    if not named:
        return _lint_all(read_files(root))
    reports = [_lint_one(path, root) for path in named]
    return LintReport(
        problems=tuple(dict.fromkeys(p for report in reports for p in report.problems)),
        checked=tuple(file for report in reports for file in report.checked),
        classes=max(report.classes for report in reports),
        proved=next((report.proved for report in reports if report.proved), ()),
    )


def _lint_one(path: File, root: File) -> LintReport:
    if _has_readings(path):
        return _lint_readings(path, root)
    return check_files(*_with_context(path, root))


def _lint_all(files: DefinitionFiles) -> LintReport:
    """The newest version of each file, and each earlier version of the rules with what belongs to
    it; the newest recommendations must answer those too, because they are what a plan is made of.
    Where all that is sound, also whether everything was read beside the source that it names.
    """
    report = check_files(files, files.kinds)
    old = earlier_files(files)
    earlier = tuple(check_files(each, RULES) for each in old)
    unanswered_now = [
        *chain(*(unanswered(each.questionnaire.data, files.recommendations.data) for each in old))
    ]
    files.found["recommendations"] += [p._replace(path=()) for p in unanswered_now]
    problems = [*report.problems, *chain(*(each.problems for each in earlier))]
    if unanswered_now:
        problems += files.located("recommendations")
    readings = read_yaml(files.root / SOURCE_CHECKS)
    return replace(
        report,
        problems=tuple(dict.fromkeys(problems or unread_claims(files, readings))),
        checked=(*report.checked, str(readings.file)),
        earlier=earlier,
    )


def _has_readings(path: File) -> bool:
    """Does a file say what was read beside its source?"""
    data = read_yaml(path).data if path.suffix != ".json" else None
    return isinstance(data, dict) and "beside" in data


def _lint_readings(path: File, root: File) -> LintReport:
    """What was read beside its source, by the definitions that lie beside the list of it."""
    files = read_files(_near(path, root, "sources.yaml").parent)
    files.check()
    problems = tuple(files.located()) or tuple(unread_claims(files, read_yaml(path)))
    return LintReport(problems, (str(path),))


def check_files(files: DefinitionFiles, kinds: tuple[str, ...]) -> LintReport:
    """All checks on files that are already read; `kinds` are those to report on."""
    files.check()
    proving = "questionnaire" in kinds and files.rules_are_sound
    if proving:
        files.found["questionnaire"] += exact_problems_of(files.questionnaire)
    _check_where_arrangements_lead(files, kinds)
    _check_contradictions(files, kinds)
    _check_recommendations_are_given(files, kinds)
    _check_where_vignettes_lead(files, kinds)
    _check_wording(files, kinds)
    unread = [kind for kind in files.found if files.document(kind).problems]
    problems = tuple(files.located(*dict.fromkeys((*kinds, *unread))))
    checked = tuple(str(files.document(kind).file) for kind in kinds)
    if problems or not proving:
        return LintReport(problems, checked)
    questionnaire = rules_of(files.questionnaire)
    proved = (
        *PROVED,
        *((CONTRADICTIONS,) if questionnaire.contradictions else ()),
        *((ANSWERED,) if "recommendations" in kinds else ()),
        *((ORDERED,) if "recommendations" in kinds and _says_what_is_first(files) else ()),
        *((VIGNETTES,) if "vignettes" in kinds else ()),
    )
    return LintReport((), checked, classes_to_prove(questionnaire), proved)


def _says_what_is_first(files: DefinitionFiles) -> bool:
    return any(
        "after" in entry for _, entry in entries(files.recommendations.data, "recommendations")
    )


def _check_where_arrangements_lead(files: DefinitionFiles, kinds: tuple[str, ...]) -> None:
    """Add the arrangements that lead elsewhere than they say, where all else is sound."""
    sound = not files.found["arrangements"] and not files.found["questionnaire"]
    if "arrangements" in kinds and sound:
        questionnaire = rules_of(files.questionnaire)
        files.found["arrangements"] += placement_problems(files.arrangements.data, questionnaire)


def _check_where_vignettes_lead(files: DefinitionFiles, kinds: tuple[str, ...]) -> None:
    """Add the vignettes that lead elsewhere than they say, tell too much or name a real place, and
    what none of them is about, where all else is sound.
    """
    if "vignettes" not in kinds or files.found["vignettes"] or files.found["questionnaire"]:
        return
    data, over = files.vignettes.data, passed_over(files.wording.data)
    with (files.root / AUTHORITIES).open("rb") as stream:
        names = [authority.name for authority in read_authorities(stream)]
    files.found["vignettes"] += vignette_proof(data, rules_of(files.questionnaire), over.familiar)
    files.found["vignettes"] += real_names(data, names)


def _check_contradictions(files: DefinitionFiles, kinds: tuple[str, ...]) -> None:
    """Add the cases and arrangements that contradict themselves without a reason, and the reasons
    for what is none, where all else is sound.
    """
    parts = ("questionnaire", "cases", "arrangements")
    if any(files.found[part] or files.document(part).data is None for part in parts):
        return
    data = files.questionnaire.data
    questionnaire = rules_of(files.questionnaire)
    cases, arrangements = files.cases.data, files.arrangements.data
    files.found["questionnaire"] += exceptions(questionnaire, data, cases, arrangements)
    files.found["cases"] += unexplained(questionnaire, cases, "cases", CASE)
    files.found["arrangements"] += unexplained(
        questionnaire, arrangements, "arrangements", ARRANGEMENT
    )


def _check_recommendations_are_given(files: DefinitionFiles, kinds: tuple[str, ...]) -> None:
    """Add the recommendations that no answers bring about, where all else is sound."""
    others = {problem.name for problem in files.found["questionnaire"]}
    sound = not files.found["recommendations"] and not others - {Name.MISSING_RECOMMENDATION}
    if "recommendations" in kinds and sound:
        questionnaire = rules_of(files.questionnaire)
        files.found["recommendations"] += unreachable(questionnaire, files.recommendations.data)


def _check_wording(files: DefinitionFiles, kinds: tuple[str, ...]) -> None:
    """Add what is wrong with the wording of questions to what was found."""
    over = passed_over(files.wording.data)
    asking = {kind: files.document(kind).data for kind in ("questionnaire", *files.instruments)}
    for kind, data in asking.items():
        if kind in kinds:
            files.found[kind] += wording_problems(data, over)
    if kinds == files.kinds and all(isinstance(data, dict) for data in asking.values()):
        files.found["wording"] += unused_exceptions(over, asking)


def _with_context(path: File, root: File) -> tuple[DefinitionFiles, tuple[str, ...]]:
    """A file, and with it what it refers to: of the rules and what belongs to them, the same
    version where there is one.
    """
    document = read_cases(path) if path.suffix == ".json" else read_yaml(path)
    kind = "cases" if path.suffix == ".json" else kind_of(document)
    version = document.data.get("version") if kind in RULES and document.data else None
    files = DefinitionFiles(
        root=root,
        questionnaire=_beside(path, root, ACTIVITY, version),
        instruments={},
        sources=read_yaml(_near(path, root, "sources.yaml")),
        recommendations=_beside(path, root, "recommendations", version),
        advice=_beside(path, root, ADVICE),
        cases=read_cases(_near(path, root, "worked-cases.json")),
        consent=_beside(path, root, "consent"),
        arrangements=_beside(path, root, "arrangements", version),
        wording=read_yaml(_near(path, root, "wording.yaml")),
        trials=read_yaml(_near(path, root, "trials.yaml")),
        vignettes=_beside(path, root, "vignettes"),
        case_texts=_beside(path, root, CASE_TEXTS),
    )
    if kind == INSTRUMENT:
        kind = instrument_kind(path.stem)
        files.instruments[kind] = document
    else:
        setattr(files, kind, document)
    if kind == "advice":
        files.instruments = read_instruments(root)
    return files, (kind,)


def kind_of(document: Document) -> str:
    """What a file is, by its id or by a key that no other kind has; otherwise a questionnaire with
    rules.
    """
    data = document.data if isinstance(document.data, dict) else {}
    named = BY_ID.get(str(data.get("id")))
    return named or next((kind for key, kind in BY_KEY.items() if key in data), "questionnaire")


def _near(path: File, root: File, name: str) -> File:
    beside = path.parent / name
    return beside if beside.is_file() else root / name


def _beside(path: File, root: File, name: str, version: object = None) -> Document:
    for folder in (path.parent, root):
        same = folder / f"{name}-v{version}.yaml"
        if version is not None and same.is_file():
            return read_yaml(same)
    try:
        return read_yaml(newest(path.parent, name))
    except FileNotFoundError:
        return read_yaml(newest(root, name))
