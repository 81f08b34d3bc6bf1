"""Conditions and gates of a definition: can they be read, and is all that they name there?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.checks.items import items_of_part
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, within
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.placement.typology import KIND, RUNG
from ladder_assess.core.questionnaire.conditions import Atom, ConditionError, parse
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Item, Option


@dataclass(frozen=True)
class Scope:
    """What conditions at one place may mention. `elsewhere` are items that exist but not there."""

    items: Mapping[str, Item]
    elsewhere: Mapping[str, Item]


def condition_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything wrong with the conditions of a questionnaire, in the order of its parts."""
    evidence = items_of_part(data, "evidence")
    coded = items_of_part(data, "evidence", "typology")
    for_gates = Scope(evidence, coded)
    yield from _gates(data, for_gates)
    yield from _traps(data, for_gates)
    for table, more in (
        (("cautions",), None),
        (("typology", "kinds"), None),
        (("typology", "roles"), None),
        (("typology", "findings"), _kind(data)),
        (("typology", "crossings"), _rung(RUNG, data)),
    ):
        scope = Scope({**coded, **({more.id: more} if more else {})}, {})
        for path, row in entries(data, *table):
            if "when" in row:
                yield from check_condition(row["when"], (*path, "when"), scope)
            for below, reading in within(path, row, "reads"):
                yield from check_condition(reading.get("when"), (*below, "when"), scope)
    yield from _on_answers(data, Scope(coded, {}))


def _on_answers(data: Mapping[str, Any], scope: Scope) -> Iterator[Problem]:
    """The conditions that place nothing: contradictions, and what reads differently."""
    for path, row in entries(data, "contradictions"):
        pair = row.get("pair")
        for place, half in enumerate(pair if isinstance(pair, list) else ()):
            yield from check_condition(half, (*path, "pair", place), scope)
    for path, row in entries(data, "clearer", "items"):
        if "may_matter" in row:
            yield from check_condition(row["may_matter"], (*path, "may_matter"), scope)


def _kind(data: Mapping[str, Any]) -> Item:
    ids = [str(row.get("id")) for _, row in entries(data, "typology", "kinds")]
    return Item(KIND, "", "one", options=tuple(Option(i, "") for i in ids))


def _rung(name: str, data: Mapping[str, Any]) -> Item:
    numbers = [str(rung.get("rung")) for _, rung in entries(data, "rungs")]
    return Item(name, "", "one", ordered=True, options=tuple(Option(n, "") for n in numbers))


def _gates(data: Mapping[str, Any], scope: Scope) -> Iterator[Problem]:
    """Gates are comparisons; a higher rung never asks for less than a lower one."""
    asked: dict[str, tuple[str, Any]] = {}
    for path, rung in entries(data, "rungs"):
        for below, gate in within(path, rung, "needs"):
            yield from check_comparisons(gate, below, "any", scope)
            atom = _first(gate)
            item = scope.items.get(atom.item) if atom else None
            if atom is None or item is None or atom.option not in item.rank:
                continue
            before, at = asked.get(atom.item, (atom.option, None))
            if item.rank[atom.option] < item.rank[before]:
                message = f"asks for less than {atom.item} >= {before} on rung {at}"
                yield Problem(Name.REVERSED_SCALE, (*below, "any", 0), message)
            else:
                asked[atom.item] = (atom.option, rung.get("rung"))


def _first(gate: Mapping[str, Any]) -> Atom | None:
    """The alternative that climbing proposes."""
    alternatives = gate.get("any")
    return (
        as_comparison(alternatives[0]) if isinstance(alternatives, list) and alternatives else None
    )


def as_comparison(data: object) -> Atom | None:
    """An atom `item >= option`, or None if it is anything else."""
    try:
        condition = parse(data)
    except ConditionError:
        return None
    return condition if isinstance(condition, Atom) and condition.operator == ">=" else None


def is_comparison(text: str) -> bool:
    """Does it read `item >= option`?"""
    return as_comparison(text) is not None


