"""Several raters' answers to the questions on the same activities: how far they agree on each
question and on the placement, where they differ most, and how far each case is spread.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ladder_assess.core.common.agreement import (
    NOMINAL,
    ORDINAL,
    Below,
    RaterAgreement,
    agreed,
    apart,
)
from ladder_assess.core.common.reliability import rated
from ladder_assess.core.placement.activity import HIGHEST_RUNG, INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.answers import Answer, Answers
from ladder_assess.core.questionnaire.questionnaire import Item

MOST_DIFFERENT = 5

Chance = Callable[[], Below]


@dataclass(frozen=True)
class RaterAnswers:
    """What one rater answered about one case: the known answers alone."""

    rater: str
    case: str
    answers: Answers


@dataclass(frozen=True)
class PlacedReading:
    """A reading with where its answers stand; `rungs` is None for a service to one person."""

    reading: RaterAnswers
    rungs: Interval | None
    kind: str

    @property
    def told(self) -> Interval | None:
        """The rungs as a rating; None where the answers leave all of them open. Two readings that
        know nothing would otherwise agree on everything.
        """
        return None if self.rungs and self.rungs.width == HIGHEST_RUNG else self.rungs

    @property
    def low(self) -> int | None:
        """The lowest rung, 0 to 8."""
        return None if self.told is None else self.told.low

    @property
    def high(self) -> int | None:
        """The highest rung, 0 to 8."""
        return None if self.told is None else self.told.high

    @property
    def middle(self) -> int | None:
        """The middle of the rungs, in half rungs from 0 to 16."""
        return None if self.told is None else self.told.low + self.told.high


@dataclass(frozen=True)
class OnItem:
    """One question: how far raters agree on it, how far apart they are (0 to 1) and how many of
    all readings leave it unknown.
    """

    item: str
    agreed: RaterAgreement
    apart: float | None
    unknown: int


@dataclass(frozen=True)
class CaseSpread:
    """One case: who placed it where, from the lowest to the highest rung that any reading leaves
    open, the questions on which raters differ, and those that some answer and others do not know.
    """

    case: str
    readings: tuple[PlacedReading, ...]
    differ: tuple[str, ...]
    known_to_some: tuple[str, ...] = ()

    @property
    def rungs(self) -> Interval | None:
        """From the lowest rung of any reading to the highest; None where none has a ladder."""
        found = [each.rungs for each in self.readings if each.rungs]
        return Interval(min(r.low for r in found), max(r.high for r in found)) if found else None

    @property
    def certain(self) -> tuple[int, ...]:
        """The rungs of the readings that leave no doubt, lowest first."""
        found = (each.rungs for each in self.readings)
        return tuple(sorted(rungs.low for rungs in found if rungs and not rungs.width))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that readings give, each once."""
        return tuple(dict.fromkeys(each.kind for each in self.readings))


@dataclass(frozen=True)
class RatersCompared:
    """What several raters' readings say together. `placement` is about the middle of each
    placement, `low` and `high` about its ends; `unplaced` readings leave every rung open and are
    no rating of it.
    """

    raters: tuple[str, ...]
    readings: int
    unplaced: int
    placement: RaterAgreement
    low: RaterAgreement
    high: RaterAgreement
    kind: RaterAgreement
    items: tuple[OnItem, ...]
    cases: tuple[CaseSpread, ...]

    @property
    def paired(self) -> bool:
        """Did two raters or more read any of the cases?"""
        return any(len(case.readings) > 1 for case in self.cases)

    @cached_property
    def most_different(self) -> tuple[OnItem, ...]:
        """The questions on which raters are furthest apart, at most five, the furthest first."""
        found = [item for item in self.items if item.apart]
        return tuple(sorted(found, key=lambda item: -(item.apart or 0))[:MOST_DIFFERENT])


def compare_raters(
    assessor: Assessor, readings: Iterable[RaterAnswers], chance: Chance
) -> RatersCompared:
    """Set readings side by side, in the order in which cases and raters first come.

    `chance` gives for each figure anew what draws the cases of its bootstrap.
    """
    placed = [_placed(assessor, reading) for reading in readings]
    by_case: dict[str, list[PlacedReading]] = {}
    for each in placed:
        by_case.setdefault(each.reading.case, []).append(each)
    cases = list(by_case.values())
    coded = assessor.questionnaire.coded
    kinds = list(assessor.questionnaire.typology.kinds)
    places = {kind.id: place for place, kind in enumerate(kinds)}
    return RatersCompared(
        raters=tuple(dict.fromkeys(each.reading.rater for each in placed)),
        readings=len(placed),
        unplaced=sum(1 for each in placed if each.rungs and not each.told),
        placement=_agreed(cases, lambda each: each.middle, ORDINAL, chance),
        low=_agreed(cases, lambda each: each.low, ORDINAL, chance),
        high=_agreed(cases, lambda each: each.high, ORDINAL, chance),
        kind=_agreed(cases, lambda each: places.get(each.kind), NOMINAL, chance),
        items=tuple(_on_item(item, cases, chance) for item in coded.values()),
        cases=tuple(_spread(case, coded) for case in cases),
    )


def _placed(assessor: Assessor, reading: RaterAnswers) -> PlacedReading:
    bits = assessor.reader.read(reading.answers)
    alone = reading.answers.get("level") == INDIVIDUAL
    rungs = None if alone else assessor.placer.place_read(bits).interval
    return PlacedReading(reading, rungs, assessor.typologist.kind_read(bits))


def _agreed(
    cases: Sequence[Sequence[PlacedReading]],
    rank: Callable[[PlacedReading], int | None],
    metric: str,
    chance: Chance,
) -> RaterAgreement:
    ranks = [[found for each in case if (found := rank(each)) is not None] for case in cases]
    return agreed(list(map(rated, ranks)), metric, chance())


def _on_item(item: Item, cases: Sequence[Sequence[PlacedReading]], chance: Chance) -> OnItem:
    """An item that takes several answers is compared as a whole: alike or not."""
    metric = ORDINAL if item.ordered else NOMINAL
    given = [[e.reading.answers.get(item.id) for e in case] for case in cases]
    ranks = [rated([_rank(item, a) for a in answers if a is not None]) for answers in given]
    widest = len(item.options) - 1
    found = [far for each in ranks if (far := apart(each, widest, metric)) is not None]
    return OnItem(
        item.id,
        agreed(ranks, metric, chance()),
        sum(found) / len(found) if found else None,
        sum(answer is None for answers in given for answer in answers),
    )


def _rank(item: Item, answer: Answer) -> int:
    """A number for an answer: its place, or a bit for each of several."""
    if isinstance(answer, str):
        return item.rank[answer]
    return sum(1 << item.rank[option] for option in answer)


def _spread(case: Sequence[PlacedReading], items: Mapping[str, Item]) -> CaseSpread:
    given = {item: [e.reading.answers.get(item) for e in case] for item in items}
    differ = (item for item, answers in given.items() if len({*answers} - {None}) > 1)
    some = (item for item, answers in given.items() if None in answers and {*answers} != {None})
    return CaseSpread(case[0].reading.case, tuple(case), tuple(differ), tuple(some))
