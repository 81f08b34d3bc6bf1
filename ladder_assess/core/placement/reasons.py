"""Why an activity stands where it does: every gate, met, unmet or undecided, by which answers."""

from typing import NamedTuple

from ladder_assess.core.questionnaire.answers import Answer, Answers, atom_holds
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire

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
