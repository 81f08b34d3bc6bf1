"""What would move an activity up, and what its placement rests on (domain.md 1.3 and 1.4)."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ladder_assess.core.answers import Answer, Answers
from ladder_assess.core.conditions import Atom, Bits
from ladder_assess.core.placement import Ends, Interval, Placer
from ladder_assess.core.questionnaire import Item

MOST_TO_FIND_OUT = 3


class Change(NamedTuple):
    """One step: an item, its option now (None when not known) and the option proposed."""

    item: str
    before: str | None
    after: str


class Climb(NamedTuple):
    """What would move an activity up: the rung aimed at, the rung reached, the changes."""

    target: int
    reaches: int
    changes: tuple[Change, ...]


def climb(placer: Placer, answers: Answers, ends: Ends | None = None) -> Climb | None:
    """The smallest set of changes that reaches the next rung up; None on the highest rung.

    It starts from every unknown ordered item at its weakest. `ends` are those of the answers, where
    they are at hand.
    """
    start = (ends or placer.ends(answers)).weak
    way = _start_of_unordered(placer, answers)
    traps = placer.traps_at(start, placer.chain_rung(start), way)
    target = _next_rung(placer, _rung(placer, start, way))
    if target is None:
        return None
    wanted: dict[str, Atom] = {}
    for gate in placer.unmet(start, target):
        _want(placer, wanted, gate.alternatives[0])
    for trap in traps:
        for atom in trap.leave:
            if not start & placer.reader.atom_bits.bit[atom]:
                _want(placer, wanted, atom)
    after = start
    for atom in wanted.values():
        item = placer.ordered[atom.item]
        after = after & ~item.any | item.by_answer[atom.option]
    return Climb(target, _rung(placer, after, way), _changes(placer, answers, wanted))


def _start_of_unordered(placer: Placer, answers: Answers) -> Bits:
    """Bits of the unordered items, those not known at the option where climbing starts."""
    coded = placer.questionnaire.coded
    bits = 0
    for item in placer.unordered:
        bits |= item.by_answer[answers.get(item.id) or coded[item.id].when_unknown]
    return bits


def _rung(placer: Placer, bits: Bits, way: Bits) -> int:
    chain = placer.chain_rung(bits)
    traps = placer.traps_at(bits, chain, way)
    return traps[0].rung if traps else chain


def _next_rung(placer: Placer, rung: int) -> int | None:
    """The next rung that has gates: from off the ladder and from a trap, the first of the chain."""
    return next((r.number for r in placer.questionnaire.chain if r.number > rung), None)


def _want(placer: Placer, wanted: dict[str, Atom], atom: Atom) -> None:
    """Where two gates ask for the same item, the stronger option stands alone."""
    rank = placer.questionnaire.coded[atom.item].rank
    other = wanted.get(atom.item)
    if other is None or rank[atom.option] > rank[other.option]:
        wanted[atom.item] = atom


def _changes(placer: Placer, answers: Answers, wanted: Mapping[str, Atom]) -> tuple[Change, ...]:
    return tuple(
        Change(item.id, _single(answers.get(item.id)), wanted[item.id].option)
        for item in placer.questionnaire.evidence
        if item.id in wanted
    )


def _single(answer: Answer | None) -> str | None:
    return answer if isinstance(answer, str) else None


def narrowing_widths(placer: Placer, answers: Answers) -> dict[str, Fraction]:
    """For each unknown evidence item, the mean width of the interval over its options, in rungs."""
    return {
        item.id: _mean_width(placer, answers, item)
        for item in placer.questionnaire.evidence
        if item.id not in answers
    }


def _mean_width(placer: Placer, answers: Answers, item: Item) -> Fraction:
    widths = [placer.interval({**answers, item.id: o}).width for o in item.option_ids]
    return Fraction(sum(widths), len(widths))


def narrowing(placer: Placer, answers: Answers) -> tuple[str, ...]:
    """What to find out first: at most three unknown items, the most telling first."""
    width = placer.interval(answers).width
    means = narrowing_widths(placer, answers) if width else {}
    telling = sorted((item for item in means if means[item] < width), key=means.__getitem__)
    return tuple(telling[:MOST_TO_FIND_OUT])


def rests_on(placer: Placer, answers: Answers) -> tuple[str, ...]:
    """The known ordered items for which one step up or down changes either end of the interval."""
    now = placer.interval(answers)
    return tuple(
        item.id
        for item in placer.questionnaire.evidence
        if item.ordered and item.id in answers and _turns(placer, answers, item, now)
    )


def _turns(placer: Placer, answers: Answers, item: Item, now: Interval) -> bool:
    place = item.rank[str(answers[item.id])]
    steps = item.option_ids[max(place - 1, 0) : place + 2]
    return any(placer.interval({**answers, item.id: step}) != now for step in steps)
