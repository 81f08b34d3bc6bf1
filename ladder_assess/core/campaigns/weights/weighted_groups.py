"""What groups of a campaign come to, weighed by the margins that are kept with it.

It is told of the same people as unweighed (core.instruments.group_counts): of each question those
who answered it up to the last five. Laid beside each other, the two tell of nobody alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.weights.weighting import Margins, categories, rake
from ladder_assess.core.instruments.comparison import effective_number
from ladder_assess.core.instruments.group_scores import GroupResult, Told, result_of
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# A row that went in with four others, what of it is weighed by, and its weight.
Batch = Sequence[tuple[AnswerRow, Mapping[str, str], float]]


@dataclass(frozen=True)
class WeightedGroups:
    """The groups of a campaign (by form), weighed by `margins`. Of all `people` who are weighed,
    `effective` would tell as much unweighed; `largest` is the largest weight (1 for the mean).
    """

    margins: Margins
    groups: Mapping[str, GroupResult]
    people: int
    effective: float
    largest: float

    @property
    def effect(self) -> float:
        """The design effect of all."""
        return self.people / self.effective


@dataclass
class _Sum:
    """Those who gave an answer to a question: how many gave each option and how much they weigh,
    how much each weighs, and how many gave each answer that is weighed by.
    """

    counts: Counter[str] = field(default_factory=Counter)
    options: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    weights: list[float] = field(default_factory=list)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, chosen: Iterable[str], kind: Mapping[str, str], weight: float) -> None:
        """One more of them."""
        for option in chosen:
            self.counts[option] += 1
            self.options[option] += weight
        self.weights.append(weight)
        self.kinds.update(kind.items())

    def take(self, other: "_Sum") -> None:
        """Those of another one too."""
        for option, weight in other.options.items():
            self.options[option] += weight
        self.counts += other.counts
        self.weights += other.weights
        self.kinds += other.kinds


def weighted_groups(
    instrument: Instrument, batches: Iterable[Sequence[AnswerRow]], margins: Margins, *, short: bool
) -> WeightedGroups | None:
    """All groups, weighed together; None while nobody has answered. Each batch is of one group.
    Raises CannotWeigh.
    """
    fives = [batch for batch in batches if len(batch) >= FEWEST_ANSWERS]
    rows = [row for batch in fives for row in batch]
    if not rows:
        return None
    kinds = [categories(instrument, row, margins) for row in rows]
    weights = rake(kinds, margins)
    following = zip(rows, kinds, weights, strict=True)
    weighed = [[next(following) for _ in batch] for batch in fives]
    return WeightedGroups(
        margins,
        dict(_groups(instrument, weighed, short=short)),
        len(rows),
        effective_number(weights),
        max(weights),
    )


def _groups(
    instrument: Instrument, batches: Sequence[Batch], *, short: bool
) -> Iterator[tuple[str, GroupResult]]:
    for form in instrument.form_ids or ("",):
        own = [batch for batch in batches if batch[0][0].form == form]
        if own:
            sums = {i.id: (i, _shown(i, own)) for i in instrument.asked(form, short=short)}
            told = {name: _told(item, of) for name, (item, of) in sums.items() if of.weights}
            for items in instrument.scored(form, short=short).values():
                if any(told.get(item.id, True) is None for item in items):
                    told |= dict.fromkeys((item.id for item in items), None)
            known = {name: found for name, found in told.items() if found is not None}
            answered = sum(map(len, own)) // FEWEST_ANSWERS * FEWEST_ANSWERS
            yield form, result_of(instrument, form, answered, known, short=short)


def _shown(item: InstrumentItem, batches: Iterable[Batch]) -> _Sum:
    """Of whom an item is told: full batches one by one, what has come only once five more have."""
    shown, waits = _Sum(), _Sum()
    for batch in batches:
        for row, kind, weight in batch:
            value = row.values.get(item.id, UNKNOWN)
            if value != UNKNOWN:
                waits.add({value} if isinstance(value, str) else set(value), kind, weight)
        if len(waits.weights) >= FEWEST_ANSWERS:
            shown.take(waits)
            waits = _Sum()
    return shown


def _told(item: InstrumentItem, of: _Sum) -> Told | None:
    """What is told of an item, weighed; None where too few gave an answer that is weighed by."""
    if min(of.kinds.values(), default=0) < FEWEST_ANSWERS:
        return None
    people = len(of.weights)
    scale = people / sum(of.weights)
    return Told(
        item,
        tuple(of.counts[option] for option in item.option_ids),
        people,
        tuple(min(float(people), scale * of.options[option]) for option in item.option_ids),
        effective_number(of.weights),
    )
