"""What a workshop came to: what was placed, how the room voted, and how it did over all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.activities.vignettes import Shown
from ladder_assess.core.placement.activity import INDIVIDUAL, LEVEL
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.workshops.ballot import LADDER, RANKED, Ballot
from ladder_assess.core.workshops.exercise import ON_THE_LADDER, OWN, RANK, Exercise
from ladder_assess.core.workshops.tables import TableTogether
from ladder_assess.core.workshops.tally import Tally, Together, furthest_apart
from ladder_assess.core.workshops.workshop import Workshop

MOST_CONTESTED = 3
# Of how far apart people are, so many decimals tell: what is beyond them comes of adding up.
EXACT = 9


@dataclass(frozen=True)
class Part:
    """One of several questions that are answered together, and its answers."""

    ask: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """An exercise as a room reads it: its title, whose it is (nobody's where it was made up), and
    the paragraphs of its text.

    `record` is what the rules place it by, empty where they do not. Where it was written for that,
    `shows` are the sentences that tell its facts, and `notice` is what there is to learn. `choices`
    are what there is to pick from where that is no rung, one after the other those of all `parts`
    where it has several questions.
    """

    exercise: Exercise
    title: str
    of: str
    paragraphs: tuple[str, ...]
    record: dict[str, Any] = field(default_factory=dict)
    shows: tuple[Shown, ...] = ()
    notice: str = ""
    choices: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def ask_of(self, choice: int) -> str:
        """The question that a choice answers, of several; empty where there is one."""
        asks = [part.ask for part in self.parts for _ in part.choices]
        return asks[choice] if asks else ""

    @property
    def answers(self) -> dict[str, Any]:
        """What it answers, by question."""
        found: dict[str, Any] = self.record.get("answers", {})
        return found

    @property
    def ballot(self) -> Ballot | None:
        """How it is voted on; None where it is not."""
        if self.exercise.kind in ON_THE_LADDER:
            return LADDER
        if not self.choices:
            return None
        many, parts = len(self.choices), tuple(len(part.choices) for part in self.parts)
        if parts:
            return Ballot(many, len(parts), parts)
        return Ballot(many, min(RANKED, many)) if self.exercise.kind == RANK else Ballot(many)


@dataclass(frozen=True)
class PlacedAccount:
    """The same with what the rules say of it; `deciding` are the facts by which they place it."""

    account: Account
    assessed: AssessedActivity
    deciding: frozenset[str] = frozenset()

    def decides(self, shown: Shown) -> bool:
        """Does a sentence tell a fact by which the rules place it?"""
        return not self.deciding.isdisjoint(shown.items)

    @property
    def has_rung(self) -> bool:
        """Do the rules place it on the ladder? A service to one person has no rung."""
        return self.assessed.assessment.has_ladder

    @property
    def rungs(self) -> Interval:
        """Where the rules place it; means nothing of what has no rung."""
        placement = self.assessed.assessment.placement
        return Interval(placement.low, placement.high)


@dataclass(frozen=True)
class Played:
    """An exercise of a workshop by its number, with the rounds of votes that were shown: each None
    where fewer than five voted. `account` is None where that is not there any more, and `placed`
    also where rules say nothing of it, or that it has no rung.
    """

    number: int
    exercise: Exercise
    account: Account | None
    placed: PlacedAccount | None
    rounds: tuple[Tally | None, ...]

    @property
    def on_ladder(self) -> bool:
        """Did people pick rungs?"""
        return self.exercise.kind in ON_THE_LADDER

    @property
    def has_no_rung(self) -> bool:
        """Do the rules say that it has no rung, as it is a service to one person?"""
        return self.account is not None and self.account.answers.get(LEVEL) == INDIVIDUAL

    @property
    def first_picked(self) -> Tally | None:
        """The first round, where people picked something themselves and it may be shown."""
        first = self.rounds[0] if self.rounds else None
        return first if first and not first.by_facts else None

    def away(self, tally: Tally | None) -> float | None:
        """How many rungs people stood away from the rules in a vote; None where they picked none,
        or rules say nothing of it.
        """
        if tally is None or tally.by_facts or self.placed is None or not tally.on_rungs:
            return None
        return tally.distance(self.placed.rungs)

    @property
    def own(self) -> bool:
        """Was it an activity of the room's own, with votes that may be seen?"""
        return self.exercise.kind == OWN and bool(self.shown)

    @property
    def shown(self) -> tuple[Tally, ...]:
        """The rounds that can be drawn."""
        return tuple(each for each in self.rounds if each is not None)


@dataclass(frozen=True)
class Contested:
    """An exercise on which people were far apart at first, and its place among these from 1; `tied`
    where they were as far apart on another.
    """

    place: int
    played: Played
    tied: bool = False


@dataclass(frozen=True)
class WorkshopRecord:
    """What a workshop came to: each exercise that was voted on, the first votes on all of them,
    the votes before and after people talked, of those voted on twice, and the exercises on which
    people were furthest apart at first. `tables` are by the first votes.
    """

    workshop: Workshop
    played: tuple[Played, ...]
    first: Together | None
    before: Together | None
    after: Together | None
    contested: tuple[Contested, ...]
    tables: tuple[TableTogether, ...] = ()


@dataclass(frozen=True)
class Pack:
    """What is printed for a room without phones: what it does, one after the other; and, for
    whoever runs it alone, what the rules say of each by its number.
    """

    workshop: Workshop
    accounts: tuple[Account, ...]
    keys: tuple[tuple[int, PlacedAccount], ...] = ()


def most_contested(played: Sequence[Played]) -> tuple[Contested, ...]:
    """The three exercises on which people were furthest apart at first, and those that tie with the
    last of them; of three or fewer, one less. None where people were as far apart on all.
    """
    spread = [
        (round(furthest_apart(each.first_picked), EXACT), each)
        for each in played
        if each.on_ladder and each.account and each.first_picked
    ]
    far = [apart for apart, _ in spread]
    places = [(1 + sum(other > apart for other in far), apart, each) for apart, each in spread]
    last = min(MOST_CONTESTED, len(spread) - 1)
    named = [found for found in places if found[0] <= last and found[1]]
    if len(named) == len(places):
        named = [found for found in named if found[1] > min(far)]
    named.sort(key=lambda found: found[0])
    return tuple(Contested(place, each, far.count(apart) > 1) for place, apart, each in named)
