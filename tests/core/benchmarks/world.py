"""A made-up world of organisations that join, answer, answer again, move and leave.

Everything is its own and comes from one seed. Draws are made by the product's own rules, and kept
here with what they were made from, so that tests can tell what was in which.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from ladder_assess.core.benchmarks.counting import Member, who_counts
from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.figures import Contribution, next_figures
from ladder_assess.core.benchmarks.groups import PeerCell, groups_of
from ladder_assess.core.benchmarks.organisation import KINDS, REGIONS
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import SCORE
from ladder_assess.core.benchmarks.schedule import Run, earliest_answer, months_on, run_is_due

START = date(2026, 1, 1)
# Few kinds are frequent and many are rare, as in a register.
SHARES = [1 / (place + 1.5) for place in range(len(KINDS))]
AREAS = [*REGIONS, "scotland", "wales", "northern_ireland", ""]
AREA_SHARES = [9, 9, 14, 4, 12, 14, 10, 9, 8, 5, 3, 1, 2]
SIZES, SIZE_SHARES = ["small", "some", "middling", "large", "huge"], [35, 30, 20, 10, 5]


@dataclass
class Organisation:
    """One of the world: `answer` numbers what it answered last, on the day `given`."""

    made_on: date
    confirmed: bool
    owner: int
    cell: PeerCell
    value: float
    answer: int
    given: date


@dataclass
class Draw:
    """A draw that was made, with what nobody keeps: the answers by number, and their owners."""

    day: date
    group: str
    organisations: int
    quartiles: Quartiles
    answers: frozenset[int]
    owners: tuple[int, ...]


@dataclass
class World:
    """Its organisations by number, and what has been drawn of them so far."""

    random: random.Random
    organisations: dict[int, Organisation] = field(default_factory=dict)
    draws: list[Draw] = field(default_factory=list)
    last: dict[str, date] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    run: Run | None = None
    policy: Policy = field(default_factory=Policy)
    numbers: int = 0
    answers: int = 0
    means: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.means = {kind: self.random.gauss(47, 9) for kind in KINDS}

    def fill(self, number: int, day: date) -> None:
        for _ in range(number):
            self.join(day)

    def join(self, day: date) -> int:
        """An organisation of an owner of its own, which answers on the day it comes."""
        (kind,) = self.random.choices(list(KINDS), SHARES)
        (area,) = self.random.choices(AREAS, AREA_SHARES)
        (size,) = self.random.choices(SIZES, SIZE_SHARES)
        self.numbers += 1
        value = self._scored(self.random.gauss(self.means[kind], 18))
        made = Organisation(day, True, self.numbers, PeerCell(kind, area, size), value, 0, day)
        self.organisations[self.numbers] = made
        self._answer(made, day)
        return self.numbers

    def _answer(self, organisation: Organisation, day: date) -> None:
        self.answers += 1
        organisation.answer, organisation.given = self.answers, day

    def _scored(self, value: float) -> float:
        return min(max(value, 0.0), 99.9)

    def live(self, day: date, joining: float = 0.03) -> None:
        """A month passes: some leave, some answer again or move, and some join."""
        for number, each in list(self.organisations.items()):
            happens = self.random.random()
            if happens < 0.01:
                del self.organisations[number]
            elif happens < 0.09:
                mean = self.means[each.cell.kind]
                nearer = mean + 0.75 * (each.value - mean) + 1
                each.value = self._scored(nearer + self.random.gauss(0, 12))
                self._answer(each, day)
            elif happens < 0.10:
                (area,) = self.random.choices(AREAS, AREA_SHARES)
                each.cell = each.cell._replace(area=area)
        for _ in range(sum(self.random.random() < joining for _ in self.organisations)):
            self.join(day)

    def counting(self, today: date) -> dict[int, Organisation]:
        """The organisations that count today, by the product's rule."""
        members = (
            Member(number, o.made_on, o.confirmed, frozenset({o.owner}))
            for number, o in self.organisations.items()
        )
        found = who_counts(members, today, self.policy)
        return {number: self.organisations[number] for number in found}

    def job(self, today: date, killed_after: int | None = None) -> int:
        """The monthly job; `killed_after` so many figures it ends without a word. Returns how many
        figures it drew or withdrew.
        """
        if not run_is_due(today, self.run):
            return 0
        self.run = Run(today, finished=False)
        counting = self.counting(today)
        by_since: dict[date, list[str]] = {}
        groups = {g for o in counting.values() for g in groups_of(o.cell)} | set(self.last)
        for group in groups:
            days = [draw.day for draw in self.draws if draw.group == group]
            by_since.setdefault(earliest_answer(days, today, self.policy), []).append(group)
        done = 0
        for since, looked_at in by_since.items():
            inside = {n: o for n, o in counting.items() if since <= o.given <= today}
            contributed = {n: Contribution(SCORE.band(o.value), o.cell) for n, o in inside.items()}
            made = next_figures(
                contributed, self.last, SCORE.bands, today, self.policy,
                self.random.randrange, set(looked_at).__contains__,
            )  # fmt: skip
            room = None if killed_after is None else max(killed_after - done, 0)
            for outcome in islice(made, room):
                self._keep(outcome.group, outcome.organisations, outcome.quartiles, today, inside)
                done += 1
        if killed_after is None or done < killed_after:
            self.run = Run(today, finished=True)
        return done

    def _keep(
        self,
        group: str,
        organisations: int,
        quartiles: Quartiles | None,
        today: date,
        inside: Mapping[int, Organisation],
    ) -> None:
        if quartiles is None:
            self.withdrawn.add(group)
            return
        self.withdrawn.discard(group)
        self.last[group] = today
        members = [o for o in inside.values() if group in groups_of(o.cell)]
        self.draws.append(
            Draw(
                today,
                group,
                organisations,
                quartiles,
                frozenset(o.answer for o in members),
                tuple(o.owner for o in members),
            )
        )


def first_of_month(number: int) -> date:
    """The first day of a month of the world, counted from its start."""
    return months_on(START, number)


def world(seed: int, number: int) -> World:
    """A world whose first organisations are old enough to count on the first day."""
    made = World(random.Random(seed))
    made.fill(number, START - timedelta(days=40))
    return made
