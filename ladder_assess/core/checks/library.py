"""The library of recommendations: each answers something that exists, and all are answered."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.conditions import is_comparison, words_in
from ladder_assess.core.checks.items import all_items, items_of_part
from ladder_assess.core.checks.meaning import duplicates, unknown_sources
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts, within
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    DOCUMENTED,
    FIND_OUT,
    FINDING,
    KEEP,
    PROMISE,
    TRAP,
    Trigger,
)

TABLES = {
    CONTRADICTION: ("contradictions",),
    CAUTION: ("cautions",),
    TRAP: ("traps",),
    FINDING: ("typology", "findings"),
    CROSSING: ("typology", "crossings"),
}
MEANT = {
    CHANGE: "climbing never proposes `{}`: no gate has it first, and no trap is left by it",
    FIND_OUT: "no evidence item is called `{}`",
    KEEP: "`{}` is no answer to evidence whose options stand in order",
}


def library_problems(
    data: object, questionnaire: object, sources: Collection[str], cases: Collection[str]
) -> list[Problem]:
    """What is wrong with the meaning of a file of recommendations."""
    return [
        *duplicates(data, "recommendations"),
        *unknown_sources(data, sources),
        *unknown_cases(data, cases),
        *_wrong_triggers(data, questionnaire),
    ]


def unanswered(questionnaire: object, library: object) -> list[Problem]:
    """The gates, traps, cautions and findings of a questionnaire that no recommendation answers."""
    answered = {trigger for _, trigger in triggers(library)}
    missing: dict[Trigger, Path] = {}
    for trigger, path in _to_answer(questionnaire):
        if trigger not in answered:
            missing.setdefault(trigger, path)
    return [
        Problem(Name.MISSING_RECOMMENDATION, path, f"no recommendation answers {t.kind}: {t.key}")
        for t, path in missing.items()
    ]


def unknown_cases(data: object, cases: Collection[str]) -> Iterator[Problem]:
    """Recommendations that name a worked case which there is not."""
    for path, entry in entries(data, "recommendations"):
        case = entry.get("case")
        if isinstance(case, str) and case not in cases:
            message = f"no worked case is called `{case}`{perhaps(case, cases)}"
            yield Problem(Name.UNKNOWN_CASE, (*path, "case"), message)


def _wrong_triggers(data: object, questionnaire: object) -> Iterator[Problem]:
    offered = {trigger for trigger, _ in _to_answer(questionnaire)}
    offered |= {Trigger(FIND_OUT, i) for i in items_of_part(questionnaire, "evidence")}
    offered |= set(_to_keep(questionnaire))
    seen: set[Trigger] = set()
    for path, trigger in triggers(data):
        if trigger in seen:
            message = f"{trigger.kind}: {trigger.key} has a recommendation above already"
            yield Problem(Name.DUPLICATE_TRIGGER, path, message)
        elif trigger not in offered:
            meant = MEANT.get(trigger.kind, f"no {trigger.kind} is called `{{}}`")
            close = perhaps(trigger.key, [t.key for t in offered if t.kind == trigger.kind])
            yield Problem(Name.UNKNOWN_TRIGGER, path, meant.format(trigger.key) + close)
        seen.add(trigger)


def triggers(library: object) -> Iterator[tuple[Path, Trigger]]:
    """What each recommendation of a library answers, with its place."""
    for path, entry in entries(library, "recommendations"):
        answers = entry.get("answers")
        for kind, key in answers.items() if isinstance(answers, Mapping) else ():
            readable = isinstance(key, str) and (kind != CHANGE or is_comparison(key))
            if readable and kind in (CHANGE, FIND_OUT, KEEP, *TABLES):
                yield (*path, "answers", kind), Trigger(kind, key)


def _to_answer(questionnaire: object) -> Iterator[tuple[Trigger, Path]]:
    """Everything that a recommendation should answer, with its place in the questionnaire."""
    yield from _changes(questionnaire)
    placing = _items_that_place(questionnaire)
    for path, item in all_items(questionnaire):
        if item.get("id") in placing:
            yield Trigger(FIND_OUT, item["id"]), path
    for kind, keys in TABLES.items():
        for path, row in entries(questionnaire, *keys):
            if isinstance(row.get("id"), str):
                yield Trigger(kind, row["id"]), path


def _to_keep(questionnaire: object) -> Iterator[Trigger]:
    """What can keep an activity as it is: each fact that can be so, and what is always there."""
    yield from (Trigger(KEEP, DOCUMENTED), Trigger(KEEP, PROMISE))
    for name, item in items_of_part(questionnaire, "evidence").items():
        for option in item.option_ids if item.ordered else ():
            yield Trigger(KEEP, f"{name} >= {option}")


def _changes(questionnaire: object) -> Iterator[tuple[Trigger, Path]]:
    """What climbing can propose: the first alternative of each gate, and what leaves each trap."""
    for path, rung in entries(questionnaire, "rungs"):
        for below, gate in within(path, rung, "needs"):
            for place, text in texts(gate, "any"):
                if place == 0 and is_comparison(text):
                    yield Trigger(CHANGE, text), (*below, "any", place)
    for path, trap in entries(questionnaire, "traps"):
        for place, text in texts(trap, "leave"):
            if is_comparison(text):
                yield Trigger(CHANGE, text), (*path, "leave", place)


def _items_that_place(questionnaire: object) -> list[str]:
    """The evidence that gates and traps read: while it is unknown, the placement is in doubt."""
    rungs = entries(questionnaire, "rungs")
    gates = (gate.get("any") for path, r in rungs for _, gate in within(path, r, "needs"))
    traps = (trap.get("when") for _, trap in entries(questionnaire, "traps"))
    words = set(words_in([*gates, *traps]))
    return [item for item in items_of_part(questionnaire, "evidence") if item in words]


def source_problems(data: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the meaning of a list of sources."""
    return list(duplicates(data, "sources", id_key="key"))
