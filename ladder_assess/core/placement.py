"""Where an activity stands on the ladder: rungs, traps, intervals, cautions (domain.md 1.2, 1.3).

The code knows gates and traps, not rungs: those are data. Intervals are read off the two ends, all
unknown ordered items at their weakest and at their strongest. That is exact because a stronger
option never lowers the rung nor brings a trap about: `core.proof` proves it for each definition.
"""

from collections.abc import Iterator
from functools import lru_cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from ladder_assess.core.answers import Answers, ItemBits, Reader
from ladder_assess.core.conditions import Bits, Condition, Way, holds, items_of
from ladder_assess.core.questionnaire import Gate, Questionnaire, Rule

CHAIN = "chain"
REMEMBERED = 1024


class Interval(NamedTuple):
    """Lowest and highest rung, 0 to 8; equal when nothing is in doubt."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """Number of rungs between the ends, 0 when they are equal."""
        return self.high - self.low


class Placement(NamedTuple):
    """An activity's place: interval, the certain trap, the possible ones, the chain by itself."""

    low: int
    high: int
    trap: str | None
    possible_traps: tuple[str, ...]
    otherwise: Interval

    @property
    def interval(self) -> Interval:
        """The two ends alone."""
        return Interval(self.low, self.high)


Traps = tuple[Rule, ...]


class Completion(NamedTuple):
    """One way to answer the unordered items: its bits, and the traps it leaves open."""

    bits: Bits
    traps: tuple[tuple[Rule, tuple[Way, ...]], ...]


def placing_conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    """Every condition that places an activity, and those that say how a trap is left."""
    for rung in questionnaire.chain:
        for gate in rung.gates:
            yield from gate.alternatives
    for trap in questionnaire.traps:
        if trap.when:
            yield trap.when
        yield from trap.leave


