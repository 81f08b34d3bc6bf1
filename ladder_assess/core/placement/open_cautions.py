"""Cautions that nothing rules out yet, and the facts that could (method/ladder.md).

That a caution is not raised says nothing while what it looks at was never asked.
"""

from collections.abc import Iterator

from ladder_assess.core.placement.climbing import MOST_TO_FIND_OUT
from ladder_assess.core.questionnaire.answers import Answers, Reader
from ladder_assess.core.questionnaire.conditions import Bits, Way, holds, items_of
from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire

Row = tuple[str, tuple[Way, ...], tuple[Way, ...], tuple[str, ...]]


class OpenCautions:
    """The cautions of one definition, made ready to read many activities.

    `reader` reads the rules of the same definition.
    """

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self._reader = reader
        self._evidence = {item.id: item for item in questionnaire.evidence}
        self._rows = [
            (
                rule.id,
                reader.ways(rule.when),
                reader.ways(rule.when, fails=True),
                items_of([rule.when]),
            )
            for rule in questionnaire.cautions
            if rule.when
        ]

    def among(self, answers: Answers) -> tuple[str, ...]:
        """The cautions that neither hold nor are ruled out by what is known."""
        bits = self._reader.read(answers)
        return tuple(name for name, *_rest in self._open(bits))

    def _open(self, bits: Bits) -> Iterator[Row]:
        for row in self._rows:
            if not holds(bits, row[1]) and not holds(bits, row[2]):
                yield row

    def to_find_out(self, answers: Answers) -> tuple[str, ...]:
        """At most three unknown items of the evidence, those first that alone could rule out most
        of them.
        """
        bits, found = self._reader.read(answers), dict.fromkeys(self._evidence, 0)
        for _id, _raised, ruled_out, items in self._open(bits):
            for name in items:
                item = self._evidence.get(name)
                if item and name not in answers and self._settles(bits, item, ruled_out):
                    found[name] += 1
        telling = sorted((name for name, rules in found.items() if rules), key=lambda n: -found[n])
        return tuple(telling[:MOST_TO_FIND_OUT])

    def _settles(self, bits: Bits, item: Item, ruled_out: tuple[Way, ...]) -> bool:
        """Does some answer to it, besides those that are known, rule a caution out?"""
        turns = self._reader.items[item.id].turns
        return any(holds(bits ^ turns[option], ruled_out) for option in item.option_ids)


def items_of_cautions(questionnaire: Questionnaire) -> set[str]:
    """The evidence that cautions look at."""
    evidence = {item.id for item in questionnaire.evidence}
    return evidence & set(items_of(rule.when for rule in questionnaire.cautions if rule.when))
