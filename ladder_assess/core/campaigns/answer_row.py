"""What one respondent answered, as a row that who asks may take out: nothing of who or when."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One row. `number` counts the rows of a file from 1, in an order that tells nothing; `form` is
    the group, empty where all are one; `values` holds what was answered under `version`, don't know
    among it.
    """

    number: int
    form: str
    version: int
    values: Mapping[str, Value]
