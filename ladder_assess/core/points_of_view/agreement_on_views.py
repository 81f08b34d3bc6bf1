"""How far people who gave their views on several activities agree on each question, and groups on
the placement. It is worked out from what is published of each activity alone (see `views`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ladder_assess.core.common.agreement import NOMINAL, ORDINAL, Agreed, Below, agreed, apart
from ladder_assess.core.placement.activity import HIGHEST_RUNG
from ladder_assess.core.points_of_view.views import (
    FEWEST_ACTIVITIES,
    FEWEST_ANSWERS,
    Comparison,
    placements,
)
from ladder_assess.core.questionnaire.questionnaire import Item

# Fewer than for a file: a page is waited for.
DRAWS = 300


@dataclass(frozen=True)
class OnViews:
    """One question, or the placement where there is no `item`."""

    item: Item | None
    agreed: Agreed
    apart: float


@dataclass(frozen=True)
class ViewsAgreed:
    """What may be said: the placement where enough activities allow it, and the questions of which
    enough do, those on which people are furthest apart first.
    """

    placement: OnViews | None
    items: tuple[OnViews, ...]


def agreement_on_views(
    comparisons: Sequence[Comparison], items: Iterable[Item], chance: Callable[[], Below]
) -> ViewsAgreed:
    """Agreement over activities, each with what is published of its views; of a question nothing
    below five activities that five people or more answered, of the placement below five that two
    groups or more placed.
    """
    rungs = [placements(each) for each in comparisons]
    found = (_on(item, [_ranks(each, item) for each in comparisons], chance) for item in items)
    told = [each for each in found if each]
    return ViewsAgreed(_on(None, rungs, chance), tuple(sorted(told, key=lambda each: -each.apart)))


def _ranks(comparison: Comparison, item: Item) -> tuple[int, ...]:
    """The published answers to an item by all groups, as ranks."""
    spreads = (g.spreads[item.id] for g in comparison.groups.values() if item.id in g.spreads)
    return tuple(
        rank
        for spread in spreads
        for rank, count in enumerate(spread.counts[:-1])
        for _ in range(count)
    )


def _on(
    item: Item | None, ranks: Sequence[tuple[int, ...]], chance: Callable[[], Below]
) -> OnViews | None:
    fewest = FEWEST_ANSWERS if item else 2
    units = [unit for unit in ranks if len(unit) >= fewest]
    if len(units) < FEWEST_ACTIVITIES:
        return None
    metric = ORDINAL if item is None or item.ordered else NOMINAL
    widest = HIGHEST_RUNG if item is None else len(item.options) - 1
    far = [apart(unit, widest, metric) or 0 for unit in units]
    return OnViews(item, agreed(units, metric, chance(), DRAWS), sum(far) / len(far))