def _traps(data: Mapping[str, Any], scope: Scope) -> Iterator[Problem]:
    chain = _rung(CHAIN, data)
    in_traps = Scope({**scope.items, CHAIN: chain}, scope.elsewhere)
    first = next((r.get("rung") for _, r in entries(data, "rungs") if r.get("needs")), None)
    for path, trap in entries(data, "traps"):
        if "when" in trap:
            yield from check_condition(trap["when"], (*path, "when"), in_traps)
        yield from check_comparisons(trap, path, "leave", scope)
        rung = trap.get("rung")
        if isinstance(rung, int) and isinstance(first, int) and rung >= first:
            message = f"expected a rung below {first}, where the gates begin"
            yield Problem(Name.TRAP_ON_THE_CHAIN, (*path, "rung"), message)


def check_comparisons(
    data: Mapping[str, Any], path: Path, key: str, scope: Scope
) -> Iterator[Problem]:
    """A list in which each entry is `item >= option`."""
    values = data.get(key)
    for place, value in enumerate(values if isinstance(values, list) else ()):
        at = (*path, key, place)
        atom = as_comparison(value)
        if atom:
            yield from _check_atom(atom, at, scope)
        else:
            yield Problem(Name.NOT_A_COMPARISON, at, f"expected `item >= option`, found {value!r}")


def check_condition(data: object, path: Path, scope: Scope) -> Iterator[Problem]:
    """Any condition, down to its last part."""
    if isinstance(data, Mapping) and len(data) == 1:
        ((word, inner),) = data.items()
        if word == "not":
            yield from check_condition(inner, (*path, word), scope)
            return
        if word in ("all", "any") and isinstance(inner, list) and inner:
            for place, part in enumerate(inner):
                yield from check_condition(part, (*path, word, place), scope)
            return
    try:
        condition = parse(data)
    except ConditionError as error:
        yield Problem(Name.UNREADABLE_CONDITION, path, str(error))
        return
    if isinstance(condition, Atom):
        yield from _check_atom(condition, path, scope)


def _check_atom(atom: Atom, path: Path, scope: Scope) -> Iterator[Problem]:
    item = scope.items.get(atom.item)
    if item is None:
        yield _no_such_item(atom, path, scope)
        return
    known = (*item.option_ids, *((NONE_OF_THESE,) if item.answer == "many" else ()))
    if atom.option not in known:
        message = f"`{atom.item}` has no option `{atom.option}`{perhaps(atom.option, known)}"
        yield Problem(Name.UNKNOWN_OPTION, path, message)
    elif atom.operator == "is" and atom.item == CHAIN:
        message = f"the chain is compared with `>=`, found {atom}"
        yield Problem(Name.NOT_A_COMPARISON, path, message)
    elif atom.operator == ">=" and not item.ordered:
        message = f"`{atom.item}` has no weaker and stronger options; use `is`"
        yield Problem(Name.UNORDERED_COMPARISON, path, message)
    elif atom.operator == ">=" and atom.option == known[0]:
        message = f"`{atom.option}` is the weakest option, so {atom} always holds"
        yield Problem(Name.ALWAYS_TRUE, path, message)


def _no_such_item(atom: Atom, path: Path, scope: Scope) -> Problem:
    if atom.item in scope.elsewhere:
        message = f"`{atom.item}` is not evidence: only evidence places an activity"
        return Problem(Name.NOT_EVIDENCE, path, message)
    message = f"rules can read no item `{atom.item}` here{perhaps(atom.item, scope.items)}"
    return Problem(Name.UNKNOWN_ITEM, path, message)


def words_in(data: object) -> tuple[str, ...]:
    """What each condition in some data begins with, however deep, once: the items that it reads."""
    return tuple(dict.fromkeys(text.split(" ")[0] for text in _texts_in(data)))


def _texts_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for part in data.values() if isinstance(data, Mapping) else data:
            yield from _texts_in(part)
