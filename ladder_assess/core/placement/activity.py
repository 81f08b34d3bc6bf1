"""One activity as it is handed in, and the check that it can be read (method/files.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ladder_assess.core.questionnaire.answers import Answer, Answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers
from ladder_assess.core.questionnaire.record import BadRecord, Problem

EVIDENCE_STRENGTHS = ("asserted", "documented", "confirmed_by_participants")
ASSERTED = EVIDENCE_STRENGTHS[0]
HIGHEST_RUNG = 8
LEVEL, INDIVIDUAL = "level", "individual"
KEYS = ("id", "name", "answers", "evidence", "claimed_rung", "intended_rung")
# What an export of a register says beside them.
PASSED_OVER = ("about", "list", "remarks", "result")
ALLOWED = frozenset((*KEYS, *PASSED_OVER))
RUNG_EXPECTED = f"expected a whole number from 0 to {HIGHEST_RUNG}"


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
    def says_how_it_works(self) -> bool:
        """Is any fact known but for whom it is?"""
        return any(item != LEVEL for item in self.answers)

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


def named_rules(record: object) -> str:
    """The version of the questions that an export says a record was answered by; empty where it
    says none.
    """
    listed = record.get("list") if isinstance(record, dict) else None
    named = listed.get("rules") if isinstance(listed, dict) else None
    return named if isinstance(named, str) else ""


def read_activity(
    questionnaire: Questionnaire, record: object, *, beside: tuple[str, ...] = ()
) -> Activity:
    """Read one record of a file in the format of method/files.md. Keys that stand in it `beside`
    those of an activity are for others to read.

    Raises BadRecord with every problem of the record, each naming its item.
    """
    if not isinstance(record, dict):
        raise BadRecord([Problem("line", "expected an object with id and answers")])
    problems: list[Problem] = []
    if not record.keys() <= ALLOWED:
        expected = f"expected only the keys {', '.join((*beside, *KEYS))}"
        unknown = (key for key in record if key not in ALLOWED and key not in beside)
        problems += [Problem(str(key), expected) for key in unknown]
    identity = record.get("id")
    if not isinstance(identity, str) or not identity:
        problems.append(Problem("id", "expected a text that is not empty"))
    name = record.get("name")
    if name is not None and not isinstance(name, str):
        problems.append(Problem("name", "expected a text"))
    given = record.get("answers")
    answers = read_answers(questionnaire.coded, questionnaire.accepted, given, problems)
    evidence = _read_evidence(questionnaire, record.get("evidence"), problems)
    claimed = _read_rung(record, "claimed_rung", problems)
    intended = _read_rung(record, "intended_rung", problems)
    if problems:
        raise BadRecord(problems)
    return Activity(str(identity), answers, evidence, name or "", claimed, intended)


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
