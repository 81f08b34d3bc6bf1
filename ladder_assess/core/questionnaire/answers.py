"""Answers, and which of the atoms of some conditions they make true.

Answers hold only what is known: an item that is unknown or unanswered is left out. The answer to
an item with one option is its id; to an item with many, the tuple of ids in the definition's order.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, reduce
from itertools import combinations
from operator import and_, or_

from ladder_assess.core.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Atom,
    AtomBits,
    Bits,
    Condition,
    Not,
    Way,
    holds,
)
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Item

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]


def atom_holds(atom: Atom, item: Item, answer: Answer) -> bool:
    """Does this answer make this atom true?"""
    if isinstance(answer, tuple):
        return (not answer) if atom.option == NONE_OF_THESE else atom.option in answer
    if atom.operator == ">=":
        return item.rank[answer] >= item.rank[atom.option]
    return answer == atom.option


def possible_answers(item: Item) -> Iterator[Answer]:
    """Every answer an item can have when it is known, weakest first where it is ordered."""
    if item.answer != "many":
        yield from item.option_ids
        return
    for size in range(len(item.options) + 1):
        yield from combinations(item.option_ids, size)


def in_steps(condition: Condition, items: Mapping[str, Item]) -> Condition:
    """The same condition with each `is` of an ordered item as steps: at least this, not the next.

    Steps alone are certain exactly when they hold for the weakest option that is left open.
    """
    match condition:
        case Atom(item, "is", option) if items[item].ordered:
            return AllOf(tuple(_steps(items[item], option)))
        case Not(part):
            return Not(in_steps(part, items))
        case AllOf(parts):
            return AllOf(tuple(in_steps(part, items) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(in_steps(part, items) for part in parts))
    return condition


def _steps(item: Item, option: str) -> Iterator[Condition]:
    place = item.rank[option]
    if place > 0:
        yield Atom(item.id, ">=", option)
    if option != item.option_ids[-1]:
        yield Not(Atom(item.id, ">=", item.option_ids[place + 1]))


class ItemBits:
    """The bits that the answers to one item set.

    `certain` gives the first bits of every known answer and `any` those of all together; `known`
    gives both bits and `unknown` those of an answer that is not known. `turns` are what changes
    from unknown to known. Options that set the same bits behave alike.
    """

    def __init__(self, item: Item, atom_bits: AtomBits) -> None:
        self.id = item.id
        bits = atom_bits.of_item(item.id)
        self.certain = {
            answer: sum(bit for atom, bit in bits.items() if atom_holds(atom, item, answer))
            for answer in possible_answers(item)
        }
        self.any = reduce(or_, self.certain.values())
        self.known = {answer: atom_bits.both(bits) for answer, bits in self.certain.items()}
        self.unknown = reduce(and_, self.certain.values()) | self.any << atom_bits.width
        self.turns = {answer: bits ^ self.unknown for answer, bits in self.known.items()}

    @property
    def field(self) -> Bits:
        """All the bits that are this item's."""
        return reduce(or_, self.known.values())


class Reader:
    """Reads answers as bits for a set of conditions, all in one go.

    `items` gives every item that the conditions may mention. Those `derived` are no answers: what
    they are is worked out later and their bits are added then.
    """

    def __init__(
        self,
        conditions: Iterable[Condition],
        items: Mapping[str, Item],
        derived: Collection[str] = (),
    ) -> None:
        self._items = items
        self.atom_bits = AtomBits([in_steps(condition, items) for condition in conditions])
        self.items = {name: ItemBits(item, self.atom_bits) for name, item in items.items()}
        answered = [item for name, item in self.items.items() if name not in derived]
        self.nothing = reduce(or_, (item.unknown for item in answered), 0)
        self._turns = {item.id: item.turns for item in answered}

    def read(self, answers: Answers) -> Bits:
        """The bits of some answers. Raises KeyError for an item or an answer there is not."""
        bits = self.nothing
        turns = self._turns
        for item, answer in answers.items():
            bits ^= turns[item][answer]
        return bits

    def ways(self, condition: Condition, *, fails: bool = False) -> tuple[Way, ...]:
        """Each way for one of the conditions to hold for certain, or to fail for certain."""
        return self.atom_bits.ways(in_steps(condition, self._items), fails=fails)

    def looked_at(self, ways: Iterable[Way]) -> Bits:
        """Both bits of every atom that some conditions look at."""
        mask = reduce(or_, (mask for mask, _ in ways), 0)
        width = self.atom_bits.width
        return self.atom_bits.both((mask | mask >> width) & (1 << width) - 1)


class OneByOne:
    """Asks for single conditions. Each is made ready when it is first asked for, and stays so."""

    def __init__(self, items: Mapping[str, Item]) -> None:
        self._items = items
        self._ready = cache(self._made_ready)

    def holds(self, condition: Condition, answers: Answers) -> bool:
        """Does it hold for certain?"""
        reader, ways = self._ready(condition, fails=False)
        return holds(reader.read(answers), ways)

    def fails(self, condition: Condition, answers: Answers) -> bool:
        """Does it fail for certain?"""
        reader, ways = self._ready(condition, fails=True)
        return holds(reader.read(answers), ways)

    def _made_ready(self, condition: Condition, *, fails: bool) -> tuple[Reader, tuple[Way, ...]]:
        reader = Reader([condition], self._items)
        return reader, reader.ways(condition, fails=fails)
