"""How far people who gave their views on several activities agree on each question, and groups on
the placement. It is worked out from what is published of each activity alone (see `views`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ladder_assess.core.common.agreement import (
    NOMINAL,
    ORDINAL,
    Below,
    RaterAgreement,
    agreed,
    apart,
    ratings,
)
from ladder_assess.core.common.reliability import Rated, krippendorff_alpha, rated
from ladder_assess.core.placement.activity import HIGHEST_RUNG
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.fives import (
    FEWEST_ANSWERS,
)
from ladder_assess.core.points_of_view.views import Comparison
from ladder_assess.core.questionnaire.questionnaire import Item

# Policy (method/benchmarks.md): it may be raised, never lowered.
FEWEST_ACTIVITIES = 5
# Fewer than for a file: a page is waited for.
DRAWS = 300


@dataclass(frozen=True)
class OnViews:
    """One question, or the placement where there is no `item`."""

    item: Item | None
    agreed: RaterAgreement
    apart: float


@dataclass(frozen=True)
class ViewsAgreed:
    """What may be said: the placement where enough activities allow it, and the questions of which
    enough do, those on which people are furthest apart first.
    """

    placement: OnViews | None
    items: tuple[OnViews, ...]

    @property
    def differ(self) -> tuple[OnViews, ...]:
        """The questions to which somebody answered otherwise than somebody else."""
        return tuple(on for on in self.items if on.apart)

    @property
    def alike(self) -> tuple[OnViews, ...]:
        """The questions that all answered alike, of each activity."""
        return tuple(on for on in self.items if not on.apart)


@dataclass(frozen=True)
class ActivitySpread:
    """One activity: how far apart people are on the mean of its questions (0 to 1), the question
    on which they are furthest apart, None where they answer all alike, how many `answers` of how
    many `questions` that rests on, and the rungs from the lowest of any group to the highest.
    """

    apart: float
    widest: Item | None
    questions: int
    answers: int
    rungs: Interval | None


def activity_spread(comparison: Comparison, items: Iterable[Item]) -> ActivitySpread | None:
    """How far people are apart about one activity, from what is published of it alone; None where
    no question was answered by five.
    """
    given = ((item, _rated(comparison, item)) for item in items)
    asked = [(item, unit) for item, unit in given if ratings(unit) >= FEWEST_ANSWERS]
    if not asked:
        return None
    far = [(_apart(item, unit), item) for item, unit in asked]
    most, widest = max(far, key=lambda each: each[0])
    placed = [group.placement for group in comparison.groups.values() if group.placement]
    return ActivitySpread(
        apart=sum(size for size, _ in far) / len(far),
        widest=widest if most else None,
        questions=len(asked),
        answers=sum(ratings(unit) for _, unit in asked),
        rungs=Interval(min(p.low for p in placed), max(p.high for p in placed)) if placed else None,
    )


def agreement_on_views(
    comparisons: Sequence[Comparison], items: Iterable[Item], chance: Callable[[], Below]
) -> ViewsAgreed:
    """Agreement over activities, each with what is published of its views; of a question nothing
    below five activities that five people or more answered, of the placement below five that two
    groups or more placed.
    """
    rungs = [rated(placements(each)) for each in comparisons]
    found = (_on(item, [_rated(each, item) for each in comparisons], chance) for item in items)
    told = [each for each in found if each]
    return ViewsAgreed(_on(None, rungs, chance), tuple(sorted(told, key=lambda each: -each.apart)))


def _rated(comparison: Comparison, item: Item) -> Rated:
    """How often all groups gave each answer to an item, of what is published."""
    given: Counter[int] = Counter()
    for group in comparison.groups.values():
        if item.id in group.spreads:
            given.update(dict(enumerate(group.spreads[item.id].counts[:-1])))
    return tuple(sorted((+given).items()))


def _on(item: Item | None, rated: Sequence[Rated], chance: Callable[[], Below]) -> OnViews | None:
    fewest = FEWEST_ANSWERS if item else 2
    units = [unit for unit in rated if ratings(unit) >= fewest]
    if len(units) < FEWEST_ACTIVITIES:
        return None
    far = [_apart(item, unit) for unit in units]
    return OnViews(item, agreed(units, _metric(item), chance(), DRAWS), sum(far) / len(far))


def _apart(item: Item | None, unit: Rated) -> float:
    """How far apart the answers of one activity are, from 0 to 1; placements are in half rungs."""
    widest = 2 * HIGHEST_RUNG if item is None else len(item.options) - 1
    return apart(unit, widest, _metric(item)) or 0


def _metric(item: Item | None) -> str:
    return ORDINAL if item is None or item.ordered else NOMINAL


@dataclass(frozen=True)
class Agreement:
    """How far groups place the same activities alike: alpha, over so many activities."""

    alpha: float
    activities: int


def agreement(comparisons: Iterable[Comparison]) -> Agreement | None:
    """Agreement over several activities, each rated by the groups that placed it.

    None below five activities that two groups or more have placed.
    """
    units = [unit for each in comparisons if len(unit := placements(each)) > 1]
    alpha = krippendorff_alpha(units) if len(units) >= FEWEST_ACTIVITIES else None
    return None if alpha is None else Agreement(alpha, len(units))


def placements(comparison: Comparison) -> tuple[int, ...]:
    """Where each group places it, in half rungs from 0 to 16: the middle of the rungs that its
    answers leave open. A group that leaves all of them open has placed nothing.
    """
    found = (group.placement for group in comparison.groups.values())
    return tuple(p.low + p.high for p in found if p and p.width < HIGHEST_RUNG)
