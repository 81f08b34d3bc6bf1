"""Reads what several raters answered about the same activities from a file, and compares them."""

from dataclasses import replace
from random import Random
from typing import BinaryIO, NamedTuple

from ladder_assess.core.common.agreement import Below
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.points_of_view.raters import RaterAnswers, RatersCompared, compare_raters
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.questionnaire.record import BadRecord, Problem, Rejected
from ladder_assess.core.register.identity import id_key
from ladder_assess.storage.common.json_records import Record
from ladder_assess.storage.common.record_files import AS_SEEN, FromWorkbook, of_raters, read_records

RATER = "rater"
# The same readings get the same intervals each time.
SEED = 20260101


class FromFile(NamedTuple):
    """What the readings of a file say together, and the lines that could not be read."""

    compared: RatersCompared
    rejected: tuple[Rejected, ...]


def compare_raters_of_file(
    assessor: Assessor,
    file: BinaryIO,
    ending: str = "",
    form: str = "",
    workbook: FromWorkbook = AS_SEEN,
) -> FromFile:
    """Compare the readings of a file, one a line: `rater`, `id` and the answers. Raters and ids
    are told apart as the ids of a register are.

    Raises BadFile when nothing in it can be read.
    """
    questionnaire = assessor.questionnaire
    readings: dict[tuple[str, str], RaterAnswers] = {}
    rejected: list[Rejected] = []
    layout = of_raters(questionnaire.coded)
    records = read_records(file, layout, ending=ending, form=form, workbook=workbook)
    for line, record in records:
        try:
            if isinstance(record, BadRecord):
                raise record
            reading = _reading(questionnaire, record)
            both = id_key(reading.rater), id_key(reading.case)
            if both in readings:
                expected = f"expected once for each id, and {reading.case} stands above already"
                raise BadRecord([Problem(RATER, expected)])
            readings[both] = replace(reading, rater=both[0], case=both[1])
        except BadRecord as bad:
            rejected.append(Rejected(line, bad.problems))
    return FromFile(compare_raters(assessor, readings.values(), chance), tuple(rejected))


def chance() -> Below:
    """What draws the cases of a bootstrap."""
    return Random(SEED).randrange  # noqa: S311  (nothing is to be kept secret)


def _reading(questionnaire: Questionnaire, record: Record) -> RaterAnswers:
    problems: list[Problem] = []
    rater = record.get(RATER)
    if not isinstance(rater, str) or not id_key(rater):
        problems.append(Problem(RATER, "expected a text that is not empty"))
    try:
        activity = read_activity(questionnaire, record, beside=(RATER,))
    except BadRecord as bad:
        raise BadRecord([*problems, *bad.problems]) from None
    if problems:
        raise BadRecord(problems)
    return RaterAnswers(str(rater), activity.id, activity.answers)
