"""What would move an activity up, and what its placement rests on (method/ladder.md)."""

from fractions import Fraction
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

from ladder_assess.core.placement.placement import REMEMBERED, Interval, Placer
from ladder_assess.core.questionnaire.answers import Answer, Answers
from ladder_assess.core.questionnaire.conditions import Atom, Bits
from ladder_assess.core.questionnaire.questionnaire import Item

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


class _WayUp(NamedTuple):
    """What meets some gates: the bits to clear and to set, each item with the option proposed."""

    clear: Bits
    set: Bits
    changes: tuple[tuple[str, str], ...]


def climb(placer: Placer, answers: Answers, bits: Bits | None = None) -> Climb | None:
    """The smallest set of changes that reaches the next rung up; None on the highest rung.

    It starts from every unknown ordered item at its weakest. `bits` are the answers as read, where
    they are at hand.
    """
    start = placer.start(placer.reader.read(answers) if bits is None else bits)
    rung, traps = placer.standing(start)
    target, reads = _next_rung(placer, rung)
    if target is None:
        return None
    up = _way_up(placer, target, start & reads, traps)
    reaches = placer.standing(start & ~up.clear | up.set).rung
    changes = [Change(item, _single(answers.get(item)), option) for item, option in up.changes]
    return Climb(target, reaches, tuple(changes))


@lru_cache(REMEMBERED)
def _next_rung(placer: Placer, rung: int) -> tuple[int | None, Bits]:
    """The next rung that has gates (from off the ladder and from a trap, the first of the chain),
    and the bits that say what is missing there.
    """
    target = next((r.number for r in placer.questionnaire.chain if r.number > rung), None)
    if target is None:
        return None, 0
    certain = placer.reader.atom_bits.certain
    leaving = [certain[atom] for trap in placer.questionnaire.traps for atom in trap.leave]
    return target, reduce(or_, leaving, placer.gates_up_to(target))


@lru_cache(REMEMBERED)
def _way_up(placer: Placer, target: int, start: Bits, traps: tuple[str, ...]) -> _WayUp:
    """What meets every gate up to a rung and leaves the traps that hold."""
    wanted: dict[str, Atom] = {}
    for gate in placer.unmet(start, target):
        _want(placer, wanted, gate.alternatives[0])
    for trap in placer.questionnaire.traps:
        for atom in trap.leave if trap.id in traps else ():
            if not start & placer.reader.atom_bits.certain[atom]:
                _want(placer, wanted, atom)
    items = [(placer.ordered[atom.item], atom.option) for atom in wanted.values()]
    evidence = placer.questionnaire.evidence
    return _WayUp(
        clear=reduce(or_, (item.any for item, _ in items), 0),
        set=reduce(or_, (item.certain[option] for item, option in items), 0),
        changes=tuple((i.id, wanted[i.id].option) for i in evidence if i.id in wanted),
    )


def _want(placer: Placer, wanted: dict[str, Atom], atom: Atom) -> None:
    """Where two gates ask for the same item, the stronger option stands alone."""
    rank = placer.questionnaire.coded[atom.item].rank
    other = wanted.get(atom.item)
    if other is None or rank[atom.option] > rank[other.option]:
        wanted[atom.item] = atom


def _single(answer: Answer | None) -> str | None:
    return answer if isinstance(answer, str) else None


def narrowing_widths(placer: Placer, answers: Answers) -> dict[str, Fraction]:
    """For each unknown evidence item, the mean width of the interval over its options, in rungs."""
    bits = placer.reader.read(answers)
    return {
        item.id: _mean_width(placer, bits, item)
        for item in placer.questionnaire.evidence
        if item.id not in answers
    }


def _mean_width(placer: Placer, bits: Bits, item: Item) -> Fraction:
    """`bits` are answers without this one: an option turns what it changes from unknown."""
    turns = placer.reader.items[item.id].turns
    widths = [placer.place_read(bits ^ turns[o]).interval.width for o in item.option_ids]
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
