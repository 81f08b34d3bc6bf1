"""What a release may show of one indicator: which values, in which groups (method/benchmarks.md).

A release stands on a state: what each organisation that counts contributes, as an atom. It starts
from the state of the release before. Of all that has changed since, it takes in only what cannot be
told from the figures: in whatever the groups leave of each other, nothing has changed or what
several organisations contribute has. The rest waits. So every figure, and every difference of
figures, within a release and between any two, is about nobody or about several.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ladder_assess.core.benchmarks.benchmark import Thresholds
from ladder_assess.core.benchmarks.groups import Cell, groups_of, parent_of, with_parents
from ladder_assess.core.benchmarks.suppression import Tally, TooSmall, too_small


class Atom(NamedTuple):
    """What an organisation contributes: the band of its value, and the cell that it counts in."""

    band: int
    cell: Cell


State = Mapping[int, Atom]


@dataclass(frozen=True)
class Earlier:
    """A release made before: its groups, and the atoms of the organisations whose atom was another
    then than in the release made last (None where they did not count).
    """

    published: frozenset[str]
    was: Mapping[int, Atom | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """A release of one indicator: what changed in the state since the last, and what is shown."""

    changes: Mapping[int, Atom | None]
    published: frozenset[str]


def next_release(
    old: State, live: State, earlier: Sequence[Earlier], thresholds: Thresholds | None
) -> Outcome:
    """What to publish, from the state of the last release, what organisations contribute now, and
    every earlier release, the last one last. Without thresholds nothing is.
    """
    if thresholds is None:
        return Outcome({}, frozenset())
    return _Making(old, live, earlier, thresholds).outcome()


class _Making:
    """A release in the making. `taken` are the changes in it; those held back are taken out."""

    def __init__(
        self, old: State, live: State, earlier: Sequence[Earlier], thresholds: Thresholds
    ) -> None:
        self.old = old
        self.thresholds = thresholds
        self.taken = dict(_changes(old, live))
        self.now = Tally()
        _count(self.now, _state(old, self.taken))
        self.since = [_Since(self, release) for release in earlier]
        self.last = earlier[-1].published if earlier else frozenset()
        self.shown: set[str] = set()

    def outcome(self) -> Outcome:
        self._all_large_enough()
        while problems := list(self._problems()):
            taken = len(self.taken)
            # Mending one may mend others; but only once nothing else helps is known what to hide.
            mended = [self._mend(firm | self.last, problem) for firm, problem in problems]
            if not any(mended):
                involved = [
                    known for _, problem in problems if (known := problem.groups & self.shown)
                ]
                if not involved:
                    break
                self._hide(involved[0])
            if len(self.taken) < taken:
                # With other changes, a group that was hidden may be shown after all.
                self._all_large_enough()
        return Outcome(self.taken, frozenset(self.shown))

    def _all_large_enough(self) -> None:
        """Start from every group of enough organisations that lies in such groups alone."""
        least, sizes = self.thresholds.group, self.now.sure_in
        self.shown = {group for group, size in sizes.items() if size >= least}

    def _problems(self) -> Iterator[tuple[frozenset[str], TooSmall]]:
        """Differences about too few, each with the groups that are known whatever is shown now."""
        shown, least = frozenset(self.shown), self.thresholds.group
        unchanged = {g for s in self.since for g in s.published if s.is_still(g)}
        known = frozenset(g for g in unchanged if self.now.touched_in[g])
        for problem in too_small(self.now, with_parents(shown | known), least):
            yield known, problem
        for since in self.since:
            for problem in too_small(since.changes, since.published, self.thresholds.change):
                yield since.published, problem
            for problem in too_small(since.changes, since.published | shown, least):
                yield since.published, problem
            still = frozenset(group for group in shown if since.is_still(group))
            if not still <= since.published:
                for problem in too_small(since.then, with_parents(since.published | still), least):
                    yield since.published, problem

    def _mend(self, firm: frozenset[str], problem: TooSmall) -> bool:
        """Hide a group that was not known before, else hold changes back; was there any?"""
        new = (problem.groups & self.shown) - firm
        if new:
            self._hide(new)
            return True
        waiting = [org for org in self.taken if self._touches(org, problem.cells)]
        for organisation in waiting:
            self._hold_back(organisation)
        return bool(waiting)

    def _hide(self, groups: Iterable[str]) -> None:
        """Hide the smallest of some groups, and what lies in it."""
        chosen = min(groups, key=lambda group: (self.now.sure_in[group], group))
        hidden = {chosen}
        while inside := {g for g in self.shown - hidden if parent_of(g) in hidden}:
            hidden |= inside
        self.shown -= hidden

    def _touches(self, organisation: int, cells: frozenset[Cell]) -> bool:
        atoms = (self.old.get(organisation), self.taken[organisation])
        return any(atom is not None and atom.cell in cells for atom in atoms)

    def _hold_back(self, organisation: int) -> None:
        after, before = self.taken.pop(organisation), self.old.get(organisation)
        for since in self.since:
            since.put_back(organisation, after, before)
        _add(self.now, after, -1)
        _add(self.now, before, 1)


class _Since:
    """What has changed since an earlier release, and how many counted where then."""

    def __init__(self, making: _Making, release: Earlier) -> None:
        self.published = release.published
        self._was, self._old = release.was, making.old
        self.changes, self.then = Tally(), Tally()
        for cell, number in making.now.sure.items():
            self.then.add(cell, number, number)
        for organisation in self._was.keys() | making.taken.keys():
            after = making.taken.get(organisation, self._old.get(organisation))
            before = self._before(organisation)
            _compare(self.changes, before, after, 1)
            _add(self.then, after, -1)
            _add(self.then, before, 1)

    def _before(self, organisation: int) -> Atom | None:
        return self._was.get(organisation, self._old.get(organisation))

    def put_back(self, organisation: int, after: Atom | None, held: Atom | None) -> None:
        """An organisation's change is not taken in after all."""
        before = self._before(organisation)
        _compare(self.changes, before, after, -1)
        _compare(self.changes, before, held, 1)

    def is_still(self, group: str) -> bool:
        """Is a group just as it was?"""
        return not self.changes.touched_in[group]


