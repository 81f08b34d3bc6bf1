"""The order in which proposals can be done: it is one, it names what there is, and no list breaks
it.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import permutations
from typing import Any

from ladder_assess.core.checks.conditions import words_in
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps
from ladder_assess.core.plan.order import (
    FACTS_ON,
    Placed,
    closed,
    in_order,
    loop,
    named,
    needing,
    settling,
)
from ladder_assess.core.plan.plan import CHANGE

Entries = Mapping[str, tuple[Path, Mapping[str, Any]]]
Putting = Callable[..., list[Placed]]
OutOfOrder = tuple[str, str, tuple[str, ...]]


def order_problems(data: object, questionnaire: object = None) -> list[Problem]:
    """What is wrong with the order of a library whose other parts are sound."""
    found: Entries = {
        entry["id"]: (path, entry) for path, entry in entries(data, "recommendations")
    }
    asked = _settling(found, questionnaire)
    unknown = [*_unknown(found, asked)]
    if unknown:
        return unknown
    after = {key: named(entry.get("after", ()), asked) for key, (_, entry) in found.items()}
    if round_ := loop(after):
        message = f"no list can be in this order: {' before '.join(round_)}"
        return [Problem(Name.ORDER_IN_A_LOOP, (*found[round_[-1]][0], "after"), message)]
    every = closed(after)
    ordered = any(after.values())
    return [
        *(_facts_not_first(found, asked, every, questionnaire) if ordered else ()),
        *_broken(found, every),
    ]


def _settling(found: Entries, questionnaire: object) -> dict[str, list[str]]:
    """By item, what settles the answer to it."""
    rows = entries(questionnaire, "contradictions")
    contradicted = {row.get("id", ""): words_in(row.get("pair")) for _, row in rows}
    answers = {key: entry["answers"] for key, (_, entry) in found.items()}
    return settling(
        ((key, kind, what) for key, each in answers.items() for kind, what in each.items()),
        contradicted,
    )


def _unknown(found: Entries, asked: Mapping[str, object]) -> Iterator[Problem]:
    for path, entry in found.values():
        for place, part in enumerate(entry.get("after", ())):
            facts = isinstance(part, Mapping)
            called, known = (part[FACTS_ON], asked) if facts else (part, found)
            if called not in known:
                message = f"nothing here {'settles' if facts else 'is called'} `{called}`"
                below = (*path, "after", place)
                yield Problem(Name.UNKNOWN_RECOMMENDATION, below, message + perhaps(called, known))


def _facts_not_first(
    found: Entries,
    asked: Mapping[str, list[str]],
    every: Mapping[str, frozenset[str]],
    questionnaire: object,
) -> Iterator[Problem]:
    """What acts on an answer comes after all that settles it."""
    for key, (path, entry) in found.items():
        ((kind, what),) = entry["answers"].items()
        settles = {one for ids in asked.values() for one in ids}
        items = () if key in settles else _acts_on(kind, what, questionnaire)
        for item in items:
            if not every[key].issuperset(asked.get(item, ())):
                message = f"it acts on the answer to `{item}`: say after: [{{facts_on: {item}}}]"
                yield Problem(Name.FACTS_NOT_FIRST, (*path, "id"), message)


def _acts_on(kind: str, what: str, questionnaire: object) -> tuple[str, ...]:
    if kind == CHANGE:
        return (what.partition(" ")[0],)
    tables = (("cautions",), ("traps",), ("typology", "findings"), ("typology", "crossings"))
    rows = (row for keys in tables for _, row in entries(questionnaire, *keys))
    return tuple(
        word for row in rows if row.get("id") == what for word in words_in(row.get("when"))
    )


def _broken(found: Entries, every: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """The lists that are not in order once they are put in order."""
    for first, key, names in _lists_out_of_order(tuple(found), tuple(every.items()), in_order):
        message = f"`{first}` comes after it in a list of {', '.join(names)}"
        yield Problem(Name.ORDER_BROKEN, (*found[key][0], "after"), message)


@lru_cache(16)
def _lists_out_of_order(
    ids: tuple[str, ...], before: tuple[tuple[str, frozenset[str]], ...], put: Putting
) -> tuple[OutOfOrder, ...]:
    """What comes too late, what needs it and the list in question: of every pair, whichever of the
    two is the more urgent, and with all that lies between them. There is none, as long as lists are
    put in order rightly. Gone through once for the same order, whatever else a library says.
    """
    every = dict(before)
    needs = needing(every.__getitem__, str)
    wrong: list[OutOfOrder] = []
    for key in ids:
        for first in every[key]:
            between = [one for one in ids if first in every[one] and one in every[key]]
            lists = (*permutations((first, key)), (key, *between, first), (*between, key, first))
            for each in lists:
                placed = [each[p.place] for p in put(each, needs)]
                if placed.index(first) > placed.index(key):
                    wrong.append((first, key, each))
    return tuple(wrong)
