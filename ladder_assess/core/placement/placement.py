"""Where an activity stands on the ladder: rungs, traps, intervals, cautions (method/ladder.md).

The code knows gates and traps, not rungs: those are data. Intervals are read off the two ends, all
unknown ordered items at their weakest and at their strongest. That is exact because a stronger
option never lowers the rung nor brings a trap about: `core.proof` proves it for each definition.
"""

from collections.abc import Iterator
from functools import lru_cache, reduce
from itertools import product
from operator import or_
from typing import NamedTuple

from ladder_assess.core.questionnaire.answers import Answers, ItemBits, Reader
from ladder_assess.core.questionnaire.conditions import Bits, Condition, holds, items_of
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire, Rule

CHAIN = "chain"
REMEMBERED = 4096


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


class RungAndTraps(NamedTuple):
    """Where complete answers stand: the rung, and the ids of the traps that hold."""

    rung: int
    traps: tuple[str, ...]


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
        self._start_of_unordered = lru_cache(REMEMBERED)(self._known_or_started)

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
            (rule, self.reader.ways(rule.when)) for rule in self.questionnaire.traps if rule.when
        )
        # Answers that the traps read alike, on the same rungs by the gates, are placed alike.
        looked_at = self.reader.looked_at(way for _, ways in self._traps for way in ways)
        self._trap_bits = looked_at | self._unordered
        self._placed = lru_cache(REMEMBERED)(self._place)
        self._stood = lru_cache(REMEMBERED)(self._stand)

    def _known_or_started(self, bits: Bits) -> Bits:
        coded = self.questionnaire.coded
        start = 0
        for item in self.unordered:
            unknown = bits & item.field == item.unknown
            start |= item.known[coded[item.id].when_unknown] if unknown else bits & item.field
        return start

    def start(self, bits: Bits) -> Bits:
        """Where climbing starts: the weakest ordered options, and the unordered ones as known."""
        return bits & self.weakest | self._start_of_unordered(bits & self._unordered)

    def standing(self, bits: Bits) -> RungAndTraps:
        """Where complete answers stand, given the first bits of the ordered ones."""
        return self._stood(bits & self._trap_bits, self.chain_rung(bits))

    def _stand(self, bits: Bits, chain: int) -> RungAndTraps:
        traps = self._traps_at(bits, chain)
        return RungAndTraps(traps[0].rung if traps else chain, tuple([trap.id for trap in traps]))

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

    def _traps_at(self, bits: Bits, chain: int) -> Traps:
        """The traps that hold on complete answers which reach the rung `chain` by the gates."""
        weakest = self.reader.atom_bits.both(bits & self.weakest)
        complete = weakest | bits & self._unordered | self._chain[chain]
        return tuple([rule for rule, ways in self._traps if holds(complete, ways)])

    def place(self, answers: Answers) -> Placement:
        """The placement of an activity, as an interval over all completions of what is unknown."""
        return self.place_read(self.reader.read(answers))

    def place_read(self, bits: Bits) -> Placement:
        """The same for answers that have been read."""
        ends = self.chain_rung(bits), self._highest_rung(bits)
        return self._placed(bits & self._trap_bits, *ends)

    def _place(self, bits: Bits, low: int, high: int) -> Placement:
        """The placement where the gates alone lead from one rung to the other."""
        choices = product(*(_left(item, bits & item.field) for item in self.unordered))
        ways = [reduce(or_, choice, 0) for choice in choices]
        weakest, strongest = bits & self.weakest, bits >> self.reader.atom_bits.width & self.weakest
        at_low = [self._traps_at(weakest | way, low) for way in ways]
        at_high = [self._traps_at(strongest | way, high) for way in ways]
        certain, possible = self._certain_and_possible(at_low, at_high)
        return Placement(
            low=min([traps[0].rung if traps else low for traps in at_low]),
            high=max([traps[0].rung if traps else high for traps in at_high]),
            trap=certain[0] if certain else None,
            possible_traps=possible,
            otherwise=Interval(low, high),
        )

    def _certain_and_possible(
        self, at_low: list[Traps], at_high: list[Traps]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Traps that no completion leaves, and those that only some completions bring about."""
        rules = [rule for rule, _ in self._traps]
        certain = tuple([r.id for r in rules if all(r in traps for traps in at_high)])
        held = [rule.id for rule in rules if any(rule in traps for traps in at_low)]
        return certain, tuple([trap for trap in held if trap not in certain])

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
