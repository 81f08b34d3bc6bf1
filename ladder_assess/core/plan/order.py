"""In which order proposals can be done: what one of them needs comes before it.

Which needs which is data (`after` in the libraries of recommendations). Here it is read as a
partial order, and a list that is in order of urgency is brought in line with it.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar

T = TypeVar("T")
FIND_OUT, CONTRADICTION = "find_out", "contradiction"
# What stands in `after` for everything that settles one fact: {facts_on: seats}.
FACTS_ON = "facts_on"
After = Mapping[str, Iterable[str]]


def settling(
    asked: Iterable[tuple[str, str, str]], contradicted: Mapping[str, Iterable[str]]
) -> dict[str, list[str]]:
    """By item, the ids of the recommendations that settle what is so. `asked` are the ids, each
    with what it answers, as the kind and the key of a trigger; `contradicted` has the items of each
    contradiction.
    """
    found: dict[str, list[str]] = {}
    for called, kind, key in asked:
        items = {FIND_OUT: (key,), CONTRADICTION: contradicted.get(key, ())}.get(kind, ())
        for item in items:
            found.setdefault(item, []).append(called)
    return found


class Placed(NamedTuple):
    """A thing in its place, and the place in the list given of what brought it there: its own, or
    that of what needs it.
    """

    place: int
    brought_by: int


def named(
    after: Iterable[str | Mapping[str, str]], settling: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    """The ids that an `after` stands for; `settling` has, by item, what asks for the fact."""
    found: dict[str, None] = {}
    for part in after:
        ids = settling.get(part[FACTS_ON], ()) if isinstance(part, Mapping) else (part,)
        found |= dict.fromkeys(ids)
    return tuple(found)


def closed(after: After) -> dict[str, frozenset[str]]:
    """All that comes before each, directly or by way of others, also of such as are not in a list.

    Raises ValueError where something would have to come before itself: see `loop`.
    """
    if found := loop(after):
        raise ValueError(f"no order is possible: {' before '.join(found)}")
    every: dict[str, frozenset[str]] = {}
    for one in TopologicalSorter({key: tuple(each) for key, each in after.items()}).static_order():
        direct = frozenset(after.get(one, ()))
        every[one] = direct.union(*(every[before] for before in direct))
    return every


def loop(after: After) -> tuple[str, ...]:
    """A way round that leads from something back to itself; empty where there is none."""
    try:
        TopologicalSorter({key: tuple(each) for key, each in after.items()}).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return tuple(found)
    return ()


def in_order(things: Sequence[T], needs: Callable[[T], Callable[[T], bool] | None]) -> list[Placed]:
    """Places in `things`, which come the most urgent first, so that what one needs (all of it, also
    by way of others) comes before it, brought forward to just before it.

    `needs` says of a thing which others it needs: None where there are none.
    """
    found: dict[int, int] = {}

    def put(place: int, brought_by: int) -> None:
        if place in found:
            return
        if needed := needs(things[place]):
            for other, thing in enumerate(things):
                if other != place and other not in found and needed(thing):
                    put(other, brought_by)
        found[place] = brought_by

    for place in range(len(things)):
        put(place, place)
    return [Placed(place, brought_by) for place, brought_by in found.items()]


def resting(things: Sequence[T], needs: Callable[[T], Callable[[T], bool] | None]) -> list[int]:
    """How many others of a list rest on each thing of it; always more than on any of those, also
    where these have others resting on them that do not need it.
    """
    asked = [(place, needed) for place, thing in enumerate(things) if (needed := needs(thing))]
    above = [
        [other for other, needed in asked if other != place and needed(thing)]
        for place, thing in enumerate(things)
    ]
    found: dict[int, int] = {}

    def count(place: int) -> int:
        if place not in found:
            others = above[place]
            found[place] = max([len(others), *(1 + count(other) for other in others)])
        return found[place]

    return [count(place) for place in range(len(things))]


def needing(
    before: Callable[[T], Container[str]], called: Callable[[T], str]
) -> Callable[[T], Callable[[T], bool] | None]:
    """What `in_order` asks, where ids say what comes before a thing."""

    def needs(thing: T) -> Callable[[T], bool] | None:
        ids = before(thing)
        return (lambda other: called(other) in ids) if ids else None

    return needs


def brought_forward(
    kept: Iterable[T], added: Iterable[T], needs: Callable[[T, T], bool]
) -> list[T]:
    """What is kept in its order, with what is added at the end of it or, where something that is
    kept needs it, just before that. What is added comes in an order in which it can be done.
    """
    found = list(kept)
    for one in added:
        waiting = (place for place, other in enumerate(found) if needs(other, one))
        found.insert(next(waiting, len(found)), one)
    return found
