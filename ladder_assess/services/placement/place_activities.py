"""Places every activity of a file, in order, and reports what cannot be placed."""

from collections.abc import Iterator

from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessment, Assessor
from ladder_assess.core.questionnaire.record import BadRecord, Rejected
from ladder_assess.storage.common.json_records import Records


def place_activities(assessor: Assessor, records: Records) -> Iterator[Assessment | Rejected]:
    """Assess records one at a time, in input order; a bad one gives a Rejected in its place."""
    questionnaire = assessor.questionnaire
    for line, record in records:
        try:
            if isinstance(record, BadRecord):
                raise record
            yield assessor.assess(read_activity(questionnaire, record))
        except BadRecord as bad:
            yield Rejected(line, bad.problems)
