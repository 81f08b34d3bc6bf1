"""All answers at once: classes of answers that behave alike, and sets of them as integers.

A set has one bit for each class, so that conditions become a few operations on integers and every
statement about them is exact.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from math import prod
from typing import NamedTuple

from ladder_assess.core.questionnaire.answers import Answer, atom_holds, possible_answers
from ladder_assess.core.questionnaire.conditions import Atom, Condition, as_set, atoms
from ladder_assess.core.questionnaire.questionnaire import Item


class Axis(NamedTuple):
    """One item: an example answer for each class of options, and the bits from one to the next."""

    item: Item
    examples: tuple[Answer, ...]
    stride: int


class Space:
    """All classes of answers to the items that some conditions mention.

    `derived` names items that are worked out from others: the space has no axis for them, and sets
    that mention them need their members from elsewhere.
    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        items: Mapping[str, Item],
        derived: tuple[str, ...] = (),
    ) -> None:
        self.axes: list[Axis] = []
        stride = 1
        used = _used(conditions, derived)
        for item_id, of_item in used.items():
            examples = _classes(items[item_id], of_item)
            self.axes.append(Axis(items[item_id], examples, stride))
            stride *= len(examples)
        self.size = stride
        self.everything = (1 << stride) - 1
        self._at: dict[tuple[str, int], int] = {}
        by_id = {axis.item.id: axis for axis in self.axes}
        self.members = {
            atom: self._members(by_id[item_id], atom)
            for item_id, of_item in used.items()
            for atom in of_item
        }

    def _members(self, axis: Axis, atom: Atom) -> int:
        return self.where(axis, lambda k: atom_holds(atom, axis.item, axis.examples[k]))

    def where(self, axis: Axis, holds: Callable[[int], bool]) -> int:
        """The set of classes whose place on one axis (0 for the weakest) fulfils a predicate."""
        ones = (1 << axis.stride) - 1
        block = sum(ones << (k * axis.stride) for k in range(len(axis.examples)) if holds(k))
        period = axis.stride * len(axis.examples)
        return _repeated(block, period, self.size // period)

    def at(self, axis: Axis, place: int) -> int:
        """The set of classes that stand at one place of an axis."""
        key = (axis.item.id, place)
        if key not in self._at:
            self._at[key] = self.where(axis, lambda k: k == place)
        return self._at[key]

    def like(self, axis: Axis, answer: Answer) -> int:
        """The set of classes in which an item is answered like this, so far as conditions tell."""
        item, atoms_of_item = axis.item, [a for a in self.members if a.item == axis.item.id]
        cases = self.everything
        for atom in atoms_of_item:
            holding = self.members[atom]
            cases &= holding if atom_holds(atom, item, answer) else ~holding
        return cases

    def cases(self, condition: Condition, more: Mapping[Atom, int] | None = None) -> int:
        """The classes in which a condition holds; `more` gives the members of derived atoms."""
        return as_set(condition, {**self.members, **(more or {})}, self.everything)

    def lost_on_the_way_up(self, cases: int) -> Iterator[tuple[str, int, int]]:
        """Single steps to a stronger option that lead out of a set: `item from a to b`, the classes
        before the step and those after it.
        """
        for axis in self.axes:
            if not axis.item.ordered:
                continue
            for lower in range(len(axis.examples) - 1):
                lost = (cases & self.at(axis, lower)) << axis.stride & ~cases
                if lost:
                    step = (
                        f"{axis.item.id} from {axis.examples[lower]} to {axis.examples[lower + 1]}"
                    )
                    yield step, lost >> axis.stride, lost


def _repeated(block: int, period: int, times: int) -> int:
    """The bits of a block, so many times one after the other."""
    whole, done = block, 1
    while done < times:
        more = min(done, times - done)
        whole |= (whole & ((1 << more * period) - 1)) << done * period
        done += more
    return whole


def count_classes(
    conditions: Iterable[Condition], items: Mapping[str, Item], derived: tuple[str, ...] = ()
) -> int:
    """How many classes of answers some conditions tell apart."""
    used = _used(conditions, derived)
    return prod(len(_classes(items[item_id], of_item)) for item_id, of_item in used.items())


def _used(conditions: Iterable[Condition], derived: tuple[str, ...]) -> dict[str, list[Atom]]:
    """The distinct atoms of some conditions by item, in the order written."""
    used: dict[str, list[Atom]] = {}
    for atom in dict.fromkeys(atom for c in conditions for atom in atoms(c)):
        if atom.item not in derived:
            used.setdefault(atom.item, []).append(atom)
    return used


def _classes(item: Item, used: list[Atom]) -> tuple[Answer, ...]:
    """One answer for each class that behaves alike; of an ordered item, for each run of options."""

    def behaviour(answer: Answer) -> tuple[bool, ...]:
        return tuple(atom_holds(atom, item, answer) for atom in used)

    answers = possible_answers(item)
    if item.ordered:
        return tuple(next(run) for _, run in groupby(answers, behaviour))
    examples: dict[tuple[bool, ...], Answer] = {}
    for answer in answers:
        examples.setdefault(behaviour(answer), answer)
    return tuple(examples.values())