def _changes(old: State, live: State) -> Iterator[tuple[int, Atom | None]]:
    """What has changed. Who moves to another cell leaves now and comes back in a later release, so
    that a change is always one in a single cell.
    """
    for organisation in old.keys() | live.keys():
        before, after = old.get(organisation), live.get(organisation)
        if before != after:
            moves = before is not None and after is not None and before.cell != after.cell
            yield organisation, None if moves else after


def _state(old: State, changes: Mapping[int, Atom | None]) -> Iterator[Atom]:
    for organisation, atom in old.items():
        if organisation not in changes:
            yield atom
    yield from (atom for atom in changes.values() if atom is not None)


def _count(tally: Tally, atoms: Iterable[Atom]) -> None:
    sizes: dict[Cell, int] = {}
    for atom in atoms:
        sizes[atom.cell] = sizes.get(atom.cell, 0) + 1
    for cell, number in sizes.items():
        tally.add(cell, number, number)


def _add(tally: Tally, atom: Atom | None, number: int) -> None:
    if atom is not None:
        tally.add(atom.cell, number, number)


def _compare(tally: Tally, before: Atom | None, after: Atom | None, number: int) -> None:
    """Count an organisation where it makes a difference between two states."""
    if before == after:
        return
    if before is None or after is None or before.cell == after.cell:
        _add(tally, after or before, number)
        return
    # To a group that holds both cells it may make none.
    for atom in (before, after):
        tally.add(atom.cell, 0, number)


def figures(state: Iterable[Atom], groups: frozenset[str], bands: int) -> dict[str, list[int]]:
    """How many organisations of each group have their value in each band."""
    counts: dict[Atom, int] = {}
    for atom in state:
        counts[atom] = counts.get(atom, 0) + 1
    found = {group: [0] * bands for group in groups}
    for (band, cell), number in counts.items():
        for group in groups_of(cell):
            if group in found:
                found[group][band] += number
    return found
