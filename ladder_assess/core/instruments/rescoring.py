"""A change between two rounds whose questionnaires differ: how much is the rule, how much practice.

The older answers are scored twice, as they were and by the newer rules. What lies
between those two is the rule's doing; what lies between the second and the newer score is practice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.instruments.wave import response


@dataclass(frozen=True)
class Answered:
    """What an organisation answered in a round, and whether to the short form."""

    values: Mapping[str, Value]
    short: bool = False


@dataclass(frozen=True)
class SplitChange:
    """A dimension's score then, the same answers by the newer rules, and the score now; each from
    0 to 100. The parts add up to the whole change.
    """

    then: float
    rescored: float
    now: float

    @property
    def rule(self) -> float:
        """What the newer rules change in the score of the same answers."""
        return self.rescored - self.then

    @property
    def practice(self) -> float:
        """What changed between the answers, both scored by the newer rules."""
        return self.now - self.rescored


def split_change(
    older: Instrument, newer: Instrument, before: Answered, after: Answered
) -> dict[str, SplitChange]:
    """The change of each dimension from `before`, answered under `older`, to `after`.

    A dimension that one of the three scores lacks is left out: nothing can be said of its parts.
    """
    then, rescored = _scores(older, before), _scores(newer, before)
    now = _scores(newer, after)
    return {
        dimension: SplitChange(then[dimension], rescored[dimension], score)
        for dimension, score in now.items()
        if dimension in then and dimension in rescored
    }


def _scores(instrument: Instrument, answered: Answered) -> dict[str, float]:
    given = response(instrument, answered.values, short=answered.short)
    found = Scorer(instrument).score(given).dimensions
    return {key: of.score for key, of in found.items() if of.score is not None}
