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

from ladder_assess.core.answers import Answers, Reader, gather
from ladder_assess.core.conditions import Bits, Not, Test
from ladder_assess.core.questionnaire import Gate, Item, Option, Questionnaire, Rule

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


class Ends(NamedTuple):
    """Bits of the weakest and strongest completions, and each way to answer unordered items."""

    weak: Bits
    strong: Bits
    ways: tuple[Bits, ...]


def rung_item(name: str, questionnaire: Questionnaire) -> Item:
    """A rung as something that conditions can read, so that `chain >= 6` is an ordinary atom."""
    options = tuple(Option(str(rung.number), rung.name) for rung in questionnaire.rungs)
    return Item(id=name, ask="", answer="one", ordered=True, options=options)


class Placer:
    """The ladder of one definition, made ready to place many activities."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self._read_rules(questionnaire)
        self._read_cautions(questionnaire)
        self._trap_tests_for = lru_cache(REMEMBERED)(self._trap_tests)

    def _read_rules(self, questionnaire: Questionnaire) -> None:
        coded = questionnaire.coded
        gates = [a for r in questionnaire.chain for gate in r.gates for a in gate.alternatives]
        traps = [rule.when for rule in questionnaire.traps if rule.when]
        leaving = [atom for rule in questionnaire.traps for atom in rule.leave]
        chain = rung_item(CHAIN, questionnaire)
        self.reader = Reader([*gates, *traps, *leaving], {**coded, CHAIN: chain})
        items = [item for item in self.reader.items if item.id != CHAIN]
        self.ordered = {item.id: item for item in items if coded[item.id].ordered}
        self.unordered = tuple(item for item in items if not coded[item.id].ordered)
        self._ordered_ends = tuple((item.id, item.ends) for item in self.ordered.values())
        self._read_gates(questionnaire)
        self._read_traps(questionnaire)

    def _read_gates(self, questionnaire: Questionnaire) -> None:
        bit = self.reader.atom_bits.bit
        self._gates = tuple(
            (r.number, tuple((sum({bit[a] for a in g.alternatives}), g) for g in r.gates))
            for r in questionnaire.chain
        )
        self._chain = tuple((rung, tuple(mask for mask, _ in gates)) for rung, gates in self._gates)

    def _read_traps(self, questionnaire: Questionnaire) -> None:
        chain = next((item for item in self.reader.items if item.id == CHAIN), None)
        self._chain_bits = [
            chain.by_answer[str(rung.number)] if chain else 0 for rung in questionnaire.rungs
        ]
        self._traps = tuple(
            (rule, self.reader.test(rule.when), self.reader.test(Not(rule.when)))
            for rule in questionnaire.traps
            if rule.when
        )

    def _read_cautions(self, questionnaire: Questionnaire) -> None:
        rows = [(rule.id, rule.when) for rule in questionnaire.cautions if rule.when]
        self._caution_reader = Reader([when for _, when in rows], questionnaire.coded)
        self._cautions = tuple((rule, self._caution_reader.test(when)) for rule, when in rows)

    def ends(self, answers: Answers) -> Ends:
        """The bits of the weakest and the strongest completion of some answers."""
        weak, strong = gather(self._ordered_ends, answers)
        return Ends(weak, strong, self._ways(answers))

    def _ways(self, answers: Answers) -> tuple[Bits, ...]:
        choices = [item.left[answers.get(item.id)] for item in self.unordered]
        if len(choices) == 1:
            return choices[0]
        return tuple(reduce(or_, bits, 0) for bits in product(*choices))

    def unmet(self, bits: Bits, highest: int) -> Iterator[Gate]:
        """The gates up to a rung that complete answers leave unmet, lowest first."""
        for number, gates in self._gates:
            if number > highest:
                return
            for mask, gate in gates:
                if not bits & mask:
                    yield gate

    def chain_rung(self, bits: Bits) -> int:
        """The rung that the gates alone reach, on complete answers; 0 when the first are unmet."""
        reached = 0
        for number, gates in self._chain:
            for gate in gates:
                if not bits & gate:
                    return reached
            reached = number
        return reached

    def _trap_tests(self, way: Bits) -> tuple[tuple[Rule, Test], ...]:
        """The traps that a way to answer the unordered items leaves open."""
        open_bits = reduce(or_, (item.any for item in self.ordered.values()), self._chain_bits[-1])
        return tuple(
            (rule, holds)
            for rule, holds, ruled_out in self._traps
            if not ruled_out(way, way | open_bits)
        )

    def traps_at(self, bits: Bits, chain: int, way: Bits) -> tuple[Rule, ...]:
        """The traps that hold on complete answers: those to ordered items, with the rung `chain`
        that they reach by the gates alone, and one way to answer the rest.
        """
        tests = self._trap_tests_for(way)
        if not tests:
            return ()
        bits |= way | self._chain_bits[chain]
        return tuple([rule for rule, holds in tests if holds(bits, bits)])

    def place(self, answers: Answers) -> Placement:
        """The placement of an activity, as an interval over all completions of what is unknown."""
        return self.place_between(self.ends(answers))

    def place_between(self, ends: Ends) -> Placement:
        """The placement of everything from the weakest to the strongest completion."""
        weak, strong, ways = ends
        chain = Interval(self.chain_rung(weak), self.chain_rung(strong))
        if not any(map(self._trap_tests_for, ways)):
            return Placement(*chain, None, (), chain)
        at_low = [self.traps_at(weak, chain.low, way) for way in ways]
        at_high = [self.traps_at(strong, chain.high, way) for way in ways]
        certain, possible = self._sorted_out(at_low, at_high)
        return Placement(
            low=min([traps[0].rung if traps else chain.low for traps in at_low]),
            high=max([traps[0].rung if traps else chain.high for traps in at_high]),
            trap=certain[0] if certain else None,
            possible_traps=possible,
            otherwise=chain,
        )

    def _sorted_out(
        self, at_low: list[tuple[Rule, ...]], at_high: list[tuple[Rule, ...]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Traps certain, that no completion leaves, and those that only some bring about."""
        held = {trap.id for traps in at_low for trap in traps}
        kept = [{trap.id for trap in traps} for traps in at_high]
        in_order = [rule.id for rule, _, _ in self._traps if rule.id in held]
        certain = tuple(trap for trap in in_order if all(trap in traps for traps in kept))
        return certain, tuple(trap for trap in in_order if trap not in certain)

    def interval(self, answers: Answers) -> Interval:
        """The two ends of the placement alone."""
        return self.place(answers).interval

    def cautions_for(self, answers: Answers) -> tuple[str, ...]:
        """Ids of the cautions that the known answers bring about, in the order of their table."""
        true, maybe = self._caution_reader.read(answers)
        return tuple([rule for rule, holds in self._cautions if holds(true, maybe)])
