"""Weighs respondents so that they are mixed as those are of whom they are to tell: raking, by W. E.
Deming and F. F. Stephan (1940). Each margin in turn is made to fit, until all of them do.

Somebody who did not answer a question that is weighed by is left as the other margins have them.
What weighing costs is said by L. Kish (1965): the number of people who, not weighed, would tell as
much, and the design effect, by which it is smaller. Intervals go by that number.

For surveys whose respondents were told that their answers can be read row by row, and for these
alone: it takes how answers of one person go together.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.instruments.comparison import Range, effective_number, wilson
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# Of a question (or FORMS), the share of each answer among those of whom the survey is to tell.
Margins = Mapping[str, Mapping[str, float]]
# What somebody is, by each margin in turn; None where that is not known.
Kind = tuple[str | None, ...]
MOST_ROUNDS, NEAR = 500, 1e-9


class CannotWeigh(Exception):
    """Why margins cannot be met: of a question, the answers that are `missing`, which nobody gave
    although the margin wants some, or which people gave although it wants none. With neither, they
    contradict each other, given who answered.
    """

    def __init__(self, margin: str = "", missing: str = "", unwanted: str = "") -> None:
        super().__init__(margin, missing, unwanted)
        self.margin, self.missing, self.unwanted = margin, missing, unwanted


@dataclass(frozen=True)
class WeightedShare:
    """A share of people who gave an answer, as they answered and weighed, with its 95 % limits."""

    option: str
    plain: float
    weighted: float
    interval: Range


@dataclass(frozen=True)
class Weighted:
    """The answers of `people` to a question, weighed. `effective` is how many people would tell as
    much unweighed, `effect` the design effect, `largest` the largest weight (1 for the mean).
    """

    people: int
    effective: float
    effect: float
    largest: float
    shares: tuple[WeightedShare, ...]


def rake(people: Sequence[Mapping[str, str]], margins: Margins) -> list[float]:
    """A weight for each of some people, with 1 for their mean. Of each margin, those who are known
    have the shares that it wants. Raises CannotWeigh.
    """
    known = [_kind(person, margins) for person in people]
    weights = _rake_kinds(Counter(known), margins)
    return [weights[kind] for kind in known]


def _kind(person: Mapping[str, str], margins: Margins) -> Kind:
    return tuple(person.get(name) for name in margins)


def _rake_kinds(many: Mapping[Kind, int], margins: Margins) -> dict[Kind, float]:
    """A weight for each kind of people, of whom there are so many. Those who are alike weigh alike,
    and of kinds there are few, however many people there are.
    """
    for at, (name, wanted) in enumerate(margins.items()):
        _check(name, wanted, {said for kind in many if (said := kind[at]) is not None})
    weights = _weights_of_kinds(many, margins)
    mean = sum(weights[kind] * count for kind, count in many.items()) / (sum(many.values()) or 1)
    return {kind: weight / mean for kind, weight in weights.items()}


def _weights_of_kinds(many: Mapping[Kind, int], margins: Margins) -> dict[Kind, float]:
    weights = dict.fromkeys(many, 1.0)
    for _ in range(MOST_ROUNDS):
        off = [_fit(weights, many, at, wanted) for at, wanted in enumerate(margins.values())]
        if max(off, default=0) < NEAR:
            return weights
    raise CannotWeigh


def _check(name: str, wanted: Mapping[str, float], given: set[str]) -> None:
    for option, share in wanted.items():
        if share > 0 and option not in given:
            raise CannotWeigh(name, missing=option)
    for option in sorted(given):
        if wanted.get(option, 0) <= 0:
            raise CannotWeigh(name, unwanted=option)


def _fit(
    weights: dict[Kind, float], many: Mapping[Kind, int], at: int, wanted: Mapping[str, float]
) -> float:
    """Make the margin at a place fit; says how far it was off."""
    sums = dict.fromkeys(wanted, 0.0)
    for kind, count in many.items():
        if (said := kind[at]) is not None:
            sums[said] += weights[kind] * count
    known, whole = sum(sums.values()), sum(wanted.values())
    change = {o: wanted[o] / whole * known / sums[o] for o in wanted if sums[o]}
    for kind in many:
        if (said := kind[at]) is not None:
            weights[kind] *= change[said]
    return max((abs(factor - 1) for factor in change.values()), default=0)


@dataclass(frozen=True)
class Weigher:
    """What people weigh by what they are, with 1 for the mean of those whom it was made of."""

    instrument: Instrument
    margins: Margins
    weights: Mapping[Kind, float]

    def weight(self, row: AnswerRow) -> float | None:
        """How much a row counts; None of a kind of people that was not there."""
        return self.weights.get(_kind(categories(self.instrument, row, self.margins), self.margins))


def weigher(instrument: Instrument, rows: Iterable[AnswerRow], margins: Margins) -> Weigher:
    """What people of some rows weigh, however many rows there are. Raises CannotWeigh."""
    many = Counter(_kind(categories(instrument, row, margins), margins) for row in rows)
    return Weigher(instrument, margins, _rake_kinds(many, margins))


def weights_of(instrument: Instrument, rows: Iterable[AnswerRow], margins: Margins) -> list[float]:
    """A weight for each row, with 1 for their mean. Raises CannotWeigh."""
    return rake([categories(instrument, row, margins) for row in rows], margins)


def weigh(
    instrument: Instrument, rows: Iterable[AnswerRow], item: InstrumentItem, margins: Margins
) -> Weighted | None:
    """The answers to an item, weighed by margins; None where fewer than five answered it. All who
    answered anything are weighed, so that weights are alike for every question. Raises CannotWeigh.
    """
    answers = list(rows)
    weights = weights_of(instrument, answers, margins)
    told = [
        (weight, (said,) if isinstance(said, str) else said)
        for weight, row in zip(weights, answers, strict=True)
        if (said := row.values.get(item.id, UNKNOWN)) != UNKNOWN and item.offers(said)
    ]
    if len(told) < FEWEST_ANSWERS:
        return None
    own = [weight for weight, _ in told]
    effective = effective_number(own)
    return Weighted(
        people=len(told),
        effective=effective,
        effect=len(told) / effective,
        largest=max(weights),
        shares=tuple(_share(option, told, effective) for option in item.option_ids),
    )


def _share(
    option: str, told: Sequence[tuple[float, tuple[str, ...]]], effective: float
) -> WeightedShare:
    plain = sum(option in said for _, said in told) / len(told)
    weight = sum(weight for weight, said in told if option in said)
    weighted = min(1.0, weight / sum(weight for weight, _ in told))
    return WeightedShare(option, plain, weighted, wilson(weighted, effective))


def categories(instrument: Instrument, row: AnswerRow, margins: Margins) -> dict[str, str]:
    """What of somebody the margins are about, as far as it is known."""
    found = {}
    for name in margins:
        said = row.form if name == FORMS else row.values.get(name, UNKNOWN)
        own = instrument.items.get(name)
        offered = instrument.form_ids if name == FORMS else own.option_ids if own else ()
        if isinstance(said, str) and said in offered:
            found[name] = said
    return found
