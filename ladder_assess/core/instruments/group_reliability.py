"""How far the items of each dimension go together in a group of respondents.

These are the only figures about how one person's answers go together (see core.group_scores).
Beside the counts of each item, two looks at them told in 90 of 100 cases whether, of five who had
come between, the one who disagreed with one item was the one who disagreed with another; and where
one of thirty answered an item otherwise than all others, its item-rest correlation is that person's
sum of the other answers. So people are taken in thirty at a time, and nothing is told of a
dimension of which an item was answered otherwise than by most by fewer than five.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ladder_assess.core.common.reliability import (
    FEWEST_RESPONDENTS,
    Consistency,
    consistency,
    hidden,
)
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, GivenPage, in_fives, published

Row = tuple[int, ...]
TOO_ALIKE = "almost everyone gave the same answer to a question"


def group_consistency(
    instrument: Instrument, form: str, given: Iterable[GivenPage], *, short: bool
) -> dict[str, Consistency]:
    """The figures by dimension, of those that the form asks; reverse-keyed items turned round."""
    shown = published(page for page in given if page.group == form)
    ordered = sorted(shown, key=_batch)
    batches = [list(own) for _, own in groupby(ordered, key=_batch)]
    asked = instrument.scored(form, short=short)
    return {
        dimension: _told(_columns(items, batches)) for dimension, items in asked.items() if items
    }


def _batch(page: GivenPage) -> tuple[int, str]:
    return page.batch, page.series


def _told(columns: Mapping[str, Sequence[float | None]]) -> Consistency:
    """The figures, unless an item sets a few people apart."""
    apart = (len(each) - max(Counter(each).values(), default=0) for each in columns.values())
    if any(0 < few < FEWEST_ANSWERS for few in apart):
        return hidden(columns, TOO_ALIKE)
    return consistency(columns)


def _columns(
    items: Sequence[InstrumentItem], batches: Iterable[Sequence[GivenPage]]
) -> dict[str, list[float | None]]:
    rows = in_fives(
        ([row for page in batch if (row := _row(items, page)) is not None] for batch in batches),
        FEWEST_RESPONDENTS,
    )
    return {item.id: [row[place] for row in rows] for place, item in enumerate(items)}


def _row(items: Sequence[InstrumentItem], page: GivenPage) -> Row | None:
    """The points that someone gave to some items; None unless they answered all of them."""
    answers = [page.values.get(item.id) for item in items]
    if any(answer not in item.rank for item, answer in zip(items, answers, strict=True)):
        return None
    return tuple(item.points(str(answer)) for item, answer in zip(items, answers, strict=True))
