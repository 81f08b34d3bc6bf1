"""Exact proof that a ladder is monotone, reachable and live (method/ladder.md).

Options between two thresholds behave alike, so all answers fall into classes (some 230,000 for the
activity questionnaire). A set of classes is one integer with a bit for each, and a condition is a
few operations on such integers; nothing is sampled.
"""

from collections.abc import Iterator, Mapping

from ladder_assess.core.checks.problems import Name, Path, Problem
from ladder_assess.core.checks.space import Space, count_classes
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.questionnaire.conditions import Atom, Condition, as_set, atoms
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire, Rule

MOST_CLASSES = 5_000_000

Gates = Mapping[int, tuple[Gate, ...]]


def ladder_conditions(questionnaire: Questionnaire) -> list[Condition]:
    """Every condition that places an activity: the alternatives of gates, and the traps."""
    gates = [a for r in questionnaire.chain for gate in r.gates for a in gate.alternatives]
    return [*gates, *(trap.when for trap in questionnaire.traps if trap.when)]


def classes_to_prove(questionnaire: Questionnaire) -> int:
    """How many classes of answers the gates and traps of a definition tell apart."""
    return count_classes(ladder_conditions(questionnaire), questionnaire.coded, (CHAIN,))


class Ladder:
    """Where every class of answers stands under some gates: a set of classes for each rung."""

    def __init__(self, space: Space, gates: Gates, traps: tuple[Rule, ...], rungs: int) -> None:
        self.space = space
        self.reached: dict[int, int] = {}
        standing = space.everything
        for number in sorted(gates):
            for gate in gates[number]:
                standing &= gate_set(space, gate)
            self.reached[number] = standing
        self.trapped = self._traps(traps)
        self.placed_by_trap: list[int] = []
        free = space.everything
        self.on: dict[int, int] = dict.fromkeys(range(rungs), 0)
        for trap, cases in zip(traps, self.trapped, strict=True):
            self.placed_by_trap.append(free & cases)
            self.on[trap.rung] |= free & cases
            free &= ~cases
        self._place_the_rest(free)

    def _traps(self, traps: tuple[Rule, ...]) -> list[int]:
        members = dict(self.space.members)
        for trap in traps:
            for atom in atoms(trap.when) if trap.when else ():
                if atom.item == CHAIN:
                    members[atom] = self._chain(atom)
        everything = self.space.everything
        return [as_set(t.when, members, everything) if t.when else 0 for t in traps]

    def _chain(self, atom: Atom) -> int:
        number = int(atom.option)
        cases = self._chain_at_least(number)
        return cases if atom.operator == ">=" else cases & ~self._chain_at_least(number + 1)

    def _chain_at_least(self, number: int) -> int:
        if number <= 0:
            return self.space.everything
        return next((self.reached[n] for n in sorted(self.reached) if n >= number), 0)

    def _place_the_rest(self, free: int) -> None:
        above = 0
        for number in sorted(self.reached, reverse=True):
            self.on[number] |= free & self.reached[number] & ~above
            above |= self.reached[number]
        self.on[0] |= free & ~above

    def at_least(self, rung: int) -> int:
        """The classes that stand on this rung or a higher one."""
        cases = 0
        for number, on in self.on.items():
            if number >= rung:
                cases |= on
        return cases


def gate_set(space: Space, gate: Gate) -> int:
    """The classes that meet a gate."""
    cases = 0
    for atom in gate.alternatives:
        cases |= space.members[atom]
    return cases


def ladder_of(questionnaire: Questionnaire, space: Space) -> Ladder:
    """The ladder of a definition over a space that tells apart all that its rules tell apart."""
    gates = {rung.number: rung.gates for rung in questionnaire.chain}
    return Ladder(space, gates, questionnaire.traps, len(questionnaire.rungs))


