"""Assessments as the records that other programs read (method/files.md)."""

from typing import Any

from ladder_assess.core.placement.assessment import Assessment, Explanation
from ladder_assess.core.placement.climbing import Climb
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.placement.reasons import GateReason, RungReason
from ladder_assess.core.placement.typology import Type
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

Record = dict[str, Any]


def as_record(assessment: Assessment) -> Record:
    """One assessment in the output format of `ladder-assess place`, keys in the format's order."""
    placement = assessment.placement
    return {
        "id": assessment.activity.id,
        "placement": {
            "low": placement.low,
            "high": placement.high,
            "trap": placement.trap,
            "possible_traps": placement.possible_traps,
            "otherwise": _ends(placement.otherwise),
        },
        "documented": _ends(assessment.documented),
        "cautions": assessment.cautions,
        "next": _next(assessment.climb),
        "claimed_gap": None if assessment.claimed_gap is None else _ends(assessment.claimed_gap),
        "typology": _typology(assessment.type),
    }


def as_explained_record(assessment: Assessment, explanation: Explanation) -> Record:
    """The same with what the placement rests on, what narrows it, and every gate."""
    return {
        **as_record(assessment),
        "rests_on": explanation.rests_on,
        "narrowing": explanation.narrowing,
        "reasons": [_rung(rung) for rung in explanation.reasons],
    }


def _ends(interval: Interval) -> Record:
    return {"low": interval.low, "high": interval.high}


def _next(climb: Climb | None) -> Record | None:
    if climb is None:
        return None
    changes = [{"item": c.item, "from": c.before or UNKNOWN, "to": c.after} for c in climb.changes]
    return {"target": climb.target, "reaches": climb.reaches, "changes": changes}


def _typology(type_: Type) -> Record:
    return {
        "cell": type_.cell,
        "kind": type_.kind,
        "functions": type_.functions,
        "citizen_role": type_.role,
        "rhetoric": type_.rhetoric,
    }


def _rung(reason: RungReason) -> Record:
    return {
        "rung": reason.rung,
        "state": reason.state,
        "gates": [_gate(gate) for gate in reason.gates],
    }


def _gate(reason: GateReason) -> Record:
    return {
        "any": [str(atom) for atom in reason.gate.alternatives],
        "state": reason.state,
        "answers": {item: _answer(answer) for item, answer in reason.answers.items()},
    }


def _answer(answer: Answer | None) -> Any:
    return UNKNOWN if answer is None else answer
