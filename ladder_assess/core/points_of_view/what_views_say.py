"""What views say question by question, beside the organisation's own answers: where no answer would
do for all, how many answers a figure rests on, and what an agreed view changed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.points_of_view.views import Comparison, GroupView, Spread
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item


@dataclass(frozen=True)
class ItemViews:
    """What each side says to one question: `own` is empty where the organisation does not know, and
    `said` tells whether it has answered so or was not asked yet; of each group the answers that
    stand for it, by group, and how many answers they rest on.
    """

    item: Item
    own: str
    said: bool
    groups: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, int]


@dataclass(frozen=True)
class AgreedChange:
    """A question that was agreed on otherwise than the organisation answers it; each answer is
    empty where it is not known.
    """

    item: Item
    own: str
    agreed: str


def typical(spread: Spread) -> tuple[str, ...]:
    """The answers that stand for a group and by which it is placed: the one in the middle, or all
    from the lower to the upper of two; where answers have no order, those that most gave.
    """
    if not spread.item.ordered:
        return spread.most_given
    names = spread.item.option_ids
    low, high = (names.index(option) for option in spread.median)
    return names[low : high + 1]


def rests_on(view: GroupView) -> tuple[int, int]:
    """How many answers the placement of a group rests on: to the question that fewest of them
    know, and to the one that most do; 0 and 0 where nothing of it is shown.
    """
    known = [spread.known for spread in view.spreads.values()]
    return (min(known), max(known)) if known else (0, 0)


def where_views_differ(
    comparison: Comparison, own: Mapping[str, Value], items: Iterable[Item]
) -> tuple[ItemViews, ...]:
    """The questions to which no one answer is that of every side, in the order of `items`. One that
    the organisation does not know is among them, where a group does.
    """
    return tuple(each for each in every_view(comparison, own, items) if _apart(each))


def every_view(
    comparison: Comparison, own: Mapping[str, Value], items: Iterable[Item]
) -> tuple[ItemViews, ...]:
    """What is said to each of `items` of which anything of a group is shown, in their order."""
    found = (_views(comparison, own, item) for item in items)
    return tuple(views for views in found if views)


def _views(comparison: Comparison, own: Mapping[str, Value], item: Item) -> ItemViews | None:
    """What is said to an item as it is asked now; None where nothing of any group is shown."""
    spreads = {
        group: view.spreads[item.id]
        for group, view in comparison.groups.items()
        if item.id in view.spreads and view.spreads[item.id].item.option_ids == item.option_ids
    }
    if not spreads:
        return None
    groups = {group: typical(spread) for group, spread in spreads.items()}
    known = {group: spread.known for group, spread in spreads.items()}
    return ItemViews(item, _option(item, own), item.id in own, groups, known)


def _apart(views: ItemViews) -> bool:
    shared = set.intersection(*(set(options) for options in views.groups.values()))
    return views.own not in shared


def agreed_changes(
    agreed: Mapping[str, Value], own: Mapping[str, Value], items: Iterable[Item]
) -> tuple[AgreedChange, ...]:
    """The questions agreed on otherwise than the organisation answers them, in their order."""
    return tuple(change for change in _pairs(agreed, own, items) if change.own != change.agreed)


def _pairs(
    agreed: Mapping[str, Value], own: Mapping[str, Value], items: Iterable[Item]
) -> Iterator[AgreedChange]:
    for item in items:
        yield AgreedChange(item, _option(item, own), _option(item, agreed))


def _option(item: Item, values: Mapping[str, Value]) -> str:
    """The option that was chosen; empty where it is not known, or is none that is asked now."""
    value = values.get(item.id, UNKNOWN)
    return value if isinstance(value, str) and value in item.option_ids else ""
