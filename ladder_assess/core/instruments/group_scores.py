"""What a group of respondents comes to in a wave, and what of it may be shown.

The rule stands in method/benchmarks.md.

Responses count in full batches of five (core.views). Within them some leave questions out, so a
figure of its own may grow by fewer than five people from one batch to the next. Therefore each
figure takes known answers in batch by batch, and shows them only once five more have come: two
looks at the same figure, however far apart, differ by nobody or by five people at least. Groups
and waves are never added up.

Figures are told beside each other, so none may be about how one person's answers go together: were
a topic the mean of people's scores, it would give away, with the counts of its items, what whoever
left one of them out said to the others. Therefore a topic is the mean of its items' means, and all
that is told of a group follows from the counts of each item by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.comparison import Difference, Share, compare
from ladder_assess.core.instruments.group_counts import KNOWN, GroupCounts
from ladder_assess.core.instruments.instrument import (
    POINTS,
    Instrument,
    InstrumentItem,
    Published,
)
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, GivenPage, published


@dataclass(frozen=True)
class GroupScore:
    """The score of a dimension, a whole number from 0 to 100, and how many `people` at least have
    answered each of its items that count; where they are weighed, how many of these would tell as
    much unweighed.
    """

    score: int
    people: int
    weighed: float | None = None


@dataclass(frozen=True)
class Told:
    """How many of `people` gave each option of an item; where several could be chosen, the counts
    add up to more. Where they are weighed, `heavy` is what of `people` those of each option weigh,
    and `weighed` how many people would tell as much unweighed.
    """

    item: InstrumentItem
    counts: tuple[int, ...]
    people: int
    heavy: tuple[float, ...] = ()
    weighed: float | None = None

    @property
    def numbers(self) -> tuple[float, ...]:
        """What counts of each option: how much they weigh, or else how many they are."""
        return self.heavy or self.counts

    def share(self, place: int) -> Share:
        """The share of those who gave the option at a place."""
        return Share(self.numbers[place], self.people, self.weighed)


@dataclass(frozen=True)
class Then:
    """A percentage that was published, and how what people say today differs from it."""

    published: Published
    difference: Difference

    @property
    def percent(self) -> int:
        """How many in a hundred say so today."""
        return whole(100 * self.difference.share.value)

    @property
    def people(self) -> int:
        """How many people that is a percentage of."""
        return self.difference.share.people


@dataclass(frozen=True)
class GroupResult:
    """What may be shown of a group. `answered` is a multiple of five; a dimension, stage or item
    that too few have answered is missing. `weakest` are the stages of the loop with the lowest
    score, none while one of them is missing or all are alike.
    """

    form: str
    answered: int
    dimensions: Mapping[str, GroupScore]
    stages: Mapping[str, int]
    weakest: tuple[str, ...]
    told: Mapping[str, Told]
    then: tuple[Then, ...]


def group_result(
    instrument: Instrument, form: str, given: Iterable[GivenPage], *, short: bool
) -> GroupResult | None:
    """What a group comes to; None while fewer than five of it have answered."""
    shown = published(page for page in given if page.group == form)
    if not shown:
        return None
    counts = GroupCounts()
    for _, batch in groupby(sorted(shown, key=_batch), key=_batch):
        counts.take_in([page.values for page in batch])
    return counted_result(instrument, form, counts, short=short)


def counted_result(
    instrument: Instrument, form: str, counts: GroupCounts, *, short: bool
) -> GroupResult:
    """The same from what is kept of all that were given: `counts` of five people or more."""
    told = {item.id: found for item in instrument.asked(form, short=short)
            if (found := _told(item, counts))}  # fmt: skip
    answered = FEWEST_ANSWERS * (counts.people // FEWEST_ANSWERS)
    return result_of(instrument, form, answered, told, short=short)


def result_of(
    instrument: Instrument, form: str, answered: int, told: Mapping[str, Told], *, short: bool
) -> GroupResult:
    """All that follows from how many of a group answered, and what is told of each item."""
    dimensions = _dimensions(instrument, told, form, short=short)
    stages = _stages(instrument, dimensions, form, short=short)
    return GroupResult(
        form=form,
        answered=answered,
        dimensions=dimensions,
        stages=stages,
        weakest=_weakest(instrument, stages),
        told=told,
        then=tuple(_then(instrument, told)),
    )


def _batch(page: GivenPage) -> tuple[int, str]:
    return page.batch, page.series


def _dimensions(
    instrument: Instrument, told: Mapping[str, Told], form: str, *, short: bool
) -> dict[str, GroupScore]:
    """The mean of what the items of each dimension come to, where at least half are told."""
    found = {}
    for dimension, items in instrument.scored(form, short=short).items():
        own = [told[item.id] for item in items if item.id in told]
        if own and 2 * len(own) >= len(items):
            points = fmean(_points(each) for each in own)
            score = 100 * (points - 1) / (POINTS - 1)
            fewest = min(own, key=lambda each: (each.people, each.weighed or 0))
            found[dimension] = GroupScore(whole(score), fewest.people, fewest.weighed)
    return found


def _points(told: Told) -> float:
    """The mean of the points (1 to 5) of the answers to an item."""
    counted = zip(told.item.option_ids, told.numbers, strict=True)
    return sum(told.item.points(option) * count for option, count in counted) / told.people


def _stages(
    instrument: Instrument, dimensions: Mapping[str, GroupScore], form: str, *, short: bool
) -> dict[str, int]:
    """The mean of each stage's dimensions, where at least half of those that the form asks have a
    score. It is worked out from what is shown, so it tells nothing more.
    """
    asked = {d for d, items in instrument.scored(form, short=short).items() if items}
    found = {}
    for stage in instrument.loop:
        own = [d.id for d in instrument.dimensions if d.group == stage and d.id in asked]
        scores = [dimensions[d].score for d in own if d in dimensions]
        if scores and 2 * len(scores) >= len(own):
            found[stage] = whole(fmean(scores))
    return found


def _weakest(instrument: Instrument, stages: Mapping[str, int]) -> tuple[str, ...]:
    if len(stages) < len(instrument.loop) or len(set(stages.values())) < 2:
        return ()
    lowest = min(stages.values())
    return tuple(stage for stage, score in stages.items() if score == lowest)


def _told(item: InstrumentItem, counts: GroupCounts) -> Told | None:
    if item.id not in counts.shown:
        return None
    shown = counts.shown[item.id]
    found = Told(item, tuple(shown[option] for option in item.option_ids), shown[KNOWN])
    return found if found.people else None


def _then(instrument: Instrument, told: Mapping[str, Told]) -> Iterator[Then]:
    """Each published percentage whose item enough have answered, all compared together."""
    rows = [(row, told[row.item]) for row in instrument.published if row.item in told]
    shares = [(_share(row, found), row.percent, row.qualifier) for row, found in rows]
    for (row, _), difference in zip(rows, compare(shares), strict=True):
        if difference is not None:
            yield Then(row, difference)


def _share(row: Published, found: Told) -> Share:
    """How many gave an answer that stands for the published statement."""
    chosen = zip(found.item.option_ids, found.numbers, strict=True)
    count = sum(count for option, count in chosen if option in row.counts)
    return Share(min(count, found.people), found.people, found.weighed)
