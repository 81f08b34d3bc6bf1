"""Says how far the items of a table of scores go together."""

from collections.abc import Collection
from typing import BinaryIO

from ladder_assess.core.common.reliability import Consistency, consistency
from ladder_assess.core.questionnaire.record import Problem, Rejected
from ladder_assess.storage.instruments.score_tables import BadTable, Columns, read_scores


def check_reliability(file: BinaryIO, reverse: Collection[str] = ()) -> Consistency:
    """The figures for a CSV, one column an item; those in `reverse` are turned round.

    Raises BadTable for a table that cannot be read or has no column that is to be turned round.
    """
    columns = read_scores(file)
    missing = [name for name in dict.fromkeys(reverse) if name not in columns]
    if missing:
        expected = "expected a column with this name, because --reverse names it"
        raise BadTable([Rejected(1, [Problem(name, expected) for name in missing])])
    return consistency({**columns, **{name: _turned(columns, name) for name in reverse}})


def _turned(columns: Columns, name: str) -> list[float | None]:
    # Whatever the ends of the scale, answers turned round vary together in the same way.
    return [None if score is None else -score for score in columns[name]]
