"""An attacker who knows more than is ever shown learns nothing about fewer than five organisations.

The pages show medians and quartiles in bands. The attacker here is given, for every group of every
release, exactly which organisations count and in which band, and adds and subtracts these at will;
what is left over must be about nobody, or about five organisations or more.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.benchmark import Thresholds
from ladder_assess.core.benchmarks.groups import (
    AREA,
    EVERYONE,
    KIND,
    SIZE,
    Cell,
    groups_of,
    level_of,
    parent_of,
)
from ladder_assess.core.benchmarks.release import Atom, Earlier, Outcome, State, next_release

POLICY = Thresholds()
FEW = 5
# Two kinds of one sector and one of another, so that every level has something to be left over.
CELLS = tuple(
    Cell(kind, area, size)
    for kind in ("charity", "union", "nhs")
    for area in ("", "london", "wales", "north_east")
    for size in ("", "small", "large")
)
# What a group is made of: an organisation in a band.
Known = Counter[tuple[int, int]]


@dataclass
class History:
    """Releases one after the other, with what every group of each was made of."""

    states: list[dict[int, Atom]]
    outcomes: list[Outcome]

    @property
    def known(self) -> list[dict[str, Known]]:
        """What the attacker has: the members of each published group, by release."""
        return [
            {group: members(state, group) for group in outcome.published}
            for state, outcome in zip(self.states, self.outcomes, strict=True)
        ]

    @property
    def earlier(self) -> list[Earlier]:
        """The releases so far, as a release is made from them."""
        last = self.states[-1] if self.states else {}
        return [
            Earlier(
                outcome.published,
                {
                    org: state.get(org)
                    for org in state.keys() | last.keys()
                    if state.get(org) != last.get(org)
                },
            )
            for state, outcome in zip(self.states, self.outcomes, strict=True)
        ]

    def release(self, live: State, thresholds: Thresholds = POLICY) -> Outcome:
        """Make the next release."""
        old = self.states[-1] if self.states else {}
        outcome = next_release(old, live, self.earlier, thresholds)
        self.states.append(after(old, outcome.changes))
        self.outcomes.append(outcome)
        return outcome


def after(old: State, changes: Mapping[int, Atom | None]) -> dict[int, Atom]:
    everyone = {**old, **changes}
    return {org: atom for org, atom in everyone.items() if atom is not None}


def members(state: State, group: str) -> Known:
    return Counter(
        {(org, atom.band): 1 for org, atom in state.items() if group in groups_of(atom.cell)}
    )


def about(parts: Mapping[tuple[int, int], int]) -> set[int]:
    """The organisations that something is left over of."""
    return {org for (org, _), number in parts.items() if number}


def less(left: Known, *others: Known) -> Known:
    found = Counter(left)
    for other in others:
        found.subtract(other)
    return found


def test_the_attacker_would_find_a_leak() -> None:
    """The check itself: four organisations outside the only area that is shown."""
    inside, outside = Cell("nhs", "london"), Cell("nhs", "wales")
    state = {n: Atom(n % 3, inside if n < 8 else outside) for n in range(12)}
    whole, part = members(state, "kind.nhs"), members(state, "area.nhs.london")
    assert about(less(whole, part)) == {8, 9, 10, 11}
    shown = next_release({}, state, [], POLICY).published
    assert "kind.nhs" in shown
    assert "area.nhs.london" not in shown


@st.composite
def histories(draw: st.DrawFn) -> History:
    """A population with joiners, leavers, movers and new values, released three to six times."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    cells = chance.sample(CELLS, chance.randint(2, 14))
    live = {n: atom(chance, cells) for n in range(draw(st.integers(0, 90)))}
    history = History([], [])
    for _ in range(draw(st.integers(3, 6))):
        history.release(dict(live))
        for _ in range(draw(st.sampled_from((0, 1, 2, 4, 5, 6, 8, 12, 25)))):
            stir(live, chance, cells, history.states)
    return history


def atom(chance: random.Random, cells: list[Cell]) -> Atom:
    return Atom(chance.randrange(4), chance.choice(cells))


def stir(
    live: dict[int, Atom], chance: random.Random, cells: list[Cell], states: list[dict[int, Atom]]
) -> None:
    """One change: someone joins, leaves, answers anew, moves, or goes back to what they were."""
    number = chance.randrange(max(live, default=0) + 3)
    match chance.randrange(5):
        case 0:
            live.pop(number, None)
        case 1 if number in live:
            live[number] = Atom(chance.randrange(4), live[number].cell)
        case 2:
            was = chance.choice(states).get(number)
            live.pop(number, None)
            live.update({number: was} if was else {})
        case _:
            live[number] = atom(chance, cells)


