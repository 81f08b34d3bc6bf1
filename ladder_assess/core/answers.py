"""Answers, and which of the atoms of some conditions they make true.

Answers hold only what is known: an item that is unknown or unanswered is left out. The answer to
an item with one option is its id; to an item with many, the tuple of ids in the definition's order.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from itertools import combinations
from operator import and_, or_

from ladder_assess.core.conditions import Atom, AtomBits, Bits, Condition, Test
from ladder_assess.core.questionnaire import NONE_OF_THESE, Item

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]
Pair = tuple[Bits, Bits]
Table = tuple[str, Mapping[Answer | None, Pair]]


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


class ItemBits:
    """The bits that the answers to one item set.

    `classes` are the distinct ones: options that set the same bits behave alike. `ends` gives the
    bits of the weakest and strongest option an answer leaves open (None for an unknown answer),
    `bounds` the bits that are set for certain and those that may be, `left` the classes left.
    """

    def __init__(self, item: Item, atom_bits: Mapping[Atom, Bits]) -> None:
        self.id = item.id
        self.by_answer = {
            answer: sum(bit for atom, bit in atom_bits.items() if atom_holds(atom, item, answer))
            for answer in possible_answers(item)
        }
        masks = tuple(self.by_answer.values())
        self.classes = tuple(dict.fromkeys(masks))
        self.left: Mapping[Answer | None, tuple[Bits, ...]] = {
            **{answer: (bits,) for answer, bits in self.by_answer.items()},
            None: self.classes,
        }
        self.any = reduce(or_, masks)
        pairs: dict[Answer | None, Pair] = {a: (m, m) for a, m in self.by_answer.items()}
        self.ends: Mapping[Answer | None, Pair] = {**pairs, None: (masks[0], masks[-1])}
        self.bounds: Mapping[Answer | None, Pair] = {**pairs, None: (reduce(and_, masks), self.any)}


class Reader:
    """Reads answers as bits for a set of conditions.

    `items` gives every item that the conditions may mention. Raises KeyError for one it lacks.
    """

    def __init__(self, conditions: Iterable[Condition], items: Mapping[str, Item]) -> None:
        self.atom_bits = AtomBits(conditions)
        mentioned = dict.fromkeys(atom.item for atom in self.atom_bits.bit)
        self.items = tuple(ItemBits(items[i], self.atom_bits.of_item(i)) for i in mentioned)
        self._bounds = tuple((item.id, item.bounds) for item in self.items)

    def test(self, condition: Condition) -> Test:
        """A condition as a test on this reader's bits."""
        return self.atom_bits.test(condition)

    def read(self, answers: Answers) -> tuple[Bits, Bits]:
        """The atoms that are true whatever the unknown answers are, and those that may be."""
        return gather(self._bounds, answers)


def gather(tables: Iterable[Table], answers: Answers) -> Pair:
    """The bits of all items together, for a table of pairs for each item."""
    get = answers.get
    first = second = 0
    for item, pairs in tables:
        one, other = pairs[get(item)]
        first |= one
        second |= other
    return first, second
