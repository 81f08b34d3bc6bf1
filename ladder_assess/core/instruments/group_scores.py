"""What a group of respondents comes to in a wave, and what of it may be shown.

The rule stands in method/benchmarks.md.

Responses count in full batches of five (core.views). Within them some leave questions out, so a
figure of its own may grow by fewer than five people from one batch to the next. Therefore each
figure takes known answers in batch by batch, and shows them only once five more have come: two
looks at the same figure, however far apart, differ by nobody or by five people at least. Groups
and waves are never added up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor
from statistics import fmean

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.instruments.comparison import Difference, Share, compare
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem, Published
from ladder_assess.core.instruments.scoring import Scorer, Scores
from ladder_assess.core.instruments.wave import response
from ladder_assess.core.points_of_view.in_fives import in_fives
from ladder_assess.core.points_of_view.views import FEWEST_ANSWERS, GivenPage, published
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN


@dataclass(frozen=True)
class GroupScore:
    """The mean score of `people` on a dimension, a whole number from 0 to 100."""

    score: int
    people: int


@dataclass(frozen=True)
class Told:
    """How many of `people` gave each option of an item; where several could be chosen, the counts
    add up to more.
    """

    item: InstrumentItem
    counts: tuple[int, ...]
    people: int


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
    instrument: Instrument, scorer: Scorer, form: str, given: Iterable[GivenPage], *, short: bool
) -> GroupResult | None:
    """What a group comes to; None while fewer than five of it have answered."""
    shown = published(page for page in given if page.group == form)
    if not shown:
        return None
    batches = [list(own) for _, own in groupby(sorted(shown, key=_batch), key=_batch)]
    scores = [
        [scorer.score(response(instrument, page.values, form, short=short)) for page in batch]
        for batch in batches
    ]
    dimensions = _dimensions(instrument, scores)
    stages = _stages(instrument, dimensions, form, short=short)
    told = {item.id: found for item in instrument.asked(form, short=short)
            if (found := _told(item, batches))}  # fmt: skip
    return GroupResult(
        form=form,
        answered=FEWEST_ANSWERS * (len(shown) // FEWEST_ANSWERS),
        dimensions=dimensions,
        stages=stages,
        weakest=_weakest(instrument, stages),
        told=told,
        then=tuple(_then(instrument, told)),
    )


def whole(value: float) -> int:
    """A figure as it is shown: a whole number, halves upwards."""
    return floor(value + 0.5)


def _batch(page: GivenPage) -> int:
    return page.batch


def _dimensions(
    instrument: Instrument, scores: Sequence[Sequence[Scores]]
) -> dict[str, GroupScore]:
    found = {}
    for dimension in instrument.dimensions:
        each = ([s.dimensions[dimension.id].score for s in batch] for batch in scores)
        shown = in_fives([score for score in batch if score is not None] for batch in each)
        if shown:
            found[dimension.id] = _mean(shown)
    return found


def _mean(scores: Sequence[float]) -> GroupScore:
    return GroupScore(whole(fmean(scores)), len(scores))


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


def _told(item: InstrumentItem, batches: Iterable[Sequence[GivenPage]]) -> Told | None:
    shown = in_fives(
        [page.values[item.id] for page in batch if page.values.get(item.id, UNKNOWN) != UNKNOWN]
        for batch in batches
    )
    if not shown:
        return None
    counts = tuple(sum(_says(value, option) for value in shown) for option in item.option_ids)
    return Told(item, counts, len(shown))


def _says(value: Value, option: str) -> bool:
    return value == option if isinstance(value, str) else option in value


def _then(instrument: Instrument, told: Mapping[str, Told]) -> Iterator[Then]:
    """Each published percentage whose item enough have answered, all compared together."""
    rows = [(row, told[row.item]) for row in instrument.published if row.item in told]
    shares = [(_share(row, found), row.percent, row.qualifier) for row, found in rows]
    for (row, _), difference in zip(rows, compare(shares), strict=True):
        if difference is not None:
            yield Then(row, difference)


def _share(row: Published, found: Told) -> Share:
    """How many gave an answer that stands for the published statement."""
    chosen = zip(found.item.option_ids, found.counts, strict=True)
    return Share(sum(count for option, count in chosen if option in row.counts), found.people)
