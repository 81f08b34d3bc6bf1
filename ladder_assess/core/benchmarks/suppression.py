"""What the figures of some groups give away together, and so may not be shown.

The rule stands in method/benchmarks.md.

Whoever knows the figures of several groups can take them from each other: a parent less its
children, one release less another, areas less size bands. Each such difference is about a set of
organisations. Here is found which of these sets are too small: not empty, and fewer than a number.

Everyone, sectors and kinds lie within each other, so every difference is made of what is left of a
group without the groups in it. Areas and size bands of a kind cross. Draw them as the two sides of
a graph and each organisation as an edge between its area and its size band: then what is left by
any sum and difference of them is the edges between two parts of the graph, and the smallest such
set is the graph's smallest cut (M. Stoer & F. Wagner, "A simple min-cut algorithm", 1997).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ladder_assess.core.benchmarks.groups import (
    AREA,
    EVERYONE,
    KIND,
    SECTOR,
    SIZE,
    Cell,
    groups_of,
    level_of,
    parent_of,
)

Edges = dict[tuple[str, str], int]
NO_AREA, NO_SIZE = f"{AREA}.", f"{SIZE}."


@dataclass
class Tally:
    """Organisations by cell and by group. `sure` are those that surely make a difference to every
    group of their cell; `touched` also has those that do to some and perhaps not to others.
    """

    sure: Counter[Cell] = field(default_factory=Counter)
    touched: Counter[Cell] = field(default_factory=Counter)
    sure_in: Counter[str] = field(default_factory=Counter)
    touched_in: Counter[str] = field(default_factory=Counter)
    cells_of: defaultdict[str, set[Cell]] = field(default_factory=lambda: defaultdict(set))

    def add(self, cell: Cell, sure: int, touched: int) -> None:
        self.sure[cell] += sure
        self.touched[cell] += touched
        self.cells_of[cell.kind].add(cell)
        for group in groups_of(cell):
            self.sure_in[group] += sure
            self.touched_in[group] += touched


class TooSmall(NamedTuple):
    """A difference that is about too few. `groups` are those it comes from; `cells` where those few
    are.
    """

    groups: frozenset[str]
    cells: frozenset[Cell]


def too_small(tally: Tally, family: frozenset[str], least: int) -> list[TooSmall]:
    """The differences between the groups of a family that are about some, but fewer than `least`.

    The family holds the parent of each of its groups. The list is empty only where there are none.
    """
    children: dict[str, set[str]] = defaultdict(set)
    for group in family:
        children[parent_of(group)].add(group)
    found = [
        TooSmall(frozenset({group}), _cells(tally, group))
        for group in sorted(family)
        if tally.touched_in[group] and tally.sure_in[group] < least
    ]
    for group in sorted(family):
        if level_of(group) in (EVERYONE, SECTOR):
            found += _rest(tally, group, frozenset(children[group]), least)
        # What lies in a kind is looked at once each of its groups is large enough.
        elif level_of(group) == KIND and not found and children[group]:
            found += _cut(tally, group, frozenset(children[group]), least)
    return found


def _cells(tally: Tally, group: str) -> frozenset[Cell]:
    return frozenset(cell for cell, n in tally.touched.items() if n and group in groups_of(cell))


def _rest(tally: Tally, group: str, children: frozenset[str], least: int) -> Iterator[TooSmall]:
    """What is left of a group without the groups in it, where that is too small."""
    touched = tally.touched_in[group] - sum(tally.touched_in[child] for child in children)
    sure = tally.sure_in[group] - sum(tally.sure_in[child] for child in children)
    if touched and sure < least:
        cells = (c for c in _cells(tally, group) if not children & set(groups_of(c)))
        yield TooSmall(children | {group}, frozenset(cells))


def _cut(tally: Tally, kind: str, within: frozenset[str], least: int) -> Iterator[TooSmall]:
    """What some areas and size bands of a kind leave of each other, where that is too small."""
    own = tally.cells_of[kind.partition(".")[2]]
    cells = [cell for cell in sorted(own) if tally.touched[cell]]
    ends = {cell: _ends(cell, within) for cell in cells}
    edges: Edges = {}
    for cell, end in ends.items():
        edges[end] = edges.get(end, 0) + tally.sure[cell]
    side = small_cut(edges, least)
    if side:
        crossing = frozenset(c for c, (a, s) in ends.items() if (a in side) != (s in side))
        yield TooSmall(_told_by({end for cell in crossing for end in ends[cell]}, within), crossing)


def _told_by(ends: set[str], within: frozenset[str]) -> frozenset[str]:
    """The groups that tell of some ends; what is in none of them is told by all the others."""
    levels = {level_of(end) for end in ends - within if end in (NO_AREA, NO_SIZE)}
    return frozenset(g for g in within if g in ends or level_of(g) in levels)


def _ends(cell: Cell, within: frozenset[str]) -> tuple[str, str]:
    """The area and size band of a cell; one for all those that are not in the family."""
    area, size = f"{AREA}.{cell.kind}.{cell.area}", f"{SIZE}.{cell.kind}.{cell.size}"
    return area if area in within else NO_AREA, size if size in within else NO_SIZE


def small_cut(edges: Edges, least: int) -> frozenset[str]:
    """One side of a cut that crosses some edges, whose weights are less than `least` together.

    Empty where there is none. An edge of no weight is there all the same.
    """
    joined = _Joined(edges)
    # An edge as heavy as that cannot be crossed: its ends are one.
    for (left, right), weight in edges.items():
        if weight >= least:
            joined.merge(left, right)
    while True:
        graph = joined.graph()
        start = next((at for at in graph if graph[at]), None)
        if start is None:
            return frozenset()
        before, last = _sweep(graph, start)
        if sum(graph[last].values()) < least:
            return frozenset(joined.members(last))
        joined.merge(before, last)


def _sweep(graph: Mapping[str, Mapping[str, int]], start: str) -> tuple[str, str]:
    """The last two vertices of a component, each the one most tightly joined to those before."""
    order = [start]
    weights = dict(graph[start])
    while weights:
        nearest = max(weights, key=lambda at: (weights[at], at))
        del weights[nearest]
        order.append(nearest)
        for at, weight in graph[nearest].items():
            if at not in order:
                weights[at] = weights.get(at, 0) + weight
    return order[-2], order[-1]


class _Joined:
    """Vertices that are merged step by step."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self._into = {at: at for edge in edges for at in edge}

    def _root(self, at: str) -> str:
        while self._into[at] != at:
            at = self._into[at]
        return at

    def merge(self, left: str, right: str) -> None:
        self._into[self._root(left)] = self._root(right)

    def members(self, at: str) -> Iterator[str]:
        return (member for member in self._into if self._root(member) == self._root(at))

    def graph(self) -> dict[str, dict[str, int]]:
        """The weights between vertices that are not merged."""
        found: dict[str, dict[str, int]] = {}
        for (one, other), weight in sorted(self._edges.items()):
            left, right = self._root(one), self._root(other)
            if left != right:
                for at, to in ((left, right), (right, left)):
                    near = found.setdefault(at, {})
                    near[to] = near.get(to, 0) + weight
        return found
