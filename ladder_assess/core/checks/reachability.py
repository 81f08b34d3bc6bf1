"""Exact proof that every recommendation is given to some activity (method/ladder.md).

All answers are gone through by classes that behave alike (see `space`): a step is given where
climbing proposes it, and something to find out where it alone decides the rung or a caution looks
at it.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ladder_assess.core.checks.climbs import DERIVED, climbing_ladder, climbs
from ladder_assess.core.checks.library import triggers
from ladder_assess.core.checks.problems import Name, Problem
from ladder_assess.core.checks.proof import Ladder, ladder_conditions, ladder_of
from ladder_assess.core.checks.space import Axis, Space
from ladder_assess.core.placement.open_cautions import items_of_cautions
from ladder_assess.core.placement.typology import RUNG
from ladder_assess.core.plan.plan import CHANGE, CROSSING, FIND_OUT
from ladder_assess.core.questionnaire.conditions import AllOf, Atom, Condition, Not, atoms
from ladder_assess.core.questionnaire.questionnaire import Questionnaire

INDIVIDUAL = Atom("level", "is", "individual")
NEVER = {
    CHANGE: "climbing proposes `{}` for no answers: another change always stands in its place",
    FIND_OUT: "`{}` decides no placement or caution, so finding it out is never proposed",
    CROSSING: "`{}` holds for no activity that has a ladder",
}


def unreachable(questionnaire: Questionnaire, library: Mapping[str, Any]) -> Iterator[Problem]:
    """The recommendations that no activity is ever given.

    Both definitions are sound in all else: each trap, caution and finding holds for some answers.
    """
    given = _given(questionnaire)
    for path, trigger in triggers(library):
        if trigger.kind in given and trigger.key not in given[trigger.kind]:
            message = NEVER[trigger.kind].format(trigger.key)
            yield Problem(Name.UNREACHABLE_RECOMMENDATION, path, message)


@lru_cache(8)
def _given(questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """What some activity is given, by kind of trigger. Gone through once for the same rules."""
    return {
        CHANGE: frozenset(str(atom) for atom in _proposed(questionnaire)),
        FIND_OUT: frozenset(_decisive(questionnaire) | items_of_cautions(questionnaire)),
        CROSSING: frozenset(_crossings(questionnaire)),
    }


def _ladder(questionnaire: Questionnaire, more: tuple[Condition, ...] = ()) -> Ladder:
    conditions = [*ladder_conditions(questionnaire), *more]
    return ladder_of(questionnaire, Space(conditions, questionnaire.coded, DERIVED))


def _proposed(questionnaire: Questionnaire) -> Iterator[Atom]:
    """The steps that climbing proposes from some answers."""
    for _, starts, proposed in climbs(questionnaire, climbing_ladder(questionnaire)):
        yield from (atom for atom, cases in proposed.items() if starts & cases)


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
