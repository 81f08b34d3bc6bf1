"""Several points of view on one activity, side by side, by what may be shown of them (see `fives`).

All that is shown follows from the counts of each question by itself: no page is joined with another
page of the same person, here or where they are kept. A group is placed by the answer in the middle
of each question.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.placement.placement import Interval, Placer
from ladder_assess.core.points_of_view.fives import (
    GivenPage,
    answers_in_chunks,
    count_published,
    series_of,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item, Questionnaire

PROVIDER, POLICYMAKER, SERVICE_USER = "provider", "policymaker", "service_user"
GROUPS = (PROVIDER, POLICYMAKER, SERVICE_USER)
PURPOSE = "purpose"


@dataclass(frozen=True)
class Spread:
    """How a group's answers to an item spread: a count for each option and, last, not known. It is
    `stale` where answers that the item does not offer are among the last.
    """

    item: Item
    group: str
    counts: tuple[int, ...]
    stale: bool = False

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

    @property
    def median(self) -> tuple[str, str]:
        """The known answer in the middle, as the lower and the upper of two where they are even."""
        ranks = [rank for rank, count in enumerate(self.counts[:-1]) for _ in range(count)]
        names = self.item.option_ids
        return names[ranks[(len(ranks) - 1) // 2]], names[ranks[len(ranks) // 2]]

    @property
    def most_given(self) -> tuple[str, ...]:
        """The answers that most gave; several where as many gave each."""
        most = max(self.counts[:-1])
        counted = zip(self.item.option_ids, self.counts, strict=False)
        return tuple(option for option, count in counted if count == most)


@dataclass(frozen=True)
class GroupView:
    """What may be shown of a group. `placement` is where the middle answers to the questions place
    the activity, None where no facts but the purpose are shown; `definition` is the version that
    was answered, whose rules place it, and `otherwise` where others place the same (see by_rules).
    """

    group: str
    answered: int
    placement: Interval | None
    spreads: Mapping[str, Spread]
    definition: str = ""
    otherwise: Interval | None = None


@dataclass(frozen=True)
class Difference:
    """How far apart two groups are on an item: 0 alike, 1 as far as can be."""

    item: Item
    groups: tuple[str, str]
    size: float


@dataclass(frozen=True)
class Comparison:
    """The groups that may be shown, what those who took part say, and where they differ most.
    `others` is what groups answered by another version of the questions than what `groups` shows.
    """

    groups: Mapping[str, GroupView]
    voice: Mapping[str, Spread]
    differences: tuple[Difference, ...]
    others: tuple[GroupView, ...] = ()


class Comparer:
    """Sets points of view on an activity side by side, by one definition and one for voices."""

    def __init__(self, questionnaire: Questionnaire, voice: Questionnaire, placer: Placer) -> None:
        self.questionnaire = questionnaire
        self.voice = voice
        self.placer = placer
        self.voice_pages = {section.id for section in voice.sections}

    def compare(self, pages: Iterable[GivenPage]) -> Comparison:
        """What may be shown of all that was answered about one activity."""
        given = list(pages)
        facts = [page for page in given if page.page not in self.voice_pages]
        said = [p for p in given if p.page in self.voice_pages and p.group == SERVICE_USER]
        facts += [_purpose_alone(page) for page in said]
        shown = count_published(facts)
        groups = {
            group: self._group(group, facts, max(most))
            for group in GROUPS
            if (most := [many for (own, _), many in shown.items() if own == group])
        }
        return Comparison(
            groups=groups,
            voice=dict(_spreads(SERVICE_USER, self.voice.items.values(), said)),
            differences=tuple(differences(groups.values())),
        )

    def _group(self, group: str, facts: Sequence[GivenPage], answered: int) -> GroupView:
        own = [page for page in facts if page.group == group]
        spreads = dict(_spreads(group, self.questionnaire.evidence, own))
        return GroupView(
            group=group,
            answered=answered,
            placement=self.place(spreads),
            spreads=spreads,
            definition=self.questionnaire.stamp,
        )

    def place(self, spreads: Mapping[str, Spread]) -> Interval | None:
        """Where the middle answers stand. A stronger answer never lowers the rung (core.proof), so
        the lower ones of each pair give the lowest, and the upper ones the highest.
        """
        if not set(spreads) - {PURPOSE}:
            return None
        lower = {i: spread.median[0] for i, spread in spreads.items() if spread.item.ordered}
        upper = {i: spread.median[1] for i, spread in spreads.items() if spread.item.ordered}
        others = {i: spread.most_given for i, spread in spreads.items() if not spread.item.ordered}
        ways = [dict(zip(others, way, strict=True)) for way in product(*others.values())]
        return Interval(
            min(self.placer.interval({**way, **lower}).low for way in ways),
            max(self.placer.interval({**way, **upper}).high for way in ways),
        )


def _purpose_alone(page: GivenPage) -> GivenPage:
    """What someone who took part said the purpose was: the one fact among what they were asked."""
    return replace(page, values={PURPOSE: page.values.get(PURPOSE, UNKNOWN)})


def _spreads(
    group: str, items: Iterable[Item], pages: Iterable[GivenPage]
) -> Iterator[tuple[str, Spread]]:
    """The spread of each item of which at least five of the group know the answer."""
    series = [(batches, _asked(batches)) for batches in series_of(pages)]
    for item in items:
        id_, offers = item.id, item.offers
        about = (batches for batches, asked in series if id_ in asked)
        shown = [v for batches in about for v in answers_in_chunks(batches, id_, offers)]
        if shown:
            counts = [shown.count(option) for option in item.option_ids]
            unknown = len(shown) - sum(counts)
            stale = unknown > shown.count(UNKNOWN)
            yield item.id, Spread(item, group, (*counts, unknown), stale)


def _asked(batches: Iterable[Iterable[GivenPage]]) -> frozenset[str]:
    return frozenset(chain.from_iterable({tuple(p.values) for batch in batches for p in batch}))


def differences(groups: Iterable[GroupView]) -> Iterator[Difference]:
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
class AgreedView:
    """What an organisation agreed on. `by` is empty where nobody is named. `decision` says what it
    did with it (core.points_of_view.taking_over), empty while it has done nothing: `decided_on` a
    day, and `taken_at` the revision of the activity that the answers were taken over with.
    """

    values: Mapping[str, Value]
    reasons: str
    agreed_on: str = ""
    by: str = ""
    definition: str = ""
    decision: str = ""
    decided_on: str = ""
    taken_at: int = 0
