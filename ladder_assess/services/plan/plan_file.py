"""Makes the plan for a file of activities, with every proposal as an action."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.common.legible import CONTROLS
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.filter import Proposed, by_advice
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.ranking import rank_advised
from ladder_assess.core.questionnaire.record import BadRecord, Problem, Rejected
from ladder_assess.services.common.product import Rules
from ladder_assess.services.placement.assess_activity import assess_file_activity
from ladder_assess.services.placement.place_activities import Tell, place_activities
from ladder_assess.services.plan.write_plan import as_action, proposals_for
from ladder_assess.storage.common.json_records import Records
from ladder_assess.storage.common.record_files import (
    AS_SEEN,
    FromWorkbook,
    of_activities,
    read_records,
)

# What a plan shows of a record besides its answers.
SHOWN = ("id", "name")


class CannotPlan(ValueError):
    """Some records could not be read, so no plan was made; `rejected` says which and why."""

    def __init__(self, rejected: list[Rejected], message: str) -> None:
        super().__init__(message)
        self.rejected = rejected


def plan_file(
    rules: Rules,
    file: BinaryIO,
    ending: str,
    title: str,
    made_on: date,
    workbook: FromWorkbook = AS_SEEN,
    tell: Tell | None = None,
) -> PlanDocument:
    """The plan for every activity of a file, in order; `workbook` is how one is read, and `tell` is
    told of those answered by another version of the questions.

    Raises CannotPlan when any record is wrong or there is none: a plan with gaps would mislead.
    Raises BadFile when nothing can be read.
    """
    layout = of_activities(rules.definitions.questionnaire)
    activities: list[AssessedActivity] = []
    rejected: list[Rejected] = []
    records = read_records(file, layout, ending=ending, workbook=workbook)
    for outcome in place_activities(rules.assessor, _legible(records), tell):
        if isinstance(outcome, Rejected):
            rejected.append(outcome)
        else:
            number = len(activities) + 1
            activities.append(assess_file_activity(rules, outcome.activity, number))
    if rejected:
        raise CannotPlan(rejected, "No plan was made. Mend the lines above and try again.")
    if not activities:
        raise CannotPlan([], "No plan was made: the file has no activities.")
    return PlanDocument(title, made_on, tuple(activities), tuple(_actions(rules, activities)))


def _legible(records: Records) -> Records:
    """Records, those refused whose id or name a document cannot show. Placing takes them: a line of
    JSON can hold any character.
    """
    for line, record in records:
        texts = record if isinstance(record, dict) else {}
        problems = [
            Problem(key, f"expected only characters that can be shown, found {_codes(text)}")
            for key, text in texts.items()
            if key in SHOWN and isinstance(text, str) and CONTROLS.search(text)
        ]
        yield line, BadRecord(problems) if problems else record


def _codes(text: str) -> str:
    return ", ".join(f"U+{ord(found):04X}" for found in dict.fromkeys(CONTROLS.findall(text)))


def _actions(rules: Rules, activities: list[AssessedActivity]) -> Iterator[Action]:
    """Every proposal as an action, the most urgent first; one for all the activities that it is
    proposed for.
    """
    advised = rank_advised(by_advice(Proposed(a, proposals_for(rules, a)) for a in activities))
    for number, each in enumerate(advised, start=1):
        action = as_action(each.each[0][1], each.numbers)
        yield replace(action, id=number, weighed=each.weighed)
