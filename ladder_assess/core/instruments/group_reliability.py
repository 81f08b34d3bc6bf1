"""How far the items of each dimension go together in a group of respondents.

As with every figure about respondents (core.group_scores), those who answered all items of a
dimension are taken in batch by batch, and count once five more have come.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ladder_assess.core.common.reliability import Consistency, consistency
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.points_of_view.answers_in_fives import in_fives
from ladder_assess.core.points_of_view.views import GivenPage, published

Row = tuple[int, ...]


def group_consistency(
    instrument: Instrument, form: str, given: Iterable[GivenPage], *, short: bool
) -> dict[str, Consistency]:
    """The figures by dimension, of those that the form asks; reverse-keyed items turned round."""
    shown = published(page for page in given if page.group == form)
    ordered = sorted(shown, key=lambda page: page.batch)
    batches = [list(own) for _, own in groupby(ordered, key=lambda page: page.batch)]
    asked = instrument.scored(form, short=short)
    return {
        dimension: consistency(_columns(items, batches))
        for dimension, items in asked.items()
        if items
    }


def _columns(
    items: Sequence[InstrumentItem], batches: Iterable[Sequence[GivenPage]]
) -> dict[str, list[float | None]]:
    rows = in_fives(
        [row for page in batch if (row := _row(items, page)) is not None] for batch in batches
    )
    return {item.id: [row[place] for row in rows] for place, item in enumerate(items)}


def _row(items: Sequence[InstrumentItem], page: GivenPage) -> Row | None:
    """The points that someone gave to some items; None unless they answered all of them."""
    answers = [page.values.get(item.id) for item in items]
    if any(answer not in item.rank for item, answer in zip(items, answers, strict=True)):
        return None
    return tuple(item.points(str(answer)) for item, answer in zip(items, answers, strict=True))