class Placer:
    """The ladder of one definition, made ready to place many activities.

    `reader` reads the rules of the same definition. Its bits of the ordered items' weakest options
    are those that are certain, of the strongest those that are possible.
    """

    def __init__(self, questionnaire: Questionnaire, reader: Reader) -> None:
        self.questionnaire = questionnaire
        self.reader = reader
        self._read_items()
        self._read_gates()
        self._read_traps()
        self._cautions = tuple(
            (mask, value, rule.id)
            for rule in questionnaire.cautions
            if rule.when
            for mask, value in reader.ways(rule.when)
        )

    def _read_items(self) -> None:
        coded = self.questionnaire.coded
        mentioned = [i for i in items_of(placing_conditions(self.questionnaire)) if i != CHAIN]
        items = [self.reader.items[name] for name in mentioned]
        self.ordered = {item.id: item for item in items if coded[item.id].ordered}
        self.unordered = tuple(item for item in items if not coded[item.id].ordered)
        self.weakest = reduce(or_, (item.any for item in self.ordered.values()), 0)
        self._unordered = reduce(or_, (item.field for item in self.unordered), 0)
        self._ways = lru_cache(REMEMBERED)(self._all_ways)
        self.start_of_unordered = lru_cache(REMEMBERED)(self._start_of_unordered)

    def _read_gates(self) -> None:
        """The gates from the lowest, each with the rung that is reached when it is unmet."""
        certain = self.reader.atom_bits.certain
        self._gates: list[tuple[Bits, int, Gate]] = []
        self.top = 0
        for rung in self.questionnaire.chain:
            for gate in rung.gates:
                self._gates.append((sum({certain[a] for a in gate.alternatives}), self.top, gate))
            self.top = rung.number
        self._at_weakest = tuple((mask, below) for mask, below, _ in self._gates)
        width = self.reader.atom_bits.width
        self._at_strongest = tuple((mask << width, below) for mask, below, _ in self._gates)

    def _read_traps(self) -> None:
        rungs = self.questionnaire.rungs
        chain = self.reader.items[CHAIN]
        self._chain = tuple(chain.known[str(rung.number)] for rung in rungs)
        self._traps = tuple(
            (rule, self.reader.ways(rule.when), self.reader.ways(rule.when, fails=True))
            for rule in self.questionnaire.traps
            if rule.when
        )

    def _way(self, bits: Bits) -> Completion:
        """A way to answer the unordered items, with the traps that are not ruled out by it."""
        others = self.reader.nothing & ~self._unordered | self.reader.items[CHAIN].unknown
        left = [
            (trap, ways) for trap, ways, fails in self._traps if not holds(bits | others, fails)
        ]
        return Completion(bits, tuple(left))

    def _all_ways(self, bits: Bits) -> tuple[Completion, ...]:
        """Every way to complete the unordered items; none where none leaves a trap open."""
        choices = [_left(item, bits & item.field) for item in self.unordered]
        ways = [self._way(reduce(or_, choice, 0)) for choice in product(*choices)]
        return tuple(ways) if any(way.traps for way in ways) else ()

    def _start_of_unordered(self, bits: Bits) -> Completion:
        coded = self.questionnaire.coded
        start = 0
        for item in self.unordered:
            unknown = bits & item.field == item.unknown
            start |= item.known[coded[item.id].when_unknown] if unknown else bits & item.field
        return self._way(start)

    def start(self, bits: Bits) -> tuple[Bits, Completion]:
        """Where climbing starts: the weakest ordered options, and the unordered ones as known."""
        return bits & self.weakest, self.start_of_unordered(bits & self._unordered)

    def unmet(self, bits: Bits, highest: int) -> Iterator[Gate]:
        """The gates up to a rung that the weakest options leave unmet, lowest first."""
        return (g for mask, below, g in self._gates if below < highest and not bits & mask)

    def gates_up_to(self, highest: int) -> Bits:
        """The bits that the gates up to a rung look at."""
        return reduce(or_, (mask for mask, below, _ in self._gates if below < highest), 0)

    def chain_rung(self, bits: Bits) -> int:
        """The rung that the gates alone reach at the weakest options; 0 when none."""
        for mask, below in self._at_weakest:
            if not bits & mask:
                return below
        return self.top

    def _highest_rung(self, bits: Bits) -> int:
        """The rung that the gates alone reach at the strongest options."""
        for mask, below in self._at_strongest:
            if not bits & mask:
                return below
        return self.top

    def traps_at(self, weakest: Bits, chain: int, way: Completion) -> Traps:
        """The traps that hold on complete answers: those to ordered items, with the rung `chain`
        that they reach by the gates alone, and one way to answer the rest.
        """
        if not way.traps:
            return ()
        bits = self.reader.atom_bits.both(weakest) | way.bits | self._chain[chain]
        return tuple([rule for rule, ways in way.traps if holds(bits, ways)])

    def place(self, answers: Answers) -> Placement:
        """The placement of an activity, as an interval over all completions of what is unknown."""
        return self.place_read(self.reader.read(answers))

    def place_read(self, bits: Bits) -> Placement:
        """The same for answers that have been read."""
        chain = Interval(self.chain_rung(bits), self._highest_rung(bits))
        ways = self._ways(bits & self._unordered)
        if not ways:
            return Placement(*chain, None, (), chain)
        strongest = bits >> self.reader.atom_bits.width & self.weakest
        at_low = [self.traps_at(bits & self.weakest, chain.low, way) for way in ways]
        at_high = [self.traps_at(strongest, chain.high, way) for way in ways]
        certain, possible = _traps(at_low, at_high)
        return Placement(
            low=min([traps[0].rung if traps else chain.low for traps in at_low]),
            high=max([traps[0].rung if traps else chain.high for traps in at_high]),
            trap=certain[0] if certain else None,
            possible_traps=possible,
            otherwise=chain,
        )

    def interval(self, answers: Answers) -> Interval:
        """The two ends of the placement alone."""
        return self.place(answers).interval

    def cautions_for(self, answers: Answers) -> tuple[str, ...]:
        """Ids of the cautions that the known answers bring about, in the order of their table."""
        return self.cautions_read(self.reader.read(answers))

    def cautions_read(self, bits: Bits) -> tuple[str, ...]:
        """The same for answers that have been read."""
        found = [rule for mask, value, rule in self._cautions if bits & mask == value]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _left(item: ItemBits, bits: Bits) -> tuple[Bits, ...]:
    """The bits of every distinct answer that is left open."""
    return tuple(dict.fromkeys(item.known.values())) if bits == item.unknown else (bits,)


def _traps(at_low: list[Traps], at_high: list[Traps]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Traps certain, that is left by no completion, and those that only some bring about."""
    certain = [t.id for t in at_high[0] if all(t in traps for traps in at_high)]
    held = dict.fromkeys([trap.id for traps in at_low for trap in traps])
    return tuple(certain), tuple([trap for trap in held if trap not in certain])
