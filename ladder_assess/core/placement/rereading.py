"""Answers that read differently by later questions: they stay as given until somebody looks."""

from ladder_assess.core.questionnaire.answers import Answers, Reader
from ladder_assess.core.questionnaire.clearer import Clearer
from ladder_assess.core.questionnaire.conditions import Way, holds
from ladder_assess.core.questionnaire.questionnaire import Questionnaire


class Rereading:
    """What reads differently in a definition than in the one before it."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        rows = questionnaire.clearer
        conditions = [row.may_matter for row in rows if row.may_matter]
        self._reader = Reader(conditions, questionnaire.coded)
        self._rows = [(row, self._fails(row)) for row in rows]

    def _fails(self, row: Clearer) -> tuple[Way, ...]:
        return self._reader.ways(row.may_matter, fails=True) if row.may_matter else ()

    def of(self, answers: Answers) -> tuple[Clearer, ...]:
        """The known answers that may read differently, in the order of their table: those for
        which it is not certain, whatever else is unknown, that nothing changed.
        """
        bits = self._reader.read(answers)
        return tuple(
            row for row, ways in self._rows if row.item in answers and not holds(bits, ways)
        )
