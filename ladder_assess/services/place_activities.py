"""Places every activity of a file, in order, and reports what cannot be placed."""

from collections.abc import Iterator
from typing import NamedTuple

from ladder_assess.core.activity import BadActivity, Problem, read_activity
from ladder_assess.core.assessment import Assessment, Assessor
from ladder_assess.storage.activity_files import Records


class Rejected(NamedTuple):
    """A record that was not placed: the line on which it starts and all that is wrong with it."""

    line: int
    problems: list[Problem]


def place_activities(assessor: Assessor, records: Records) -> Iterator[Assessment | Rejected]:
    """Assess records one at a time, in input order; a bad one gives a Rejected in its place."""
    questionnaire = assessor.questionnaire
    for line, record in records:
        try:
            if isinstance(record, BadActivity):
                raise record
            yield assessor.assess(read_activity(questionnaire, record))
        except BadActivity as bad:
            yield Rejected(line, bad.problems)
