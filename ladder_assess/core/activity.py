"""One activity as it is handed in, and the check that it can be read (domain.md 6)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ladder_assess.core.answers import Answer, Answers
from ladder_assess.core.questionnaire import UNKNOWN, Item, Questionnaire

EVIDENCE_STRENGTHS = ("asserted", "documented", "confirmed_by_participants")
ASSERTED = EVIDENCE_STRENGTHS[0]
HIGHEST_RUNG = 8
KEYS = ("id", "name", "answers", "evidence", "claimed_rung", "intended_rung")
ALLOWED = frozenset(KEYS)
RUNG_EXPECTED = f"expected a whole number from 0 to {HIGHEST_RUNG}"


class Problem(NamedTuple):
    """Something wrong with an item of an activity, and what was expected instead."""

    item: str
    expected: str


class BadActivity(ValueError):
    """An activity could not be read; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.item}: {p.expected}" for p in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Activity:
    """The facts of one activity. `answers` holds the known ones; `evidence` their strength.

    `claimed` and `intended` are rungs 0 to 8, or None.
    """

    id: str
    answers: Answers
    evidence: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    claimed: int | None = None
    intended: int | None = None

    @property
    def documented(self) -> dict[str, Answer]:
        """The answers that are more than asserted."""
        strength = self.evidence
        if not strength:
            return {}
        return {
            item: answer
            for item, answer in self.answers.items()
            if strength.get(item, ASSERTED) != ASSERTED
        }


def read_activity(questionnaire: Questionnaire, record: object) -> Activity:
    """Read one record of a file in the format of domain.md section 6.

    Raises BadActivity with every problem of the record, each naming its item.
    """
    if not isinstance(record, dict):
        raise BadActivity([Problem("line", "expected an object with id and answers")])
    problems: list[Problem] = []
    if not record.keys() <= ALLOWED:
        expected = f"expected only the keys {', '.join(KEYS)}"
        problems += [Problem(str(key), expected) for key in record if key not in ALLOWED]
    identity = record.get("id")
    if not isinstance(identity, str) or not identity:
        problems.append(Problem("id", "expected a text that is not empty"))
    name = record.get("name")
    if name is not None and not isinstance(name, str):
        problems.append(Problem("name", "expected a text"))
    answers = _read_answers(questionnaire, record.get("answers"), problems)
    evidence = _read_evidence(questionnaire, record.get("evidence"), problems)
    claimed = _read_rung(record, "claimed_rung", problems)
    intended = _read_rung(record, "intended_rung", problems)
    if problems:
        raise BadActivity(problems)
    return Activity(str(identity), answers, evidence, name or "", claimed, intended)


def _read_answers(
    questionnaire: Questionnaire, data: object, problems: list[Problem]
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    if not isinstance(data, dict):
        problems.append(Problem("answers", "expected an object of items and their answers"))
        return answers
    accepted = questionnaire.accepted
    for item_id, value in data.items():
        known: Answer | None
        try:
            known = accepted[item_id][value]
        except (KeyError, TypeError):  # a list cannot be looked up
            known = _read_other(questionnaire, item_id, value, problems)
        if known is not None:
            answers[item_id] = known
    return answers


def _read_other(
    questionnaire: Questionnaire, item_id: str, value: object, problems: list[Problem]
) -> tuple[str, ...] | None:
    """What is not simply one of the accepted answers: several answers, or something wrong."""
    item = questionnaire.coded.get(item_id)
    if item is None:
        problems.append(Problem(str(item_id), "expected an item of the questionnaire"))
    elif item.answer == "many":
        return _read_many(item, value, problems)
    else:
        problems.append(Problem(item_id, _one_of(item)))
    return None


def _one_of(item: Item) -> str:
    return f"expected one of {', '.join(item.option_ids)} or {UNKNOWN}"


def _read_many(item: Item, value: object, problems: list[Problem]) -> tuple[str, ...] | None:
    """The chosen options in the definition's order; None when unknown or not in order."""
    if isinstance(value, list):
        if value == [UNKNOWN]:
            return None
        chosen = tuple([option for option in item.option_ids if option in value])
        if len(chosen) == len(value):
            return chosen
    problems.extend(Problem(item.id, text) for text in _problems_of_many(item, value))
    return None


def _problems_of_many(item: Item, value: object) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        yield f"expected a list of any of {', '.join(item.option_ids)}, or {UNKNOWN}"
        return
    if any(v not in item.rank and v != UNKNOWN for v in value):
        yield f"expected only {', '.join(item.option_ids)}"
    if UNKNOWN in value:
        yield f"expected {UNKNOWN} alone or values, not both"
    if len(set(value)) < len(value):
        yield "expected each value once"


def _read_evidence(
    questionnaire: Questionnaire, data: object, problems: list[Problem]
) -> dict[str, str]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        problems.append(Problem("evidence", "expected an object of items and strengths"))
        return {}
    coded = questionnaire.coded
    evidence = {}
    for item_id, strength in data.items():
        if item_id in coded and strength in EVIDENCE_STRENGTHS:
            evidence[item_id] = strength
        elif item_id not in coded:
            problems.append(Problem(f"evidence.{item_id}", "expected an item of the questionnaire"))
        elif strength is not None:
            expected = f"expected one of {', '.join(EVIDENCE_STRENGTHS)}"
            problems.append(Problem(f"evidence.{item_id}", expected))
    return evidence


def _read_rung(record: Mapping[str, object], key: str, problems: list[Problem]) -> int | None:
    value = record.get(key)
    if value is None or value == UNKNOWN:
        return None
    if type(value) is int and 0 <= value <= HIGHEST_RUNG:
        return value
    problems.append(Problem(key, RUNG_EXPECTED))
    return None
