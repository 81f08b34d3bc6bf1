"""Places every activity of a file, in order, and reports what cannot be placed."""

from collections.abc import Callable, Iterator

from ladder_assess.core.placement.activity import Activity, named_rules, read_activity
from ladder_assess.core.placement.assessment import Assessment, Assessor
from ladder_assess.core.placement.rereading import Rereading
from ladder_assess.core.questionnaire.record import BadRecord, Rejected
from ladder_assess.storage.common.json_records import Records

Tell = Callable[[str], None]


def place_activities(
    assessor: Assessor, records: Records, tell: Tell | None = None
) -> Iterator[Assessment | Rejected]:
    """Assess records one at a time, in input order; a bad one gives a Rejected in its place.

    `tell` is told of each that an export says was answered by another version of the questions.
    """
    questionnaire = assessor.questionnaire
    rereading = Rereading(questionnaire)
    for line, record in records:
        try:
            if isinstance(record, BadRecord):
                raise record
            activity = read_activity(questionnaire, record)
        except BadRecord as bad:
            yield Rejected(line, bad.problems)
            continue
        named = named_rules(record)
        if tell and named and named != questionnaire.stamp:
            tell(_remark(line, named, questionnaire.stamp, rereading, activity))
        yield assessor.assess(activity)


def _remark(line: int, named: str, stamp: str, rereading: Rereading, activity: Activity) -> str:
    """That a record was answered by other questions, and which of its answers that matters to."""
    differently = ", ".join(row.item for row in rereading.of(activity.answers)) or "none of them"
    return (
        f"line {line}: answered by {named}, placed by {stamp}; answers that may read differently: "
        f"{differently}. --definition {named} places it as it was answered"
    )
