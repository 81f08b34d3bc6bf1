"""Exact proof that what would move an activity up does so, and that no part of it is idle.

Applying the changes reaches the target or a higher rung, and leaving out any one does not
(method/ladder.md). All answers are gone through by classes that behave alike (see `space`). Those
from which climbing proposes the same changes are moved together.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from ladder_assess.core.checks.problems import Name, Path, Problem
from ladder_assess.core.checks.proof import Ladder, gate_set, ladder_conditions, ladder_of
from ladder_assess.core.checks.space import Axis, Space
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.placement.typology import KIND, RUNG
from ladder_assess.core.questionnaire.answers import atom_holds
from ladder_assess.core.questionnaire.conditions import Atom, Condition
from ladder_assess.core.questionnaire.questionnaire import Questionnaire

DERIVED = (CHAIN, KIND, RUNG)
Changes = tuple[Atom, ...]


def climbing_ladder(questionnaire: Questionnaire) -> Ladder:
    """The ladder over a space that also tells apart what leaves each trap."""
    leaves: list[Condition] = list(chain(*(trap.leave for trap in questionnaire.traps)))
    conditions = [*ladder_conditions(questionnaire), *leaves]
    return ladder_of(questionnaire, Space(conditions, questionnaire.coded, DERIVED))


def climbing_problems(questionnaire: Questionnaire) -> Iterator[Problem]:
    """The targets that the proposed changes miss for some answers, or reach without one of them.

    The rest of the definition must be sound.
    """
    ladder = climbing_ladder(questionnaire)
    for target, starts, proposed in climbs(questionnaire, ladder):
        yield from _judged(questionnaire, ladder, target, _alike(starts, proposed))


def climbs(
    questionnaire: Questionnaire, ladder: Ladder
) -> Iterator[tuple[int, int, dict[Atom, int]]]:
    """Each target with the classes that start below it, and the classes in which climbing proposes
    each change.
    """
    below = 0
    for rung in questionnaire.chain:
        starts = ladder.at_least(below) & ~ladder.at_least(rung.number)
        below = rung.number
        wanted = _wanted(questionnaire, ladder, rung.number)
        yield (
            rung.number,
            starts,
            {a: c & ~_asked_for_more(questionnaire, wanted, a) for a, c in wanted.items()},
        )


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


def _alike(starts: int, proposed: Mapping[Atom, int]) -> dict[Changes, int]:
    """The classes that start below a target, by the changes that are proposed to them."""
    groups: dict[Changes, int] = {(): starts}
    for atom, cases in proposed.items():
        split: dict[Changes, int] = {}
        for changes, group in groups.items():
            split[(*changes, atom)] = group & cases
            split[changes] = group & ~cases
        groups = {changes: group for changes, group in split.items() if group}
    return groups


def _judged(
    questionnaire: Questionnaire, ladder: Ladder, target: int, groups: Mapping[Changes, int]
) -> Iterator[Problem]:
    reached, blamed = ladder.at_least(target), set[Path]()
    for changes, group in groups.items():
        listed = ", ".join(map(str, changes)) or "no change"
        if _moved(ladder.space, group, changes) & ~reached:
            message = f"for some answers climbing proposes {listed} and misses rung {target}"
            yield Problem(Name.CLIMB_FALLS_SHORT, _path(questionnaire, target), message)
        for idle in changes:
            rest = tuple(atom for atom in changes if atom != idle)
            path = _path(questionnaire, target, idle)
            if _moved(ladder.space, group, rest) & reached and path not in blamed:
                blamed.add(path)
                message = f"of {listed}, rung {target} is reached for some answers without {idle}"
                yield Problem(Name.IDLE_CHANGE, path, message)


def _path(questionnaire: Questionnaire, target: int, change: Atom | None = None) -> Path:
    """Where the gate stands that asks for a change; else the rung."""
    for rung in questionnaire.chain:
        for place, gate in enumerate(rung.gates if rung.number <= target else ()):
            if gate.alternatives[0] == change:
                return ("rungs", rung.number, "needs", place)
    for place, trap in enumerate(questionnaire.traps):
        if change in trap.leave:
            return ("traps", place, "leave", trap.leave.index(change))
    return ("rungs", target)


def _moved(space: Space, cases: int, changes: Changes) -> int:
    """Where some classes stand once changes are made."""
    axes = {axis.item.id: axis for axis in space.axes}
    for atom in changes:
        cases = _raised(space, cases, axes[atom.item], atom)
    return cases


def _raised(space: Space, cases: int, axis: Axis, atom: Atom) -> int:
    """The same with one item at the weakest option that the atom allows, or as strong as it is."""
    holds = (atom_holds(atom, axis.item, answer) for answer in axis.examples)
    place = next(at for at, found in enumerate(holds) if found)
    moved = cases
    for lower in range(place):
        here = cases & space.at(axis, lower)
        moved = (moved ^ here) | here << (place - lower) * axis.stride
    return moved
