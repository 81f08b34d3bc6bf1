"""Conditions: the one small language in which gates, traps, cautions and findings are written.

A condition is `item >= option`, `item is option`, or all, any, not of others. It is read once from
the definition, turned into tests on bits (one bit for each distinct atom) and then answered three
ways by the same code: on complete answers, on answers with unknowns, and for proofs on whole sets.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

ATOM = re.compile(r"^([a-z][a-z0-9_]*) (>=|is) ([a-z0-9_]+)$")


class ConditionError(ValueError):
    """A condition could not be read; the message says what was expected."""


@dataclass(frozen=True)
class Atom:
    """One test of one item: `operator` is `>=` (this option or a stronger one) or `is`."""

    item: str
    operator: str
    option: str

    def __str__(self) -> str:
        return f"{self.item} {self.operator} {self.option}"


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True)
class Not:
    part: "Condition"


Condition = Atom | AllOf | AnyOf | Not

Bits = int
Test = Callable[[Bits, Bits], bool]


def parse(data: object) -> Condition:
    """Read a condition as it stands in a definition.

    Raises ConditionError, whose message quotes the part that could not be read.
    """
    if isinstance(data, str):
        return _parse_atom(data)
    if isinstance(data, Mapping) and len(data) == 1:
        (word, inner) = next(iter(data.items()))
        if word == "not":
            return Not(parse(inner))
        if word in ("all", "any") and isinstance(inner, list) and inner:
            parts = tuple(parse(part) for part in inner)
            return AllOf(parts) if word == "all" else AnyOf(parts)
    raise ConditionError(f"expected `item >= option`, `item is option`, all, any or not: {data!r}")


def _parse_atom(text: str) -> Atom:
    match = ATOM.match(text)
    if match is None:
        raise ConditionError(f"expected `item >= option` or `item is option`: {text!r}")
    return Atom(*match.groups())


def atoms(condition: Condition) -> Iterator[Atom]:
    """Every atom of a condition, in the order written, repeats included."""
    match condition:
        case Atom():
            yield condition
        case Not(part):
            yield from atoms(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)


def items_of(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The ids of the items that some conditions mention, each once, in the order written."""
    return tuple(dict.fromkeys(atom.item for c in conditions for atom in atoms(c)))


class AtomBits:
    """Gives each distinct atom of some conditions a bit of its own."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.conditions = tuple(conditions)
        distinct = dict.fromkeys(atom for c in self.conditions for atom in atoms(c))
        self.bit = {atom: 1 << place for place, atom in enumerate(distinct)}

    def of_item(self, item: str) -> dict[Atom, Bits]:
        """The atoms of one item with their bits."""
        return {atom: bit for atom, bit in self.bit.items() if atom.item == item}

    def test(self, condition: Condition) -> Test:
        """Turn a condition into `holds(true, maybe)`: is it certain, given which atoms are known to
        be true and which may be? On complete answers both are the same bits.
        """
        return _certain(condition, self.bit)


def _certain(condition: Condition, bit: Mapping[Atom, Bits]) -> Test:
    match condition:
        case Atom():
            mask = bit[condition]
            return lambda true, maybe: true & mask != 0
        case Not(part):
            possible = _possible(part, bit)
            return lambda true, maybe: not possible(true, maybe)
        case AllOf(parts):
            return _all_of(parts, bit, _certain, known=True)
        case AnyOf(parts):
            return _any_of(parts, bit, _certain, known=True)


def _possible(condition: Condition, bit: Mapping[Atom, Bits]) -> Test:
    match condition:
        case Atom():
            mask = bit[condition]
            return lambda true, maybe: maybe & mask != 0
        case Not(part):
            certain = _certain(part, bit)
            return lambda true, maybe: not certain(true, maybe)
        case AllOf(parts):
            return _all_of(parts, bit, _possible, known=False)
        case AnyOf(parts):
            return _any_of(parts, bit, _possible, known=False)


Compiler = Callable[[Condition, Mapping[Atom, Bits]], Test]


def _all_of(
    parts: tuple[Condition, ...], bit: Mapping[Atom, Bits], compile_: Compiler, *, known: bool
) -> Test:
    mask = sum({bit[part] for part in parts if isinstance(part, Atom)})
    rest = tuple(compile_(part, bit) for part in parts if not isinstance(part, Atom))

    def test(true: Bits, maybe: Bits) -> bool:
        if (true if known else maybe) & mask != mask:
            return False
        return all(part(true, maybe) for part in rest)

    return test


def _any_of(
    parts: tuple[Condition, ...], bit: Mapping[Atom, Bits], compile_: Compiler, *, known: bool
) -> Test:
    mask = sum({bit[part] for part in parts if isinstance(part, Atom)})
    rest = tuple(compile_(part, bit) for part in parts if not isinstance(part, Atom))

    def test(true: Bits, maybe: Bits) -> bool:
        if (true if known else maybe) & mask:
            return True
        return any(part(true, maybe) for part in rest)

    return test


def as_set(condition: Condition, members: Mapping[Atom, int], everything: int) -> int:
    """The set of cases in which a condition holds, as an integer with one bit for each case.

    `members` gives the set for each atom and `everything` the set of all cases.
    """
    match condition:
        case Atom():
            return members[condition]
        case Not(part):
            return everything & ~as_set(part, members, everything)
        case AllOf(parts):
            cases = everything
            for part in parts:
                cases &= as_set(part, members, everything)
            return cases
        case AnyOf(parts):
            cases = 0
            for part in parts:
                cases |= as_set(part, members, everything)
            return cases
