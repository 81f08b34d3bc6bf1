"""Who gave the same answer to every statement: flagged where answers may be read row by row, and
never taken out. Somebody may well mean it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# Of fewer statements nothing can be said.
FEWEST_STATEMENTS = 5


@dataclass(frozen=True)
class Straight:
    """How many of `people` with FEWEST_STATEMENTS answers or more gave one answer throughout."""

    count: int
    people: int


def throughout(instrument: Instrument, values: Mapping[str, Value]) -> bool | None:
    """Did somebody give the same answer to every statement? None where they answered too few."""
    said = [
        values[item.id]
        for item in instrument.items.values()
        if item.of_agreement and values.get(item.id, UNKNOWN) != UNKNOWN
    ]
    return len(set(said)) == 1 if len(said) >= FEWEST_STATEMENTS else None


def straight_lines(instrument: Instrument, rows: Iterable[AnswerRow]) -> dict[str, Straight]:
    """Of each group (its form) of which five or more answered statements enough."""
    people, straight = Counter[str](), Counter[str]()
    for row in rows:
        found = throughout(instrument, row.values)
        people[row.form] += found is not None
        straight[row.form] += found is True
    told = (form for form in people if people[form] >= FEWEST_ANSWERS)
    return {form: Straight(straight[form], people[form]) for form in told}
