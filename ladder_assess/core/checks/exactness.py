"""What can only be told by going through all answers, exactly and by classes (see `space`).

Rows that are never reached, rules that never hold, traps that are not left, and the proof of the
ladder. All of it needs a definition without other problems.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from ladder_assess.core.checks.climbs import DERIVED, climbing_problems
from ladder_assess.core.checks.problems import Name, Path, Problem
from ladder_assess.core.checks.proof import MOST_CLASSES, ladder_conditions, ladder_of, prove
from ladder_assess.core.checks.space import Space, count_classes
from ladder_assess.core.placement.typology import KIND, RUNG
from ladder_assess.core.questionnaire.conditions import AllOf, Atom, Condition, atoms
from ladder_assess.core.questionnaire.definition import build
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rule


def exact_problems(data: Mapping[str, Any]) -> list[Problem]:
    """The problems of a definition that is sound in all else."""
    questionnaire = build(data)
    try:
        ladder = [*prove(questionnaire), *_traps(questionnaire)]
        return [
            *ladder,
            *(climbing_problems(questionnaire) if not ladder else ()),
            *_contradictions(questionnaire),
            *_cautions(questionnaire),
            *_never_reached(questionnaire),
            *_findings(questionnaire),
            *_crossings(questionnaire),
        ]
    except _TooMany as error:
        message = f"more than {MOST_CLASSES:,} classes of answers are too many to prove"
        return [Problem(Name.TOO_MANY_CLASSES, error.path, message)]


class _TooMany(Exception):
    """Some conditions tell apart more classes than can be gone through."""

    def __init__(self, path: Path) -> None:
        self.path = path


def _space(questionnaire: Questionnaire, conditions: list[Condition], path: Path) -> Space:
    items = questionnaire.coded
    if count_classes(conditions, items, DERIVED) > MOST_CLASSES:
        raise _TooMany(path)
    return Space(conditions, items, DERIVED)


def _whens(rules: tuple[Rule, ...]) -> list[Condition]:
    return [rule.when for rule in rules if rule.when]


def _never(path: Path, what: str) -> Problem:
    return Problem(Name.NEVER_HOLDS, path, f"no answers bring {what} about")


def _traps(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A trap holds for some answers, and what it says of leaving leads out of it and no further."""
    leaves = [_left_by(questionnaire, trap) for trap in questionnaire.traps]
    every = [*ladder_conditions(questionnaire), *chain(*chain(*leaves))]
    ladder = ladder_of(questionnaire, _space(questionnaire, every, ("traps",)))
    for place, trap in enumerate(questionnaire.traps):
        if not ladder.placed_by_trap[place]:
            yield _never(("traps", place, "when"), "this trap")
            continue
        target = next((n for n in sorted(ladder.reached) if n > trap.rung), None)
        caught = ladder.trapped[place] & (ladder.reached[target] if target else 0)
        asked, weaker = leaves[place]
        path: Path = ("traps", place, "leave")
        if caught & ladder.space.cases(AllOf(asked)):
            message = f"with these changes and the gates of rung {target}, the trap can still hold"
            yield Problem(Name.TRAP_NOT_LEFT, path, message)
            continue
        for at, atom in enumerate(asked):
            instead = tuple(weaker[at] if other == atom else other for other in asked)
            if not caught & ladder.space.cases(AllOf(instead)):
                message = f"the trap is left with no more than {weaker[at]}"
                yield Problem(Name.LEAVE_TOO_STRONG, (*path, at), message)


def _left_by(questionnaire: Questionnaire, trap: Rule) -> tuple[tuple[Atom, ...], tuple[Atom, ...]]:
    """The atoms that leave a trap, and each with the next weaker option."""
    weaker = []
    for atom in trap.leave:
        item = questionnaire.coded[atom.item]
        option = item.option_ids[item.rank[atom.option] - 1]
        weaker.append(Atom(atom.item, ">=", option))
    return trap.leave, tuple(weaker)


def _cautions(questionnaire: Questionnaire) -> Iterator[Problem]:
    for place, rule in enumerate(questionnaire.cautions):
        path: Path = ("cautions", place)
        conditions = [rule.when, *(reading.when for reading in rule.reads)]
        known = [condition for condition in conditions if condition]
        space = _space(questionnaire, known, path)
        cases = space.cases(rule.when) if rule.when else space.everything
        if not cases:
            yield _never((*path, "when"), "this caution")
            continue
        for at, reading in enumerate(rule.reads):
            if not cases & space.cases(reading.when):
                yield _never((*path, "reads", at, "when"), "this reading of the caution")


def _contradictions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Each of the two answers of a contradiction can be given, and can be left."""
    for place, row in enumerate(questionnaire.contradictions):
        path: Path = ("contradictions", place, "pair")
        space = _space(questionnaire, list(row.pair), path)
        for at, condition in enumerate(row.pair):
            cases = space.cases(condition)
            if not cases:
                yield _never((*path, at), "this half of the pair")
            elif cases == space.everything:
                message = "every answer is such an answer, so it contradicts nothing"
                yield Problem(Name.ALWAYS_TRUE, (*path, at), message)
    for place, clearer in enumerate(questionnaire.clearer):
        path = ("clearer", "items", place, "may_matter")
        if clearer.may_matter:
            space = _space(questionnaire, [clearer.may_matter], path)
            if not space.cases(clearer.may_matter):
                yield _never(path, "this")


def first_match(space: Space, rows: tuple[Rule, ...]) -> list[int]:
    """For each row of a table read from the top, the classes that it takes."""
    taken = []
    free = space.everything
    for row in rows:
        cases = space.cases(row.when) if row.when else space.everything
        taken.append(free & cases)
        free &= ~cases
    return taken


def _never_reached(questionnaire: Questionnaire) -> Iterator[Problem]:
    tables = questionnaire.typology
    for name, rows in (("kinds", tables.kinds), ("roles", tables.roles)):
        space = _space(questionnaire, _whens(rows), ("typology", name))
        for place, taken in enumerate(first_match(space, rows)):
            if not taken:
                message = f"the rows above take everything, so `{rows[place].id}` is never given"
                yield Problem(Name.NEVER_REACHED, ("typology", name, place), message)


def _findings(questionnaire: Questionnaire) -> Iterator[Problem]:
    kinds, findings = questionnaire.typology.kinds, questionnaire.typology.findings
    conditions = [*_whens(kinds), *_whens(findings)]
    space = _space(questionnaire, conditions, ("typology", "findings"))
    taken = dict(zip((kind.id for kind in kinds), first_match(space, kinds), strict=True))
    derived = {a: taken[a.option] for c in conditions for a in atoms(c) if a.item == KIND}
    for place, rule in enumerate(findings):
        if rule.when and not space.cases(rule.when, derived):
            yield _never(("typology", "findings", place, "when"), "this finding")


def _crossings(questionnaire: Questionnaire) -> Iterator[Problem]:
    crossings = questionnaire.typology.crossings
    conditions = [*ladder_conditions(questionnaire), *_whens(crossings)]
    space = _space(questionnaire, conditions, ("typology", "crossings"))
    ladder = ladder_of(questionnaire, space)
    derived = {
        atom: ladder.at_least(int(atom.option))
        if atom.operator == ">="
        else ladder.on[int(atom.option)]
        for condition in conditions
        for atom in atoms(condition)
        if atom.item == RUNG
    }
    for place, rule in enumerate(crossings):
        if rule.when and not space.cases(rule.when, derived):
            yield _never(("typology", "crossings", place, "when"), "this crossing")
