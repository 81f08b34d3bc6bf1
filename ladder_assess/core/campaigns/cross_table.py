"""Answers to one question set out by the answers to another, with what chance alone may explain.

For surveys whose respondents were told that their answers can be read row by row, and for these
alone: how answers of one person go together is what a table like this tells.

The test is Pearson's chi-squared; of two groups and two answers with Yates's correction for
continuity (1934). There is none where counts are too small for it: W. G. Cochran's rule (1954) asks
that no expected count is below 1 and at most one in five below 5. How strong a difference is, says
Cramér's V (1946), from 0 to 1.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import erfc, exp, pi, sqrt

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.comparison import Share, effective_number
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS

# The groups of people that an instrument has forms for, where they are what a table is set out by.
FORMS = "form"
SMALLEST_EXPECTED, EXPECTED, MOST_SMALL = 1, 5, 0.2


@dataclass(frozen=True)
class Tested:
    """What chance alone may explain: the statistic, its degrees of freedom, the chance of one at
    least as large where groups are alike, and how strong the difference is (0 to 1).
    """

    statistic: float
    freedom: int
    p: float
    strength: float
    corrected: bool


@dataclass(frozen=True)
class CrossTable:
    """Of each group in `groups` that gave five answers or more, how many gave each of `options`:
    `counts` has a row for each group and a column for each option, both in the order in which they
    are asked. `few` are the groups with fewer, of whom nothing is said. `test` is None where counts
    are too small or nothing is left to compare. Where people are weighed, `heavy` is what those of
    each count weigh of `people`, and `weighed` how many of a group would tell as much unweighed.
    """

    options: tuple[str, ...]
    groups: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    people: tuple[int, ...]
    few: tuple[str, ...]
    test: Tested | None
    heavy: tuple[tuple[float, ...], ...] = ()
    weighed: tuple[float, ...] = ()

    def share(self, group: int, option: int) -> Share:
        """The share of a group that gave an option, both by their places."""
        return Share(self.counts[group][option], self.people[group])

    def weighed_share(self, group: int, option: int) -> Share:
        """The same of people who are weighed."""
        return Share(self.heavy[group][option], self.people[group], self.weighed[group])


def choices(instrument: Instrument, *, short: bool) -> list[InstrumentItem]:
    """The questions with one answer: what a table can be set out by."""
    return [item for item in instrument.asked(short=short) if item.answer == "one"]


def cross_table(
    instrument: Instrument,
    rows: Iterable[AnswerRow],
    item: InstrumentItem,
    by: str,
    weights: Iterable[float] | None = None,
) -> CrossTable:
    """The answers to an item by those to another, or by FORMS. Only who answered both counts. Where
    several answers could be chosen, shares add up to more than all, and nothing is tested. With
    `weights`, one for each row, also weighed; the test is that of people who each count once.
    """
    names = instrument.form_ids if by == FORMS else instrument.items[by].option_ids
    counts = {name: Counter[str]() for name in names}
    people = Counter[str]()
    heavy = {name: defaultdict[str, float](float) for name in names}
    own: dict[str, list[float]] = {name: [] for name in names}
    for row, weight in zip(rows, repeat(1.0) if weights is None else weights, strict=False):
        group = row.form if by == FORMS else row.values.get(by)
        said = row.values.get(item.id)
        if isinstance(group, str) and group in counts and said is not None and item.offers(said):
            chosen = (said,) if isinstance(said, str) else said
            people[group] += 1
            counts[group].update(chosen)
            own[group].append(weight)
            for option in chosen:
                heavy[group][option] += weight
    told = tuple(name for name in names if people[name] >= FEWEST_ANSWERS)
    table = tuple(tuple(counts[name][o] for o in item.option_ids) for name in told)
    return CrossTable(
        options=item.option_ids,
        groups=told,
        counts=table,
        people=tuple(people[name] for name in told),
        few=tuple(name for name in names if name not in told),
        test=independence(table) if item.answer == "one" else None,
        heavy=() if weights is None else tuple(_of_people(item, heavy[g], own[g]) for g in told),
        weighed=() if weights is None else tuple(effective_number(own[g]) for g in told),
    )


def _of_people(
    item: InstrumentItem, heavy: Mapping[str, float], weights: Sequence[float]
) -> tuple[float, ...]:
    """What those who gave each option weigh, where all together weigh as many as they are."""
    people, mean = len(weights), sum(weights) / len(weights)
    return tuple(min(float(people), heavy.get(o, 0.0) / mean) for o in item.option_ids)


def independence(counts: Sequence[Sequence[int]]) -> Tested | None:
    """Are answers alike in all groups, as far as can be told? None where the rule above forbids to
    say. Answers that nobody gave are left aside.
    """
    columns = [column for column in zip(*counts, strict=True) if sum(column)]
    rows = [row for row in zip(*columns, strict=True) if sum(row)]
    if len(rows) < 2 or len(columns) < 2:
        return None
    total = sum(map(sum, rows))
    expected = [[sum(row) * sum(column) / total for column in columns] for row in rows]
    flat = [each for row in expected for each in row]
    small = sum(each < EXPECTED for each in flat)
    if min(flat) < SMALLEST_EXPECTED or small > MOST_SMALL * len(flat):
        return None
    corrected = len(rows) == len(columns) == 2
    pairs = [
        (seen, likely)
        for row, own in zip(rows, expected, strict=True)
        for seen, likely in zip(row, own, strict=True)
    ]
    plain = sum((seen - likely) ** 2 / likely for seen, likely in pairs)
    statistic = plain
    if corrected:
        # Never beyond the expected count.
        statistic = sum(max(0.0, abs(s - e) - 0.5) ** 2 / e for s, e in pairs)
    freedom = (len(rows) - 1) * (len(columns) - 1)
    strength = sqrt(plain / (total * (min(len(rows), len(columns)) - 1)))
    return Tested(statistic, freedom, chance(statistic, freedom), min(1.0, strength), corrected)


def chance(statistic: float, freedom: int) -> float:
    """How often a chi-squared statistic with so many degrees of freedom is as large or larger: the
    sums in closed form, for any whole number of these.
    """
    half = statistic / 2
    if freedom % 2 == 0:
        term = total = exp(-half)
        for at in range(1, freedom // 2):
            term *= half / at
            total += term
        return min(1.0, total)
    total = erfc(sqrt(half))
    term = exp(-half) * sqrt(half / pi) * 2
    for at in range(1, (freedom + 1) // 2):
        total += term
        term *= half / (at + 0.5)
    return min(1.0, total)
