"""The second pass over the arrangements, and the proof that each leads where it says.

What refers to the questionnaire is left alone where there is no sound one.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ladder_assess.core.checks.meaning import duplicates, unknown_sources
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts, within
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers
from ladder_assess.core.questionnaire.record import Problem as BadAnswer


def arrangement_problems(
    data: object, questionnaire: Questionnaire | None, sources: Collection[str]
) -> Iterator[Problem]:
    """What is wrong with the meaning of a file of arrangements, but for where they lead."""
    yield from duplicates(data, "arrangements")
    yield from unknown_sources(data, sources)
    if questionnaire is None or not isinstance(data, Mapping):
        return
    everywhere: set[str] = set()
    yield from _varying(questionnaire, data, (), everywhere)
    forms = list(entries(data, "arrangements"))
    left: dict[str, list[Path]] = {}
    for path, entry in forms:
        answers = entry.get("answers")
        if isinstance(answers, Mapping):
            yield from _answers(questionnaire, answers, (*path, "answers"))
            said = set(answers)
            yield from _varying(questionnaire, entry, path, said)
            for item in questionnaire.evidence:
                if item.id not in said | everywhere:
                    left.setdefault(item.id, []).append(path)
    for item_id, paths in left.items():
        yield from _unsaid(item_id, paths, len(forms))


def _answers(
    questionnaire: Questionnaire, answers: Mapping[str, Any], path: Path
) -> Iterator[Problem]:
    """Answers that the questionnaire cannot hold, and those that say nothing."""
    coded = questionnaire.coded
    for item, answer in answers.items():
        if item not in coded:
            message = f"no item of the facts is called `{item}`{perhaps(item, coded)}"
            yield Problem(Name.UNKNOWN_ITEM, (*path, item), message)
            continue
        bad: list[BadAnswer] = []
        known = read_answers(coded, questionnaire.accepted, {item: answer}, bad)
        for _, expected in bad:
            yield Problem(Name.UNKNOWN_OPTION, (*path, item), expected)
        if not bad and item not in known:
            message = f"leave out what is {UNKNOWN}, and say under `varies` why it differs"
            yield Problem(Name.UNKNOWN_OPTION, (*path, item), message)


def _varying(
    questionnaire: Questionnaire, holder: Mapping[str, Any], path: Path, said: set[str]
) -> Iterator[Problem]:
    """What one form says to vary, or the file of all forms, and adds it to what is said already."""
    for below, group in within(path, holder, "varies"):
        for place, item in texts(group, "items"):
            where = (*below, "items", place)
            if item not in questionnaire.coded:
                meant = perhaps(item, questionnaire.coded)
                message = f"no item of the facts is called `{item}`{meant}"
                yield Problem(Name.UNKNOWN_ITEM, where, message)
            elif item in said:
                message = f"`{item}` is answered or said to vary above already"
                yield Problem(Name.VARIES_TWICE, where, message)
            said.add(item)


def _unsaid(item: str, paths: Sequence[Path], forms: int) -> Iterator[Problem]:
    """Every evidence item is either answered or said to vary: in each form, or once for all."""
    if len(paths) == forms:
        message = (
            f"`{item}` is neither answered nor said to vary in any of the {forms} forms; say under "
            "`varies`, beside `version`, why it differs in all, or give its usual answer in each"
        )
        yield Problem(Name.NEITHER_USUAL_NOR_VARYING, ("arrangements",), message)
        return
    for path in paths:
        message = f"`{item}` is neither answered nor said to vary"
        yield Problem(Name.NEITHER_USUAL_NOR_VARYING, path, message)


def placement_problems(data: object, questionnaire: Questionnaire) -> Iterator[Problem]:
    """Where arrangements lead, if both passes found them sound: each must lead where it says, and
    each rung to climb to must have one that stands there or may.
    """
    placer = Assessor(questionnaire).placer
    reached: set[int] = set()
    for path, entry in entries(data, "arrangements"):
        answers = read_answers(questionnaire.coded, questionnaire.accepted, entry["answers"], [])
        placed = placer.place(answers)
        reached.update(range(placed.low, placed.high + 1))
        expected = entry["expected"]
        if (expected["low"], expected["high"], expected.get("trap")) != placed[:3]:
            trap = f", trap {placed.trap}" if placed.trap else ""
            message = f"the answers lead to low {placed.low}, high {placed.high}{trap}"
            yield Problem(Name.UNEXPECTED_PLACEMENT, (*path, "expected"), message)
    for rung in questionnaire.chain:
        if rung.number not in reached:
            message = f"no arrangement stands on rung {rung.number} or may stand there"
            yield Problem(Name.RUNG_WITHOUT_ARRANGEMENT, ("arrangements",), message)
