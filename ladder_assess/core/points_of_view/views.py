"""Several points of view on one activity, side by side, and what of them may be shown.

Answers come in pages. Those of a group to a page are shown five at a time: a batch counts once five
have given it. So no figure is ever about fewer than five, and comparing a figure with an earlier
one, or with another, tells of five at least. Nothing is ever added up over groups.

The same holds when someone takes their answers back. Their batch is one short, so all five go from
the figures at once, and for good: were the place filled again, or the other four moved to another
batch, the figures before and after would differ by one or two people alone. Only a batch that was
never full gives the place to someone else, because no figure ever held it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import median_high, median_low
from typing import TypeVar

from ladder_assess.core.activities.draft import Value
from ladder_assess.core.common.reliability import krippendorff_alpha
from ladder_assess.core.placement.placement import Interval, Placer
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item, Questionnaire

PROVIDER, POLICYMAKER, SERVICE_USER = "provider", "policymaker", "service_user"
GROUPS = (PROVIDER, POLICYMAKER, SERVICE_USER)
# Policy (method/benchmarks.md): these may be raised, never lowered.
FEWEST_ANSWERS = 5
FEWEST_ACTIVITIES = 5
PURPOSE = "purpose"


@dataclass(frozen=True)
class GivenPage:
    """What someone answered on one page. `view` joins the pages of one person, and says no more;
    `batch` counts, for its group and page, in fives.
    """

    view: str
    group: str
    page: str
    batch: int
    values: Mapping[str, Value]


Given = TypeVar("Given", bound=GivenPage)


@dataclass(frozen=True)
class Spread:
    """How a group's answers to an item spread: a count for each option and, last, not known."""

    item: Item
    group: str
    counts: tuple[int, ...]

    @property
    def known(self) -> int:
        """How many answered with one of the options."""
        return sum(self.counts[:-1])

    @property
    def shares(self) -> tuple[float, ...]:
        """Each option's share of the known answers."""
        return tuple(count / self.known for count in self.counts[:-1])

    @property
    def middle(self) -> float:
        """The mean rank of the known answers, 0 for the weakest option and 1 for the strongest."""
        ranks = sum(rank * share for rank, share in enumerate(self.shares))
        return ranks / (len(self.shares) - 1)


@dataclass(frozen=True)
class GroupView:
    """What may be shown of a group. `placement` is None where too few gave facts to place by;
    `rungs` holds the rung of each whose facts leave no doubt.
    """

    group: str
    answered: int
    placement: Interval | None
    rungs: tuple[int, ...]
    spreads: Mapping[str, Spread]


@dataclass(frozen=True)
class Difference:
    """How far apart two groups are on an item: 0 alike, 1 as far as can be."""

    item: Item
    groups: tuple[str, str]
    size: float


@dataclass(frozen=True)
class Comparison:
    """The groups that may be shown, what those who took part say, and where they differ most."""

    groups: Mapping[str, GroupView]
    voice: Mapping[str, Spread]
    differences: tuple[Difference, ...]


def published(pages: Iterable[Given]) -> tuple[Given, ...]:
    """The pages that may be shown: those of full batches."""
    batches: dict[tuple[str, str, int], list[Given]] = {}
    for page in pages:
        batches.setdefault((page.group, page.page, page.batch), []).append(page)
    full = (batch for batch in batches.values() if len(batch) >= FEWEST_ANSWERS)
    return tuple(page for batch in full for page in batch)


