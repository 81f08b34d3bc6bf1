"""Answers that can hardly both be right (method/ladder.md).

They place nothing: people are asked, and the answers stay as given.
"""

from collections.abc import Mapping

from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.questionnaire.answers import Answer, Answers, Reader
from ladder_assess.core.questionnaire.conditions import AllOf
from ladder_assess.core.questionnaire.questionnaire import Contradiction, Questionnaire


class Contradictions:
    """The pairs of one definition, made ready to read many activities."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        rows = questionnaire.contradictions
        conditions = [AllOf(row.pair) for row in rows]
        self._reader = Reader(conditions, questionnaire.coded)
        self._evidence = {item.id for item in questionnaire.evidence}
        # Each way to make a pair by itself, as all are looked at with each activity.
        self._ways = [
            (mask, value, row)
            for row, condition in zip(rows, conditions, strict=True)
            for mask, value in self._reader.ways(condition)
        ]

    def among(self, answers: Answers) -> tuple[Contradiction, ...]:
        """The pairs that the known answers make, in the order of their table. Of a service to one
        person, which has no ladder, only those that are not about evidence.
        """
        bits = self._reader.read(answers)
        found = dict.fromkeys(row for mask, value, row in self._ways if bits & mask == value)
        if answers.get("level") != INDIVIDUAL:
            return tuple(found)
        return tuple(row for row in found if self._evidence.isdisjoint(row.items))

    def made_by(self, before: Answers, after: Answers) -> tuple[Contradiction, ...]:
        """The pairs that were not there before: what to ask when the second answer is given."""
        already = self.among(before)
        return tuple(row for row in self.among(after) if row not in already)

    def also_changing(self, answers: Answers, steps: Mapping[str, Answer]) -> tuple[str, ...]:
        """The other answers that would have to change with some steps: those that the steps, once
        taken, would contradict and that nothing contradicted before. In the order of their table.
        """
        made = self.made_by(answers, {**answers, **steps})
        others = (item for row in made for item in row.items if item not in steps)
        return tuple(dict.fromkeys(others))
