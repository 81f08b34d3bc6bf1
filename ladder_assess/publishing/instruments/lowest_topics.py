"""The topics of a round with the lowest scores, and what is advised about each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

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


@dataclass(frozen=True)
class Lowest:
    """Of the topics that are `scored`, the `topics` that are lower than all others, at most three,
    the lowest first; and those that come next and are `alike`, of which only some could be named.
    """

    topics: tuple[LowTopic, ...]
    alike: tuple[LowTopic, ...]
    scored: int

    @property
    def stands_out(self) -> LowTopic | None:
        """The single topic that is lower than every other; None where there is none such."""
        alone = len({topic.lowest for topic in self.topics[:2]}) == len(self.topics[:2])
        return self.topics[0] if self.topics and alone else None


def lowest_topics(
    instrument: Instrument, own: Scores | None, groups: Mapping[str, GroupResult], advice: Advice
) -> Lowest:
    """The lowest topics; none of what has two poles, of which neither is low."""
    found = []
    for dimension in instrument.dimensions:
        scores = dict(_scores(dimension, own, groups))
        if scores and dimension.poles is None:
            given = advice.get(f"{instrument.id}.{dimension.id}", ())
            low = min(scores.values())
            found.append(LowTopic(dimension, scores, tuple(a for a in given if low < a.below)))
    return _named(sorted(found, key=lambda topic: topic.lowest))


def _named(found: Sequence[LowTopic]) -> Lowest:
    """Whole sets of equal scores, the lowest first, as far as they are few."""
    topics: tuple[LowTopic, ...] = ()
    for _, equal in groupby(found, key=lambda topic: topic.lowest):
        alike = tuple(equal)
        all_alike = len(alike) == len(found) > 1
        if all_alike or len(topics) + len(alike) > MOST_LOWEST:
            return Lowest(topics, alike if len(topics) < MOST_LOWEST else (), len(found))
        topics += alike
    return Lowest(topics, (), len(found))


def _scores(
    dimension: Dimension, own: Scores | None, groups: Mapping[str, GroupResult]
) -> Iterator[tuple[str, int]]:
    score = own.dimensions[dimension.id].score if own else None
    if score is not None:
        yield "", whole(score)
    for form, group in groups.items():
        if dimension.id in group.dimensions:
            yield form, group.dimensions[dimension.id].score