def prove(questionnaire: Questionnaire) -> list[Problem]:
    """Every flaw in the ladder of a definition; none when it is monotone, reachable and live.

    The rungs must be 0 to 8 in order, and conditions must name items and options that exist.
    """
    if classes_to_prove(questionnaire) > MOST_CLASSES:
        message = f"more than {MOST_CLASSES:,} classes of answers are too many to prove"
        return [Problem(Name.TOO_MANY_CLASSES, ("rungs",), message)]
    space = Space(ladder_conditions(questionnaire), questionnaire.coded, (CHAIN,))
    ladder = ladder_of(questionnaire, space)
    return [
        *_not_monotone(questionnaire, ladder),
        *(
            Problem(Name.UNREACHABLE_RUNG, ("rungs", number), f"no answers reach rung {number}")
            for number, on in ladder.on.items()
            if not on
        ),
        *_dead(questionnaire, ladder),
    ]


def _not_monotone(questionnaire: Questionnaire, ladder: Ladder) -> Iterator[Problem]:
    """Rules through which a stronger option lowers the rung or brings a trap about."""
    space = ladder.space
    blamed: set[Path] = set()
    for place, cases in enumerate(ladder.trapped):
        for words, _, _ in space.lost_on_the_way_up(space.everything & ~cases):
            blamed.add(("traps", place))
            message = f"a stronger option brings this trap about: {words}"
            yield Problem(Name.NOT_MONOTONE, ("traps", place), message)
    for number in ladder.on:
        for words, before, after in space.lost_on_the_way_up(ladder.at_least(number)):
            for path in _to_blame(questionnaire, ladder, before, after):
                if path not in blamed:
                    blamed.add(path)
                    yield Problem(
                        Name.NOT_MONOTONE,
                        path,
                        f"a stronger option leads below rung {number}: {words}",
                    )


def _to_blame(
    questionnaire: Questionnaire, ladder: Ladder, before: int, after: int
) -> Iterator[Path]:
    """The rules that a stronger option turns against an activity: traps, otherwise gates."""
    traps = [
        ("traps", place)
        for place, cases in enumerate(ladder.placed_by_trap)
        if cases & before or cases & after
    ]
    yield from traps
    if traps:
        return
    for rung in questionnaire.chain:
        for place, gate in enumerate(rung.gates):
            if before & gate_set(ladder.space, gate) and after & ~gate_set(ladder.space, gate):
                yield ("rungs", rung.number, "needs", place)


def gate_name(rung: int, place: int, gate: Gate) -> str:
    """A gate as messages call it, such as `rung 6 gate 2 (dialogue >= ongoing or …)`."""
    return f"rung {rung} gate {place} ({' or '.join(map(str, gate.alternatives))})"


def _dead(questionnaire: Questionnaire, ladder: Ladder) -> Iterator[Problem]:
    """Gates and alternatives that can be taken away without changing any placement."""
    gates = {rung.number: rung.gates for rung in questionnaire.chain}

    def decides_nothing(number: int, others: tuple[Gate, ...]) -> bool:
        instead = {**gates, number: others}
        return Ladder(ladder.space, instead, questionnaire.traps, len(ladder.on)).on == ladder.on

    for number, of_rung in gates.items():
        for place, gate in enumerate(of_rung):
            before, after = of_rung[:place], of_rung[place + 1 :]
            path: Path = ("rungs", number, "needs", place)
            name = gate_name(number, place + 1, gate)
            if decides_nothing(number, (*before, *after)):
                yield Problem(Name.DEAD_GATE, path, f"{name} decides no placement")
                continue
            for dropped, slimmer in _slimmer(gate):
                if decides_nothing(number, (*before, slimmer, *after)):
                    atom = gate.alternatives[dropped]
                    message = f"in {name}, {atom} decides no placement"
                    yield Problem(Name.DEAD_ALTERNATIVE, (*path, "any", dropped), message)


def _slimmer(gate: Gate) -> Iterator[tuple[int, Gate]]:
    """A gate without each of its alternatives in turn, where it has several."""
    alternatives = gate.alternatives
    for place in range(len(alternatives) if len(alternatives) > 1 else 0):
        rest = (*alternatives[:place], *alternatives[place + 1 :])
        yield place, Gate(rest, gate.because, gate.source)
