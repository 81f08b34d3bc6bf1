"""The topics of a round with the lowest scores, and what is advised about each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.instrument import Dimension, Instrument
from ladder_assess.core.instruments.scoring import Scores
from ladder_assess.core.plan.of_scores import Advice
from ladder_assess.core.plan.plan import Recommendation

MOST_LOWEST = 3


@dataclass(frozen=True)
class LowTopic:
    """A topic with its scores as shown, by group (an organisation's own by the empty id), and what
    is advised where the lowest of them calls for it, the most urgent first.
    """

    dimension: Dimension
    scores: Mapping[str, int]
    advice: tuple[Recommendation, ...]

    @property
    def lowest(self) -> int:
        """The lowest of its scores."""
        return min(self.scores.values())


def lowest_topics(
    instrument: Instrument, own: Scores | None, groups: Mapping[str, GroupResult], advice: Advice
) -> tuple[LowTopic, ...]:
    """At most three, the lowest first; none of what has two poles, of which neither is low."""
    found = []
    for dimension in instrument.dimensions:
        scores = dict(_scores(dimension, own, groups))
        if scores and dimension.poles is None:
            given = advice.get(f"{instrument.id}.{dimension.id}", ())
            low = min(scores.values())
            found.append(LowTopic(dimension, scores, tuple(a for a in given if low < a.below)))
    return tuple(sorted(found, key=lambda topic: topic.lowest)[:MOST_LOWEST])


def _scores(
    dimension: Dimension, own: Scores | None, groups: Mapping[str, GroupResult]
) -> Iterator[tuple[str, int]]:
    score = own.dimensions[dimension.id].score if own else None
    if score is not None:
        yield "", whole(score)
    for form, group in groups.items():
        if dimension.id in group.dimensions:
            yield form, group.dimensions[dimension.id].score