@given(histories())
@settings(max_examples=250, deadline=None)
def test_no_group_is_small(history: History) -> None:
    for shown in history.known:
        assert all(len(about(group)) >= FEW for group in shown.values())


@given(histories())
@settings(max_examples=250, deadline=None)
def test_nothing_is_left_between_two_groups_of_any_releases(history: History) -> None:
    groups = list(chain.from_iterable(shown.items() for shown in history.known))
    for (one, left), (other, right) in combinations(groups, 2):
        few = about(less(left, right))
        assert not few or len(few) >= FEW, (one, other, few)


@given(histories())
@settings(max_examples=250, deadline=None)
def test_a_group_changes_by_nobody_or_by_more_than_know_their_own_change(history: History) -> None:
    """Someone who knows that they changed themselves still learns about five others at least."""
    for before, now in combinations(history.known, 2):
        for group in before.keys() & now.keys():
            changed = about(less(now[group], before[group]))
            assert not changed or len(changed) > FEW


@given(histories())
@settings(max_examples=150, deadline=None)
def test_nothing_is_left_of_a_parent_without_any_of_its_children(history: History) -> None:
    """Whichever releases the parent and the children are of."""
    for shown in history.known:
        for parent, whole in shown.items():
            for others in history.known:
                for some in unions(parent, others):
                    few = about(less(whole, *(others[child] for child in some)))
                    assert not few or len(few) >= FEW, (parent, some, few)


def unions(parent: str, shown: Mapping[str, Known]) -> Iterator[tuple[str, ...]]:
    """Children that do not overlap: sectors, kinds, areas, or size bands, but not these mixed."""
    for level in {level_of(group) for group in shown}:
        children = sorted(g for g in shown if parent_of(g) == parent and level_of(g) == level)
        for size in range(1, len(children) + 1):
            yield from combinations(children, size)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_nothing_is_left_of_areas_without_size_bands(history: History) -> None:
    """Any areas of a kind less any of its size bands, and the kind less both."""
    for shown in history.known:
        for kind in (group for group in shown if level_of(group) == KIND):
            areas = [g for g in shown if parent_of(g) == kind and level_of(g) == AREA]
            sizes = [g for g in shown if parent_of(g) == kind and level_of(g) == SIZE]
            for some in subsets(areas):
                for others in subsets(sizes):
                    left = sum((shown[g] for g in some), Counter[tuple[int, int]]())
                    right = [shown[g] for g in others]
                    for few in (about(less(left, *right)), about(less(shown[kind], left, *right))):
                        assert not few or len(few) >= FEW, (some, others, few)


def subsets(groups: list[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(groups, size) for size in range(len(groups) + 1))


@given(histories(), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_nothing_is_left_of_any_sums_and_differences(history: History, seed: int) -> None:
    """Up to six groups of any releases, each added or taken away."""
    chance = random.Random(seed)
    groups = [known for shown in history.known for known in shown.values()]
    for _ in range(200 if groups else 0):
        found: Known = Counter()
        for _ in range(chance.randint(1, 6)):
            known = chance.choice(groups)
            found.update(known) if chance.random() < 0.5 else found.subtract(known)
        few = about(found)
        assert not few or len(few) >= FEW, few


@given(histories())
@settings(max_examples=100, deadline=None)
def test_what_is_shown_lies_in_what_is_shown(history: History) -> None:
    for outcome in history.outcomes:
        parents = {parent_of(group) for group in outcome.published if group != EVERYONE}
        assert parents <= outcome.published


@given(histories())
@settings(max_examples=100, deadline=None)
def test_a_release_of_what_did_not_change_shows_the_same(history: History) -> None:
    last = history.states[-1]
    again = history.release(last)
    assert not again.changes
    assert again.published <= history.outcomes[-2].published


@given(histories())
@settings(max_examples=100, deadline=None)
def test_raising_a_threshold_never_shows_more(history: History) -> None:
    strict = Thresholds(group=12, change=13)
    live = history.states[-1]
    outcome = next_release(live, live, history.earlier, strict)
    sizes = {group: len(about(members(live, group))) for group in outcome.published}
    assert all(size >= 12 for size in sizes.values())
    assert next_release(live, live, history.earlier, None).published == frozenset()
