"""Exact proof that every recommendation is given to some activity (method/ladder.md).

All answers are gone through by classes that behave alike (see `space`): a step is given where
climbing proposes it, and something to find out where it alone decides the rung.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ladder_assess.core.checks.exactness import DERIVED
from ladder_assess.core.checks.library import triggers
from ladder_assess.core.checks.problems import Name, Problem
from ladder_assess.core.checks.proof import (
    Ladder,
    gate_set,
    ladder_conditions,
    ladder_of,
)
from ladder_assess.core.checks.space import Axis, Space
from ladder_assess.core.placement.typology import RUNG
from ladder_assess.core.plan.plan import CHANGE, CROSSING, FIND_OUT
from ladder_assess.core.questionnaire.conditions import AllOf, Atom, Condition, Not, atoms
from ladder_assess.core.questionnaire.questionnaire import Questionnaire

INDIVIDUAL = Atom("level", "is", "individual")
NEVER = {
    CHANGE: "climbing proposes `{}` for no answers: another change always stands in its place",
    FIND_OUT: "`{}` decides no placement, so finding it out is never proposed",
    CROSSING: "`{}` holds for no activity that has a ladder",
}


def unreachable(questionnaire: Questionnaire, library: Mapping[str, Any]) -> Iterator[Problem]:
    """The recommendations that no activity is ever given.

    Both definitions are sound in all else: each trap, caution and finding holds for some answers.
    """
    given = {
        CHANGE: {str(atom) for atom in _proposed(questionnaire)},
        FIND_OUT: _decisive(questionnaire),
        CROSSING: _crossings(questionnaire),
    }
    for path, trigger in triggers(library):
        if trigger.kind in given and trigger.key not in given[trigger.kind]:
            message = NEVER[trigger.kind].format(trigger.key)
            yield Problem(Name.UNREACHABLE_RECOMMENDATION, path, message)


def _ladder(questionnaire: Questionnaire, more: tuple[Condition, ...] = ()) -> Ladder:
    conditions = [*ladder_conditions(questionnaire), *more]
    return ladder_of(questionnaire, Space(conditions, questionnaire.coded, DERIVED))


def _proposed(questionnaire: Questionnaire) -> Iterator[Atom]:
    """The steps that climbing proposes from some answers."""
    ladder = _ladder(questionnaire, tuple(chain(*(t.leave for t in questionnaire.traps))))
    below = 0
    for target in questionnaire.chain:
        starts = ladder.at_least(below) & ~ladder.at_least(target.number)
        below = target.number
        wanted = _wanted(questionnaire, ladder, target.number)
        for atom, cases in wanted.items():
            if starts & cases & ~_asked_for_more(questionnaire, wanted, atom):
                yield atom


def _wanted(questionnaire: Questionnaire, ladder: Ladder, target: int) -> dict[Atom, int]:
    """Each step up to a rung, with the classes in which a gate or a trap asks for it."""
    wanted: dict[Atom, int] = {}
    for rung in questionnaire.chain:
        for gate in rung.gates if rung.number <= target else ():
            unmet = ladder.space.everything & ~gate_set(ladder.space, gate)
            first = gate.alternatives[0]
            wanted[first] = wanted.get(first, 0) | unmet
    for trap, cases in zip(questionnaire.traps, ladder.trapped, strict=True):
        for atom in trap.leave:
            unmet = cases & ~ladder.space.members[atom]
            wanted[atom] = wanted.get(atom, 0) | unmet
    return wanted


def _asked_for_more(questionnaire: Questionnaire, wanted: Mapping[Atom, int], atom: Atom) -> int:
    """The classes in which a stronger option of the same item stands in place of a step."""
    rank = questionnaire.coded[atom.item].rank
    cases = 0
    for other, of_other in wanted.items():
        if other.item == atom.item and rank[other.option] > rank[atom.option]:
            cases |= of_other
    return cases


def _decisive(questionnaire: Questionnaire) -> set[str]:
    """The evidence that, as all that is unknown, leaves the rung open for some answers."""
    ladder = _ladder(questionnaire)
    return {axis.item.id for axis in ladder.space.axes if _decides(ladder, axis)}


def _decides(ladder: Ladder, axis: Axis) -> bool:
    """Does any answer on this axis lead to another rung than the one before it?"""
    for lower in range(len(axis.examples) - 1):
        here = ladder.space.at(axis, lower)
        if any((on & here) << axis.stride & ~on for on in ladder.on.values()):
            return True
    return False


def _crossings(questionnaire: Questionnaire) -> set[str]:
    """The crossings that hold for some activity other than one person's service."""
    rows = questionnaire.typology.crossings
    whens = [AllOf((row.when, Not(INDIVIDUAL))) for row in rows if row.when]
    ladder = _ladder(questionnaire, tuple(whens))
    at_rung = {
        atom: ladder.at_least(int(atom.option))
        if atom.operator == ">="
        else ladder.on[int(atom.option)]
        for when in whens
        for atom in atoms(when)
        if atom.item == RUNG
    }
    held = zip((row.id for row in rows if row.when), whens, strict=True)
    return {name for name, when in held if ladder.space.cases(when, at_rung)}
