"""The practice library: published cases, placed by the same rules as everything else."""

from collections.abc import Iterator
from dataclasses import dataclass

from ladder_assess.core.activity import read_activity
from ladder_assess.core.assessment import Assessment
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.core.practice import WorkedCase
from ladder_assess.services.assess_activity import assess_file_activity
from ladder_assess.services.product import Rules


@dataclass(frozen=True)
class PracticeCase:
    """A published case with what the rules say of it."""

    case: WorkedCase
    assessment: Assessment

    def stands_at(self, rung: int) -> bool:
        """Does it certainly stand on this rung?"""
        placement = self.assessment.placement
        return placement.low == placement.high == rung

    def may_stand_at(self, rung: int) -> bool:
        """May it stand on this rung, as far as its source says?"""
        placement = self.assessment.placement
        return placement.low <= rung <= placement.high and not self.stands_at(rung)


@dataclass(frozen=True)
class CasesAtRung:
    """Where to see a rung in practice: cases that stand on it, and cases that may."""

    rung: int
    standing: tuple[PracticeCase, ...]
    possibly: tuple[PracticeCase, ...]


def practice_cases(rules: Rules) -> Iterator[PracticeCase]:
    """Every published case, in the order of the file."""
    questionnaire = rules.definitions.questionnaire
    for case in rules.definitions.cases:
        activity = read_activity(questionnaire, case.record)
        yield PracticeCase(case, rules.assessor.assess(activity))


def explain_case(rules: Rules, case_id: str) -> tuple[WorkedCase, AssessedActivity] | None:
    """One published case with its assessment and reasons; None when there is none with this id."""
    for number, case in enumerate(rules.definitions.cases, start=1):
        if case.id == case_id:
            activity = read_activity(rules.definitions.questionnaire, case.record)
            return case, assess_file_activity(rules, activity, number)
    return None


def cases_at(rules: Rules, rung: int) -> CasesAtRung:
    """The published cases at a rung, those that stand on it and those that may."""
    cases = tuple(practice_cases(rules))
    return CasesAtRung(
        rung,
        tuple(c for c in cases if c.stands_at(rung)),
        tuple(c for c in cases if c.may_stand_at(rung)),
    )
