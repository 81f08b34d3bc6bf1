"""Scores every response of a file, in order, and reports what cannot be scored."""

from collections.abc import Iterator

from ladder_assess.core.instruments.response import ResponseReader
from ladder_assess.core.instruments.scoring import Scorer, Scores
from ladder_assess.core.questionnaire.record import BadRecord, Rejected
from ladder_assess.storage.common.json_records import Records


def score_responses(
    reader: ResponseReader, scorer: Scorer, records: Records
) -> Iterator[Scores | Rejected]:
    """Score records one at a time, in input order; a bad one gives a Rejected in its place."""
    for line, record in records:
        try:
            if isinstance(record, BadRecord):
                raise record
            yield scorer.score(reader.read(record))
        except BadRecord as bad:
            yield Rejected(line, bad.problems)
