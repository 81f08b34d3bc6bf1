"""Scores of a response: dimensions from 0 to 100, and the type by its facts.

The rule stands in method/instruments.md.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from ladder_assess.core.instruments.asking import asking
from ladder_assess.core.instruments.instrument import (
    MIXED,
    POINTS,
    Classification,
    Instrument,
    InstrumentItem,
)
from ladder_assess.core.instruments.response import Response
from ladder_assess.core.questionnaire.answers import Answer


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """0 to 100, unrounded; None where fewer than half of the `items` asked were `answered`, or none
    were asked.
    """

    score: float | None
    answered: int
    items: int


@dataclass(frozen=True, slots=True)
class Classified:
    """The id of a type, or mixed; None where what is not known leaves it open. `leaning` where no
    more than leaning to the type is certain.
    """

    type: str | None
    leaning: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """What a response comes to. `dimensions` stand in the order of the definition."""

    id: str
    dimensions: Mapping[str, DimensionScore]
    classification: Classified | None


class _Table(NamedTuple):
    """What one form asks: the place of each item's dimension and the points of its options, how
    many items each dimension has, and all items.
    """

    points: dict[str, tuple[int, dict[Answer, int]]]
    items: tuple[int, ...]
    asked: tuple[InstrumentItem, ...]

    def of(self, asked: Collection[str]) -> tuple[int, ...]:
        """How many items each dimension has among those that somebody is asked."""
        places = Counter(place for item, (place, _) in self.points.items() if item in asked)
        return tuple(places[place] for place in range(len(self.items)))


class Scorer:
    """Scores the responses to one instrument."""

    def __init__(self, instrument: Instrument) -> None:
        self._asking = asking(instrument) if instrument.skips else None
        self._dimensions = tuple(dimension.id for dimension in instrument.dimensions)
        self._tables = {
            (form, short): _table(instrument, form, short)
            for form in ("", *instrument.form_ids)
            for short in (False, True)
        }
        self._classifier = (
            Classifier(instrument, instrument.classification) if instrument.classification else None
        )

    def score(self, response: Response) -> Scores:
        """The scores of a response. Answers to items that its form does not ask, or that are not in
        the short form where that was used, or that are not asked of who answers so, do not count.
        """
        table, answers = self._tables[response.form, response.short], response.answers
        each = table.items
        if self._asking is not None:
            asked = {item.id for item in self._asking.asked(table.asked, answers)}
            answers = {item: answer for item, answer in answers.items() if item in asked}
            each = table.of(asked)
        totals = [0] * len(self._dimensions)
        answered = totals.copy()
        for item, answer in answers.items():
            found = table.points.get(item)
            if found is not None:
                place, points = found
                totals[place] += points[answer]
                answered[place] += 1
        dimensions = {
            dimension: dimension_score(total, count, items)
            for dimension, total, count, items in zip(
                self._dimensions, totals, answered, each, strict=True
            )
        }
        classified = self._classifier.classify(answers) if self._classifier else None
        return Scores(response.id, dimensions, classified)


@cache
def dimension_score(total: int, answered: int, items: int) -> DimensionScore:
    """100 × (mean − 1) / 4 for `answered` of `items`, which have `total` points (1 to 5 each).

    There are few such triples and many responses, so each is worked out once.
    """
    score = None
    if answered and 2 * answered >= items:
        score = 100 * (total - answered) / ((POINTS - 1) * answered)
    return DimensionScore(score, answered, items)


def _table(instrument: Instrument, form: str, short: bool) -> _Table:
    asked = instrument.scored(form, short=short)
    points: dict[str, tuple[int, dict[Answer, int]]] = {
        item.id: (place, {option: item.points(option) for option in item.option_ids})
        for place, items in enumerate(asked.values())
        for item in items
    }
    every = tuple(instrument.asked(form, short=short))
    return _Table(points, tuple(map(len, asked.values())), every)


class Classifier:
    """Finds the type that facts give: all of them make the type, all but one lean to it where they
    lean to no other, and anything else is mixed.
    """

    def __init__(self, instrument: Instrument, classification: Classification) -> None:
        self._items = classification.items
        self._options = [instrument.items[item].option_ids for item in self._items]
        self._types = [
            (kind.id, tuple(kind.facts[item] for item in self._items))
            for kind in classification.types
        ]
        self._known: dict[tuple[Answer | None, ...], Classified] = {}

    def classify(self, answers: Mapping[str, Answer]) -> Classified:
        """The type by the facts among some answers. What is not known may be any option."""
        facts = tuple(answers.get(item) for item in self._items)
        found = self._known.get(facts)
        if found is None:
            found = self._known[facts] = self._decide(facts)
        return found

    def _decide(self, facts: tuple[Answer | None, ...]) -> Classified:
        open_to = (
            options if fact is None else (fact,)
            for fact, options in zip(facts, self._options, strict=True)
        )
        found = {self._of(complete) for complete in product(*open_to)}
        types = {kind for kind, _ in found}
        if len(types) > 1:
            return Classified(None)
        return Classified(types.pop(), any(leaning for _, leaning in found))

    def _of(self, facts: tuple[Answer, ...]) -> tuple[str, bool]:
        matches = {kind: sum(_same(facts, wanted)) for kind, wanted in self._types}
        most = max(matches.values())
        best = [kind for kind, count in matches.items() if count == most]
        if most < len(facts) - 1 or len(best) > 1:
            return MIXED, False
        return best[0], most < len(facts)


def _same(facts: tuple[Answer, ...], wanted: tuple[str, ...]) -> Iterator[bool]:
    return (fact == option for fact, option in zip(facts, wanted, strict=True))
