"""Why an activity stands where it does: every gate, met, unmet or undecided, by which answers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ladder_assess.core.questionnaire.answers import Answer, Answers, atom_holds
from ladder_assess.core.questionnaire.conditions import atoms
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire, Rule

MET, UNMET, UNDECIDED = "met", "unmet", "undecided"


class GateReason(NamedTuple):
    """A gate, its state and the answers it was read from (None where not known)."""

    gate: Gate
    state: str
    answers: dict[str, Answer | None]


class RungReason(NamedTuple):
    """A rung's own gates. `state` is met when all are, unmet when one is, otherwise undecided."""

    rung: int
    state: str
    gates: tuple[GateReason, ...]

    @property
    def lacking(self) -> "RungReason":
        """The same with only those of its gates that are unmet or not known."""
        return self._replace(gates=tuple(gate for gate in self.gates if gate.state != MET))

    def _of_state(self, state: str) -> "RungReason":
        return self._replace(gates=tuple(gate for gate in self.gates if gate.state == state))


def reasons(questionnaire: Questionnaire, answers: Answers) -> tuple[RungReason, ...]:
    """The gates of every rung that has some, lowest first, read against some answers."""
    return tuple(
        _of_rung(rung.number, tuple(_of_gate(questionnaire, gate, answers) for gate in rung.gates))
        for rung in questionnaire.chain
    )


def _of_rung(rung: int, gates: tuple[GateReason, ...]) -> RungReason:
    states = {gate.state for gate in gates}
    state = UNMET if UNMET in states else UNDECIDED if UNDECIDED in states else MET
    return RungReason(rung, state, gates)


def _of_gate(questionnaire: Questionnaire, gate: Gate, answers: Answers) -> GateReason:
    used = {atom.item: answers.get(atom.item) for atom in gate.alternatives}
    states = []
    for atom in gate.alternatives:
        answer = used[atom.item]
        item = questionnaire.coded[atom.item]
        states.append(None if answer is None else atom_holds(atom, item, answer))
    state = MET if True in states else UNDECIDED if None in states else UNMET
    return GateReason(gate, state, used)


def held_back_by(found: Sequence[RungReason], rung: int) -> RungReason | None:
    """What keeps a rung from being reached that stands lower down: the first rung below it that is
    not met, with the gates that are so. Where none is unmet, the first that is not known.
    """
    below = [each for each in found if each.rung < rung]
    for state in (UNMET, UNDECIDED):
        for each in below:
            if each.state == state:
                return each._of_state(state)
    return None


def answers_to_trap(
    questionnaire: Questionnaire, trap: Rule, answers: Answers
) -> dict[str, Answer]:
    """The answers by which a trap that is certain holds, in the order of the questions: those that
    it names, and those by which the chain stops where it says so.
    """
    asked = set(_named_by(questionnaire, trap, answers))
    return {item: answers[item] for item in questionnaire.coded if item in asked}


def despite_which(
    questionnaire: Questionnaire, trap: Rule, answers: Answers
) -> tuple[dict[str, Answer], RungReason | None]:
    """Those of the same answers that speak against the trap: each is a fact that the rung takes on
    which it would not hold, and counts for nothing while what that rung or one below takes besides
    is not so. With that.
    """
    named = list(atoms(trap.when)) if trap.when else []
    away = next((int(a.option) for a in named if a.item not in questionnaire.coded), 0)
    found, own = reasons(questionnaire, answers), {atom.item for atom in named}
    taken = [gate.gate for rung in found if rung.rung == away for gate in rung.gates]
    against = {
        item: answer
        for item, answer in answers_to_trap(questionnaire, trap, answers).items()
        if item not in own and any(_meets(questionnaire, gate, item, answer) for gate in taken)
    }
    return against, held_back_by(found, away + 1)


def _meets(questionnaire: Questionnaire, gate: Gate, item: str, answer: Answer) -> bool:
    asked = questionnaire.coded[item]
    return any(a.item == item and atom_holds(a, asked, answer) for a in gate.alternatives)


def _named_by(questionnaire: Questionnaire, trap: Rule, answers: Answers) -> Iterator[str]:
    coded = questionnaire.coded
    for atom in atoms(trap.when) if trap.when else ():
        if atom.item not in coded:
            found = reasons(questionnaire, answers)
            stops = held_back_by(found, int(atom.option) + 1)
            for gate in stops.gates if stops and stops.state == UNMET else ():
                yield from gate.answers
        elif atom.item in answers and atom_holds(atom, coded[atom.item], answers[atom.item]):
            yield atom.item
