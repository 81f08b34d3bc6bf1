"""The practice library: published cases, common forms and vignettes, placed by the same rules as
all else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.arrangement import Arrangement
from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.activities.practice import WorkedCase
from ladder_assess.core.activities.vignettes import Vignette
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.services.common.product import Rules
from ladder_assess.services.placement.assess_activity import assess_file_activity


@dataclass(frozen=True)
class PlacedEntry:
    """Something of the library with what the rules say of it."""

    assessment: Assessment

    def stands_at(self, rung: int) -> bool:
        """Does it certainly stand on this rung?"""
        placement = self.assessment.placement
        return placement.low == placement.high == rung

    def may_stand_at(self, rung: int) -> bool:
        """May it stand on this rung, as far as is known?"""
        placement = self.assessment.placement
        return placement.low <= rung <= placement.high and not self.stands_at(rung)


@dataclass(frozen=True)
class PracticeCase(PlacedEntry):
    """A published case."""

    case: WorkedCase


@dataclass(frozen=True)
class CommonForm(PlacedEntry):
    """A common form with its usual answers: not a case."""

    arrangement: Arrangement


@dataclass(frozen=True)
class CasesAtRung:
    """Where to see a rung in practice: cases that stand on it, cases that may, and common forms
    that stand on it by their usual answers or may.
    """

    rung: int
    standing: tuple[PracticeCase, ...]
    possibly: tuple[PracticeCase, ...]
    forms_standing: tuple[CommonForm, ...]
    forms_possibly: tuple[CommonForm, ...]


def practice_cases(rules: Rules) -> Iterator[PracticeCase]:
    """Every published case, in the order of the file."""
    questionnaire = rules.definitions.questionnaire
    for case in rules.definitions.cases:
        activity = read_activity(questionnaire, case.record)
        yield PracticeCase(rules.assessor.assess(activity), case)


def common_forms(rules: Rules) -> Iterator[CommonForm]:
    """Every common form, in the order of the file."""
    for arrangement in rules.definitions.arrangements.values():
        activity = read_activity(rules.definitions.questionnaire, arrangement.record)
        yield CommonForm(rules.assessor.assess(activity), arrangement)


def explain_case(rules: Rules, case_id: str) -> tuple[WorkedCase, AssessedActivity] | None:
    """One published case with its assessment and reasons; None when there is none with this id."""
    for number, case in enumerate(rules.definitions.cases, start=1):
        if case.id == case_id:
            activity = read_activity(rules.definitions.questionnaire, case.record)
            return case, assess_file_activity(rules, activity, number)
    return None


def explain_form(rules: Rules, form_id: str) -> tuple[Arrangement, AssessedActivity] | None:
    """One common form with where its usual answers lead and why; None when there is none such."""
    arrangement = rules.definitions.arrangements.get(form_id)
    if arrangement is None:
        return None
    activity = read_activity(rules.definitions.questionnaire, arrangement.record)
    return arrangement, assess_file_activity(rules, activity, 1)


def explain_vignette(
    rules: Rules, vignette_id: str, claimed: int | None
) -> tuple[Vignette, AssessedActivity] | None:
    """One vignette with where its text places it and why; None when there is none such. `claimed`
    is the rung that its reader chose.
    """
    vignette = rules.definitions.vignettes.get(vignette_id)
    if vignette is None:
        return None
    record = {**vignette.record, "claimed_rung": claimed}
    activity = read_activity(rules.definitions.questionnaire, record)
    return vignette, assess_file_activity(rules, activity, 1)


def stories_by_rung(rules: Rules) -> Mapping[int | None, Vignette]:
    """The first vignette on each rung; that of None is about one person's own service."""
    return {each.rung: each for each in reversed(tuple(rules.definitions.vignettes.values()))}


def cases_at(rules: Rules, rung: int) -> CasesAtRung:
    """What the library has at a rung: published cases and common forms that stand on it or may."""
    cases, forms = tuple(practice_cases(rules)), tuple(common_forms(rules))
    return CasesAtRung(
        rung,
        tuple(c for c in cases if c.stands_at(rung)),
        tuple(c for c in cases if c.may_stand_at(rung)),
        tuple(f for f in forms if f.stands_at(rung)),
        tuple(f for f in forms if f.may_stand_at(rung)),
    )