class Comparer:
    """Sets points of view on an activity side by side, by one definition and one for voices."""

    def __init__(self, questionnaire: Questionnaire, voice: Questionnaire, placer: Placer) -> None:
        self.questionnaire = questionnaire
        self.voice = voice
        self.placer = placer
        self.voice_pages = {section.id for section in voice.sections}

    def compare(self, pages: Iterable[GivenPage]) -> Comparison:
        """What may be shown of all that was answered about one activity."""
        shown = published(pages)
        facts = [page for page in shown if page.page not in self.voice_pages]
        said = [p for p in shown if p.page in self.voice_pages and p.group == SERVICE_USER]
        facts += [_purpose_alone(page) for page in said]
        groups = {group: self._group(group, facts) for group in _groups_of(facts)}
        return Comparison(
            groups=groups,
            voice=dict(_spreads(SERVICE_USER, self.voice.items.values(), said)),
            differences=tuple(_differences(groups.values())),
        )

    def _group(self, group: str, facts: Sequence[GivenPage]) -> GroupView:
        own = [page for page in facts if page.group == group]
        intervals = [self.placer.interval(answers) for answers in self._answers(own)]
        return GroupView(
            group=group,
            answered=max(Counter(page.page for page in own).values()),
            placement=_middle(intervals),
            rungs=tuple(sorted(i.low for i in intervals if not i.width)),
            spreads=dict(_spreads(group, self.questionnaire.evidence, own)),
        )

    def _answers(self, pages: Sequence[GivenPage]) -> Iterator[dict[str, Answer]]:
        """The facts that each person gave, as far as they know them; purpose alone is too few."""
        placing = {page.view for page in pages if page.page not in self.voice_pages}
        by_view: dict[str, dict[str, Answer]] = {view: {} for view in sorted(placing)}
        for page in pages:
            if page.view in placing:
                known = {k: v for k, v in page.values.items() if v != UNKNOWN}
                by_view[page.view].update(known)
        yield from by_view.values()


def _purpose_alone(page: GivenPage) -> GivenPage:
    """What someone who took part said the purpose was: the one fact among what they were asked."""
    return replace(page, values={PURPOSE: page.values.get(PURPOSE, UNKNOWN)})


def _groups_of(pages: Iterable[GivenPage]) -> list[str]:
    present = {page.group for page in pages}
    return [group for group in GROUPS if group in present]


def _middle(intervals: Sequence[Interval]) -> Interval | None:
    """The median placement of a group, as an interval; None for fewer than five."""
    if len(intervals) < FEWEST_ANSWERS:
        return None
    return Interval(median_low(i.low for i in intervals), median_high(i.high for i in intervals))


def _spreads(
    group: str, items: Iterable[Item], pages: Sequence[GivenPage]
) -> Iterator[tuple[str, Spread]]:
    """The spread of each item of which at least five of the group know the answer."""
    for item in items:
        asked = [page.values.get(item.id, UNKNOWN) for page in pages if item.id in page.values]
        counts = tuple(asked.count(option) for option in (*item.option_ids, UNKNOWN))
        spread = Spread(item, group, counts)
        if spread.known >= FEWEST_ANSWERS:
            yield item.id, spread


def _differences(groups: Iterable[GroupView]) -> Iterator[Difference]:
    """Every item on which two groups differ, with the two that differ most; the widest first."""
    spreads: dict[str, list[Spread]] = {}
    for group in groups:
        for item, spread in group.spreads.items():
            spreads.setdefault(item, []).append(spread)
    found = [
        max(map(_difference, combinations(own, 2)), key=lambda difference: difference.size)
        for own in spreads.values()
        if len(own) > 1
    ]
    yield from sorted((d for d in found if d.size), key=lambda d: -d.size)


def _difference(pair: tuple[Spread, Spread]) -> Difference:
    """On an ordered item the distance of the mean ranks, else the share that answers otherwise."""
    one, other = pair
    if one.item.ordered:
        size = abs(one.middle - other.middle)
    else:
        both = zip(one.shares, other.shares, strict=True)
        size = sum(abs(a - b) for a, b in both) / 2
    return Difference(one.item, (one.group, other.group), size)


@dataclass(frozen=True)
class Agreement:
    """How far people place the same activities alike: alpha, over so many activities."""

    alpha: float
    activities: int


def agreement(comparisons: Iterable[Comparison]) -> Agreement | None:
    """Agreement over several activities, each rated by all whose facts leave no doubt.

    None below five activities that five people or more have placed.
    """
    rated = [
        tuple(rung for group in comparison.groups.values() for rung in group.rungs)
        for comparison in comparisons
    ]
    units = [unit for unit in rated if len(unit) >= FEWEST_ANSWERS]
    alpha = krippendorff_alpha(units) if len(units) >= FEWEST_ACTIVITIES else None
    return None if alpha is None else Agreement(alpha, len(units))


@dataclass(frozen=True)
class AgreedView:
    """What an organisation agreed on. `by` is empty where nobody is named."""

    values: Mapping[str, Value]
    reasons: str
    agreed_on: str = ""
    by: str = ""
    definition: str = ""
