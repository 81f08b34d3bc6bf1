"""Conditions: the one small language in which gates, traps, cautions and findings are written.

A condition is `item >= option`, `item is option`, or all, any, not of others. It is read once from
the definition, and then answered on bits for complete answers and for answers with unknowns, and
for proofs on whole sets of answers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import chain, product
from operator import or_

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
Way = tuple[Bits, Bits]


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
    """Gives each distinct atom of some conditions two bits of its own.

    The first is set when the atom is certain to hold, the second, `width` places further up, when
    it may hold. On complete answers both say the same.
    """

    def __init__(self, conditions: Iterable[Condition]) -> None:
        distinct = dict.fromkeys(atom for c in conditions for atom in atoms(c))
        self.width = len(distinct)
        self.certain = {atom: 1 << place for place, atom in enumerate(distinct)}

    def both(self, certain: Bits) -> Bits:
        """The bits of complete answers, from those that are certain."""
        return certain | certain << self.width

    def of_item(self, item: str) -> dict[Atom, Bits]:
        """The atoms of one item with their first bits."""
        return {atom: bit for atom, bit in self.certain.items() if atom.item == item}

    def ways(self, condition: Condition, *, fails: bool = False) -> tuple[Way, ...]:
        """Each way for a condition to be certain to hold, or with `fails` certain not to: the bits
        to look at, and what they must be.
        """
        match condition:
            case Atom():
                bit = self.certain[condition]
                return ((bit << self.width, 0),) if fails else ((bit, bit),)
            case Not(part):
                return self.ways(part, fails=not fails)
            case AllOf(parts) | AnyOf(parts):
                each = [self.ways(part, fails=fails) for part in parts]
                if isinstance(condition, AllOf) is fails:
                    return tuple(dict.fromkeys(chain.from_iterable(each)))
                return tuple(dict.fromkeys(map(_together, product(*each))))


def _together(ways: tuple[Way, ...]) -> Way:
    return reduce(or_, (mask for mask, _ in ways), 0), reduce(or_, (value for _, value in ways), 0)


def holds(bits: Bits, ways: tuple[Way, ...]) -> bool:
    """Is a condition certain, given its ways and the bits of some answers?"""
    # By hand, as this is asked dozens of times of each activity: any() takes twice the time.
    for mask, value in ways:  # noqa: SIM110
        if bits & mask == value:
            return True
    return False


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
